"""Every condition of conditions.yaml by its name: what happened, and what was answered.

A condition is a function of a case and its argument. None says more than the data set does: what
it leaves to counsel comes out as None, with a sentence.
"""

from . import conditions, contents, people
from .answers import KINDS
from .cases import Case
from .findings import Verdict
from .judging import Judged, all_of, any_of, judged
from .questions import question

FEDERAL = frozenset(
    {"health_provider", "health_associate", "bank", "credit_union", "financial_nonbank"}
    | {"securities_firm"}
)
_CONSULTING = frozenset({"us-ct", "us-dc", "us-fl"})
_EVENTS = {
    "acquisition": (("acquisition",),),
    "access": (("access", "disclosure"),),
    "access_and_acquisition": (("access", "disclosure"), ("acquisition",)),
    "access_or_acquisition": (("access", "acquisition", "disclosure"),),
}
_WORDS = {
    "access": "accessed",
    "acquisition": "taken",
    "disclosure": "disclosed",
    "loss": "lost",
    "alteration": "changed",
    "availability": "out of reach",
}


def judge(case: Case) -> Judged:
    """All conditions of the case's row, up to the first that settles it.

    While it is open whether a law is about us at all, only that is asked.
    """
    parts, gates = [], []
    for name, argument in conditions.of(case.regime, case.row):
        part = _CONDITIONS[name](case, argument)
        if part.holds is False:
            return part
        parts.append(part)
        if name in _GATES and part.holds is None:
            gates.append(part)
    return all_of(gates or parts)


_GATES = frozenset({"role", "place", "sector", "client_sector", "reached", "listed", "follows"})


def branches(case: Case, listed) -> list[Judged]:
    """Each list of conditions judged as a whole."""
    return [
        all_of([_CONDITIONS[name](case, argument) for name, argument in conditions.pairs(branch)])
        for branch in listed
    ]


def _any(case, listed):
    return any_of(branches(case, listed))


def _count_or(case, listed):
    """The threshold, or below it one of the grounds the row names."""
    return any_of([people.at_least(case), *branches(case, listed)])


def _role(case, wanted):
    role = case.answers.role
    if role is None:
        return judged(None, "It is not known for whom we hold the data.", "role")
    if role in (wanted, "both"):
        return judged(True, "")
    if wanted == "controller":
        return judged(False, "We hold the data for others; telling falls to them.", "role")
    return judged(False, "We hold the data for ourselves.", "role")


def _sector(case, wanted, answered="sectors"):
    sectors = getattr(case.answers, answered)
    if sectors is None:
        return judged(
            None, "It is not known whether this law is about our kind of business.", answered
        )
    if held := sorted(sectors & set(wanted)):
        return judged(True, f"{_kinds_of_business(held)}.", answered)
    return judged(False, f"None of these fits: {_kinds_of_business(wanted)}.", answered)


def _kinds_of_business(held):
    return "; ".join(question("sectors").options[each] for each in held)


def _client_sector(case, wanted):
    return _sector(case, wanted, "client_sectors")


def _no_sector(case, exempt):
    sectors = case.answers.sectors
    if sectors is None:
        return judged(True, "Some kinds of business are exempt here.", "sectors", ("sectors",))
    if held := sorted(sectors & set(exempt)):
        return judged(False, f"Exempt here: {_kinds_of_business(held)}.", "sectors")
    return judged(True, "")


def _listed(case, _):
    said = case.answers.said.get("listed")
    if said is None:
        return judged(None, "It is not known whether we file reports with the SEC.", "listed")
    words = {
        "domestic": "We file reports with the SEC.",
        "foreign": "A foreign private issuer uses Form 6-K.",
    }.get(said, "We file no reports with the SEC.")
    return judged(said == "domestic", words, "listed")


def _kind(case, wanted):
    told = {kind: case.answers.happened(kind) for kind in wanted}
    if held := [kind for kind, happened in told.items() if happened]:
        return judged(True, f"The data was {_WORDS[held[0]]}.", "kinds")
    words = " or ".join(_WORDS[kind] for kind in wanted)
    if None in told.values():
        return judged(None, f"It is not known whether the data was {words}.", "kinds")
    return judged(False, f"The data was not {words}.", "kinds")


def _event(case, _):
    event = case.regime.trigger.get("event_kind", "access_or_acquisition")
    return all_of([_kind(case, wanted) for wanted in _EVENTS[event]])


def _breached(case, _):
    return _kind(case, KINDS)


def _presumed_acquisition(case, _):
    if case.answers.happened("acquisition") is None and case.answers.happened("access"):
        words = "Access counts as acquisition until reliable evidence shows otherwise."
        return judged(True, words, "kinds", ("kinds",))
    return _kind(case, ("acquisition", "disclosure"))


def _cyber(case, _):
    if case.answers.form == {"paper"}:
        return judged(False, "The data was on paper only.", "form")
    return _breached(case, _)


def _risk_said(answers):
    """The answer, unless misuse was seen: then low is no longer open to us."""
    if answers.said.get("misuse_seen") and answers.risk in (None, "low"):
        return "some"
    return answers.risk


_RISKS = {
    # what the law asks for: {answer: whether it is met}
    "unless_low": {"low": False, "some": True, "high": True, None: True},
    "suspected": {"low": False, "some": False, "high": True, None: True},
    "only_low": {"low": True, "some": False, "high": False, None: None},
    "some": {"low": False, "some": True, "high": True, None: None},
    "real": {"low": False, "some": None, "high": True, None: None},
    "high": {"low": False, "some": False, "high": True, None: None},
}


