"""Times as precisely as we know them, and no more: a month never becomes its first day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone

from incidents.facts.kinds import Kind, shape_problems, tidy_members
from incidents.facts.known import is_answered

NO_TIME = {"precision": "", "zone": "UTC", "value": ""}
PRECISIONS = {"minute": "Minute", "day": "Day", "month": "Month", "year": "Year"}
FIRST_YEAR, LAST_YEAR = 1900, 2199
_SHAPES = {
    "minute": re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)", re.ASCII),
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII),
    "month": re.compile(r"(\d{4})-(\d\d)", re.ASCII),
    "year": re.compile(r"(\d{4})", re.ASCII),
}
_EXAMPLES = {
    "minute": "2026-11-26T15:20",
    "day": "2026-11-26",
    "month": "2026-11",
    "year": "2026",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_zones = cache(available_timezones)


@dataclass(frozen=True)
class Time(Kind):
    name: ClassVar[str] = "time"
    forms: ClassVar[tuple] = ("date", "when", "sentence")
    may_be_ahead: bool = False

    def validate(self, value, now=None):
        if found := shape_problems(value, NO_TIME) or list(_form_problems(value)):
            return found
        if not self.may_be_ahead and earliest(value) > (now or timezone.now()):
            return ["This time is still to come. Check the date and the zone."]
        return []

    def normalise(self, value):
        return tidy_members(value, NO_TIME)

    def refines(self, value, older):
        """24 October is October said more exactly."""
        return earliest(older) <= earliest(value) and latest(value) <= latest(older)

    def display(self, value):
        """For a screen: "26 Nov 2026, 15:20 CET"."""
        year, *rest = _parts(value)
        words = [_MONTHS[rest[0] - 1][:3]] if rest else []
        words = [str(rest[1]), *words] if len(rest) > 1 else words
        day = " ".join([*words, f"{year:04}"])
        return f"{day}, {_clock(value)}" if len(rest) > 2 else day


def _form_problems(value):
    precision, zone, text = value["precision"], value["zone"], value["value"]
    if not isinstance(precision, str) or precision not in PRECISIONS:
        yield "Say how precisely the time is known: minute, day, month or year."
    elif not isinstance(zone, str) or zone not in _zones():
        yield "Choose a time zone such as Europe/Berlin."
    elif not isinstance(text, str) or not _SHAPES[precision].fullmatch(text):
        yield f"Write the time like {_EXAMPLES[precision]}."
    elif not _exists(value):
        yield f"There is no such {'time' if precision == 'minute' else precision}: {text}."
    elif _is_skipped(value):
        yield f"There is no such time in {zone}: clocks went forward over it. Check the hour."


def _parts(value):
    return [int(part) for part in _SHAPES[value["precision"]].fullmatch(value["value"]).groups()]


def _exists(value):
    try:
        first = _first(value)
    except ValueError:
        return False
    return FIRST_YEAR <= first.year <= LAST_YEAR


def _first(value):
    """The first moment of it by the clock of its place."""
    parts = _parts(value)
    return datetime(*parts, *[1, 1][len(parts) - 1 :])


def _is_skipped(value):
    if value["precision"] != "minute":
        return False
    naive = datetime(*_parts(value))
    there = naive.replace(tzinfo=ZoneInfo(value["zone"]))
    return there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != naive


def earliest(value):
    """The first moment, in UTC, that a valid time can mean."""
    return _first(value).replace(tzinfo=ZoneInfo(value["zone"])).astimezone(UTC)


def latest(value):
    """The last moment, in UTC, that a valid time can mean."""
    year, *rest = _parts(value)
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
    hour, minute = rest[2:] if len(rest) > 2 else (23, 59)
    # fold: an hour the clock shows twice may be the second one.
    last = datetime(year, month, day, hour, minute, 59, fold=1)
    return last.replace(tzinfo=ZoneInfo(value["zone"])).astimezone(UTC)


def date_text(value, *, around=False):
    """The day, month or year in words: "24 April 2024"."""
    year, *rest = _parts(value)
    words = [str(year)]
    if rest:
        words = [_MONTHS[rest[0] - 1], *words]
    if len(rest) > 1:
        words = [str(rest[1]), *words]
    return " ".join(["around", *words] if around else words)


def when_text(value, *, around=False, ahead=False):
    """The time with its preposition: "on 24 April 2024 at 13:05 CEST", "in April 2024"."""
    is_a_day = value["precision"] in ("minute", "day")
    clock = f" at {_clock(value)}" if value["precision"] == "minute" else ""
    if around:
        return f"{date_text(value, around=True)}{clock}"
    lead = ("by" if ahead else "on") if is_a_day else "in"
    return f"{lead} {date_text(value)}{clock}"


def _clock(value):
    there = datetime(*_parts(value), tzinfo=ZoneInfo(value["zone"]))
    name = there.strftime("%Z")
    return f"{there:%H:%M} {name if name.isalpha() else _offset(there)}"


def _offset(there):
    """Zones without letters of their own, such as Sao Paulo's -03, say their distance."""
    minutes = there.utcoffset() // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


ORDER = (
    ("occurred_from", "occurred_to", "It cannot have ended before it began."),
    ("occurred_from", "detected", "Nobody can have detected it before it began."),
    ("occurred_from", "became_aware", "We cannot have become aware of it before it began."),
    ("occurred_from", "contained", "It cannot have been contained before it began."),
    ("occurred_from", "recovered", "We cannot have recovered before it began."),
    ("detected", "became_aware", "We cannot have become aware of it before it was detected."),
    ("contained", "recovered", "We cannot have recovered before it was contained."),
)


def impossible_orders(facts):
    """{key of the later time: sentence} for times that are certainly out of order."""
    return {
        later: sentence
        for sooner, later, sentence in reversed(ORDER)
        if _has_time(facts, sooner)
        and _has_time(facts, later)
        and earliest(facts[sooner].value) > latest(facts[later].value)
    }


def _has_time(facts, key):
    fact = facts.get(key)
    return is_answered(fact) and bool(fact.value)
