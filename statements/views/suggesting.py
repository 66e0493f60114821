"""Suggesting other words, and deciding one, several or all of what is suggested."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from breachcomm.refusal import Refused
from statements import desk, operations, rules
from statements.forms import SuggestForm, VerdictForm, VerdictsForm
from statements.models import Suggestion
from statements.operations import OPEN_STATES
from statements.views import arranging
from statements.views.access import find_statement, find_suggestion
from statements.views.beside import decided
from statements.views.document import document_of
from statements.views.offering import offered

MOST_DECIDED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request, pk):
    statement = find_statement(request, pk)
    rules.require(rules.can_suggest(request.user, statement))
    if request.method != "POST":
        opened = arranging.form_of(statement.newest())
        form = SuggestForm(initial=opened.initial, count=opened.count)
        return _form(request, statement, form)
    form = SuggestForm(request.POST, count=arranging.typed_form(request.POST).count)
    if not form.is_valid():
        return _form(request, statement, form, status=400)
    revision = statement.revisions.filter(number=form.cleaned_data["based_on"]).first()
    try:
        made = operations.suggest(revision or statement.newest(), by=request.user, **form.text)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return _form(request, statement, form, status=409)
    _say(request, made)
    return _beside_the_text(statement)


def _say(request, made):
    if not made:
        messages.info(request, "Nothing changed, so nothing is suggested.")
    elif len(made) == 1:
        messages.success(request, "Suggested. The text stays as it is until it is taken over.")
    else:
        many = f"{len(made)} changes are suggested, each to be decided by itself."
        messages.success(request, f"{many} The text stays as it is until they are taken over.")


def _form(request, statement, form, *, status=200):
    newest = statement.newest()
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": newest,
        "form": form,
        "offers": offered(statement, statement.incident.known()),
        "document": document_of(newest),
    }
    return render(request, "statements/suggest.html", context, status=status)


def _beside_the_text(statement):
    return redirect(reverse("statements:statement", args=[statement.pk]) + "#suggestions")


@require_safe
def suggestions(request, pk):
    """All of them: those to decide, and what became of the others."""
    statement = find_statement(request, pk)
    newest = statement.newest()
    pending = desk.pending(statement, newest)
    blocks, left_out = desk.tracked(newest, pending)
    apart = desk.apart(pending)
    verdicts = list(decided(statement)[: MOST_DECIDED + 1])
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": newest,
        "pending": pending,
        "blocks": blocks,
        "left_out": left_out,
        "apart": apart,
        "together": _ids(one for one in pending if one not in apart),
        "all": _ids(pending),
        "verdicts": verdicts[:MOST_DECIDED],
        "has_more": len(verdicts) > MOST_DECIDED,
        "is_open": statement.state in OPEN_STATES,
        "edits": rules.can_edit(request.user, statement),
    }
    return render(request, "statements/suggestions.html", context)


def _ids(placed):
    return [one.suggestion.pk for one in placed]


@require_POST
def accept(request, pk):
    suggestion = find_suggestion(request, pk)
    rules.require(rules.can_edit(request.user, suggestion.revision.statement))
    return _decide(request, suggestion.revision.statement, VerdictForm, [suggestion], accept=True)


@require_POST
def reject(request, pk):
    suggestion = find_suggestion(request, pk)
    rules.require(rules.can_reject(request.user, suggestion))
    return _decide(request, suggestion.revision.statement, VerdictForm, [suggestion], accept=False)


@require_POST
def decide_many(request, pk):
    statement = find_statement(request, pk)
    rules.require(rules.can_edit(request.user, statement))
    return _decide(request, statement, VerdictsForm)


def _decide(request, statement, kind, chosen=(), accept=None):
    """Decide those given or, where none are, those the form names."""
    form = kind(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(error for all in form.errors.values() for error in all))
        return _beside_the_text(statement)
    told = dict(form.cleaned_data)
    if "suggestions" in told:
        chosen, accept = _named(statement, told.pop("suggestions")), told.pop("accept")
    try:
        revision = operations.decide(chosen, by=request.user, accept=accept, **told)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, _said(chosen, revision))
    return _beside_the_text(statement)


def _named(statement, ids):
    """As named by the form; what is no suggestion to this statement does not exist."""
    found = Suggestion.objects.filter(revision__statement=statement, pk__in=ids)
    return list(found.select_related("revision__statement__incident"))


def _said(chosen, revision):
    many = "Suggestion" if len(chosen) == 1 else f"{len(chosen)} suggestions"
    if revision:
        return f"{many} taken over: revision {revision.number} is the text now."
    return f"{many} rejected. The text stays as it is."
