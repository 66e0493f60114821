"""One exact text and everything the gate asks about it, looked up beforehand.

For one text or for many, the number of queries is the same: a list of texts and a page about one
of them have no reason to answer differently.
"""

from dataclasses import dataclass

from django.db.models import Max, Prefetch

from incidents.models import Fact
from statements import comparing, following, house_style
from statements.models import Citation, Objection, Revision, SignOff, Waiver, WordingWaiver

# What nobody reads of the text that an objection or a waiver once spoke of.
TEXT_OF_REVISION = tuple(f"revision__{name}" for name in ("lead", "sections", "source", "values"))


@dataclass(frozen=True)
class Case:
    """All of it as it stood at one moment; ask for another when something may have changed.

    known: {key: newest Fact}. sign_offs: {role: the latest SignOff}. waivers: all of the
    statement, oldest first; wording_waivers: the same of remarks on the wording. house: the terms
    and policy of this house. beside: texts of the same incident that stand and must agree with it.
    """

    revision: Revision
    newest: int
    known: dict
    citations: list
    sign_offs: dict
    objections: list
    waivers: list
    wording_waivers: list
    house: house_style.HouseStyle
    beside: list

    @property
    def statement(self):
        return self.revision.statement

    @property
    def cited(self):
        """{key: Fact} the text stands on; what nobody had answered is no answer."""
        return {row.key: row.fact for row in self.citations if row.fact is not None}


def of(revision):
    """The Case of one text."""
    return of_many([revision])[0]


def of_many(revisions):
    """The Case of each text. revisions: with their statement and its incident at hand."""
    statements = {revision.statement_id for revision in revisions}
    incidents = {revision.statement.incident_id for revision in revisions}
    newest = _newest(statements)
    known = Fact.objects.filter(incident__in=incidents).newest()
    citations = _by(_citations(revisions), lambda row: row.revision_id)
    given = _by(_sign_offs(revisions), lambda row: row.revision_id)
    objections = _by(_objections(statements), lambda row: row.revision.statement_id)
    waivers = _by(_waivers(Waiver, statements), lambda row: row.revision.statement_id)
    remarks = _by(_waivers(WordingWaiver, statements), lambda row: row.revision.statement_id)
    house = house_style.now()
    standing = _standing(incidents, known)
    return [
        Case(
            revision,
            newest[revision.statement_id],
            known.get(revision.statement.incident_id, {}),
            citations.get(revision.pk, []),
            {row.role: row for row in given.get(revision.pk, [])},
            objections.get(revision.statement_id, []),
            waivers.get(revision.statement_id, []),
            remarks.get(revision.statement_id, []),
            house,
            comparing.counterparts(revision, standing.get(revision.statement.incident_id, [])),
        )
        for revision in revisions
    ]


def sign_offs(revision):
    """The word each role stands by on this text: {role: the latest SignOff}."""
    return {row.role: row for row in _sign_offs([revision])}


def _by(rows, name):
    groups = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return groups


def _newest(statements):
    numbers = Revision.objects.filter(statement__in=statements).order_by()
    return dict(numbers.values_list("statement").annotate(Max("number")))


def _citations(revisions):
    return Citation.objects.filter(revision__in=revisions).select_related("fact__by")


def _sign_offs(revisions):
    given = SignOff.objects.filter(revision__in=revisions)
    return given.select_related("by").order_by("pk")


def _objections(statements):
    found = Objection.objects.filter(revision__statement__in=statements, settlement__isnull=True)
    return found.select_related("by", "revision").defer(*TEXT_OF_REVISION)


def _waivers(model, statements):
    found = model.objects.filter(revision__statement__in=statements)
    return found.select_related("by", "revision").defer(*TEXT_OF_REVISION)


def _standing(incidents, known):
    """{incident: the texts that left the house and stand}.

    One counsel has decided on in view of what is known now binds nobody any more: it stays as an
    older word, or another takes its place. Two that wait for correction would hold each other up.
    """
    citations = Prefetch("revision__citations", Citation.objects.select_related("fact__by"))
    releases = following.standing(incidents).prefetch_related(citations, "correction_decisions")
    texts = {}
    for release in releases:
        incident = release.statement.incident_id
        found = following.due_of(release, known.get(incident, {}))
        if not (found and found.is_decided):
            texts.setdefault(incident, []).append(release.revision)
    return texts
