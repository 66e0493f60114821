"""Law-enforcement holds: a request to wait with a notice, and when it must go out afterwards.

A resume rule is a function `(original, hold, place) -> Resumed`. `original` is the strict
deadline without the hold, or None for a duty without a date. All moments have an offset.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from . import moments
from .explaining import Step, step
from .periods import Place

ORAL_DAYS = 30
ATTORNEY_GENERAL_DAYS = 120
# A hold is about telling people; an Attorney General's determination is about telling the market.
PEOPLE = ("individuals",)


class Form(StrEnum):
    """How the request was made; some statutes ask for one form, or let an oral one last shorter."""

    WRITTEN = "written"
    ORAL = "oral"
    ATTORNEY_GENERAL = "attorney_general"


@dataclass(frozen=True)
class Hold:
    """A request to wait, as counsel keeps it.

    `received` is when it was made, `until` the end it named, `lifted` when the agency said that
    notice no longer does harm. `rows` are the keys of the duties it covers; empty means the
    notices to people of every regime that allows a hold.
    """

    received: datetime | None = None
    until: datetime | None = None
    lifted: datetime | None = None
    form: Form = Form.WRITTEN
    rows: frozenset = frozenset()

    def __post_init__(self):
        for name in ("received", "until", "lifted"):
            if (moment := getattr(self, name)) is not None:
                object.__setattr__(self, name, moments.aware(moment))

    def covers(self, obligation) -> bool:
        """Whether this hold is about that duty."""
        if self.rows:
            return obligation.key in self.rows
        people = (*PEOPLE, "market") if self.form == Form.ATTORNEY_GENERAL else PEOPLE
        return obligation.type in people

    @property
    def end(self) -> datetime | None:
        """When it ended or will end; None while nobody knows."""
        return min(filter(None, (self.until, self.lifted)), default=None)


@dataclass(frozen=True)
class Resumed:
    """What a hold leaves of a deadline.

    `strict` None with `waits` means the hold still runs. None without it means that the duty has no
    date, and runs "without unreasonable delay" since `since` or, without that, since its start.
    """

    strict: datetime | None
    steps: tuple[Step, ...]
    waits: bool = False
    since: datetime | None = None


def resume_promptly(original, hold, place) -> Resumed:
    """The rule of most statutes: without unreasonable delay once the agency lifts the hold.

    A deadline that is still ahead then stands. One that has passed leaves no date, for the law
    names none.
    """
    end = _end(hold, place)
    if end is None:
        return _waiting()
    if original is not None and original >= end:
        return Resumed(original, (step("The hold ends {}; the deadline stands.", end),))
    words = "The hold ends {}; from then on without unreasonable delay, the law names no date."
    return Resumed(None, (step(words, end),), since=end)


def md_7_days(original, hold, place) -> Resumed:
    """The later of the original deadline and the 7th calendar day after the hold was lifted.

    Md. Code, Com. Law 14-3504(d)(2).
    """
    return _after(original, hold, place, 7)


def tn_45_days(original, hold, place) -> Resumed:
    """The 45th calendar day after the hold was lifted. Tenn. Code 47-18-2107(d)."""
    return _after(original, hold, place, 45)


def me_7_business_days(original, hold, place) -> Resumed:
    """The 7th business day after the hold was lifted. 10 M.R.S. 1348(3)."""
    if hold.end is None:
        return _waiting()
    lifted = moments.day_of(hold.end, place.zone)
    last = place.calendar.count(lifted, 7)
    words = "The hold was lifted {}; the seventh business day after it is {}."
    return Resumed(moments.end_of(last, place.zone), (step(words, lifted, last),))


def stated_time(original, hold, place) -> Resumed:
    """The later of the original deadline and the end of the time the official stated.

    45 CFR 164.412: a written statement holds as long as it says, an oral one 30 days at most. A
    duty without a date runs from that end.
    """
    end = _end(hold, place)
    if hold.form == Form.ORAL and hold.received is not None:
        last = moments.day_of(hold.received, place.zone) + timedelta(days=ORAL_DAYS)
        end = min(filter(None, (end, moments.end_of(last, place.zone))))
    if end is None:
        return _waiting()
    if original is None:
        return resume_promptly(original, hold, place)
    return Resumed(max(original, end), (step("The time the official stated ends {}.", end),))


def us_attorney_general(original, hold, place) -> Resumed:
    """The end of the time the US Attorney General determined, 120 days past the original at most.

    Form 8-K, Item 1.05(c), and 17 CFR 248.30: 30 days, then 30, then 60 in extraordinary cases. A
    request that waits for a determination moves nothing.
    """
    if hold.form != Form.ATTORNEY_GENERAL or hold.end is None:
        words = (
            "Only a determination of the US Attorney General moves this deadline; there is none."
        )
        return Resumed(original, (step(words),))
    if original is None:
        return resume_promptly(original, hold, place)
    last = original.date() + timedelta(days=ATTORNEY_GENERAL_DAYS)
    outermost = moments.local(last, original.time(), place.zone)
    moved = max(original, min(_end(hold, place), outermost))
    return Resumed(moved, (step("The Attorney General determined a delay until {}.", moved),))


def no_delay(original, hold, place) -> Resumed:
    """A hold does not move this deadline, whatever its form."""
    words = "A law-enforcement hold does not move this deadline."
    return Resumed(original, (step(words),))


def _end(hold, place):
    return hold.end and moments.shown(hold.end, place.zone)


def _after(original, hold, place, days):
    if hold.end is None:
        return _waiting()
    lifted = moments.day_of(hold.end, place.zone)
    due = moments.end_of(lifted + timedelta(days=days), place.zone)
    due = due if original is None else max(original, due)
    words = "The hold was lifted {}; the later of the original deadline and {} days after is {}."
    return Resumed(due, (step(words, lifted, days, due),))


def _waiting():
    return Resumed(None, (step("A law-enforcement hold runs; nobody has lifted it yet."),), True)


RESUME: dict[str, Callable[[datetime | None, Hold, Place], Resumed]] = {
    rule.__name__: rule
    for rule in (
        resume_promptly,
        md_7_days,
        me_7_business_days,
        tn_45_days,
        stated_time,
        us_attorney_general,
        no_delay,
    )
}
