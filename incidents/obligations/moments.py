"""Moments and days: what an hour or a day is in a zone, where the clocks go forward and back.

A moment that leaves this module has a fixed distance from UTC, that of its zone at that moment.
Python compares and subtracts two times of one zone by what their clocks show, which is wrong by an
hour where the clocks go back; of fixed distances it never is.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LAST_SECOND = time(23, 59, 59)
_DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of a name. Raises LookupError for one nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError) as error:
        raise LookupError(f"There is no time zone “{name}”.") from error


def shown(moment: datetime, where: ZoneInfo) -> datetime:
    """The same moment as the clocks of a zone show it."""
    return moment.astimezone(_distance(moment.astimezone(where).utcoffset()))


@cache
def _distance(offset):
    return timezone(offset)


def local(day: date, clock_time: time, where: ZoneInfo) -> datetime:
    """That time of that day in a zone; the earliest reading where there are two or none.

    A time the clocks show twice is the first of the two, and one they jump over is the moment an
    hour before: whoever relies on it is early, never late.
    """
    first = datetime.combine(day, clock_time, where)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return shown(first, where)
    return shown(min(first.astimezone(UTC), second.astimezone(UTC)), where)


def end_of(day: date, where: ZoneInfo) -> datetime:
    """The last second of a day, 23:59:59 in the zone."""
    return local(day, LAST_SECOND, where)


def day_of(moment: datetime, where: ZoneInfo) -> date:
    """The day a moment falls on in a zone."""
    return moment.astimezone(where).date()


def later(moment: datetime, hours: int, where: ZoneInfo) -> datetime:
    """So many real hours later, counted on the UTC line, shown in the zone."""
    return shown(moment.astimezone(UTC) + timedelta(hours=hours), where)


def full_hour(moment: datetime, where: ZoneInfo) -> datetime:
    """The next full hour of the zone's clocks; a moment on the hour is one already."""
    now = shown(moment, where)
    past = timedelta(minutes=now.minute, seconds=now.second, microseconds=now.microsecond)
    if not past:
        return now
    return shown(moment.astimezone(UTC) + timedelta(hours=1) - past, where)


def same_date(day: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parse(text: str, where: ZoneInfo) -> datetime:
    """A moment from ISO 8601 text. Without an offset it is local to the zone, earliest reading.

    A day alone is its first second there. Raises ValueError with a sentence.
    """
    try:
        if _DAY_ONLY.fullmatch(text.strip()):
            return local(date.fromisoformat(text.strip()), time(0), where)
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"“{text}” is not a moment such as 2026-10-23T16:20:00+02:00.") from error
    if moment.tzinfo is None:
        return local(moment.date(), moment.time(), where)
    return moment


def parse_end(text: str, where: ZoneInfo) -> datetime:
    """As `parse`, for the end of something: a day alone is its last second."""
    if _DAY_ONLY.fullmatch(text.strip()):
        return end_of(date.fromisoformat(text.strip()), where)
    return parse(text, where)


def aware(moment: datetime) -> datetime:
    """The moment in UTC. Raises ValueError for one without an offset, which is no moment."""
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise ValueError(f"{moment!r} is no moment: it does not say its distance from UTC.")
    return moment.astimezone(UTC)
