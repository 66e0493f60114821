"""Claims against facts: carried, uncited or contradicted, with one sentence that says why.

Strict citing: a claim that a fact agrees with is carried only where its sentence cites that fact.
"""

from dataclasses import dataclass

from incidents.facts import EXPOSURE_KEYS, Confidence, is_answered, label_of
from statements.claims import assertions as said
from statements.claims.findings import CARRIED, CONTRADICTED, UNCITED

SURE = (Confidence.CONFIRMED, Confidence.ESTIMATED)
OPEN = Confidence.UNDER_INVESTIGATION


@dataclass(frozen=True)
class Verdict:
    verdict: str
    reason: str = ""
    keys: tuple = ()


@dataclass(frozen=True)
class Known:
    """What a sentence can stand on: all facts, and the keys it cites."""

    facts: dict
    cites: frozenset

    def confidence(self, key):
        fact = self.facts.get(key)
        return fact and fact.confidence

    def is_open(self, key):
        return self.confidence(key) == OPEN

    def is_sure(self, key):
        return self.confidence(key) in SURE

    def is_ruled_out(self, key):
        return self.confidence(key) == Confidence.RULED_OUT

    def has_basis(self, key):
        return bool((self.facts[key].basis or "").strip())

    def texts(self):
        """(key, text) of each line of the cited facts that are told in words."""
        for key in sorted(self.cites):
            value = self.facts[key].value if is_answered(self.facts.get(key)) else None
            for line in value if isinstance(value, list) else [value]:
                if isinstance(line, str):
                    yield key, line

    def answered(self, keys):
        return [key for key in keys if is_answered(self.facts.get(key))]


def carried(*keys):
    return Verdict(CARRIED, "", keys)


def contradicted(reason, *keys):
    return Verdict(CONTRADICTED, reason, keys)


def nothing(words, *keys):
    """No fact says anything about it."""
    where = f"under {names(keys[:2], 'or')}" if keys else "and cite that"
    reason = f"Nothing recorded carries “{words}”. Record it {where}, or leave it out."
    return Verdict(UNCITED, reason, keys)


def if_cited(known, words, keys):
    """Carried where one of these facts is cited; all of them agree with the words."""
    if found := [key for key in keys if key in known.cites]:
        return carried(*found)
    cure = f"What is recorded says the same: cite {names(keys, 'or')}."
    return Verdict(UNCITED, f"No fact is cited for “{words}”. {cure}", tuple(keys))


def otherwise(status, words, *keys):
    """What is on record, and that the words say something else."""
    return contradicted(f"{status}. The sentence with “{words}” says otherwise.", *keys)


def still_open(words, keys):
    """Nobody knows yet, and the words sound as if somebody did."""
    return contradicted(
        f"Still under investigation: {names(keys[:2])}. "
        f"The sentence with “{words}” says more than is known.",
        *keys,
    )


def if_all_cited(known, words, keys):
    """Carried where each of these facts is cited: a denial of many things is one of each."""
    if missing := [key for key in keys if key not in known.cites]:
        return if_cited(known, words, missing)
    return carried(*keys)


def without_basis(keys):
    """ "No" is an answer only with somebody's word for it."""
    reason = f"Ruled out without a basis: {names(keys)}. Record who looked at what, until when."
    return Verdict(UNCITED, reason, tuple(keys))


def names(keys, last="and"):
    labels = list(dict.fromkeys(label_of(key) for key in keys))
    if len(labels) > 3:
        labels = [*labels[:2], "another" if last == "or" else "others"]
    head, tail = labels[:-1], labels[-1]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def judge(claim, words, known):
    """The Verdict on a claim about data, systems, misuse or nobody."""
    return _JUDGES[claim.code](claim, words, known)


def _ledger(claim, known):
    """The entries a claim speaks of that are recorded; for data at large, all that are."""
    return [key for key in claim.keys or EXPOSURE_KEYS if key in known.facts]


def _exposed(claim, words, known):
    entries = _ledger(claim, known)
    if not entries:
        return nothing(words, *(claim.keys or ("data_exposed",)))
    if sure := [key for key in entries if known.is_sure(key)]:
        return _sure_enough(claim, words, known, sure)
    unknown = [key for key in entries if known.is_open(key)]
    if not unknown:
        return contradicted(
            f"Recorded as certainly not exposed: “{words}”. Say that, or leave it out.", *entries
        )
    if claim.hedged:
        return if_cited(known, words, unknown)
    return contradicted(
        f"It is not yet known whether this was exposed: “{words}”. Say that we are still checking.",
        *unknown,
    )


def _sure_enough(claim, words, known, sure):
    confirmed = [key for key in sure if known.confidence(key) == Confidence.CONFIRMED]
    if not claim.hedged:
        if confirmed:
            return if_cited(known, words, confirmed)
        return contradicted(
            f"Recorded as an estimate: {names(sure)}. Say that “{words}” may have been exposed.",
            *sure,
        )
    if claim.is_yours or len(confirmed) < len(sure) or not claim.keys:
        return if_cited(known, words, sure)
    return contradicted(
        f"Confirmed as exposed: {names(confirmed)}. “May” and the like say less than we know.",
        *confirmed,
    )


def _not_exposed(claim, words, known):
    entries = _ledger(claim, known)
    if found := [key for key in entries if known.is_sure(key)]:
        return otherwise(f"Recorded as exposed: {names(found)}", words, *found)
    if not entries:
        return nothing(words, *(claim.keys or ("data_not_exposed",)))
    return _all_settled(claim, words, known, entries)


