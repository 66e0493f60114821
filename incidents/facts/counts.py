"""How many: a range, how it was counted, and the one figure we may publish."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from breachcomm.plain_text import LINE_MAX, problem
from incidents.facts.kinds import TEXT_MAX, Kind, shape_problems, tidy_members
from incidents.facts.times import Time

NO_COUNT = {
    "low": None,
    "best": None,
    "high": None,
    "unit": "people",
    "method": "",
    "as_of": "",
    "deduplicated_on": "",
    "final": False,
}
UNITS = {"people": "person", "accounts": "account", "records": "record"}
_BOUNDS = ("low", "best", "high")
_PRECISION_BY_LENGTH = {4: "year", 7: "month", 10: "day", 16: "minute"}


@dataclass(frozen=True)
class Count(Kind):
    name: ClassVar[str] = "count"
    forms: ClassVar[tuple] = ("figure", "number", "sentence")
    units: tuple = ("people", "accounts", "records")
    maximum: int = 10**10

    def validate(self, value, now=None):
        if found := shape_problems(value, NO_COUNT):
            return found
        return (
            list(self._number_problems(value))
            or list(_range_problems(value))
            or list(self._word_problems(value, now))
        )

    def _number_problems(self, value):
        for bound in _BOUNDS:
            number = value[bound]
            if number is None:
                continue
            if isinstance(number, bool) or not isinstance(number, int):
                yield f"The {bound} figure must be a whole number without a fraction."
            elif number < 0:
                yield f"The {bound} figure cannot be below zero."
            elif number > self.maximum:
                yield f"The {bound} figure cannot be above {self.maximum:,}."

    def _word_problems(self, value, now):
        if value["unit"] not in self.units:
            yield f"Say what is counted: {' or '.join(self.units)}."
        for part, limit in (("method", TEXT_MAX), ("deduplicated_on", LINE_MAX)):
            if sentence := problem(value[part], max_length=limit):
                yield sentence
        if value["as_of"] != "":
            yield from _as_of_problems(value["as_of"], now)

    def normalise(self, value):
        return tidy_members(value, NO_COUNT)

    def display(self, value):
        best, span, unit = _digits(value["best"]), _span(value), value["unit"]
        if best and span:
            return f"best estimate {best} {unit} ({span})"
        return f"{best or span} {unit}{', final' if value['final'] else ''}"

    def refines(self, value, older):
        """11,900 keeps to "up to 12,400", and 6,000 to "at least 5,000"."""
        (number, _), (before, how) = published(value), published(older)
        if value["unit"] != older["unit"]:
            return False
        fits = {"up to": number <= before, "at least": number >= before}
        return fits.get(how, number == before)

    def counted(self, value):
        """How it was counted, in one line; "" if nobody said."""
        words = (
            value["method"].strip().rstrip("."),
            value["as_of"] and f"as of {value['as_of']}",
            value["deduplicated_on"] and f"each counted once by {value['deduplicated_on']}",
        )
        return ", ".join(filter(None, words))


def _span(value):
    low, high = _digits(value["low"]), _digits(value["high"])
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else high and f"at most {high}"


def _range_problems(value):
    given = [(bound, value[bound]) for bound in _BOUNDS if value[bound] is not None]
    if not given:
        yield "Give at least one figure, or say that this is still under investigation."
    for (lower, less), (upper, more) in pairwise(given):
        if less > more:
            yield f"The {lower} figure ({less:,}) is above the {upper} figure ({more:,})."
    if not isinstance(value["final"], bool):
        yield "Say whether the count is final: yes or no."
    elif value["final"] and value["best"] is None:
        yield "A final count needs the figure itself, as best figure."
    elif value["final"] and len({number for _, number in given}) > 1:
        yield "A final count is one figure. Clear low and high, or do not call it final."


def _as_of_problems(text, now):
    if not isinstance(text, str) or len(text) not in _PRECISION_BY_LENGTH:
        return ["Write the day the count was made like 2026-11-26."]
    return Time().validate(as_of_time(text), now)


def as_of_time(text):
    """The reduced date of a count as a time; counts carry no zone of their own."""
    return {"precision": _PRECISION_BY_LENGTH[len(text)], "zone": "UTC", "value": text}


def _digits(number):
    return "" if number is None else f"{number:,}"


def published(value):
    """The figure that may leave the house: never less than the best estimate.

    Returns (number, how): "exactly" only for a final count; "up to" the highest figure we
    have; "at least" when no upper figure is known, since one would be invented.
    """
    if value["final"]:
        return value["best"], "exactly"
    upper = value["high"] if value["high"] is not None else value["best"]
    return (value["low"], "at least") if upper is None else (upper, "up to")


def number_text(value):
    number, how = published(value)
    return f"{number:,}" if how == "exactly" else f"{how} {number:,}"


def figure_text(value):
    """The figure with its unit: "12,400 accounts", "up to 12,400 accounts" and so on."""
    number, _ = published(value)
    return f"{number_text(value)} {UNITS[value['unit']] if number == 1 else value['unit']}"
