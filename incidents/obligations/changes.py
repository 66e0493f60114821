"""What differs between two data sets: in their words, and in the deadlines of one incident."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .deadlines import deadlines
from .known import Deadline, Known
from .loading import DataSet


class Change(NamedTuple):
    """One difference. `place` leads to it; None before means that it is new, None after, gone."""

    place: tuple[str, ...]
    before: Any
    after: Any

    def __str__(self):
        *place, what = self.place
        where = ", ".join(place) or "the data set"
        if self.before is None:
            return f"{where}: {what} is new: {_short(self.after)}."
        if self.after is None:
            return f"{where}: {what} is gone; it was {_short(self.before)}."
        return f"{where}: {what} was {_short(self.before)}, is now {_short(self.after)}."


def _short(value):
    """A whole row or regime by its name, a list by its entries, anything else as it stands."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or ", ".join(value))
    return ", ".join(map(_short, value)) or "empty" if isinstance(value, list) else str(value)


def changes(old: DataSet, new: DataSet) -> list[Change]:
    """All differences between two data sets, rows matched by their ids whatever their order."""
    return list(_between(old.content, new.content, ()))


def _between(before, after, place) -> Iterator[Change]:
    before, after = _by_id(before), _by_id(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _between(before.get(key), after.get(key), (*place, key))
    elif before != after:
        yield Change(place, before, after)


def _by_id(value):
    rows = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    if rows and all("id" in one for one in value):
        return {one["id"]: one for one in value}
    return value


def moved(old: DataSet, new: DataSet, known: Known) -> dict[str, tuple]:
    """{key: (Deadline before, Deadline after)} of one incident where the law makes a difference.

    A duty that only one of the two knows has None on the other side.
    """
    before, after = deadlines(old, known), deadlines(new, known)
    keys = dict.fromkeys((*before, *after))
    pairs = {key: (before.get(key), after.get(key)) for key in keys}
    return {key: pair for key, pair in pairs.items() if _essence(pair[0]) != _essence(pair[1])}


def _essence(found: Deadline | None):
    return found and (found.status, found.strict, found.legal_max, found.watch, found.tied_to)