def _all_settled(claim, words, known, entries):
    """Ruled out, with a basis, and nothing of its group still open."""
    group = dict.fromkeys(key for entry in entries for key in said.group_of(entry))
    if found := [key for key in dict.fromkeys((*entries, *group)) if known.is_open(key)]:
        return still_open(words, found)
    if found := [key for key in entries if not known.has_basis(key)]:
        return without_basis(found)
    return (if_all_cited if claim.keys else if_cited)(known, words, entries)


def _not_known(claim, words, known):
    if claim.keys == ("data_exposed",):
        entries = [key for key in EXPOSURE_KEYS if known.is_open(key)]
        return if_cited(known, words, entries) if entries else nothing(words, "data_unknown")
    recorded = [key for key in claim.keys if key in known.facts]
    if not recorded:
        return nothing(words, *claim.keys)
    if fitting := [k for k in recorded if known.is_open(k) or known.confidence(k) == "estimated"]:
        return if_cited(known, words, fitting)
    return contradicted(
        f"Answered by now: {names(recorded)}. The sentence with “{words}” says it is not known.",
        *recorded,
    )


def _taken(claim, words, known):
    key = "exfiltration"
    if key not in known.facts:
        return nothing(words, key)
    if known.is_ruled_out(key):
        return otherwise("It is recorded that no data left our systems", words, key)
    if known.is_open(key) and not claim.hedged:
        return still_open(words, [key])
    return _hedged_choice(claim, words, known, key)


def _hedged_choice(claim, words, known, key):
    if known.confidence(key) == Confidence.ESTIMATED and not claim.hedged:
        return contradicted(
            f"Recorded as an estimate: {label_of(key)}. Say “may” in the sentence with “{words}”.",
            key,
        )
    if known.confidence(key) == Confidence.CONFIRMED and claim.hedged and not claim.is_yours:
        return contradicted(
            f"Confirmed: {label_of(key)}. “May” and the like say less than we know.", key
        )
    return if_cited(known, words, [key])


def _not_taken(claim, words, known):
    key = "exfiltration"
    ruled = [k for k in claim.keys if known.is_ruled_out(k)]
    if ruled and len(ruled) == len([k for k in claim.keys if k in known.facts]):
        if known.is_ruled_out(key) and (key in known.cites or not known.cites & {*ruled}):
            return if_cited(known, words, [key])
        return if_all_cited(known, words, ruled)
    return _denied(words, known, key, "It is recorded that data left our systems")


def _denied(words, known, key, yes):
    if known.is_sure(key):
        return otherwise(yes, words, key)
    if known.is_open(key):
        return still_open(words, [key])
    if key not in known.facts:
        return nothing(words, key)
    if not known.has_basis(key):
        return without_basis([key])
    return if_cited(known, words, [key])


def _misused(claim, words, known):
    key = "misuse_seen"
    if key not in known.facts:
        return nothing(words, key)
    if known.is_ruled_out(key):
        return otherwise("It is recorded that no misuse was seen", words, key)
    if known.is_open(key) and not claim.hedged:
        return still_open(words, [key])
    return _hedged_choice(claim, words, known, key)


def _not_misused(claim, words, known):
    return _denied(words, known, "misuse_seen", "It is recorded that data was misused")


_DENIALS = ("misuse_seen", "exfiltration")


def _no_evidence(claim, words, known):
    """Only with a fact that says who looked, at what and until when."""
    if claim.keys == ("misuse_seen",):
        return _denied(words, known, "misuse_seen", "It is recorded that data was misused")
    if claim.keys == ("exfiltration",):
        return _denied(words, known, "exfiltration", "It is recorded that data left our systems")
    if claim.keys == ("affected_systems",):
        return _system_safe(claim, words, known)
    if claim.keys == ("data",):
        return _not_exposed(said.Claim(claim.code, 0, 0), words, known)
    if claim.keys:
        return _not_exposed(claim, words, known)
    return _any_denial(words, known)


def _any_denial(words, known):
    """It is not said of what there is no evidence."""
    denials = [*_DENIALS, *EXPOSURE_KEYS]
    if ruled := [k for k in denials if known.is_ruled_out(k) and known.has_basis(k)]:
        return if_cited(known, words, ruled)
    if found := [key for key in _DENIALS if known.is_sure(key)]:
        return otherwise(f"On record: {names(found)}", words, *found)
    if found := [key for key in _DENIALS if known.is_open(key)]:
        return still_open(words, found)
    return nothing(words, *_DENIALS)


def _nobody(claim, words, known):
    key = "people_affected"
    fact = known.facts.get(key)
    if fact is None:
        return nothing(words, key)
    if known.is_ruled_out(key) or (known.is_sure(key) and _is_zero(fact.value)):
        return if_cited(known, words, [key])
    if known.is_open(key):
        return still_open(words, [key])
    return otherwise("It is recorded that people are affected", words, key)


def _is_zero(value):
    return value is not None and not any(value[bound] for bound in ("low", "best", "high"))


def _system_safe(claim, words, known):
    key = "affected_systems"
    if known.is_open(key):
        return still_open(words, [key])
    return if_cited(known, words, [key]) if key in known.facts else nothing(words, key)


_JUDGES = {
    said.EXPOSED: _exposed,
    said.NOT_EXPOSED: _not_exposed,
    said.NOT_KNOWN: _not_known,
    said.TAKEN: _taken,
    said.NOT_TAKEN: _not_taken,
    said.MISUSED: _misused,
    said.NOT_MISUSED: _not_misused,
    said.NO_EVIDENCE: _no_evidence,
    said.RULED_OUT: _no_evidence,
    said.NOBODY: _nobody,
    said.SYSTEM_SAFE: _system_safe,
}
