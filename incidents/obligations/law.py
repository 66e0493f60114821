"""The law as rows: regimes, their obligations, clocks and thresholds. No database.

Texts are the data set's own words, close to the law and never a quotation of it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .checking import SENDINGS

PROCESSOR = "processor_duty"
_BY_UNIT = {"hours": "elapsed_hours", "calendar_days": "calendar_days_exclude_first"}


@dataclass(frozen=True)
class Element:
    """Something a notice may have to say, or must not. A child is a special case of its parent."""

    id: str
    category: str
    definition: str
    parent: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Rule:
    """A way to compute a deadline, in words; `kind` is None, "roll" or "resume"."""

    id: str
    strict: str
    legal_max: str | None
    kind: str | None = None
    basis: str = ""
    note: str = ""
    roll_statutes: dict = field(default_factory=dict)


class Met(StrEnum):
    """Whether a count reaches a threshold; ASK where the duty can arise below it too."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True)
class Threshold:
    """How many people make the duty arise; `scope` says which people are counted."""

    operator: str
    count: int | None
    scope: str | None
    or_qualitative: bool = False
    note: str = ""

    def met(self, number: int | None) -> Met:
        """Whether `number` people reach it. None, a count nobody knows yet, counts as over."""
        if self.operator == "any":
            return Met.YES
        if number is None:
            return Met.NO if self.operator == "lt" else Met.YES
        reached = {
            "gt": number > self.count,
            "gte": number >= self.count,
            # Nobody at all is no breach to list.
            "lt": 0 < number < self.count,
        }[self.operator]
        if reached:
            return Met.YES
        return Met.ASK if self.or_qualitative else Met.NO


@dataclass(frozen=True)
class Clock:
    """From what a deadline runs, how long, and how it is counted.

    `duration` None is a duty without a date, such as "without undue delay". References are whole
    keys, "us-ca:individuals". `also` are further clocks; the earliest of all decides.
    """

    starts_at: str
    duration: int | None
    unit: str | None
    phrase: str = ""
    computation: str | None = None
    hard_limit: bool = True
    anchor_ref: str | None = None
    not_later_than_ref: str | None = None
    also: tuple = ()
    unless: str = ""
    extension: str = ""
    roll: str | None = None
    note: str = ""

    @property
    def rule(self):
        """The id of the rule to count with; None where the law sets no date."""
        if self.computation:
            return self.computation
        if self.duration == 0:
            return "not_later_than_ref"
        return _BY_UNIT[self.unit] if self.duration else None

    @property
    def runs_from_a_sending(self):
        return self.starts_at in SENDINGS


@dataclass(frozen=True)
class Obligation:
    """One duty of a regime: whom to tell, when, and what must and must not be said."""

    regime: str
    id: str
    type: str
    name: str
    stage: str
    trigger: str
    threshold: Threshold
    clock: Clock
    required_elements: tuple
    prohibited_elements: tuple
    verified: bool
    conditional_elements: tuple = ()
    recommended_elements: tuple = ()
    prohibited_note: str = ""
    phased_submission: dict | None = None
    format: dict = field(default_factory=dict)
    exemptions: tuple = ()
    notes: str = ""

    @property
    def key(self):
        """What names it across regimes: us-ca:individuals."""
        return f"{self.regime}:{self.id}"


@dataclass(frozen=True)
class Regime:
    """A body of law, with what it asks. `content` is the file itself, as plain data to keep."""

    code: str
    name: str
    kind: str
    status: str
    jurisdiction: dict
    citation: tuple
    source: tuple
    verified: bool
    verification: dict
    applies_to: str
    clock_timezone: str
    holiday_calendar: str | None
    obligations: dict
    effective_from: date | None = None
    last_amended: date | None = None
    next_change: tuple = ()
    trigger: dict = field(default_factory=dict)
    law_enforcement_delay: dict = field(default_factory=dict)
    processor_duty: dict = field(default_factory=dict)
    delivery: dict = field(default_factory=dict)
    language: str = ""
    record_keeping: dict = field(default_factory=dict)
    pitfalls: tuple = ()
    content: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def level(self):
        """How well the file was checked against its sources: full, partial or memory."""
        return self.verification["level"]

    @property
    def processor_obligation(self):
        """What a processor owes the organisation it works for, as an Obligation; None for none.

        It is not counted among the obligations: the data set says of it only to whom and when.
        """
        if not self.processor_duty:
            return None
        return Obligation(
            regime=self.code,
            id=PROCESSOR,
            type="controller",
            name=self.processor_duty["to"],
            stage="single",
            trigger=self.processor_duty.get("also", ""),
            threshold=Threshold("any", None, None),
            clock=self.processor_duty["clock"],
            required_elements=(),
            prohibited_elements=(),
            verified=self.verified,
        )

    def in_force_on(self, day: date) -> bool:
        """Whether it binds on that day. Where not, its duties are watched and never alarm."""
        if self.status == "pending":
            return False
        return self.effective_from is None or self.effective_from <= day


def regime(content) -> Regime:
    """A Regime from the content of its file, or from the `content` of one that was kept."""
    code = content["code"]
    data = {name: _frozen(value) for name, value in content.items() if name not in _OWN}
    for name in ("effective_from", "last_amended"):
        if content.get(name):
            data[name] = date.fromisoformat(content[name])
    rows = [obligation(row, code) for row in content["recipients"]]
    if duty := data.get("processor_duty"):
        data["processor_duty"] = {**duty, "clock": clock(content["processor_duty"]["clock"], code)}
    return Regime(**data, obligations={row.id: row for row in rows}, content=plain(content))


_OWN = ("schema_version", "recipients", "effective_from", "last_amended")


def obligation(content, code) -> Obligation:
    """An Obligation of the regime `code` from its row of data."""
    data = {name: _frozen(value) for name, value in content.items()}
    data["clock"] = clock(content["clock"], code)
    data["threshold"] = Threshold(**content["threshold"])
    return Obligation(regime=code, **data)


def clock(content, code) -> Clock:
    """A Clock of the regime `code`, with references made whole."""
    data = {name: value for name, value in content.items() if name != "combine"}
    for name in ("anchor_ref", "not_later_than_ref"):
        if name in data and ":" not in data[name]:
            data[name] = f"{code}:{data[name]}"
    data["also"] = tuple(clock(branch, code) for branch in content.get("also", ()))
    return Clock(**data)


def plain(value):
    """Data without line numbers, ready for JSON."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list) else value


def _frozen(value):
    if isinstance(value, list):
        return tuple(_frozen(entry) for entry in value)
    if isinstance(value, dict):
        return {key: _frozen(entry) for key, entry in value.items()}
    return value
