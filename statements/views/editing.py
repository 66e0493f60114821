"""Starting a statement and working on its text."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from breachcomm.refusal import Refused
from incidents.views.access import visible_incident
from statements import operations, redline, rules
from statements.audiences import Audience
from statements.forms import MAX_SECTIONS, AudienceForm
from statements.models import State, Statement
from statements.views import arranging, together
from statements.views.access import find_statement
from statements.views.offering import offered, offered_clauses


@require_http_methods(["GET", "HEAD", "POST"])
def create(request, reference):
    incident = visible_incident(request, reference)
    audiences = [a for a in Audience if rules.can_draft(request.user, incident, a)]
    rules.require(audiences)
    follows = _followed(request, incident)
    form = AudienceForm(
        request.POST or None,
        audiences=audiences,
        initial={"audience": follows.audience if follows else None},
    )
    if request.method == "POST" and form.is_valid():
        statement = operations.draft(
            incident,
            by=request.user,
            audience=form.cleaned_data["audience"],
            follows=follows,
            is_correction="correction" in request.POST,
        )
        messages.success(request, "Here is a first draft, written from what is known.")
        return redirect("statements:statement", statement.pk)
    return render(
        request,
        "statements/create.html",
        {
            "incident": incident,
            "form": form,
            "follows": follows,
            "is_correction": "correction" in (request.POST or request.GET),
        },
        status=400 if form.errors else 200,
    )


def _followed(request, incident):
    """The statement of this incident that the new one replaces, if any was named."""
    named = request.POST.get("follows") or request.GET.get("follows")
    if not named:
        return None
    left = Statement.objects.visible_to(request.user).filter(
        incident=incident, state__in=[State.RELEASED, State.WITHDRAWN]
    )
    number = int(named) if named.isascii() and named.isdigit() and len(named) < 19 else 0
    return get_object_or_404(left, pk=number)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    statement = find_statement(request, pk)
    rules.require(rules.can_edit(request.user, statement))
    newest = statement.newest()
    if request.method != "POST":
        return _editor(request, statement, arranging.form_of(newest))
    meeting = together.going_on(request.POST, statement)
    if moved := arranging.rearranged(request.POST):
        return _editor(request, statement, moved, meeting=meeting)
    form = arranging.typed_form(request.POST)
    if not form.is_valid():
        return _editor(request, statement, form, status=400, meeting=meeting)
    if meeting and (meeting.is_undecided or "together" in request.POST):
        meeting, form, kept = meeting.put_together(form)
        return _editor(request, statement, form, meeting=meeting, is_put=True, kept=kept)
    return _save(request, statement, newest, form, meeting)


def _save(request, statement, newest, form, meeting):
    try:
        saved = operations.save_revision(
            statement,
            by=request.user,
            based_on=form.cleaned_data["based_on"],
            **form.text,
        )
    except operations.Overtaken as overtaken:
        meeting = together.begin(form, statement, overtaken.newest)
        return _editor(request, statement, meeting.first_form(), status=409, meeting=meeting)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return _editor(request, statement, form, status=409, meeting=meeting)
    if saved.pk == newest.pk:
        messages.info(request, "Nothing changed, no new revision. Every sign-off stands.")
    else:
        messages.success(request, f"Saved as revision {saved.number}.")
    return redirect("statements:statement", statement.pk)


def _beside(meeting, form, statement):
    """What the page shows of two texts that met, and what saving would change in theirs."""
    if meeting is None:
        return {}
    stands = arranging.as_read(arranging.written_in(form), statement)
    return {"meeting": meeting, "blocks": redline.redline(meeting.theirs, stands)}


def _editor(request, statement, form, *, status=200, meeting=None, **more):
    newest = statement.newest()
    signed = newest.sign_offs.filter(decision="signed").select_related("by")
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": newest,
        "form": form,
        "full": form.count >= MAX_SECTIONS,
        "loses": [given.by.name for given in signed],
        "preview": arranging.preview_of(form, statement),
        "offers": offered(statement, statement.incident.known()),
        "clause_offers": offered_clauses(statement),
        **_beside(meeting, form, statement),
        **more,
    }
    return render(request, "statements/edit.html", context, status=status)


@require_POST
def preview(request, pk):
    """The typed text as readers would see it. Nothing is stored."""
    statement = find_statement(request, pk)
    rules.require(rules.can_edit(request.user, statement))
    shown = arranging.preview_of(arranging.typed_form(request.POST), statement)
    return render(request, "statements/_preview.html", {"preview": shown})
