"""What applying the law to an incident finds, and what has turned since the last time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """Counsel decides; this is what the data set makes of the answers."""

    APPLIES = "applies"
    DOES_NOT = "does_not"
    CANNOT_SAY = "cannot_say"


class Reason(NamedTuple):
    """A sentence, the key of the fact or question it rests on, and where the law says so."""

    sentence: str
    key: str
    citation: str


@dataclass(frozen=True)
class Finding:
    """One duty in one incident.

    `asks` are ids of questions that would settle it or, where it applies, could lift it. Where the
    verdict is cannot_say and nothing is asked, only counsel can decide. `watch` marks a law that is
    pending or not yet in force: it binds nobody and never alarms. `notes` are for counsel.
    """

    regime: str
    obligation: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    asks: tuple[str, ...] = ()
    watch: bool = False
    notes: tuple[str, ...] = ()

    @property
    def key(self):
        return f"{self.regime}:{self.obligation}"

    @property
    def applies(self):
        return self.verdict == Verdict.APPLIES


class Turn(NamedTuple):
    """A duty whose verdict is another one now; `before` None where it was not there."""

    key: str
    before: Finding | None
    after: Finding | None

    @property
    def opens(self):
        """Whether a duty is there now that was not: it needs a start of its own for its clock."""
        was = self.before is not None and self.before.applies
        return not was and self.after is not None and self.after.applies

    @property
    def closes(self):
        """Whether a duty stood and stands no longer. Counsel decides; nothing is deleted."""
        was = self.before is not None and self.before.applies
        return was and (self.after is None or not self.after.applies)


def turns(before: Iterable[Finding], after: Iterable[Finding]) -> list[Turn]:
    """What differs between two lists of findings, in the order of the newer one."""
    old, new = ({each.key: each for each in listed} for listed in (before, after))
    pairs = (Turn(key, old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old)))
    return [turn for turn in pairs if _essence(turn.before) != _essence(turn.after)]


def _essence(found):
    return found and (found.verdict, found.watch)


_STRENGTH = (Verdict.APPLIES, Verdict.CANNOT_SAY, Verdict.DOES_NOT)


def by_regime(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """{code: the strongest verdict of its duties}."""
    found = {}
    for each in findings:
        other = found.get(each.regime, Verdict.DOES_NOT)
        found[each.regime] = min(other, each.verdict, key=_STRENGTH.index)
    return found
