"""A promised next update is a clock: it runs from the release that promised it until a later one.

Pure: it is told what was sent and what time it is. A release promises an update when its words
name the time of the next one; a withdrawn release has been read, so its promise stands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from incidents.facts.times import latest

OPEN, OVERDUE, KEPT, KEPT_LATE = "open", "overdue", "kept", "kept late"
# From here on an open promise is somebody's next step.
SOON = timedelta(hours=24)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Sent:
    """One release as far as promises go.

    statement, follows: ids of statements. promised: the value of the fact `next_update` that its
    words name, or None. release: whatever the caller knows it by.
    """

    statement: int
    follows: int | None
    audience: str
    at: datetime
    promised: dict | None = None
    release: object = None


@dataclass(frozen=True)
class Promise:
    """What one release promised, and the later release that kept it, if there is one."""

    sent: Sent
    kept_by: Sent | None = None

    @property
    def due(self):
        """The first moment (UTC) at which it is broken: a day lasts until it ends in its zone."""
        return latest(self.sent.promised) + _SECOND

    def state(self, now):
        if self.kept_by:
            return KEPT if self.kept_by.at < self.due else KEPT_LATE
        return OPEN if now < self.due else OVERDUE

    def distance(self, now):
        """How long until it is due; below zero, how long it has been, or was, overdue."""
        return self.due - (self.kept_by.at if self.kept_by else now)

    def is_pressing(self, now):
        """Whether somebody has to write now: overdue, or due within a day."""
        return not self.kept_by and self.distance(now) <= SOON


def promises(sent):
    """Every Promise of one incident, in the order of its releases.

    sent: all its releases as Sent, oldest first.
    """
    return [
        Promise(one, _keeps(one, sent[place + 1 :], _chain(sent)))
        for place, one in enumerate(sent)
        if one.promised
    ]


def standing(sent):
    """The newest Promise to each audience: it takes the place of the older ones."""
    newest = {promise.sent.audience: promise for promise in promises(sent)}
    return sorted(newest.values(), key=lambda promise: promise.due)


def _chain(sent):
    return {one.statement: one.follows for one in sent}


def _keeps(promised, later, chain):
    """The first later release to the same audience, or in the chain that follows the promise."""
    for one in later:
        if one.audience == promised.audience or _follows(one, promised.statement, chain):
            return one
    return None


def _follows(one, statement, chain):
    seen, before = set(), one.follows
    while before is not None and before not in seen:
        if before == statement:
            return True
        seen.add(before)
        before = chain.get(before)
    return False