def _risk(case, wanted):
    said = _risk_said(case.answers)
    met = _RISKS[wanted][said]
    if said is None:
        until = "; until then the duty stands" if met else ""
        return judged(met, f"Nobody has judged the risk of harm yet{until}.", "risk", ("risk",))
    test = case.regime.trigger.get("risk_of_harm", {}).get("test")
    words = f"{_HARM[said]}{f'; the test: {test}' if test else ''}."
    if met is None:
        return Judged(None, ((f"{words} Counsel decides.", "risk"),))
    return judged(met, words, "risk")


_HARM = {
    "low": "Harm to people is unlikely",
    "some": "Harm to people is possible, serious harm is not likely",
    "high": "Serious harm to people is likely",
}


def _harm(case, _):
    """A state's harm test: the duty stands until somebody has shown that harm is unlikely."""
    code = case.regime.code
    test = case.regime.trigger.get("risk_of_harm", {}).get("test")
    if not test:
        return judged(True, "This law has no harm test.")
    judgement = _risk(case, "unless_low")
    if code == "us-ma":
        # Acquisition by an unauthorised person is enough, whatever the risk.
        return any_of([_kind(case, ("acquisition",)), judgement])
    if code == "us-ny":
        return any_of([_unless(case, "inadvertent_disclosure"), judgement])
    if judgement.holds is False and code in _CONSULTING:
        return _consulted(case, judgement)
    return judgement


def _consulted(case, judgement):
    if case.answers.said.get("police_consulted"):
        return judgement
    words = "The exemption for low risk needs law enforcement to be asked first."
    asked = case.answers.said.get("police_consulted")
    return judged(None if asked is None else True, words, "police_consulted")


def _ask(case, id):
    said = case.answers.said.get(id)
    return judged(said, f"{_answered(id, said)} What counts: {case.row.trigger}", id)


def _answered(id, said):
    """A question with its answer: "Was a ransom paid? Yes."."""
    word = {True: "Yes", False: "No", None: "Nobody has answered yet"}[said]
    return f"{question(id).words} {word}."


def _unless(case, id):
    said = case.answers.said.get(id)
    if said:
        return judged(False, f"{_answered(id, said)} That ends the duty.", id)
    of = _ASKED_OF.get(id)
    sectors = case.answers.sectors
    asking = said is None and (of is None or sectors is None or not of.isdisjoint(sectors))
    return judged(True, "", id, (id,) if asking else ())


# Other kinds of business cannot have been told so.
_ASKED_OF = {"notified_federally": FEDERAL | {"ny_financial"}}


def _told(case, id):
    said = case.answers.said.get(id)
    return judged(said is True, _answered(id, said), id)


def _follows(case, key):
    key = key if ":" in key else f"{case.regime.code}:{key}"
    other = case.found(key)
    reasons = tuple((reason.sentence, reason.key) for reason in other.reasons)
    if other.verdict == Verdict.APPLIES:
        return Judged(True, ((f"It follows {key}, which applies.", ""),), other.asks)
    if other.verdict == Verdict.DOES_NOT:
        return Judged(False, reasons)
    return Judged(None, reasons, other.asks)


def _reported_elsewhere(case, _):
    rows = [found for found in case.all_found() if found.regime != case.regime.code]
    if held := [found.key for found in rows if found.applies]:
        return judged(True, f"It must be reported elsewhere: {held[0]}.")
    open_rows = [found for found in rows if found.verdict == Verdict.CANNOT_SAY]
    words = "It is not clear yet whether it must be reported elsewhere."
    return (
        judged(None, words) if open_rows else judged(False, "Nothing must be reported elsewhere.")
    )


def _may_be_deemed(case, _):
    """Holds, and asks whether federal procedure is enough where it can be."""
    federal = not FEDERAL.isdisjoint(case.answers.sectors or ())
    open_still = federal and case.regime.code not in case.answers.deemed
    return judged(True, "", "deemed", ("deemed",) if open_still else ())


def _in_words_only(case, _):
    words = f"Whom it binds is said in words only: {case.regime.applies_to} Counsel decides."
    return Judged(None, ((words, ""),))


def _undecided(case, what):
    words = f"The data set sets no figure for {what.replace('_', ' ')}: counsel decides."
    return Judged(None, ((words, ""),))


_CONDITIONS = {
    "any": _any,
    "ask": _ask,
    "breached": _breached,
    "client_sector": _client_sector,
    "count": people.count,
    "count_or": _count_or,
    "customers": people.customers,
    "cyber": _cyber,
    "event": _event,
    "follows": _follows,
    "form": contents.form,
    "group": people.group,
    "harbour": contents.harbour,
    "harm": _harm,
    "holds": contents.holds,
    "in_words_only": _in_words_only,
    "kind": _kind,
    "listed": _listed,
    "may_be_deemed": _may_be_deemed,
    "listed_data": contents.listed_data,
    "no_sector": _no_sector,
    "patients": contents.patients,
    "personal_data": contents.personal_data,
    "place": people.place,
    "presumed_acquisition": _presumed_acquisition,
    "reached": people.reached,
    "reported_elsewhere": _reported_elsewhere,
    "risk": _risk,
    "role": _role,
    "sector": _sector,
    "somebody": people.somebody,
    "told": _told,
    "undecided": _undecided,
    "unintelligible": contents.unintelligible,
    "unless": _unless,
}
NAMES = frozenset({*_CONDITIONS, "instead"})
