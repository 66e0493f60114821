"""One duty in one incident, while it is being judged."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pycountry

from .answers import Answers, within
from .findings import Finding
from .law import Obligation, Regime

# Free zones with a law of their own, which the law of the country does not reach.
ZONES = frozenset({"AE-DIFC", "AE-ADGM"})
_NAMES = {
    "EU": "the European Economic Area",
    "US": "the United States",
    "GB": "the United Kingdom",
    "AE-DIFC": "the Dubai International Financial Centre",
    "AE-ADGM": "the Abu Dhabi Global Market",
}


@dataclass(frozen=True)
class Case:
    """What a condition may look at. `found` gives the finding of another duty by its key."""

    regime: Regime
    row: Obligation
    answers: Answers
    found: Callable[[str], Finding]
    all_found: Callable[[], list]

    @property
    def place(self):
        """The code of the place whose law it is: "US-CA", "AE-DIFC", "EU"."""
        country, part = self.regime.jurisdiction["country"], self.regime.jurisdiction["subdivision"]
        return f"{country}-{part}" if part else country

    @property
    def is_of_a_state(self):
        return self.regime.jurisdiction["applies_by"] == "residence_of_individual"


@cache
def named(place: str) -> str:
    """A place in words: "California"; the code itself where it has no name."""
    if place in _NAMES:
        return _NAMES[place]
    part = pycountry.subdivisions.get(code=place) if "-" in place else None
    found = part or (pycountry.countries.get(alpha_2=place) if len(place) == 2 else None)
    return getattr(found, "common_name", found.name) if found else place


def stands_in(places, place) -> bool | None:
    """Whether one of the places lies in `place`; None where only the country of it is named."""
    if places is None:
        return None
    inside = [key for key in places if within(key, place)]
    if place == "AE":
        inside = [key for key in inside if key not in ZONES]
    if inside:
        return True
    return None if "-" in place and place.partition("-")[0] in places else False
