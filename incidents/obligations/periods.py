"""Periods of law: from a moment and a number to a deadline.

Each rule is a function `(start, number, place) -> Period`. `start` is a moment with an offset,
`number` counts the rule's unit, `place` says in which zone a day is a day and which days are
business days. The strict deadline is what the tool shows and alarms on; `legal_max` is an outer
reading that only counsel may rely on, None where there is none.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import moments
from .calendars import Calendar
from .explaining import Step, holidays_between, step

NEW_YORK = moments.zone("America/New_York")
NOON, FILING_CLOSES = time(12), time(17, 30)


@dataclass(frozen=True)
class Place:
    """Where a period is counted.

    `roll_statute` cites the general law by which a last day that is no business day passes to the
    next one; empty where none is known.
    """

    zone: ZoneInfo
    calendar: Calendar
    roll_statute: str = ""


class Period(NamedTuple):
    """A deadline and, for counsel only, its outer reading; both are moments in the place's zone."""

    strict: datetime
    legal_max: datetime | None = None
    steps: tuple[Step, ...] = ()


def elapsed_hours(start: datetime, number: int, place: Place) -> Period:
    """`number` real hours after the start. Weekends, holidays and changed clocks do not matter.

    Raises OverflowError beyond the year 9999, as every rule here does.
    """
    strict = moments.later(start, number, place.zone)
    steps = [step("{} real hours later it is {}.", number, strict)]
    if strict.utcoffset() != start.astimezone(place.zone).utcoffset():
        steps.append(step("The clocks change in between; the hours are counted through."))
    return Period(strict, None, tuple(steps))


def eu_hours(start: datetime, number: int, place: Place) -> Period:
    """`number` real hours after the start; in the outer reading after the next full hour.

    Regulation (EEC, Euratom) 1182/71, article 3(1): the hour of the event is not counted. The
    roll of 3(4) does not reach periods in hours. That 3(5) stretches 72 hours over a weekend is
    argued; no reading here follows it.
    """
    counted = elapsed_hours(start, number, place)
    begun = moments.full_hour(start, place.zone)
    outer = moments.later(begun, number, place.zone)
    words = "Outer reading: the hour of the event is not counted, so from {} to {}."
    return Period(counted.strict, outer, (*counted.steps, step(words, begun, outer)))


def calendar_days_exclude_first(start: datetime, number: int, place: Place) -> Period:
    """The end of the `number`th day after the day of the start, 23:59:59 in the zone.

    It stays on a weekend or holiday. Some states let it pass to the next business day by a
    general statute, for instance Cal. Code Civ. Proc. 12a: then that is the outer reading.
    """
    first = moments.day_of(start, place.zone)
    last = first + timedelta(days=number)
    counted = _at_the_end_of(last, first, place, step("Day {} is {}.", number, last))
    if not place.roll_statute:
        return counted
    rolled = _rolled(counted, last, place, f"by {place.roll_statute}")
    return rolled if rolled.legal_max != rolled.strict else counted


def eu_days(start: datetime, number: int, place: Place) -> Period:
    """As `calendar_days_exclude_first`; in the outer reading rolled to the next working day.

    Regulation (EEC, Euratom) 1182/71, article 3(1), (2)(b) and (4).
    """
    first = moments.day_of(start, place.zone)
    last = first + timedelta(days=number)
    counted = _at_the_end_of(last, first, place, step("Day {} is {}.", number, last))
    return _rolled(counted, last, place, "by Regulation 1182/71, article 3(4)")


def business_days_exclude_first(start: datetime, number: int, place: Place) -> Period:
    """The end of the `number`th business day after the day of the start, 23:59:59 in the zone.

    A business day is no Saturday, no Sunday and no holiday of the place's calendar.
    """
    first = moments.day_of(start, place.zone)
    last = place.calendar.count(first, number)
    counted = _counted(number, first, last, place.calendar)
    return Period(moments.end_of(last, place.zone), None, counted)


