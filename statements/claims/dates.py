"""Dates in a sentence, as precisely as they are written and no more."""

import re
from dataclasses import dataclass

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20|21)\d\d"
_TO = r"(?: ?- ?| to | and | until | through )"
_BEFORE_YEAR = "|".join(
    f"(?<={word})"
    for word in (
        "[Ii]n ", "[Ss]ince ", "[Uu]ntil ", "[Dd]uring ", "[Ee]arly ", "[Ll]ate ", "[Mm]id-",
        "[Mm]id ", "[Aa]round ", "[Ff]rom ", "[Bb]y ", "[Bb]efore ", "[Aa]fter ",
    )
)  # fmt: skip
# In this order: what a longer pattern reads, a shorter one does not read again.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w-])(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{_DAY})(?!\d|-)",
        r"(?<![\w/.])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)"
        rf"(?P<y>{_YEAR}|\d\d)(?![\w/]|\.\d)",
        rf"(?<!\w)(?P<d0>{_DAY}){_TH}{_TO}(?P<d>{_DAY}){_TH}(?: of)? "
        rf"(?P<m>{_MONTH})(?:,? (?P<y>{_YEAR})\b)?",
        rf"(?<!\w)(?P<m>{_MONTH}) (?P<d0>{_DAY}){_TH}{_TO}(?P<d>{_DAY}){_TH}\b"
        rf"(?:,? (?P<y>{_YEAR})\b)?(?!:)",
        rf"(?<!\w)(?P<d>{_DAY}){_TH}(?: of)?[ -](?P<m>{_MONTH})(?:,?[ -](?P<y>{_YEAR})\b)?",
        rf"(?<!\w)(?P<m>{_MONTH}) (?P<d>{_DAY}){_TH}\b(?![:\w])(?:,? (?P<y>{_YEAR})\b)?",
        rf"(?<!\w)(?P<m>{_MONTH})(?:,| of)? (?P<y>{_YEAR})\b",
        rf"(?:{_BEFORE_YEAR})(?P<y>{_YEAR})(?![\w-]|[.,]\d)",
        rf"(?<=[Bb]etween )(?P<y>{_YEAR})(?= and {_YEAR}\b)",
        rf"(?<=\d\d\d\d and )(?P<y>{_YEAR})(?![\w-]|[.,]\d)",
        rf"(?:{_BEFORE_YEAR})(?P<m>{_MONTH})(?! ?\d)",
    )
)
_MAY_HOLD = re.compile(rf"\d|{_MONTH}")
_CLOCK = re.compile(
    r",?(?: at| around|"
    r" about)* (?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?(?: ?(?P<half>[apAP])\.?[mM]\b\.?)?"
    r"(?: (?:[A-Z]{2,4}T|UTC|GMT)\b)?(?!\w)"
)


@dataclass(frozen=True)
class Date:
    """A date as it is written; what it leaves out is None.

    swapped: the other reading of 03/04/2026, where both are possible.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    swapped: "Date | None" = None

    @property
    def parts(self):
        return (self.year, self.month, self.day, self.hour, self.minute)


def dates(raw):
    """Every Date in a sentence, in order."""
    if not _MAY_HOLD.search(raw):
        return []
    found, taken = [], bytearray(len(raw))
    for pattern in _PATTERNS:
        for match in pattern.finditer(raw):
            if any(taken[match.start() : match.end()]):
                continue
            if read := _read(match, raw):
                start, end = read[0].start, read[-1].end
                taken[start:end] = b"\1" * (end - start)
                found += read
    return sorted(found, key=lambda date: date.start)


def _read(match, raw):
    groups = match.groupdict()
    if groups.get("a"):
        return _numeric(match)
    month = _month(groups.get("m"))
    year = int(groups["y"]) if groups.get("y") else None
    day = int(groups["d"]) if groups.get("d") else None
    end = match.end()
    if groups.get("d0"):
        middle = match.start("d")
        first = Date(match.start(), middle, year, month, int(groups["d0"]))
        return [first, Date(middle, end, year, month, day)]
    clock = _CLOCK.match(raw, end) if day else None
    if clock and (clock["min"] or clock["half"]):
        return [Date(match.start(), clock.end(), year, month, day, *_time(clock))]
    return [Date(match.start(), end, year, month, day)]


def _month(text):
    if not text:
        return None
    return int(text) if text.isdigit() else _MONTHS[text[:3].lower()]


def _time(clock):
    hour = int(clock["h"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"] in "pP")
    return hour, int(clock["min"] or 0)


def _numeric(match):
    """24/10/2026 in the one order that is possible, or in both."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 2000 if year < 100 else 0
    span = match.span()
    readings = [
        Date(*span, year, month, day)
        for day, month in ((a, b), (b, a))
        if 1 <= month <= 12 and 1 <= day <= 31
    ]
    if not readings:
        return None
    if len(readings) == 1 or a == b:
        return readings[:1]
    one, other = readings
    return [Date(*span, one.year, one.month, one.day, swapped=other)]
