"""Who knew what when: what was known at a moment, and what had been said by then."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from incidents.facts import earliest, label_of, latest
from incidents.facts.times import FIRST_YEAR, Time
from incidents.models import Fact
from statements import staleness, tokens
from statements.comparing import differ, said
from statements.models import Release

WRITTEN_LIKE = "Write the moment like 2026-11-26T15:20."
AHEAD = "This moment is still to come: nobody can say what will be known then."
IN_FORCE, REPLACED, WITHDRAWN = "in force", "replaced", "withdrawn"
_EXACT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
# The facts of one save are written one after the other.
_ONE_ACT = timedelta(seconds=2)


class BadMoment(ValueError):
    """A moment one cannot look from; its text is a sentence."""


def moment(text, zone, now):
    """The moment a text names: exact in UTC ("...:07.125Z"), or a minute or a day in `zone`.

    A minute and a day mean their last instant, and never more than now. Raises BadMoment.
    """
    at = _exact(text) if text.endswith("Z") else _last_of(text, zone, now)
    if at > now:
        raise BadMoment(AHEAD)
    return at


def _exact(text):
    try:
        at = datetime.fromisoformat(text) if _EXACT.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None or at.year < FIRST_YEAR:
        raise BadMoment(WRITTEN_LIKE)
    return at


def _last_of(text, zone, now):
    precision = "minute" if "T" in text else "day"
    value = {"precision": precision, "zone": zone, "value": text}
    kind = Time(may_be_ahead=True)
    if problems := kind.validate(value):
        raise BadMoment(WRITTEN_LIKE if "like" in problems[0] else problems[0])
    end = latest(value) + timedelta(microseconds=999_999)
    return now if earliest(value) <= now < end else end


def link(at):
    """A moment as it stands in an address, to the microsecond and in no need of a zone."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


@dataclass(frozen=True)
class Moment:
    """Something happened: findings recorded in one save, a text released or withdrawn."""

    began: datetime
    at: datetime
    who: str
    did: str

    @property
    def link(self):
        return link(self.at)


@dataclass(frozen=True)
class _Act:
    at: datetime
    by: object
    verb: str
    what: str


def moments(facts, releases):
    """Every Moment of an incident, oldest first."""
    acts = [_Act(fact.at, fact.by, "recorded", label_of(fact.key)) for fact in facts]
    for release in releases:
        name = release.statement.get_audience_display()
        acts.append(_Act(release.at, release.by, "released", name))
        if withdrawal := _withdrawal(release):
            acts.append(_Act(withdrawal.at, withdrawal.by, "withdrew", name))
    together = []
    for act in sorted(acts, key=lambda act: act.at):
        if together and _is_one_act(together[-1][-1], act):
            together[-1].append(act)
        else:
            together.append([act])
    return [_moment(done) for done in together]


def _is_one_act(before, act):
    is_recording = before.verb == act.verb == "recorded"
    return is_recording and before.by == act.by and act.at - before.at < _ONE_ACT


def _moment(done):
    first, last = done[0], done[-1]
    what = f"{len(done)} findings" if len(done) > 1 else first.what
    return Moment(first.at, last.at, first.by.name if first.by else "", f"{first.verb} {what}")


def beside(moments, at):
    """(the moment shown or the last one before it, the one before that, the next one)."""
    past = [one for one in moments if one.at <= at]
    ahead = [one for one in moments if one.at > at]
    shown = past[-1] if past else None
    before = past[:-1] if shown and shown.at == at else past
    return shown, before[-1] if before else None, ahead[0] if ahead else None


@dataclass(frozen=True)
class Line:
    """What a text says of one fact, and the facts that said otherwise: [(label, fact or None)]."""

    label: str
    words: tuple
    otherwise: list


@dataclass(frozen=True)
class Said:
    """A text that had left the house, how it stood at the moment and since when."""

    release: Release
    standing: str
    since: datetime
    lines: list


def said_by(releases, known, at):
    """What had been said by a moment, the latest first. known: what was known at that moment."""
    return [
        Said(release, *standing(release, at), lines(release.revision, known))
        for release in sorted(releases, key=lambda release: release.at, reverse=True)
        if release.at <= at
    ]


def standing(release, at):
    """(how a release stood at a moment, since when)."""
    withdrawal = _withdrawal(release)
    if withdrawal and withdrawal.at <= at:
        return WITHDRAWN, withdrawal.at
    for later in release.superseded_by.all():
        if later.at <= at:
            return REPLACED, later.at
    return IN_FORCE, release.at


def _withdrawal(release):
    return getattr(release, "withdrawal", None)


def lines(revision, known):
    """A Line for each fact or group of data a text speaks of, in reading order."""
    citations = revision.citations.all()
    stale = {one.token: one.changed for one in staleness.stale(revision, known, citations)}
    speaking = {}
    for token in dict.fromkeys(row.token for row in citations):
        speaking.setdefault(tokens.key_of(token), []).append(token)
    return [
        Line(label_of(key), said(revision, of), _otherwise(of, stale, known))
        for key, of in speaking.items()
    ]


def _otherwise(of, stale, known) -> list[tuple[str, Fact | None]]:
    changed = {change.key: change.was for token in of for change in stale.get(token, ())}
    return [
        (label_of(key), known.get(key))
        for key, was in changed.items()
        if differ(was, known.get(key))
    ]
