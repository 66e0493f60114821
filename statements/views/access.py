"""Where every view starts: what this person may see. The rest does not exist for them."""

from django.shortcuts import get_object_or_404

from statements import rules
from statements.models import (
    Clause,
    Objection,
    Release,
    RenderJob,
    Rendition,
    Revision,
    Statement,
    Suggestion,
    Thread,
)


def find_statement(request, pk):
    seen = Statement.objects.visible_to(request.user).select_related("incident")
    return get_object_or_404(seen, pk=pk)


def find_revision(request, pk):
    seen = Revision.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("statement__incident", "by"), pk=pk)


def find_objection(request, pk):
    seen = Objection.objects.filter(revision__in=Revision.objects.visible_to(request.user))
    return get_object_or_404(seen.select_related("revision__statement__incident", "by"), pk=pk)


def find_suggestion(request, pk):
    seen = Suggestion.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("revision__statement__incident", "by"), pk=pk)


def find_thread(request, pk):
    seen = Thread.objects.visible_to(request.user)
    people = ("by", "closing__by", "objection__settlement__by")
    return get_object_or_404(seen.select_related("revision__statement__incident", *people), pk=pk)


def find_release(request, pk):
    seen = Release.objects.visible_to(request.user)
    people = ("by", "legal_user", "pr_user", "legal_sign_off", "pr_sign_off", "withdrawal__by")
    return get_object_or_404(seen.select_related("statement__incident", "revision", *people), pk=pk)


def find_rendition(request, pk):
    seen = Rendition.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("release__statement__incident"), pk=pk)


def find_render_job(request, pk):
    seen = RenderJob.objects.filter(release__in=Release.objects.visible_to(request.user))
    return get_object_or_404(seen.select_related("release__statement__incident"), pk=pk)


def find_clause(request, slug):
    """The library is no secret: whoever holds no role is told that it is not for them."""
    rules.require(rules.can_read_clauses(request.user))
    return get_object_or_404(Clause.objects.visible_to(request.user), slug=slug)
