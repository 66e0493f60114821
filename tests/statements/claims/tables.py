"""The tables of sentences with verdicts, as rows."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.statements.claims.facts import FACTS, VARIANTS

# Each of these was written before the rules ran over it: how they did then is telling.
SAMPLES = ("first", "harder", "fresh", "last")
NAMES = (*SAMPLES, "later")


@dataclass(frozen=True)
class Row:
    """A sentence, the verdict a careful reader gives, and which facts differ from FACTS."""

    say: str
    verdict: str
    facts: str = ""
    missed: bool = False

    @property
    def known(self):
        known = {**FACTS, **VARIANTS.get(self.facts, {})}
        return {key: fact for key, fact in known.items() if fact is not None}

    def __str__(self):
        return f"{self.say} ({self.facts})" if self.facts else self.say


def rows(name):
    path = Path(__file__).parent / f"{name}.yaml"
    return [Row(**row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


EVERYTHING = [row for name in NAMES for row in rows(name)]
