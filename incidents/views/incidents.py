"""The list, the head, and the page of an incident."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from breachcomm.refusal import Refused
from incidents import knowledge, operations, rules, timeline
from incidents.forms.contributions import ContributionForm, QuestionForm
from incidents.forms.incidents import FilterForm, IncidentForm, NewIncidentForm
from incidents.models import Incident, Kind
from incidents.next_step import next_step
from incidents.views import due
from incidents.views.access import visible_incident


@require_safe
def index(request):
    filters = FilterForm(request.GET)
    found = filters.narrow(Incident.objects.visible_to(request.user)).with_state()
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "may_open": rules.may(request.user, "open_incident"),
    }
    return render(request, "incidents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    rules.require(rules.may(request.user, "open_incident"))
    form = NewIncidentForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            incident = operations.open_incident(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(
                request,
                f"{incident.reference} \u201c{incident.code_name}\u201d is open. "
                "Record next what is known.",
            )
            return redirect("incidents:detail", incident.reference)
    return render(request, "incidents/incident_form.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, reference):
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "change_incident", incident))
    initial = {name: getattr(incident, name) for name in IncidentForm.base_fields}
    form = IncidentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_incident(incident, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The incident is saved.")
            return redirect("incidents:detail", incident.reference)
    context = {"form": form, "incident": incident}
    return render(request, "incidents/incident_form.html", context, status=_status(form))


def _status(form):
    return 422 if form.is_bound and form.errors else 200


@require_safe
def detail(request, reference):
    return incident_page(request, visible_incident(request, reference))


def incident_page(request, incident, *, status=200, contribution_form=None, question_form=None):
    """The page of an incident; a form that was refused stands on it with what was typed."""
    user, known = request.user, incident.known()
    said = list(
        incident.contributions.visible_to(user)
        .select_related("by", "owner")
        .prefetch_related("replies__by")
    )
    questions = [one for one in said if one.kind == Kind.QUESTION]
    notes = [one for one in said if one.kind in (Kind.NOTE, Kind.DECISION)]
    open_questions = [one for one in questions if not one.replies.all()]
    statements = list(incident.statements.order_by("-number"))
    context = {
        "incident": incident,
        "times": knowledge.times(known),
        "sections": knowledge.by_section(known),
        "ledger": knowledge.ledger(known),
        "open_questions": open_questions,
        "answered": [one for one in questions if one.replies.all()],
        "notes": [note for note in notes if not note.privileged],
        "privileged_notes": [note for note in notes if note.privileged],
        "statements": statements,
        "memberships": incident.memberships.select_related("person").order_by("pk"),
        "newest": timeline.newest(incident, user),
        "step": next_step(incident, user, known, open_questions, statements),
        "duty_lines": due.brief(incident, timezone.now(), user),
        "may_contribute": rules.can(user, "contribute", incident),
        "may_record": rules.can_record_facts(user, incident),
        "contribution_form": contribution_form or ContributionForm(by=user),
        "question_form": question_form or QuestionForm(by=user, incident=incident),
    }
    return render(request, "incidents/detail.html", context, status=status)
