"""The clocks of one duty: what starts each of them, and the period each of them counts."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from . import moments
from .explaining import EVENTS, Step, step
from .known import Known
from .law import Clock, Obligation, Rule
from .periods import RULES, Place

TIED = ("not_later_than_ref", "before_ref")
_UNITS = {
    "hours": ("hour", "hours"),
    "calendar_days": ("calendar day", "calendar days"),
    "business_days": ("business day", "business days"),
    "calendar_months": ("calendar month", "calendar months"),
}


class Run(NamedTuple):
    """A clock that has started: what it started with and when it ends."""

    event: str
    start: datetime
    strict: datetime
    legal_max: datetime | None
    steps: tuple[Step, ...]


def kinds(obligation: Obligation) -> list[str]:
    """The events that can start a clock of this duty, its own first."""
    found = [obligation.key]
    for clock in (obligation.clock, *obligation.clock.also):
        found += [clock.starts_at, "discovery"] if _is_year_end(clock) else [clock.starts_at]
    return found


def _is_year_end(clock):
    return clock.starts_at == "calendar_year_end"


def started(obligation: Obligation, known: Known, place: Place) -> datetime | None:
    """The moment the first clock of a duty runs from; None where that has not happened yet.

    An event recorded for this duty alone goes before all others. What a supplement adds is
    determined anew, so the first determination does not start it.
    """
    clock = obligation.clock
    alone = obligation.stage == "supplement" and clock.starts_at == "determination"
    if obligation.key in known.events or alone:
        return _shown(clock, known.event(obligation.key), place)
    return _started(clock, known, place)


def _started(clock, known, place):
    """A clock that runs from another notice starts with its actual sending, not its deadline."""
    if clock.runs_from_a_sending:
        return _shown(clock, known.sent.get(clock.anchor_ref), place)
    moment = known.event(clock.starts_at)
    if moment is None and _is_year_end(clock):
        moment = known.event("discovery")
    return _shown(clock, moment, place)


def _shown(clock, moment, place):
    if moment is None:
        return None
    if _is_year_end(clock):
        return moments.end_of(date(moments.day_of(moment, place.zone).year, 12, 31), place.zone)
    return moments.shown(moment, place.zone)


def running(
    obligation: Obligation, known: Known, place: Place, rules: dict[str, Rule]
) -> Iterator[Run]:
    """Each clock of a duty that runs. The earliest of them decides."""
    clock = obligation.clock
    main = started(obligation, known, place)
    if main is not None:
        yield _run(clock, main, place, rules)
    for branch in clock.also:
        start = _started(branch, known, place)
        if start is None or (branch.unless and main is None):
            continue
        run = _run(branch, start, place, rules)
        # It falls away where the main clock started only after this one had run out.
        if not branch.unless or main <= run.strict:
            yield run
    if clock.not_later_than_ref and (sent := known.sent.get(clock.not_later_than_ref)):
        sent = moments.shown(sent, place.zone)
        words = step("{} was sent {}; this must not come later.", clock.not_later_than_ref, sent)
        yield Run(clock.starts_at, main or sent, sent, None, (words,))


def _run(clock: Clock, start, place, rules):
    if clock.rule in TIED:
        words = step("{} was sent {}.", clock.anchor_ref, start)
        return Run(clock.starts_at, start, start, None, (words,))
    rule = rules[clock.rule]
    period = RULES[clock.rule](start, clock.duration, place)
    number = f"{clock.duration} {_UNITS[clock.unit][clock.duration != 1]}"
    basis = f", {rule.basis}" if rule.basis else ""
    said = step("The period is {}, counted by the rule {}{}.", number, rule.id, basis)
    steps = (begins(clock, start), said, *period.steps)
    return Run(clock.starts_at, start, period.strict, period.legal_max, steps)


def begins(clock: Clock, start: datetime) -> Step:
    """The sentence that says when and by what a clock started."""
    if clock.runs_from_a_sending:
        return step("The clock starts with the actual sending of {}: {}.", clock.anchor_ref, start)
    return step("The clock starts when {}: {}.", EVENTS[clock.starts_at], start)


def not_yet(obligation: Obligation, known: Known, place: Place) -> list[Step]:
    """The sentences that say what a clock still waits for."""
    clock = obligation.clock
    if clock.runs_from_a_sending:
        return [step("The clock starts when {} is sent; it has not been.", clock.anchor_ref)]
    said = [step("The clock starts when {}; that is not recorded.", EVENTS[clock.starts_at])]
    for branch in clock.also:
        if branch.unless and (start := _started(branch, known, place)):
            due = RULES[branch.rule](start, branch.duration, place).strict
            words = "Once it starts, {} counts too, because {}; unless {}."
            said.append(step(words, due, EVENTS[branch.starts_at], branch.unless))
    return said
