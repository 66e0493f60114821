"""The duties of one incident: what counsel said applies, when each is due, how each stands.

One lookup (`board`), and from there on nothing asks the database or the clock: `now` is told.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

from incidents.models import DutyDataSet, DutyDecision, Fulfilment, Ruling
from incidents.obligations import loading
from incidents.obligations.checking import SENDINGS
from incidents.obligations.deadlines import deadline
from incidents.obligations.explaining import EVENTS
from incidents.obligations.known import Deadline, Known, Status
from incidents.obligations.law import Obligation, Regime

# A sending is recorded as a filing, and the end of a year needs nobody to log it.
LOGGABLE = tuple(kind for kind in EVENTS if kind not in (*SENDINGS, "calendar_year_end"))
# From here on a deadline presses.
SOON = timedelta(hours=72)


class State(StrEnum):
    """How a duty stands, in the order in which a page lists them."""

    OVERDUE = "overdue"
    RUNNING = "running"
    OPEN = "open"
    WAITING = "waiting"
    HELD = "held"
    TO_DECIDE = "to_decide"
    WATCH = "watch"
    MET_LATE = "met_late"
    MET = "met"
    NOT_REQUIRED = "not_required"


_RUNNING = {Status.OPEN: State.OPEN, Status.WAITING: State.WAITING, Status.HELD: State.HELD}


@dataclass(frozen=True)
class Duty:
    """One duty of an incident. decisions: newest first. filings: those that stand, first sent
    first; superseded: those that were corrected."""

    row: Obligation
    regime: Regime
    deadline: Deadline
    decisions: tuple
    filings: tuple = ()
    superseded: tuple = ()

    @property
    def key(self):
        return self.row.key

    @property
    def decision(self):
        return self.decisions[0]

    def state(self, now) -> State:
        """What a person must know first: decided away, met, to be watched, then the clock."""
        if self.decision.ruling == Ruling.NOT_REQUIRED:
            return State.NOT_REQUIRED
        if self.decision.ruling == Ruling.REOPENED:
            return State.TO_DECIDE
        if self.filings:
            return State.MET_LATE if self.filings[0].is_late else State.MET
        if self.deadline.watch:
            return State.WATCH
        if self.deadline.status != Status.RUNNING:
            return _RUNNING[self.deadline.status]
        return State.OVERDUE if self.deadline.strict < now else State.RUNNING

    @property
    def waits_for(self):
        """The event whose logging starts this clock; "" where another notice does."""
        clock = self.row.clock
        if self.deadline.status != Status.WAITING or clock.runs_from_a_sending or self.filings:
            return ""
        kind = self.deadline.event
        return "discovery" if kind == "calendar_year_end" else kind if kind in LOGGABLE else ""

    def order(self, now):
        """Sorts what is due next first."""
        state = self.state(now)
        moment = self.deadline.strict or self.deadline.start
        rank = 0 if state == State.OVERDUE else list(State).index(state)
        return (rank, moment.timestamp() if moment else 0, self.key)


@dataclass
class Board:
    """All that is known of the duties of one incident, on the rules it runs on."""

    data: loading.DataSet
    rules: object = None
    events: list = field(default_factory=list)
    all_decisions: list = field(default_factory=list)
    all_filings: list = field(default_factory=list)

    @cached_property
    def decisions(self) -> dict:
        """The newest DutyDecision of each key."""
        return {decision.key: decision for decision in self.all_decisions}

    @cached_property
    def filings(self) -> dict:
        """{key: filings that no other corrects, first sent first}."""
        gone = {one.corrects_id for one in self.all_filings}
        standing = {}
        for one in sorted(self.all_filings, key=lambda one: (one.sent_at, one.pk)):
            if one.pk not in gone:
                standing.setdefault(one.key, []).append(one)
        return standing

    @cached_property
    def known(self) -> Known:
        """The log as clocks ask: a disputed moment beside those before it, any other in their
        place."""
        events = {}
        for event in self.events:
            before = events.get(event.kind, ()) if event.is_disputed else ()
            events[event.kind] = (*before, event.moment) if event.moment else ()
        sent = {key: standing[0].sent_at for key, standing in self.filings.items()}
        return Known(events={kind: given for kind, given in events.items() if given}, sent=sent)

    def ruled(self, ruling) -> set:
        """Keys of the duties whose newest decision says so."""
        return {key for key, decision in self.decisions.items() if decision.ruling == ruling}

    def has(self, key) -> bool:
        """Whether the rules of this incident know a duty of that key."""
        try:
            return bool(self.data.obligation(key))
        except LookupError:
            return False

    @property
    def gone(self) -> list:
        """Keys that were decided on and that the rules taken since no longer have."""
        return [key for key in self.decisions if not self.has(key)]

    def deadline(self, key) -> Deadline:
        return deadline(self.data, self.data.obligation(key), self.known)

    def duties(self, now) -> list[Duty]:
        """Every duty counsel decided on, what is due next first."""
        found = [self.duty(key) for key in self.decisions if self.has(key)]
        return sorted(found, key=lambda duty: duty.order(now))

    def duty(self, key) -> Duty:
        row = self.data.obligation(key)
        standing = self.filings.get(key, [])
        ours = [one for one in self.all_filings if one.key == key]
        return Duty(
            row=row,
            regime=self.data.regimes[row.regime],
            deadline=self.deadline(key),
            decisions=tuple(one for one in reversed(self.all_decisions) if one.key == key),
            filings=tuple(standing),
            superseded=tuple(one for one in ours if one not in standing),
        )

    def wanted(self, now) -> list[str]:
        """Kinds of events that duties wait for and nobody logged, the most wanted first."""
        waiting = [d.waits_for for d in self.duties(now) if d.state(now) == State.WAITING]
        counted = {kind: waiting.count(kind) for kind in waiting if kind}
        return sorted(counted, key=lambda kind: -counted[kind])


def board(incident) -> Board:
    """The one lookup: four queries, and one more where the incident stays on older rules."""
    taken = incident.duty_rules.select_related("data_set", "by").defer("data_set__content").last()
    mine = {"incident": incident}
    return Board(
        data=_data(taken),
        rules=taken,
        events=list(incident.duty_events.select_related("by")),
        all_decisions=list(DutyDecision.objects.filter(**mine).select_related("by")),
        all_filings=list(Fulfilment.objects.filter(**mine).select_related("by")),
    )


def is_same(one, other) -> bool:
    """Whether two data sets are the same version with the same content."""
    return (one.version, one.checksum) == (other.version, other.checksum)


def _data(taken):
    newest = loading.current()
    if taken is None or is_same(taken.data_set, newest):
        return newest
    return _kept(taken.data_set.version, taken.data_set.checksum)


@lru_cache(maxsize=8)
def _kept(version, checksum):
    """A row that is written once needs reading once."""
    return loading.data_set(DutyDataSet.objects.get(version=version, checksum=checksum).content)


def rows(data) -> list[tuple[Regime, Obligation]]:
    """Every duty of a data set with its regime, duties of processors included."""
    return [
        (regime, row)
        for regime in data.regimes.values()
        for row in (*regime.obligations.values(), regime.processor_obligation)
        if row is not None
    ]


def matching(data, words) -> list[tuple[Regime, Obligation]]:
    """The duties that have every one of those words in regime, place, recipient or key."""
    wanted = words.lower().split()
    return [
        (regime, row)
        for regime, row in rows(data)
        if all(word in _searched(regime, row) for word in wanted)
    ]


def _searched(regime, row):
    place = " ".join(str(part) for part in regime.jurisdiction.values())
    said = (regime.code, regime.name, place, row.key, row.type, row.name, row.trigger)
    return " ".join(said).lower()
