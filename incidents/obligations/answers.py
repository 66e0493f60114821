"""What counsel and the facts say about an incident, as far as the law asks.

None is "nobody knows yet" everywhere; an empty set is an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ROLES = ("controller", "processor", "both")
RISKS = ("low", "some", "high")
KINDS = ("access", "acquisition", "disclosure", "loss", "alteration", "availability")
PROTECTIONS = ("plain", "hashed", "encrypted", "encrypted_key_taken", "unknown")
_EEA = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO"
EEA = frozenset(_EEA.split())


@dataclass(frozen=True)
class Count:
    """How many people: a range, or one figure in both. `high` None is an end nobody knows.

    Raises ValueError for a negative figure and for a range that is upside down.
    """

    low: int = 0
    high: int | None = None

    def __post_init__(self):
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"{self.low} to {self.high} is not a number of people.")

    @classmethod
    def of(cls, number: int | None):
        """Exactly that many; None for a number nobody knows."""
        return UNKNOWN if number is None else cls(number, number)

    def __add__(self, other):
        known = self.high is not None and other.high is not None
        return Count(self.low + other.low, self.high + other.high if known else None)

    def __str__(self):
        if self.high is None:
            return f"at least {self.low:,}" if self.low else "an unknown number"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"

    @property
    def is_nobody(self):
        return self.high == 0


UNKNOWN = Count()
NOBODY = Count(0, 0)


@dataclass(frozen=True)
class Answers:
    """The answers of one incident.

    Places are ISO codes, "DE" or "US-CA", and "AE-DIFC" or "AE-ADGM" for the free zones with a law
    of their own. `lives` says how many people live where, `total` how many there are in all. `data`
    are the exposed kinds of data with their protection, `data_open` kinds nobody can exclude yet.
    `kinds` says of each kind of incident whether it happened. `said` holds the plain answers by the
    id of their question. `deemed` are regimes for which counsel recorded that the letter follows
    federal procedure and is deemed compliant. `on` is the day whose law counts.

    Raises ValueError for a word that is no answer.
    """

    role: str | None = None
    sectors: frozenset | None = None
    client_sectors: frozenset | None = None
    establishments: frozenset | None = None
    markets: frozenset | None = None
    lives: Mapping[str, Count] | None = None
    total: Count | None = None
    data: Mapping[str, str] | None = None
    data_open: frozenset = frozenset()
    groups: frozenset | None = None
    form: frozenset | None = None
    kinds: Mapping[str, bool] = field(default_factory=dict)
    risk: str | None = None
    said: Mapping[str, object] = field(default_factory=dict)
    deemed: frozenset = frozenset()
    on: date | None = None

    def __post_init__(self):
        _one_of("role", self.role, ROLES)
        _one_of("risk", self.risk, RISKS)
        for kind in self.kinds:
            _one_of("kind of incident", kind, KINDS)
        for protection in (self.data or {}).values():
            _one_of("protection", protection, PROTECTIONS)

    def happened(self, kind: str) -> bool | None:
        """Whether that kind of thing happened. What was taken was accessed too."""
        if kind == "access" and self.kinds.get("acquisition"):
            return True
        return self.kinds.get(kind)

    @property
    def people(self) -> Count:
        """How many there are in all: as counted, but never fewer than live somewhere."""
        placed = sum(self.lives.values(), NOBODY) if self.lives is not None else UNKNOWN
        if self.total is None:
            return placed
        if placed.low <= self.total.low:
            return self.total
        high = self.total.high
        return Count(placed.low, None if high is None else max(high, placed.low))

    @property
    def unplaced(self) -> bool:
        """Whether there are people of whom nobody knows where they live."""
        if self.lives is None:
            return not self.people.is_nobody
        placed = sum((count.high or 0 for count in self.lives.values()), 0)
        open_end = any(count.high is None for count in self.lives.values())
        return not open_end and self.total is not None and self.total.low > placed

    def living_in(self, place: str) -> Count:
        """How many live in a country, in a part of one, or in "EU", which is the EEA here."""
        lives = self.lives or {}
        return sum((count for key, count in lives.items() if within(key, place)), NOBODY)


def within(key: str, place: str) -> bool:
    """Whether one place lies in another: "US-CA" in "US", "DE" in "EU"."""
    # Puerto Rico has a country code of its own and a law among those of the states.
    key = "US-PR" if key == "PR" else key
    country = key.partition("-")[0]
    return key == place or country == place or (place == "EU" and country in EEA)


def _one_of(name, value, options):
    if value is not None and value not in options:
        raise ValueError(f"“{value}” is no {name}; there are {', '.join(options)}.")
