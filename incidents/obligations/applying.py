"""Which duties an incident has: answers in, one `Finding` for each duty of each regime out.

Pure, and never more certain than the data set: what it cannot decide is `cannot_say` with a reason.
A number of people nobody knows counts as over a threshold, and a duty that falls away only for low
risk stands until somebody has found the risk low.
"""

from datetime import date

from . import conditions, grounds
from .answers import Answers
from .cases import Case
from .findings import Finding, Reason, Verdict
from .judging import Judged
from .loading import DataSet

_VERDICTS = {True: Verdict.APPLIES, False: Verdict.DOES_NOT, None: Verdict.CANNOT_SAY}
HOLD = conditions.HOLD
_PARALLEL = (
    "Some state laws exempt HIPAA and GLBA entities; the data set does not say of this one. "
    "Until counsel says so, state law runs in parallel."
)


def applies(data: DataSet, answers: Answers) -> list[Finding]:
    """A Finding for every duty of the data set, processors' duties included, in its order.

    Regimes that are pending, or not in force on the day of the answers, are found as watch items.
    """
    return _Sitting(data, answers).all()


class _Sitting:
    """One pass over the data set; a duty that follows another asks for that one."""

    def __init__(self, data, answers):
        self.answers = answers
        self.day = answers.on or date.fromisoformat(data.compiled_on)
        self.regimes = data.regimes
        self.rows = {
            row.key: row for regime in data.regimes.values() for row in conditions.duties(regime)
        }
        self.findings = {}

    def all(self):
        return [self.found(key) for key in self.rows]

    def found(self, key):
        if key not in self.findings:
            self.findings[key] = self._judged(key)
        return self.findings[key]

    def reports(self):
        """What must be reported to somebody else than the people affected."""
        return [
            self.found(key)
            for key, row in self.rows.items()
            if row.type == "regulator" and row.regime != "us-nydfs-500"
        ]

    def _judged(self, key):
        row = self.rows[key]
        regime = self.regimes[row.regime]
        case = Case(regime, row, self.answers, self.found, self.reports)
        judgement = grounds.judge(case)
        citation = "; ".join(regime.citation)
        if not regime.in_force_on(self.day):
            return _watched(regime, row, judgement, citation)
        reasons = tuple(Reason(words, on, citation) for words, on in judgement.reasons)
        verdict = _VERDICTS[judgement.holds]
        asks = (*judgement.asks, *_about_a_hold(case, verdict))
        return Finding(regime.code, row.id, verdict, reasons, asks, notes=_notes(case, verdict))


def _watched(regime, row, judgement: Judged, citation):
    from_day = f", from {regime.effective_from}" if regime.effective_from else ""
    words = f"Not in force yet{from_day}: nothing is due, only to be watched."
    reasons = (Reason(words, "", citation),)
    watch = judgement.holds is not False
    return Finding(regime.code, row.id, Verdict.DOES_NOT, reasons, watch=watch)


def _about_a_hold(case, verdict):
    """What law enforcement may ask for moves a deadline, not the duty."""
    open_still = case.answers.said.get(HOLD) is None
    return (HOLD,) if open_still and verdict == Verdict.APPLIES and _may_be_held(case) else ()


def _may_be_held(case):
    return case.row.type == "individuals" and case.regime.law_enforcement_delay.get("allowed")


def _notes(case, verdict):
    """What counsel should read beside the verdict."""
    if verdict == Verdict.DOES_NOT:
        return ()
    found = list(case.row.exemptions)
    if case.is_of_a_state and not grounds.FEDERAL.isdisjoint(case.answers.sectors or ()):
        found.append(_PARALLEL)
    if case.answers.said.get(HOLD) and _may_be_held(case):
        form = case.regime.law_enforcement_delay.get("form")
        found.append(f"Law enforcement can delay this notice; the law asks for: {form}.")
    if case.regime.code in case.answers.deemed:
        found.append("Counsel recorded that the letter follows federal procedure.")
    return tuple(found)
