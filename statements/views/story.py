"""All texts of an incident together: compared with each other, and with what was known when."""

from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.facts import SECTIONS
from incidents.views.access import visible_incident
from statements import as_of as hindsight
from statements import comparing, following
from statements.models import Release, Revision, State

CITED = "citations__fact"


@require_safe
def said(request, reference):
    """One story: every text that is live, fact by fact."""
    incident = visible_incident(request, reference)
    known = incident.known()
    texts = _live_texts(incident)
    context = {
        "incident": incident,
        "texts": texts,
        "rows": [
            (row.facts, list(zip(texts, row.cells, strict=True)))
            for row in comparing.compare(texts, known)
        ],
        "contradictions": comparing.between(texts),
    }
    return render(request, "statements/said.html", context)


def _live_texts(incident):
    """The newest text of all that is being written, and every release that stands."""
    later = Revision.objects.filter(statement=OuterRef("statement"), number__gt=OuterRef("number"))
    written = Revision.objects.filter(
        ~Exists(later),
        statement__incident=incident,
        statement__state__in=[State.DRAFTING, State.IN_REVIEW],
    )
    standing = Revision.objects.filter(release__in=following.live(incident).order_by())
    texts = (
        each.select_related("statement__follows", "release").prefetch_related(CITED)
        for each in (written, standing)
    )
    return sorted((text for each in texts for text in each), key=lambda t: t.statement.number)


@require_safe
def as_of(request, reference):
    """Who knew what when: the facts as known at a moment beside what had been said by then."""
    incident = visible_incident(request, reference)
    at, typed, problem = _chosen(request, incident)
    known = incident.known(at)
    releases = _releases(incident)
    moments = hindsight.moments(incident.facts.select_related("by"), releases)
    shown, before, after = hindsight.beside(moments, at)
    context = {
        "incident": incident,
        "at": at,
        "is_now": problem or not typed,
        "fields": _fields(request, at.astimezone(ZoneInfo(incident.zone)), problem),
        "problem": problem,
        "sections": _by_section(known),
        "said": hindsight.said_by(releases, known, at),
        "moments": moments[::-1],
        "shown": shown,
        "just_since": shown.began if shown and shown.at == at else None,
        "before": before,
        "after": after,
    }
    return render(request, "statements/as_of.html", context, status=400 if problem else 200)


def _chosen(request, incident):
    """(the moment to show, what was typed for it, what is wrong with that)."""
    asked, now = request.GET, timezone.now()
    typed = asked.get("at") or "T".join(filter(None, (asked.get("date"), asked.get("time"))))
    if not typed:
        return now, "", ""
    try:
        return hindsight.moment(typed, incident.zone, now), typed, ""
    except hindsight.BadMoment as bad:
        return now, typed, str(bad)


def _fields(request, there, problem):
    """What stands in the form: the moment by the clock of the incident, or what was typed."""
    if problem and "date" in request.GET:
        return {name: request.GET.get(name, "") for name in ("date", "time")}
    return {"date": f"{there:%Y-%m-%d}", "time": f"{there:%H:%M}"}


def _releases(incident):
    people = ("by", "withdrawal__by")
    return list(
        Release.objects.filter(statement__incident=incident)
        .select_related("statement", "revision__statement", *people)
        .prefetch_related(f"revision__{CITED}", "superseded_by")
    )


def _by_section(known):
    """[(Section, facts)] of what was known, empty sections left out."""
    found = {}
    for fact in known.values():
        found.setdefault(fact.type.section, []).append(fact)
    return [(section, found[key]) for key, section in SECTIONS.items() if key in found]
