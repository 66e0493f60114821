"""What goes into the computation of deadlines and what comes out: `Known` and `Deadline`."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from . import moments
from .calendars import Calendar
from .explaining import EVENTS, Step
from .holds import Hold


class Status(StrEnum):
    """Where a clock stands.

    RUNNING has a date. WAITING: what starts it has not happened, or nobody recorded it. OPEN: the
    law says "without undue delay" or the like and names no date. HELD: a law-enforcement hold runs.
    """

    RUNNING = "running"
    WAITING = "waiting"
    OPEN = "open"
    HELD = "held"


@dataclass(frozen=True)
class Known:
    """What is known about an incident, as far as clocks ask.

    `events` are {kind of start: moments}; several moments of one kind are a dispute, and the one
    that gives the earlier deadline counts. The key of a duty instead of a kind starts that duty
    alone, for instance when a count rose over its threshold later.

    `sent` are {key of a duty: when its notice actually left}. `zones` and `calendars` replace those
    of a regime by its code, for instance by those of the lead authority. `no_relief` are codes of
    regimes whose weekend relief this organisation may not use before the final report.

    All moments have an offset. Raises ValueError for one without, and for an event that starts no
    clock.
    """

    events: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    sent: Mapping[str, datetime] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    zones: Mapping[str, str] = field(default_factory=dict)
    calendars: Mapping[str, str | Calendar] = field(default_factory=dict)
    no_relief: frozenset[str] = frozenset()

    def __post_init__(self):
        for kind in self.events:
            if kind not in EVENTS and ":" not in kind:
                raise ValueError(f"There is no event “{kind}” that starts a clock.")
        events = {kind: tuple(map(moments.aware, given)) for kind, given in self.events.items()}
        object.__setattr__(self, "events", events)
        sent = {key: moments.aware(moment) for key, moment in self.sent.items()}
        object.__setattr__(self, "sent", sent)

    def supposing(self, kind: str, *moment: datetime) -> "Known":
        """The same knowledge had this event happened at that moment instead; without one, never."""
        return replace(self, events={**self.events, kind: moment})

    def readings(self, kinds) -> Iterator["Known"]:
        """This knowledge once for each way to settle what is disputed among those kinds."""
        disputed = [kind for kind in kinds if len(self.events.get(kind, ())) > 1]
        if not disputed:
            yield self
            return
        for chosen in product(*(self.events[kind] for kind in disputed)):
            settled = {kind: (moment,) for kind, moment in zip(disputed, chosen, strict=True)}
            # A copy and not `replace`, which would look at every moment again.
            reading = copy(self)
            object.__setattr__(reading, "events", {**self.events, **settled})
            yield reading

    def event(self, kind: str) -> datetime | None:
        """When that happened, the earliest moment where it is disputed."""
        given = self.events.get(kind)
        return min(given) if given else None


class Deadline(NamedTuple):
    """When one duty is due, and why. All moments are shown as in `zone`.

    `strict` is what the tool shows and alarms on, None where there is no date; `legal_max` is the
    outer reading for counsel alone. `start` is what the deciding clock ran from, `event` its kind,
    `rule` how it was counted. `planning` is the last business day up to a deadline in days or
    months. `tied_to` is the key of a notice this one must not come after, or with `ahead` must
    precede: that notice must not leave before. `original` is the deadline that a hold moved. `hard`
    is False where the law says "where feasible" or the number is guidance. `watch` is True where
    the regime is not in force: something to watch, never an alarm.
    """

    key: str
    status: Status
    event: str
    phrase: str
    zone: str
    rule: str | None = None
    start: datetime | None = None
    strict: datetime | None = None
    legal_max: datetime | None = None
    planning: date | None = None
    tied_to: str | None = None
    ahead: bool = False
    original: datetime | None = None
    hard: bool = True
    watch: bool = False
    disputed: tuple[datetime, ...] = ()
    steps: tuple[Step, ...] = ()

    def elapsed(self, now: datetime) -> timedelta | None:
        """The time since the clock started, which is all a duty without a date can show."""
        return None if self.start is None else now - self.start

    def internal_target(self, within: timedelta) -> datetime | None:
        """The house's own target, `within` after the start. Never a deadline of the law."""
        if self.start is None:
            return None
        return moments.shown(self.start + within, moments.zone(self.zone))

    def explain(self) -> list[str]:
        """Every step of the computation as a sentence, in order."""
        return [str(each) for each in self.steps]
