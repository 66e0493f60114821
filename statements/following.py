"""Updates and corrections: the text that follows a released one, and what it says of it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from incidents.models import Fact
from statements import staleness, tokens
from statements.models import Citation, CorrectionDecision, Course, Release, State, Statement

CHANGED = "What Has Changed"
_OPENING = {
    True: "This letter corrects the one we sent on {previous:date}.",
    False: "This letter updates the one we sent on {previous:date}.",
}


def said_before(statement):
    """{token: words} of what the released text that `statement` follows said; else {}."""
    if statement.follows_id is None:
        return {}
    release = (
        Release.objects.filter(statement=statement.follows_id)
        .select_related("revision__statement__incident")
        .first()
    )
    return _said(release) if release else {}


def _said(release):
    revision = release.revision
    said = {tokens.PREVIOUS: _day(release.at, revision.zone)}
    for token, words in (revision.values or {}).items():
        is_of_a_fact = not tokens.is_clause(token) and token != tokens.PREVIOUS
        if words and is_of_a_fact and not token.endswith((f":{tokens.CITE}", f":{tokens.SAID}")):
            said.setdefault(f"{tokens.key_of(token)}:{tokens.SAID}", f"“{words}”")
    return said


def _day(moment, zone):
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there.day} {there:%B %Y}"


def draft_from(release, known, *, is_correction):
    """The source of a text that follows a released one: {"title", "lead", "sections"}.

    It starts from the released words with today's facts, and says first what changed.
    """
    written = release.revision.written
    opening = _OPENING[is_correction]
    title = written["title"].removeprefix("Correction: ").removeprefix("Update: ")
    sections = [one for one in written["sections"] if one["heading"] != CHANGED]
    return {
        "title": f"{'Correction' if is_correction else 'Update'}: {title}"[:300],
        "lead": f"{opening} {_without_opening(written['lead'])}".strip(),
        "sections": [{"heading": CHANGED, "text": _changes(release, known)}, *sections],
    }


def _without_opening(lead):
    for opening in _OPENING.values():
        lead = lead.removeprefix(opening)
    return lead.strip()


def _changes(release, known):
    """We said ... We now know ...: one paragraph for each fact that changed."""
    pairs = {}
    for one in staleness.stale(release.revision, known):
        key = tokens.key_of(one.token)
        if one.was and "\n" not in one.was and not one.reads_the_same:
            form = "sentence" if "sentence" in tokens.forms(key) else tokens.forms(key)[0]
            pairs[key] = f"We said: {{{key}:{tokens.SAID}}} We now know: {{{key}:{form}}}"
    return "\n\n".join(pairs.values()) or "[[What has changed since?]]"


@dataclass(frozen=True)
class Due:
    """A text that left the house and stands on facts that have changed since."""

    release: Release
    stale: list
    decision: CorrectionDecision | None

    @property
    def is_decided(self):
        return self.decision is not None

    @property
    def facts(self):
        """Ids of the fact rows that stand now where the text cites others."""
        return newest_rows(self.stale)

    @property
    def since(self):
        """When the last of them was recorded."""
        rows = (one.stands for old in self.stale for one in old.changed if one.stands)
        return max((row.at for row in rows), default=self.release.at)


def newest_rows(stale):
    return sorted({one.stands.pk for old in stale for one in old.changed if one.stands})


def standing(incidents):
    """The releases of incidents that stand: neither withdrawn nor replaced."""
    return Release.objects.filter(
        statement__incident__in=incidents,
        statement__state=State.RELEASED,
        superseded_by__isnull=True,
    ).select_related("statement__incident", "revision__statement", "by")


def live(incident):
    """Those of one incident."""
    return standing([incident])


def due(incident, known):
    """Every Due of an incident, decided or not, oldest first."""
    releases = live(incident).prefetch_related(
        "revision__citations__fact__by", "correction_decisions__by"
    )
    return [found for release in releases if (found := due_of(release, known))]


def waiting(releases):
    """Every Due that waits for counsel's decision or, once that is taken, for the text decided on
    to be begun. releases: those that stand, of many incidents.

    A fixed number of queries, whatever their number.
    """
    found = list(
        releases.filter(_some_fact_came_later()).prefetch_related(
            "revision__citations__fact__by", "correction_decisions__by"
        )
    )
    incidents = {release.statement.incident_id for release in found}
    known = Fact.objects.filter(incident__in=incidents).newest()
    due = (due_of(release, known[release.statement.incident_id]) for release in found)
    begun = Statement.objects.filter(follows__release__in=found).values_list("follows", flat=True)
    answered = set(begun) if found else set()
    return [one for one in due if one and not _is_answered(one, answered)]


def _is_answered(due, begun):
    """Whether nobody need act: it is left as it is, or the text decided on is begun."""
    if not due.is_decided:
        return False
    return due.decision.course == Course.LEAVE or due.release.statement_id in begun


def _some_fact_came_later():
    """Whether anything was recorded after the last fact a release cites: only those can be due."""
    last = Citation.objects.filter(revision=OuterRef(OuterRef("revision"))).order_by(
        F("fact").desc(nulls_last=True)
    )
    facts = Fact.objects.filter(incident=OuterRef("statement__incident"))
    return Exists(facts.filter(pk__gt=Coalesce(Subquery(last.values("fact")[:1]), Value(0))))


def due_of(release, known):
    """The Due of one release, or None. Its citations and decisions are best at hand."""
    release.revision.statement = release.statement
    citations = list(release.revision.citations.all())
    found = staleness.stale(release.revision, known, citations)
    return Due(release, found, _decision(release, found)) if found else None


def _decision(release, stale):
    """Counsel's decision in view of exactly the facts that stand now, if there is one."""
    rows = newest_rows(stale)
    given = [one for one in release.correction_decisions.all() if one.facts == rows]
    return given[-1] if given else None
