"""A computation in sentences: counsel must be able to follow every step and check it by hand."""

from datetime import date, datetime
from typing import NamedTuple

EVENTS = {
    "discovery": "the breach was discovered",
    "awareness": "the organisation became aware",
    "noticing": "the incident was noticed",
    "reasonable_suspicion": "there were grounds to suspect a breach",
    "reasonable_belief": "there was reason to believe in a breach",
    "determination": "the reportable fact was determined",
    "confirmation": "the breach was confirmed",
    "classification": "the incident was classified as major",
    "materiality": "the incident was determined to be material",
    "payment": "the ransom was paid",
    "mitigation_available": "a corrective or mitigating measure was available",
    "notification_received": "the notification was received",
    "notice_to_individuals": "people were told",
    "submission_of": "the earlier notice was sent",
    "calendar_year_end": "the calendar year of discovery ended",
    "request": "the authority asked",
    "new_information": "new information came up",
}


class Step(NamedTuple):
    """One sentence with its values; put into words only when somebody asks."""

    words: str
    values: tuple = ()

    def __str__(self):
        return self.words.format(*map(in_words, self.values))


def step(words, *values):
    return Step(words, values)


def in_words(value) -> str:
    """A value as it reads in a sentence: a moment with weekday and distance from UTC."""
    if isinstance(value, datetime):
        return f"{in_words(value.date())}, {_clock_time(value)} ({_offset(value)})"
    if isinstance(value, date):
        return f"{value:%A} {value.day} {value:%B} {value.year}"
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value)) or "none"
    return str(value)


def _clock_time(moment):
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _offset(moment):
    text = f"{moment:%z}"
    return f"UTC{text[:3]}:{text[3:5]}" if text else "no zone"


def holidays_between(calendar, first, last) -> str:
    """The holidays on weekdays that a count passed over, each with its name."""
    found = calendar.between(first, last)
    return "; ".join(f"{in_words(day)} ({name})" for day, name in found) or "none"
