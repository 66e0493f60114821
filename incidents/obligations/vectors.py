"""Deadlines worked out by hand, in a file, held against what we compute.

A vector names a row, a start and the deadline expected; it may set its own rule, number, zone and
calendar. What it leaves out is the row's own. A holiday list in the file stands for the calendar of
its name; any other calendar is the real one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from . import fitting, moments
from .calendars import Calendar
from .checking import STARTS
from .clocks import TIED
from .deadlines import deadline
from .holds import RESUME, Hold
from .known import Known
from .loading import DataSet
from .marked import Broken, Problem, read
from .periods import ROLLS, RULES

# A row computed as it stands: two clocks and the weekend relief.
AS_IT_STANDS = "dora_initial"
_NEEDED = ("regime", "row", "start")


@dataclass(frozen=True)
class Outcome:
    """One vector: whether what we compute is what it expects, to the second and the offset."""

    id: str
    passed: bool
    words: str

    def __str__(self):
        return f"{self.id} {'passed' if self.passed else 'failed'}: {self.words}"


def run(path: Path, data: DataSet) -> Iterator[Outcome]:
    """An Outcome for each vector of a file. Raises Broken for a file that is no file of vectors."""
    content = read(path.read_text(encoding="utf-8"), path.name)
    if not isinstance(content, dict) or not isinstance(content.get("vectors"), list):
        raise Broken([Problem(path.name, 1, "The file has no list of vectors.")])
    given = {
        name: Calendar(name, {date.fromisoformat(_text(day)): "holiday" for day in days or ()})
        for name, days in (content.get("holidays") or {}).items()
    }
    for number, vector in enumerate(content["vectors"], 1):
        yield _outcome(vector, number, data, given)


def _outcome(vector, number, data, given):
    if not isinstance(vector, dict):
        return Outcome(f"number {number}", False, "this is not a vector.")
    id = str(vector.get("id", f"number {number}"))
    missing = [name for name in _NEEDED if not vector.get(name)]
    if "strict" not in vector:
        missing.append("strict")
    if missing:
        return Outcome(id, False, f"{missing[0]} is missing.")
    try:
        found = compute(vector, data, given)
        return _compared(id, vector, found)
    except (LookupError, ValueError, TypeError, OverflowError) as error:
        return Outcome(id, False, str(error.args[0]) if error.args else repr(error))


def _compared(id, vector, found):
    where = f"{vector['regime']} {vector['row']}"
    strict, outer = (_moment(vector.get(name)) for name in ("strict", "legal_max"))
    same = _exact(found.strict) == _exact(strict)
    if "legal_max" in vector:
        # An outer reading that is the strict deadline says no more than none.
        same = same and _exact(found.legal_max or found.strict) == _exact(outer or strict)
    if same:
        return Outcome(id, True, f"{where} {_shown(found.strict)}")
    expected = f"expected {_shown(strict)} (outer {_shown(outer)})"
    computed = f"computed {_shown(found.strict)} (outer {_shown(found.legal_max)})"
    return Outcome(id, False, f"{where} {expected}, {computed}")


def _moment(value):
    return None if value is None else datetime.fromisoformat(_text(value))


def _text(value):
    """What stands in the file; YAML makes a time of what is not in quotes."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _exact(moment):
    """A moment with its offset: two of them are equal to the second and the offset, or not."""
    return moment and moment.replace(microsecond=0).isoformat()


def _shown(moment):
    return moment.isoformat(timespec="seconds") if moment else "no date"


def compute(vector: dict, data: DataSet, calendars: dict):
    """The Deadline of one vector.

    Raises LookupError for an unknown row, rule, zone or calendar, ValueError for what is no moment.
    """
    code = vector["regime"]
    row = data.obligation(f"{code}:{vector['row']}")
    row, regime = _as_asked(vector, row, data.regimes[code])
    zone = vector.get("zone") or regime.clock_timezone
    named = vector.get("calendar") or regime.holiday_calendar
    known = Known(
        events=_events(vector, row, zone),
        sent=_sent(vector, row, zone),
        holds=_holds(vector, row, zone),
        zones={code: zone},
        calendars={code: calendars.get(named, named)},
    )
    own = replace(data, regimes={**data.regimes, code: regime}, rules=_rules(vector, data))
    return deadline(own, row, known)


def _as_asked(vector, row, regime):
    """The row and its regime with the vector's own rule and number."""
    rule, clock = vector.get("rule"), row.clock
    if rule in RULES or rule in TIED:
        unit = fitting.COUNTING.get(rule)
        clock = replace(clock, computation=rule, unit=unit, also=(), roll=None)
        clock = replace(clock, not_later_than_ref=None) if rule in RULES else _tied(clock, row)
    elif rule in ROLLS:
        clock = replace(clock, roll=rule)
    elif rule in RESUME:
        delay = {**regime.law_enforcement_delay, "allowed": True, "rule": rule}
        regime = replace(regime, law_enforcement_delay=delay)
    elif rule not in (None, AS_IT_STANDS):
        raise LookupError(f"there is no rule “{rule}”.")
    if "n" in vector:
        clock = replace(clock, duration=vector["n"])
    return replace(row, clock=clock), regime


def _tied(clock, row):
    """A clock tied to the notice the vector starts from; one that names none is tied to itself."""
    return replace(clock, anchor_ref=clock.anchor_ref or clock.not_later_than_ref or row.key)


def _rules(vector, data):
    """Rules in which only a vector that names a calendar lets a last day roll."""
    days = data.rules["calendar_days_exclude_first"]
    statute = days.roll_statutes.get(vector["regime"], "general statute")
    statutes = {vector["regime"]: statute} if vector.get("calendar") else {}
    return {**data.rules, days.id: replace(days, roll_statutes=statutes)}


def _events(vector, row, zone):
    where = moments.zone(zone)
    found = {
        kind: (moments.parse(_text(vector[kind]), where),) for kind in STARTS if vector.get(kind)
    }
    if row.clock.rule not in TIED:
        found[row.key] = (moments.parse(_text(vector["start"]), where),)
    return found


def _sent(vector, row, zone):
    where = moments.zone(zone)
    found = {
        fitting.full(key, vector["regime"]): moments.parse(_text(moment), where)
        for key, moment in (vector.get("sent") or {}).items()
    }
    if row.clock.rule in TIED:
        found[row.clock.anchor_ref] = moments.parse(_text(vector["start"]), where)
    return found


def _holds(vector, row, zone):
    if not vector.get("hold_lifted"):
        return ()
    lifted = moments.parse(_text(vector["hold_lifted"]), moments.zone(zone))
    return (Hold(lifted=lifted, rows=frozenset([row.key])),)
