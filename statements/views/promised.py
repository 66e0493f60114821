"""Promised next updates as pages show them: how long is left, and where the update is written."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse

from incidents.facts import CATALOGUE, is_answered
from incidents.facts.times import latest
from incidents.lengths import how_long
from statements import promises, tokens
from statements.audiences import EDITORS, Audience
from statements.models import Citation, Release, Statement
from statements.operations import OPEN_STATES

KEY = "next_update"
_TONES = {promises.KEPT: "go", promises.OVERDUE: "stop"}


@dataclass(frozen=True)
class Line:
    """One promise on a page. tone: "go", "wait" or "stop"; write_url: "" where nobody need write.

    is_begun: whether the text that will keep it has been started.
    """

    promise: promises.Promise
    state: str
    tone: str
    left: str
    when: str
    is_begun: bool = False
    write_url: str = ""

    @property
    def release(self):
        return self.promise.sent.release

    @property
    def kept_by(self):
        return self.promise.kept_by and self.promise.kept_by.release

    @property
    def audience(self):
        return Audience(self.promise.sent.audience).label


def sent_about(incidents):
    """{id of an incident: its releases as Sent, oldest first}, of those that ever promised.

    incidents: what `__in` takes. Two queries, or one where nothing was promised.
    """
    promised = _promised(incidents)
    if not promised:
        return {}
    releases = (
        Release.objects.filter(statement__incident__in={pk for pk, _ in promised.values()})
        .select_related("statement__incident")
        .defer("frozen")
        .order_by("pk")
    )
    found = {}
    for release in releases:
        _, value = promised.get(release.revision_id, (None, None))
        found.setdefault(release.statement.incident_id, []).append(_sent(release, value))
    return found


def _promised(incidents):
    """{id of a released revision: (id of its incident, value of the time its words name)}."""
    cited = (
        Citation.objects.filter(
            key=KEY, fact__isnull=False, revision__release__statement__incident__in=incidents
        )
        .exclude(token__endswith=f":{tokens.CITE}")
        .select_related("fact")
    )
    return {
        each.revision_id: (each.fact.incident_id, each.fact.value)
        for each in cited
        if is_answered(each.fact) and each.fact.value
    }


def _sent(release, value):
    statement = release.statement
    return promises.Sent(
        statement=statement.pk,
        follows=statement.follows_id,
        audience=statement.audience,
        at=release.at,
        promised=value,
        release=release,
    )


def pressing(incidents, now):
    """Every Promise about these incidents that somebody has to keep now, the first due first."""
    sent = sent_about(incidents)
    standing = [each for releases in sent.values() for each in promises.standing(releases)]
    return sorted((one for one in standing if one.is_pressing(now)), key=lambda one: one.due)


def lines(found, user, now):
    """A Line for each Promise. One query at most, for the texts that are to keep them."""
    begun = _begun([promise.sent.statement for promise in found if not promise.kept_by])
    return [_line(promise, user, now, begun) for promise in found]


def _begun(statements):
    """{id of a statement: id of the text that follows it and has not gone out yet}."""
    if not statements:
        return {}
    following = Statement.objects.filter(follows__in=statements, state__in=OPEN_STATES)
    return dict(following.order_by("pk").values_list("follows", "pk"))


def _line(promise, user, now, begun):
    state, sent = promise.state(now), promise.sent
    draft = begun.get(sent.statement)
    statement = sent.release.statement
    # Only members see the promise; the page it leads to asks the rules once more.
    may_write = not promise.kept_by and user.holds(*EDITORS[sent.audience])
    return Line(
        promise=promise,
        state=state,
        tone=_TONES.get(state, "wait"),
        left=_left(promise, state, now),
        when=when(sent.promised),
        is_begun=draft is not None,
        write_url=_write_url(statement, draft) if may_write else "",
    )


def _write_url(statement, draft):
    if draft:
        return reverse("statements:statement", args=[draft])
    address = reverse("statements:create", args=[statement.incident.reference])
    return f"{address}?follows={statement.pk}"


def _left(promise, state, now):
    length = how_long(promise.distance(now))
    return {
        promises.OPEN: f"{length} left",
        promises.OVERDUE: f"Overdue by {length}",
        promises.KEPT: f"Kept, {length} early",
        promises.KEPT_LATE: f"Kept {length} late",
    }[state]


def when(value):
    """The promised time: "Fri 4 Dec 2026, 17:00 CET", or the end of a day, a month or a year."""
    shown = CATALOGUE[KEY].display(value)
    there = latest(value).astimezone(ZoneInfo(value["zone"]))
    if value["precision"] == "minute":
        return f"{there:%a} {shown}"
    day = f"{there:%a} {shown}" if value["precision"] == "day" else shown
    return f"the end of {day}, {value['zone']}"
