"""The questions of the meeting, in its order, and how far each is answered."""

from dataclasses import dataclass

from incidents.facts.known import is_answered
from incidents.facts.ledger import EXPOSURE_KEYS
from incidents.facts.types import SECTIONS


@dataclass(frozen=True)
class BriefQuestion:
    """`answered` is yes, partly or no; `open` holds the keys still to be answered."""

    key: str
    question: str
    answered: str
    open: tuple


def brief_questions(facts):
    """One BriefQuestion per section. The data question is partly answered while any is unknown."""
    return [_ask(section, facts) for section in SECTIONS.values()]


def _ask(section, facts):
    states = {key: _state(key, facts) for key in section.needs}
    still_open = tuple(key for key, state in states.items() if state != "yes")
    return BriefQuestion(section.key, section.question, _together(states.values()), still_open)


def _state(key, facts):
    if key != "exposure":
        return "yes" if is_answered(facts.get(key)) else "no"
    known = [facts[k] for k in EXPOSURE_KEYS if k in facts]
    answered = [is_answered(fact) for fact in known]
    if not any(answered):
        return "no"
    return "yes" if all(answered) else "partly"


def _together(states):
    states = set(states)
    return states.pop() if len(states) == 1 else "partly"
