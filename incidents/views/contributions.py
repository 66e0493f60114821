"""Notes, decisions, questions and answers. Each form stands on the page of the incident."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from breachcomm.refusal import Refused
from incidents import operations, rules
from incidents.forms.contributions import AnswerForm, ContributionForm, QuestionForm
from incidents.models import Kind
from incidents.views.access import visible_incident
from incidents.views.incidents import incident_page


@require_POST
def contribute(request, reference):
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "contribute", incident))
    form = ContributionForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            operations.contribute(incident, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your words are on the incident now.")
            return redirect("incidents:detail", incident.reference)
    return incident_page(request, incident, contribution_form=form, status=422)


@require_POST
def ask(request, reference):
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "contribute", incident))
    form = QuestionForm(request.POST, by=request.user, incident=incident)
    if form.is_valid():
        try:
            operations.ask(incident, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            owner = form.cleaned_data["owner"]
            messages.success(request, f"{owner.name} will find your question on the start page.")
            return redirect("incidents:detail", incident.reference)
    return incident_page(request, incident, question_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, reference, pk):
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "contribute", incident))
    visible = incident.contributions.visible_to(request.user).select_related("by", "owner")
    question = get_object_or_404(visible, pk=pk, kind=Kind.QUESTION)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer(question, by=request.user, text=form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The question is answered.")
            return redirect("incidents:detail", incident.reference)
    context = {"incident": incident, "question": question, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "incidents/answer.html", context, status=status)
