"""Which days are business days. Holidays come from the package `holidays`, observed days included.

Saturday and Sunday are never business days here, whatever the place.
"""

import re
import warnings
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

# What a saved deadline names, so that anybody can see which holidays it was computed with.
SOURCE = f"holidays {holidays.__version__}"
_DAY = timedelta(days=1)
# Named on purpose, not by their place: (country, part of it, kinds of days).
_OWN = {
    "us-federal": ("US", None, ("public",)),
    # The Commission closes with the executive departments, by statute or by executive order.
    "us-sec": ("US", None, ("public", "government")),
    "ca-federal": ("CA", None, ("public", "government")),
    "au-federal": ("AU", None, ("public",)),
}
# Which country stands behind it is not said: weekends only, so the earliest reading.
_NO_HOLIDAYS = ("none", "eu-member-state")
# Where Regulation 1182/71 reaches: the member states, and the EEA by agreement.
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"


class Calendar:
    """Weekends and holidays of one place.

    `id` names it; `named` are days given by hand ({day: name}), `years` a function that looks up
    those of one year.
    """

    def __init__(self, id, named: Mapping | None = None, years=None):
        self.id = id
        self._named = dict(named or {})
        self._years = years
        self._seen = {}

    @property
    def complete(self):
        """False where public holidays exist that this calendar cannot know."""
        return self.id != "eu-member-state"

    def holiday(self, day: date) -> str | None:
        """The name of the holiday on that day, or None."""
        if self._years is None:
            return self._named.get(day)
        if day.year not in self._seen:
            self._seen[day.year] = self._years(day.year)
        return self._seen[day.year].get(day)

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < 5 and self.holiday(day) is None

    def on_or_after(self, day: date) -> date:
        """The first business day from that day on."""
        while not self.is_business_day(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The last business day up to that day."""
        while not self.is_business_day(day):
            day -= _DAY
        return day

    def count(self, day: date, number: int) -> date:
        """The `number`th business day after that day; that day itself is never counted."""
        for _ in range(number):
            day = self.on_or_after(day + _DAY)
        return day

    def between(self, first: date, last: date) -> list:
        """(day, name) of the holidays on weekdays after `first` up to `last`."""
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return [(day, self.holiday(day)) for day in days if day.weekday() < 5 and self.holiday(day)]


@cache
def calendar(id: str | None) -> Calendar:
    """The calendar of an id: us-federal, us-sec, us-vt, eu-de, gb-eng, br, none and so on.

    None is "none". Raises LookupError for one nobody knows.
    """
    if id is None or id in _NO_HOLIDAYS:
        return Calendar(id or "none")
    if id in _OWN:
        return _from_package(id, *_OWN[id])
    found = re.fullmatch(r"([a-z]{2})(?:-([a-z]{2,3}))?", id)
    if not found:
        raise LookupError(f"There is no holiday calendar “{id}”.")
    country, part = found[1].upper(), found[2] and found[2].upper()
    if country == "EU":
        if part not in _EU.split():
            raise LookupError(f"“{id}” does not name a member state.")
        country, part = part, None
    return _from_package(id, country, part, ("public",))


def _from_package(id, country, part, kinds):
    def year(number):
        # It warns of years it knows in part. Fewer holidays only make a deadline earlier.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            found = holidays.country_holidays(
                country, subdiv=part, years=number, categories=kinds, language="en_US"
            )
        return dict(found.items())

    try:
        # Asked for no year, it only looks whether there is such a place.
        holidays.country_holidays(country, subdiv=part, categories=kinds)
    except NotImplementedError as error:
        raise LookupError(f"There is no holiday calendar “{id}”.") from error
    return Calendar(id, years=year)
