"""Where the people affected live: ISO 3166 countries and their parts, with counts if known."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar

import pycountry

from breachcomm.plain_text import LINE_MAX, problem, visible
from incidents.facts.kinds import Kind, shape_problems

NO_PLACE = {"country": "", "subdivision": None, "count": None}
MAX_PLACES = 500
_MAXIMUM = 10**10
_EVERYDAY = {
    "uk": "GB",
    "great britain": "GB",
    "usa": "US",
    "america": "US",
    "south korea": "KR",
    "north korea": "KP",
    "russia": "RU",
    "turkey": "TR",
    "ivory coast": "CI",
    "kosovo": "XK",
}
_SHORT_NAMES = {"US": "the United States", "GB": "the United Kingdom", "NL": "the Netherlands"}
_NUMBER = r"[0-9]{1,3}(?:[ ,.'\u2019\u00a0\u202f][0-9]{3})+|[0-9]+"
_LINE = re.compile(rf"(?P<place>.*?\S)[\s:=]+(?P<count>{_NUMBER}|unknown|\?)", re.IGNORECASE)


@dataclass(frozen=True)
class Places(Kind):
    name: ClassVar[str] = "places"
    forms: ClassVar[tuple] = ("list", "sentence")

    def validate(self, value, now=None):
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_PLACES:
            return [f"Give between 1 and {MAX_PLACES} places, one on each line."]
        found = [f"Line {n}: {s}" for n, place in enumerate(value, 1) for s in _problems(place)]
        return found or _repeated(value)

    def normalise(self, value):
        if not isinstance(value, list) or not all(isinstance(place, dict) for place in value):
            return value
        return [{**NO_PLACE, **place} for place in value]

    def display(self, value):
        return "\n".join(f"{place_name(place)}: {_count_text(place)}" for place in value)

    def refines(self, value, older):
        """Every place of before is still there, with its count if it had one."""
        counts = {(place["country"], place["subdivision"]): place["count"] for place in value}
        before = ((place["country"], place["subdivision"], place["count"]) for place in older)
        return all(
            (country, part) in counts and count in (None, counts[country, part])
            for country, part, count in before
        )


def _problems(place):
    if found := shape_problems(place, NO_PLACE):
        return found
    return [*_place_problems(place), *_count_problems(place["count"])]


def _place_problems(place):
    country, part = place["country"], place["subdivision"]
    if not isinstance(country, str) or not (country == "XK" or _country(country)):
        return ["Write the country as its two-letter code, such as FR."]
    if part is None:
        return []
    found = _subdivision(part) if isinstance(part, str) else None
    if found is None or found.country_code != country:
        return [f"This is no part of {_country_name(country)} that we know."]
    return []


def _count_problems(count):
    if count is None:
        return []
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= _MAXIMUM:
        return [f"Write the count as a whole number from 0 to {_MAXIMUM:,}, or unknown."]
    return []


def _repeated(places):
    seen = set()
    for number, place in enumerate(places, 1):
        if (where := (place["country"], place["subdivision"])) in seen:
            return [f"Line {number}: {place_name(place)} stands here twice. Keep one line of it."]
        seen.add(where)
    return []


@lru_cache(4096)
def _country(code):
    return pycountry.countries.get(alpha_2=code) if len(code) == 2 and code.isupper() else None


@lru_cache(4096)
def _subdivision(code):
    return pycountry.subdivisions.get(code=code) if 4 <= len(code) <= 6 else None


def _country_name(code):
    if code == "XK":
        return "Kosovo"
    country = _country(code)
    return _SHORT_NAMES.get(code) or getattr(country, "common_name", country.name)


def place_name(place):
    """A valid place in words: "California (the United States)"."""
    country = _country_name(place["country"])
    if place["subdivision"]:
        return f"{_subdivision(place['subdivision']).name} ({country})"
    return country


def _count_text(place):
    return "unknown" if place["count"] is None else f"{place['count']:,}"


def parse_places(text):
    """(places, sentences) from lines such as "US-CA 1,240", "DE 310" or "France unknown"."""
    places, found = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if len(places) + len(found) >= MAX_PLACES:
            return places, [*found, f"These are more than {MAX_PLACES} places."]
        place, sentence = _parse_line(line.strip())
        if sentence:
            found.append(f"Line {number}: {sentence}")
        else:
            places.append(place)
    return places, found or (_repeated(places) if places else [])


def _parse_line(line):
    if sentence := problem(line, max_length=LINE_MAX):
        return None, sentence
    match = _LINE.fullmatch(line)
    word, count = (match["place"], match["count"]) if match else (line, "unknown")
    digits = re.sub(r"\D", "", count)
    if not match and re.search(r"\d\Z", line):
        return None, f"\u201c{visible(line[:60])}\u201d is not a place and a whole number."
    if len(digits) > 11 or (digits and int(digits) > _MAXIMUM):
        return None, f"The count is above {_MAXIMUM:,}. Check it."
    country, part = _find(word)
    if not country:
        return None, (
            f"\u201c{visible(word[:60])}\u201d is not a place we know. "
            "Write a code such as FR or US-CA, or the country's English name."
        )
    return {"country": country, "subdivision": part, "count": int(digits) if digits else None}, ""


def _find(word):
    """(country code, code of its part or None), or (None, None)."""
    if part := _subdivision(word.upper()):
        return part.country_code, part.code
    word = word.casefold().removeprefix("the ")
    return _EVERYDAY.get(word) or _countries().get(word), None


@cache
def _countries():
    """Every code and English name of a country, in lower case: its two-letter code."""
    return {
        name.casefold(): country.alpha_2
        for country in pycountry.countries
        for name in (
            country.alpha_2,
            country.alpha_3,
            country.name,
            getattr(country, "common_name", country.name),
            getattr(country, "official_name", country.name),
        )
    } | {"xk": "XK"}


def places_as_lines(places):
    """The lines `parse_places` reads back."""
    return "\n".join(f"{p['subdivision'] or p['country']} {_count_text(p)}" for p in places)
