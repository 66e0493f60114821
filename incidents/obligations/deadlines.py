"""Deadlines of duties: what is known about an incident in, one `Deadline` for each duty out.

Pure: no clock, no database. The same knowledge gives the same deadlines on every machine. The ways
of counting are in `periods`, what starts and ends a clock in `clocks`, the ends of law-enforcement
holds in `holds`.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from . import clocks, moments
from .calendars import Calendar, calendar
from .explaining import step
from .holds import RESUME
from .known import Deadline, Known, Status
from .law import Obligation
from .loading import DataSet
from .periods import NEW_YORK, ROLLS, Period, Place


@dataclass(slots=True)
class _Found:
    """A deadline while it is being worked out."""

    event: str
    status: Status = Status.WAITING
    start: datetime | None = None
    strict: datetime | None = None
    legal_max: datetime | None = None
    tied_to: str | None = None
    ahead: bool = False
    original: datetime | None = None
    disputed: tuple = ()
    steps: list = field(default_factory=list)


def deadlines(data: DataSet, known: Known) -> dict[str, Deadline]:
    """The deadline of every obligation of every regime, by its key. Raises as `deadline` does."""
    return {key: deadline(data, row, known) for key, row in data.obligations.items()}


def deadline(data: DataSet, obligation: Obligation, known: Known) -> Deadline:
    """The deadline of one obligation of the data set.

    Raises LookupError for a zone or calendar nobody knows, and OverflowError beyond the year 9999.
    """
    place = _place(data, obligation, known)
    kinds = clocks.kinds(obligation)
    readings = [_reading(data, obligation, each, place) for each in known.readings(kinds)]
    found = readings[0] if len(readings) == 1 else _undisputed(readings, kinds, known, place)
    if found.status != Status.WAITING:
        _hold(data, obligation, found, known, place)
    return _finished(data, obligation, found, known, place)


def _place(data, obligation, known):
    code = obligation.regime
    regime = data.regimes[code]
    days = known.calendars.get(code, regime.holiday_calendar)
    statute = data.rules["calendar_days_exclude_first"].roll_statutes.get(code, "")
    place = _cached_place(known.zones.get(code, regime.clock_timezone), days, statute)
    in_new_york = obligation.clock.rule == "sec_8k_business_days"
    return replace(place, zone=NEW_YORK) if in_new_york else place


@lru_cache(maxsize=512)
def _cached_place(zone, days, statute):
    days = days if isinstance(days, Calendar) else calendar(days)
    return Place(moments.zone(zone), days, statute)


def _undisputed(readings, kinds, known, place):
    """Of all readings of a disputed start the one with the earliest deadline, or start."""
    found = min(readings, key=_soonest)
    found.disputed = tuple(
        sorted(
            moments.shown(moment, place.zone)
            for kind in dict.fromkeys(kinds)
            for moment in known.events.get(kind, ())
        )
    )
    words = "The start is disputed ({}); the one that gives the earlier deadline counts."
    found.steps.insert(0, step(words, found.disputed))
    return found


def _soonest(found):
    moment = found.strict or found.start
    return (found.strict is None, moment is None, moment and moment.timestamp())


def _reading(data, obligation, known, place):
    """The deadline without holds, where nothing is disputed."""
    clock = obligation.clock
    found = _Found(clock.starts_at, tied_to=clock.not_later_than_ref)
    if clock.rule in clocks.TIED:
        _tie(data, clock, found, known, place)
    elif clock.rule is None:
        _leave_open(obligation, found, known, place)
    else:
        _run(data, obligation, found, known, place)
    return found


def _leave_open(obligation, found, known, place):
    """A duty without a date: since when it runs is all there is."""
    clock = obligation.clock
    found.start = clocks.started(obligation, known, place)
    if found.start is None:
        found.steps = clocks.not_yet(obligation, known, place)
        return
    found.status = Status.OPEN
    said = step("The law names no date. It says: {}.", clock.phrase)
    found.steps = [clocks.begins(clock, found.start), said]


def _tie(data, clock, found, known, place):
    """A notice that must leave with or before another one."""
    other = found.tied_to = clock.anchor_ref or clock.not_later_than_ref
    found.ahead = clock.rule == "before_ref"
    order = "before" if found.ahead else "no later than"
    found.steps.append(step("It must be sent {} {}.", order, other))
    if sent := known.sent.get(other):
        found.status = Status.RUNNING
        found.start = found.strict = moments.shown(sent, place.zone)
        found.steps.append(step("That notice was sent {}.", found.strict))
        return
    that = deadline(data, data.obligation(other), known)
    found.status, found.start, found.disputed = that.status, that.start, that.disputed
    found.strict = that.strict and moments.shown(that.strict, place.zone)
    waits = step("That notice has not been sent. Its own deadline decides:")
    found.steps += [waits, *that.steps]


def _run(data, obligation, found, known, place):
    """The earliest of all clocks of a duty that run."""
    running = list(clocks.running(obligation, known, place, data.rules))
    if not running:
        found.steps = clocks.not_yet(obligation, known, place)
        return
    first = min(running, key=lambda run: run.strict)
    outer = min(run.legal_max or run.strict for run in running)
    has_outer = any(run.legal_max for run in running)
    period = Period(first.strict, outer if has_outer else None)
    if _may_roll(obligation, known):
        period = ROLLS[obligation.clock.roll](period, place)
    found.status, found.event, found.start = Status.RUNNING, first.event, first.start
    found.strict, found.legal_max = period.strict, period.legal_max
    found.steps = [sentence for run in running for sentence in run.steps]
    if len(running) > 1:
        found.steps.append(step("The earliest of these decides: {}.", first.strict))
    found.steps += period.steps


def _may_roll(obligation, known):
    """Whoever is shut out of weekend relief is so for the first reports, never for the last."""
    shut_out = obligation.regime in known.no_relief and obligation.stage != "final"
    return obligation.clock.roll and not shut_out


def _hold(data, obligation, found, known, place):
    """Moves the deadline as the holds that cover this duty say."""
    covering = [hold for hold in known.holds if hold.covers(obligation)]
    concerned = [hold for hold in covering if not _was_over(hold, found.start, place)]
    if len(concerned) < len(covering):
        found.steps.append(step("A hold ended before the clock started; it delayed nothing."))
    if not concerned:
        return
    delay = data.regimes[obligation.regime].law_enforcement_delay
    if not delay.get("allowed"):
        words = "This regime names no law-enforcement hold; the deadline stands."
        found.steps.append(step(words))
        return
    resume = RESUME[delay.get("rule", "resume_promptly")]
    _resume(found, [resume(found.strict, hold, place) for hold in concerned], place)


def _was_over(hold, start, place):
    end = hold.end
    return end and moments.day_of(end, place.zone) < moments.day_of(start, place.zone)


def _resume(found, ends, place):
    """The latest of what several holds leave; one that still runs goes before all."""
    found.steps += [sentence for each in ends for sentence in each.steps]
    undated = [each.since or found.start for each in ends if each.strict is None]
    original, strict = found.strict, None
    if any(each.waits for each in ends):
        found.status = Status.HELD
    elif undated:
        found.status, found.start = Status.OPEN, moments.shown(max(undated), place.zone)
    else:
        strict = moments.shown(max(each.strict for each in ends), place.zone)
    if strict is None or strict != original:
        found.strict, found.legal_max, found.original = strict, None, original


def _finished(data, obligation, found, known, place):
    clock, regime = obligation.clock, data.regimes[obligation.regime]
    planning = None
    if found.strict is not None:
        due = step("Due {}, {}.", found.strict, place.zone.key)
        if found.steps[-1:] != [due]:
            found.steps.append(due)
        if clock.unit != "hours":
            planning = _planning(found, place)
    if watch := not _in_force(regime, found, known, place):
        words = step("{} is not in force then: something to watch, no alarm.", regime.name)
        found.steps.append(words)
    return Deadline(
        key=obligation.key,
        status=found.status,
        event=found.event,
        phrase=clock.phrase,
        zone=place.zone.key,
        rule=clock.rule,
        start=found.start,
        strict=found.strict,
        legal_max=found.legal_max,
        planning=planning,
        tied_to=found.tied_to,
        ahead=found.ahead,
        original=found.original,
        hard=clock.hard_limit,
        watch=watch,
        disputed=found.disputed,
        steps=tuple(found.steps),
    )


def _planning(found, place):
    """The last business day up to the deadline, if it is not before the start."""
    day = place.calendar.on_or_before(found.strict.date())
    return day if found.start is None or day >= found.start.date() else None


def _in_force(regime, found, known, place):
    if regime.effective_from is None:
        return regime.status != "pending"
    told = (moment for given in known.events.values() for moment in given)
    moment = found.start or max(told, default=None)
    if moment is None:
        return regime.status != "pending"
    return regime.in_force_on(moments.day_of(moment, place.zone))
