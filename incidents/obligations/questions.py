"""The questionnaire as data: what to ask, and which laws need the answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from . import conditions
from .findings import Finding
from .law import plain
from .loading import DataSet
from .marked import read

FILE = "questionnaire.yaml"
KINDS = [
    "choice",
    "choices",
    "places",
    "counts",
    "count",
    "ledger",
    "yes_no",
    "yes_no_each",
    "regimes",
]


@dataclass(frozen=True)
class Question:
    """One question. `kind` says what the answer looks like, `facts` what answers it already."""

    id: str
    kind: str
    words: str
    help: str = ""
    options: dict = field(default_factory=dict)
    facts: tuple = ()


@cache
def questions() -> dict[str, Question]:
    """{id: Question} in the order to ask. Raises Broken for a file that is not YAML."""
    content = plain(read((Path(__file__).parent / FILE).read_text(encoding="utf-8"), FILE))
    found = {}
    for entry in content["questions"]:
        if other := entry.pop("options_of", None):
            entry["options"] = found[other].options
        facts = tuple(entry.pop("from", ()))
        found[entry["id"]] = Question(**entry, facts=facts)
    return found


def question(id: str) -> Question:
    """The question of an id. Raises LookupError with a sentence where there is none."""
    if id not in questions():
        raise LookupError(f"There is no question “{id}”.")
    return questions()[id]


def open_questions(findings: Iterable[Finding]) -> list[Question]:
    """What to ask now: only what at least one law in play needs, in the order of the file."""
    asked = {id for found in findings for id in found.asks}
    return [each for id, each in questions().items() if id in asked]


def needed_by(data: DataSet) -> dict[str, frozenset]:
    """{question id: codes of the regimes whose conditions ask it}."""
    found = {id: set() for id in questions()}
    for code, regime in data.regimes.items():
        for id in conditions.asked(regime):
            found[id].add(code)
    return {id: frozenset(codes) for id, codes in found.items()}
