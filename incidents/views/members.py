"""Who needs to know."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from breachcomm.accounts.models import User
from breachcomm.refusal import Refused
from incidents import operations, rules
from incidents.forms.members import MemberForm
from incidents.views.access import visible_incident


@require_http_methods(["GET", "HEAD", "POST"])
def members(request, reference):
    """Who is let in, and a form that lets in one more."""
    incident = visible_incident(request, reference)
    may_manage = rules.can(request.user, "manage_members", incident)
    rules.require(may_manage or request.method != "POST")
    form = MemberForm(request.POST or None, incident=incident)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            operations.add_member(incident, by=request.user, person=person)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{person.name} can see this incident now.")
            return redirect("incidents:members", incident.reference)
    context = {
        "incident": incident,
        "form": form,
        "memberships": incident.memberships.select_related("person", "added_by").order_by("pk"),
        "may_manage": may_manage,
    }
    return render(request, "incidents/members.html", context, status=_status(form))


def _status(form):
    return 422 if form.is_bound and form.errors else 200


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, reference, pk):
    """Asks once, then ends somebody's access."""
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "manage_members", incident))
    person = get_object_or_404(User, pk=pk, memberships__incident=incident)
    reasons = []
    if request.method == "POST":
        try:
            operations.remove_member(incident, by=request.user, person=person)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"{person.name} no longer sees {incident.reference}.")
            left = person == request.user
            return redirect("incidents:list") if left else redirect("incidents:members", reference)
    context = {"incident": incident, "person": person, "reasons": reasons}
    status = 422 if reasons else 200
    return render(request, "incidents/remove_member.html", context, status=status)
