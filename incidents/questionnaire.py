"""Which duties the answers and the facts of one incident find, and what to ask next.

Facts answer what the findings form asks; the rest is asked here. What is found is no decision.
"""

from dataclasses import dataclass, field, replace

from incidents.models import DutyAnswers
from incidents.obligations import applying, loading, questions
from incidents.obligations.answering import answers
from incidents.obligations.findings import Verdict
from incidents.obligations.questions import Question

# Beside ISO codes: free zones with a law of their own.
FREE_ZONES = ("AE-DIFC", "AE-ADGM")
_BY_FACTS = ("counts", "count", "ledger")


def askable() -> dict[str, Question]:
    """The questions asked here, by id; the findings form asks the others."""
    return {
        id: one
        for id, one in questions.questions().items()
        if one.kind not in _BY_FACTS and (one.options or one.kind not in ("choice", "choices"))
    }


def problems(given: dict, data: loading.DataSet) -> list[str]:
    """A sentence for each answer that is none."""
    found, known = [], askable()
    for id, answer in given.items():
        if id not in known:
            found.append(f"There is no question “{id[:60]}”.")
        elif not _fits(known[id], answer, data):
            found.append(f"This is no answer: {known[id].words}")
    return found


def _fits(question, answer, data):
    options = set(data.regimes if question.kind == "regimes" else question.options)
    if question.kind == "yes_no":
        return isinstance(answer, bool)
    if question.kind == "choice":
        return isinstance(answer, str) and answer in options
    if question.kind == "yes_no_each":
        is_dict = isinstance(answer, dict) and bool(answer)
        return is_dict and all(
            name in options and isinstance(said, bool) for name, said in answer.items()
        )
    is_list = isinstance(answer, list) and all(isinstance(one, str) for one in answer)
    return is_list and (question.kind == "places" or options.issuperset(answer))


@dataclass
class Sitting:
    """What was answered last, what follows from it, and what would settle more."""

    row: DutyAnswers | None
    findings: list = field(default_factory=list)

    @property
    def given(self) -> dict:
        return self.row.answers if self.row else {}

    @property
    def by_key(self) -> dict:
        return {found.key: found for found in self.findings}

    @property
    def open(self) -> list[Question]:
        """What at least one law in play asks, in the order to ask."""
        return questions.open_questions(self.findings)

    @property
    def to_ask(self) -> list[Question]:
        """Those of them that are asked here and nobody has answered."""
        asked = askable()
        return [one for one in self.open if one.id in asked and one.id not in self.given]

    @property
    def for_findings(self) -> list[Question]:
        """Those that facts answer."""
        asked = askable()
        return [one for one in self.open if one.id not in asked]

    @property
    def unsettled(self) -> list:
        return [found for found in self.findings if found.verdict == Verdict.CANNOT_SAY]

    def to_decide(self, decisions) -> list:
        """What is found to apply and nobody has decided on: duties to look at now."""
        return [found for found in self.findings if found.applies and found.key not in decisions]


def sitting(incident, data, today) -> Sitting:
    """Two queries, then pure: what the data set makes of the newest answers and facts."""
    row = incident.duty_answers.select_related("by").last()
    known = questions.questions()
    given = {id: said for id, said in (row.answers if row else {}).items() if id in known}
    told = replace(answers(incident.known(), given), on=today)
    return Sitting(row, applying.applies(data, told))
