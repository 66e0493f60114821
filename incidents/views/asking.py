"""The questionnaire: a few questions at a time, until no law in play needs another."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from breachcomm.refusal import Refused
from incidents import duties, operations, questionnaire, rules
from incidents.forms.asking import QuestionnaireForm
from incidents.views.access import visible_incident
from incidents.views.duties import see_again


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, reference):
    """Asks what is open; what was answered can be answered otherwise."""
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "answer_questions", incident))
    data = duties.board(incident).data
    sitting = questionnaire.sitting(incident, data, timezone.localdate())
    form = QuestionnaireForm(request.POST or None, sitting=sitting, data=data)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.answer_questions(
                incident, by=request.user, given=form.answers, seen=form.cleaned_data["seen"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
            see_again(form, sitting.row.pk if sitting.row else 0)
        else:
            return _on(request, incident, data, made)
    context = {"incident": incident, "form": form, "sitting": sitting}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "incidents/duty_questions.html", context, status=status)


def _on(request, incident, data, made):
    """To the next questions, or to the board when there are none or nothing was answered."""
    sitting = questionnaire.sitting(incident, data, timezone.localdate())
    if made and sitting.to_ask:
        messages.success(request, "Your answers are kept. These follow from them:")
        return redirect("incidents:duty_questions", incident.reference)
    if made:
        messages.success(request, "Your answers are kept.")
    else:
        messages.info(request, "Nothing was changed, so nothing was recorded.")
    return redirect("incidents:duties", incident.reference)
