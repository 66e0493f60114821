"""The letter every format is made from: plain data, frozen, no database behind it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from . import fonts, markdown

MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True)
class Section:
    heading: str
    text: str


@dataclass(frozen=True)
class Sender:
    name: str
    address: str


@dataclass(frozen=True)
class Letter:
    reference: str
    revision: int
    digest: str
    language: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    sender: Sender
    layout: str
    released_at: datetime | None
    zone: str
    mark: str = ""


def plain(letter):
    """The approved text in reading order, one cell of a table a line; what a PDF must give back."""
    parts = [letter.title, markdown.reading_order(letter.lead)]
    for section in letter.sections:
        parts += [section.heading, markdown.reading_order(section.text)]
    return "\n\n".join(part for part in parts if part)


def missing_glyphs(letter):
    """Characters of the letter that our fonts cannot draw, in order of appearance, once each."""
    sections = "".join(section.heading + section.text for section in letter.sections)
    words = letter.title + letter.lead + sections
    furniture = letter.sender.name + letter.sender.address + letter.reference + letter.mark
    return fonts.missing(words + furniture)


def date(letter):
    """The day of release as a letter says it; a draft has none."""
    if letter.released_at is None:
        return ""
    at = letter.released_at.astimezone(ZoneInfo(letter.zone))
    return f"{at.day} {MONTHS.split()[at.month - 1]} {at.year}"


def provenance(letter):
    """The line at the foot of every page: which text this is, and since when it is out."""
    digest = f"{letter.digest[:4]} {letter.digest[4:8]}"
    released = f"released {_moment(letter)}" if letter.released_at else "not released"
    return f"{letter.reference} · revision {letter.revision} · {digest} · {released}"


def _moment(letter):
    at = letter.released_at.astimezone(ZoneInfo(letter.zone))
    month = MONTHS.split()[at.month - 1][:3]
    return f"{at.day} {month} {at.year}, {at:%H:%M} {_zone_name(at)}"


def _zone_name(at):
    """`CET`, or `UTC-03:00` where the zone has no letters of its own."""
    name, offset = at.tzname(), f"{at:%z}"
    return name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}"