def sec_8k_business_days(start: datetime, number: int, place: Place) -> Period:
    """17:30 in New York on the `number`th day the SEC is open after the day of the start.

    Form 8-K, General Instruction B.1: after an event on a weekend or holiday the count begins on,
    and includes, the first business day that follows. The zone is New York's wherever the company
    is. EDGAR takes filings until 22:00, but not with that day's date.
    """
    first = moments.day_of(start, NEW_YORK)
    last = place.calendar.count(first, number)
    counted = _counted(number, first, last, place.calendar)
    closing = step("The day ends for filings at 17:30 in New York.")
    strict = moments.local(last, FILING_CLOSES, NEW_YORK)
    return Period(strict, None, (*counted, closing))


def calendar_months_same_date(start: datetime, number: int, place: Place) -> Period:
    """The end of the same date `number` months later, 23:59:59 in the zone.

    Where that month has no such day, it is the month's last.
    """
    first = moments.day_of(start, place.zone)
    last = moments.same_date(first, number)
    words = step("The same date {} later is {}.", _months(number), last)
    if last.day != first.day:
        words = step(
            "{} later there is no day {}; the last is {}.", _months(number), first.day, last
        )
    return _at_the_end_of(last, first, place, words)


def eu_months(start: datetime, number: int, place: Place) -> Period:
    """As `calendar_months_same_date`; in the outer reading rolled to the next working day.

    Regulation (EEC, Euratom) 1182/71, article 3(2)(c) and (4).
    """
    counted = calendar_months_same_date(start, number, place)
    return _rolled(counted, counted.strict.date(), place, "by Regulation 1182/71, article 3(4)")


def dora_noon_next_working_day(period: Period, place: Place) -> Period:
    """Lets a deadline on a weekend or bank holiday pass to noon of the next working day.

    Delegated Regulation (EU) 2025/301, article 5(4) to (6). Only the outer reading moves. Credit
    institutions, central counterparties, trading venues and NIS2 entities may not use it for
    initial and intermediate reports.
    """
    day = period.strict.date()
    if place.calendar.is_business_day(day):
        return period
    noon = moments.local(place.calendar.on_or_after(day), NOON, place.zone)
    words = "{} is no working day: outer reading noon of the next one, {}; not open to all bodies."
    steps = (*period.steps, step(words, day, noon))
    return Period(period.strict, noon, steps)


def _at_the_end_of(last: date, first: date, place: Place, words: Step) -> Period:
    begin = step("The day of the event, {}, is not counted.", first)
    return Period(moments.end_of(last, place.zone), None, (begin, words))


def _rolled(counted: Period, last: date, place: Place, law: str) -> Period:
    working = place.calendar.on_or_after(last)
    outer = moments.end_of(working, place.zone)
    if working == last:
        words = step("It is a working day, so the outer reading {} is the same.", law)
    else:
        words = step("It is no working day: outer reading {} until {}.", law, outer)
    steps = [*counted.steps, words]
    if not place.calendar.complete:
        steps.append(step("Which member state's holidays count is not said: weekends only."))
    return Period(counted.strict, outer, tuple(steps))


def _counted(number, first, last, days):
    return (
        step("Counting starts on the day after {}.", first),
        step("Business day {} is {}.", number, last),
        step("Holidays passed over, beside Saturdays and Sundays: {}.", _Passed(days, first, last)),
        step("The calendar is {}.", days.id),
    )


@dataclass(frozen=True, slots=True)
class _Passed:
    """Holidays inside a count, looked up only when they are read."""

    calendar: Calendar
    first: date
    last: date

    def __str__(self):
        return holidays_between(self.calendar, self.first, self.last)


def _months(number):
    return "one month" if number == 1 else f"{number} months"


RULES = {
    rule.__name__: rule
    for rule in (
        elapsed_hours,
        eu_hours,
        calendar_days_exclude_first,
        eu_days,
        business_days_exclude_first,
        sec_8k_business_days,
        calendar_months_same_date,
        eu_months,
    )
}
ROLLS = {"dora_noon_next_working_day": dora_noon_next_working_day}
