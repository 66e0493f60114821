"""Deadlines of duties: what is known about an incident in, one `Deadline` for each duty out.

Pure: no clock, no database. The same knowledge gives the same deadlines on every machine. The ways
of counting are in `periods`, the ends of law-enforcement holds in `holds`.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from . import moments
from .calendars import Calendar, calendar
from .explaining import EVENTS, step
from .holds import RESUME
from .known import Deadline, Known, Status
from .law import Clock, Obligation
from .loading import DataSet
from .periods import NEW_YORK, ROLLS, RULES, Period, Place

TIED = ("not_later_than_ref", "before_ref")
_UNITS = {
    "hours": ("hour", "hours"),
    "calendar_days": ("calendar day", "calendar days"),
    "business_days": ("business day", "business days"),
    "calendar_months": ("calendar month", "calendar months"),
}


def deadlines(data: DataSet, known: Known) -> dict[str, Deadline]:
    """The deadline of every obligation of every regime, by its key. Raises as `deadline` does."""
    return {key: deadline(data, row, known) for key, row in data.obligations.items()}


def deadline(data: DataSet, obligation: Obligation, known: Known) -> Deadline:
    """The deadline of one obligation of the data set.

    Raises LookupError for a zone or calendar nobody knows, and OverflowError beyond the year 9999.
    """
    clock = obligation.clock
    place = _place(data, obligation.regime, known)
    if clock.rule == "sec_8k_business_days":
        place = replace(place, zone=NEW_YORK)
    asked = (kind for each in (clock, *clock.also) for kind in _kinds(each))
    kinds = dict.fromkeys((obligation.key, *asked))
    readings = [_reading(data, obligation, each, place) for each in known.readings(kinds)]
    found = min(readings, key=_soonest) if len(readings) > 1 else readings[0]
    if len(readings) > 1:
        found = _with_dispute(found, kinds, known, place)
    return _finished(data, _held(data, obligation, found, known, place), known, place)


def _kinds(clock):
    return (clock.starts_at, "discovery") if _is_year_end(clock) else (clock.starts_at,)


def _is_year_end(clock):
    return clock.starts_at == "calendar_year_end"


def _soonest(found):
    moment = found.strict or found.start
    return (found.strict is None, moment is None, moment and moment.timestamp())


def _with_dispute(found, kinds, known, place):
    starts = sorted(
        moments.shown(moment, place.zone) for kind in kinds for moment in known.events.get(kind, ())
    )
    words = "The start is disputed ({}); the one that gives the earlier deadline counts."
    return replace(found, disputed=tuple(starts), steps=(step(words, starts), *found.steps))


def _place(data, code, known):
    regime = data.regimes[code]
    days = known.calendars.get(code, regime.holiday_calendar)
    statute = data.rules["calendar_days_exclude_first"].roll_statutes.get(code, "")
    return _cached_place(known.zones.get(code, regime.clock_timezone), days, statute)


@lru_cache(maxsize=512)
def _cached_place(zone, days, statute):
    days = days if isinstance(days, Calendar) else calendar(days)
    return Place(moments.zone(zone), days, statute)


def started(clock: Clock, known: Known, place: Place, own: str = "", alone: bool = False):
    """The moment a clock runs from, in the place's zone; None where it has not happened yet.

    A clock that runs from another notice starts with its actual sending, not with its deadline. The
    end of the calendar year is that of the year of discovery. `own` is the key of a duty whose own
    event goes before; `alone` says that nothing else starts it.
    """
    if own in known.events or alone:
        moment = known.event(own)
    elif clock.runs_from_a_sending:
        moment = known.sent.get(clock.anchor_ref)
    else:
        moment = known.event(clock.starts_at)
    if _is_year_end(clock) and (moment := moment or known.event("discovery")):
        return moments.end_of(date(moments.day_of(moment, place.zone).year, 12, 31), place.zone)
    return moment and moments.shown(moment, place.zone)


def _reading(data, obligation, known, place):
    """The deadline without holds, where nothing is disputed."""
    clock = obligation.clock
    blank = Deadline(
        key=obligation.key,
        status=Status.WAITING,
        event=clock.starts_at,
        phrase=clock.phrase,
        zone=place.zone.key,
        rule=clock.rule,
        hard=clock.hard_limit,
        tied_to=clock.not_later_than_ref,
    )
    if clock.rule in TIED:
        return _tied(data, blank, clock, known, place)
    # What a supplement adds is determined anew: the first determination does not start it.
    alone = obligation.stage == "supplement" and clock.starts_at == "determination"
    start = started(clock, known, place, obligation.key, alone)
    if clock.rule is None:
        return _without_a_date(blank, clock, start)
    return _earliest(data, obligation, replace(blank, start=start), known, place)


def _without_a_date(blank, clock, start):
    if start is None:
        return replace(blank, steps=(_not_yet(clock),))
    says = step("The law names no date. It says: {}.", clock.phrase)
    steps = (_begins(clock, start), says)
    return replace(blank, status=Status.OPEN, start=start, steps=steps)


def _tied(data, blank, clock, known, place):
    """A notice that must leave with or before another one."""
    other = clock.anchor_ref or clock.not_later_than_ref
    ahead = clock.rule == "before_ref"
    blank = replace(blank, tied_to=other, ahead=ahead)
    order = step("It must be sent {} {}.", "before" if ahead else "no later than", other)
    if sent := known.sent.get(other):
        sent = moments.shown(sent, place.zone)
        steps = (order, step("That notice was sent {}.", sent))
        return replace(blank, status=Status.RUNNING, start=sent, strict=sent, steps=steps)
    that = deadline(data, data.obligation(other), known)
    steps = (order, step("That notice has not been sent. Its own deadline decides:"), *that.steps)
    strict = that.strict and moments.shown(that.strict, place.zone)
    return replace(blank, status=that.status, start=that.start, strict=strict, steps=steps)


def _earliest(data, obligation, blank, known, place):
    """The earliest of all clocks of a duty that run."""
    clock = obligation.clock
    running = list(_running(data, clock, blank.start, known, place))
    if not running:
        return replace(blank, steps=(_not_yet(clock), *_once_started(clock, known, place)))
    period, branch, start = min(running, key=lambda each: each[0].strict.timestamp())
    steps = [sentence for each in running for sentence in each[0].steps]
    if len(running) > 1:
        steps.append(step("The earliest of these decides: {}.", period.strict))
    outer = [each[0].legal_max or each[0].strict for each in running]
    has_outer = any(each[0].legal_max for each in running)
    whole = Period(period.strict, min(outer) if has_outer else None, tuple(steps))
    if clock.roll and obligation.regime not in known.no_relief:
        whole = ROLLS[clock.roll](whole, place)
    return replace(
        blank,
        status=Status.RUNNING,
        event=branch.starts_at,
        start=start,
        strict=whole.strict,
        legal_max=whole.legal_max,
        steps=whole.steps,
    )


def _running(data, clock, main, known, place):
    """(Period, clock, start) of each clock that runs."""
    if main is not None:
        yield _period(data, clock, main, place), clock, main
    for branch in clock.also:
        start = started(branch, known, place)
        if start is None or (branch.unless and main is None):
            continue
        period = _period(data, branch, start, place)
        # It falls away where the main clock started only after this one had run out.
        if not branch.unless or main <= period.strict:
            yield period, branch, start
    if clock.not_later_than_ref and (sent := known.sent.get(clock.not_later_than_ref)):
        sent = moments.shown(sent, place.zone)
        words = step("{} was sent {}; this must not come later.", clock.not_later_than_ref, sent)
        yield Period(sent, None, (words,)), clock, main or sent


def _period(data, clock, start, place):
    if clock.rule in TIED:
        return Period(start, None, (step("{} was sent {}.", clock.anchor_ref, start),))
    rule = data.rules[clock.rule]
    counted = RULES[clock.rule](start, clock.duration, place)
    one, many = _UNITS[clock.unit]
    basis = f", {rule.basis}" if rule.basis else ""
    number = f"{clock.duration} {one if clock.duration == 1 else many}"
    said = step("The period is {}, counted by the rule {}{}.", number, rule.id, basis)
    return replace(counted, steps=(_begins(clock, start), said, *counted.steps))


def _begins(clock, start):
    if clock.runs_from_a_sending:
        return step("The clock starts with the actual sending of {}: {}.", clock.anchor_ref, start)
    return step("The clock starts when {}: {}.", EVENTS[clock.starts_at], start)


def _not_yet(clock):
    if clock.runs_from_a_sending:
        return step("The clock starts when {} is sent; it has not been.", clock.anchor_ref)
    return step("The clock starts when {}; that is not recorded.", EVENTS[clock.starts_at])


def _once_started(clock, known, place):
    """What the second clock will say once the first has started."""
    for branch in clock.also:
        if branch.unless and (start := started(branch, known, place)):
            due = RULES[branch.rule](start, branch.duration, place).strict
            words = "Once it starts, {} counts too ({}), unless {}."
            yield step(words, due, f"when {EVENTS[branch.starts_at]}", branch.unless)


def _held(data, obligation, found, known, place):
    """The deadline with the holds that cover this duty."""
    if found.status == Status.WAITING:
        return found
    covering = [hold for hold in known.holds if hold.covers(obligation)]
    concerned = [hold for hold in covering if not _was_over(hold, found.start, place)]
    if len(concerned) < len(covering):
        words = step("A hold ended before the clock started; it delayed nothing.")
        found = replace(found, steps=(*found.steps, words))
    if not concerned:
        return found
    delay = data.regimes[obligation.regime].law_enforcement_delay
    if not delay.get("allowed"):
        words = step("This regime names no law-enforcement hold; the deadline stands.")
        return replace(found, steps=(*found.steps, words))
    resume = RESUME[delay.get("rule", "resume_promptly")]
    return _resumed(found, [resume(found.strict, hold, place) for hold in concerned], place)


def _was_over(hold, start, place):
    end = hold.end
    return end and moments.day_of(end, place.zone) < moments.day_of(start, place.zone)


def _resumed(found, ends, place):
    """The latest of what several holds leave; one that still runs goes before all."""
    steps = (*found.steps, *(sentence for each in ends for sentence in each.steps))
    held = replace(found, original=found.strict, legal_max=None, steps=steps)
    if any(each.waits for each in ends):
        return replace(held, status=Status.HELD, strict=None)
    if undated := [each.since or found.start for each in ends if each.strict is None]:
        since = moments.shown(max(undated), place.zone)
        return replace(held, status=Status.OPEN, strict=None, start=since)
    strict = moments.shown(max(each.strict for each in ends), place.zone)
    if strict == found.strict:
        return replace(found, steps=steps)
    return replace(held, status=Status.RUNNING, strict=strict)


def _finished(data, found, known, place):
    regime = data.regimes[found.key.partition(":")[0]]
    steps, planning = list(found.steps), None
    if found.strict is not None:
        due = step("Due {}, {}.", found.strict, place.zone.key)
        if steps[-1:] != [due]:
            steps.append(due)
        if not (found.rule or "").endswith("hours"):
            planning = _planning(found, place)
    watch = not _in_force(regime, found, known, place)
    if watch:
        steps.append(step("{} is not in force then: something to watch, no alarm.", regime.name))
    return replace(found, planning=planning, watch=watch, steps=tuple(steps))


def _planning(found, place):
    day = place.calendar.on_or_before(found.strict.date())
    return day if found.start is None or day >= found.start.date() else None


def _in_force(regime, found, known, place):
    moment = found.start or max(
        (moment for given in known.events.values() for moment in given), default=None
    )
    if moment is None:
        return regime.status != "pending"
    return regime.in_force_on(moments.day_of(moment, place.zone))
