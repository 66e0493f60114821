"""The clause library: found by everybody with a role, kept by counsel, taken into texts."""

from itertools import pairwise

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from breachcomm.refusal import Refused
from statements import clauses, operations, redline, rules
from statements.clause_forms import (
    ClauseFilterForm,
    ClauseReasonForm,
    NewClauseForm,
    ReviseClauseForm,
    TakeClauseForm,
)
from statements.models import Clause, ClauseVersion
from statements.views.access import find_clause, find_revision
from statements.views.arranging import Typed
from statements.views.document import document_of

A_PAGE, VERSIONS, USES = 25, 10, 50


@require_safe
def index(request):
    user = request.user
    rules.require(rules.can_read_clauses(user))
    seen = Clause.objects.visible_to(user)
    languages = seen.order_by("language").values_list("language", flat=True).distinct()
    filters = ClauseFilterForm(request.GET, languages=languages)
    page = Paginator(filters.narrow(), A_PAGE).get_page(request.GET.get("page"))
    counts = clauses.counts_of_use([version.clause_id for version in page], user)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(version, counts.get(version.clause_id, 0)) for version in page],
        "is_empty": not languages,
        "may_keep": rules.can_keep_clauses(user),
    }
    return render(request, "statements/clauses.html", context)


@require_safe
def clause(request, slug):
    clause = find_clause(request, slug)
    versions = clause.versions.order_by("-number").select_related("by")
    page = Paginator(versions, VERSIONS).get_page(request.GET.get("page"))
    newest = clause.newest()
    uses = list(clauses.used_in(clause, request.user)[: USES + 1])
    context = {
        "clause": clause,
        "newest": newest,
        "words": _as_read(newest.text),
        "page": page,
        "versions": _with_changes(clause, list(page)),
        "uses": uses[:USES],
        "more_uses": len(uses) > USES,
        "may_keep": rules.can_keep_clauses(request.user),
    }
    return render(request, "statements/clause.html", context)


def _as_read(text):
    """The words of a clause as readers meet them, safe to put on a page."""
    return document_of(Typed(title="", lead=text, sections=[])).lead


def _with_changes(clause, versions):
    """[(version, redline against the one before)]; the first of all and equal words have none."""
    before = clause.versions.filter(number=versions[-1].number - 1).first()
    changes = [(new, _between(old, new)) for new, old in pairwise([*versions, before]) if old]
    return [*changes, *([] if before else [(versions[-1], ())])]


def _between(old, new):
    if old.text == new.text:
        return ()
    return [redline.Block("", redline.compare(old.text, new.text))]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    rules.require(rules.can_keep_clauses(request.user))
    form = NewClauseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                version = operations.add_clause(by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("slug", refusal.reasons)
                status = 409
            else:
                messages.success(request, "The clause is in the library.")
                return redirect("statements:clause", version.clause.slug)
    return render(request, "statements/clause_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request, slug):
    clause = find_clause(request, slug)
    rules.require(rules.can_keep_clauses(request.user))
    newest = clause.newest()
    if request.method != "POST":
        return _reviser(request, clause, _from(newest))
    form = ReviseClauseForm(request.POST)
    if not form.is_valid():
        return _reviser(request, clause, form, status=400)
    try:
        saved = operations.revise_clause(clause, by=request.user, **form.cleaned_data)
    except operations.Superseded as superseded:
        return _both_words(request, clause, form, superseded)
    except Refused as refusal:
        form.add_error("text", refusal.reasons)
        return _reviser(request, clause, form, status=409)
    if saved.pk == newest.pk:
        messages.info(request, "Nothing changed, no new version.")
    else:
        messages.success(request, f"Saved as version {saved.number}. No text changed by it.")
    return redirect("statements:clause", clause.slug)


def _from(version, **typed):
    """The form as it opens on a version, or with what was typed on top of it."""
    day = None if version.is_overdue else version.review_by
    stands = {"text": version.text, "review_by": day, "based_on": version.number}
    return ReviseClauseForm(initial={**stands, **typed})


def _both_words(request, clause, form, superseded):
    """What was typed and what was saved meanwhile; saving again is then a choice."""
    theirs = superseded.newest
    mine = form.cleaned_data
    return _reviser(
        request,
        clause,
        _from(theirs, **{**mine, "based_on": theirs.number}),
        status=409,
        theirs=theirs,
        reasons=superseded.reasons,
        their_words=_as_read(theirs.text),
        my_words=_as_read(mine["text"]),
        blocks=[redline.Block("", redline.compare(theirs.text, mine["text"]))],
    )


def _reviser(request, clause, form, *, status=200, **more):
    context = {"clause": clause, "newest": clause.newest(), "form": form, **more}
    return render(request, "statements/clause_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def retire(request, slug):
    clause = find_clause(request, slug)
    rules.require(rules.can_keep_clauses(request.user))
    form = ClauseReasonForm(request.POST or None, initial={"based_on": clause.newest().number})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                operations.retire_clause(clause, by=request.user, **form.cleaned_data)
            except operations.Superseded as superseded:
                form = _again(form, superseded)
                status = 409
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, "Retired. Texts that have its words keep them.")
                return redirect("statements:clause", clause.slug)
    newest = clause.newest()
    context = {"clause": clause, "newest": newest, "words": _as_read(newest.text), "form": form}
    return render(request, "statements/retire_clause.html", context, status=status)


def _again(form, superseded):
    """The same reason on top of the newer version, which the page now shows."""
    newest = superseded.newest
    again = ClauseReasonForm({**form.cleaned_data, "based_on": newest.number})
    again.full_clean()
    sentence = f"{newest.by.name} saved version {newest.number} meanwhile: you see its words."
    again.add_error(None, f"{sentence} Retire it, or leave it in use.")
    return again


@require_POST
def take(request, pk):
    """The newer words of a clause go into a text: one click, by somebody who may edit it."""
    revision = find_revision(request, pk)
    rules.require(rules.can_edit(request.user, revision.statement))
    form = TakeClauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The page did not say which words to take. Read them again.")
        return redirect("statements:statement", revision.statement_id)
    seen = ClauseVersion.objects.visible_to(request.user).select_related("clause")
    version = get_object_or_404(seen, pk=form.cleaned_data["version"])
    try:
        taken = operations.take_newer_clause(revision, by=request.user, version=version)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        sentence = f"Revision {taken.number} has version {version.number} of the clause."
        messages.success(request, f"{sentence} Read it once more.")
    page = "edit" if "in_editor" in request.POST else "statement"
    return redirect(f"statements:{page}", revision.statement_id)
