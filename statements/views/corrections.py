"""A text left the house, and a fact it stands on changed: what becomes of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from breachcomm.refusal import Refused
from statements import following, operations, rules
from statements.forms import CorrectionForm
from statements.models import Course
from statements.views.access import find_release
from statements.views.document import document_as_sent


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request, pk):
    """What changed under a released text, and counsel's decision on it."""
    release = find_release(request, pk)
    due = due_for(release)
    may_decide = rules.can_decide_correction(request.user, release.statement)
    if request.method == "POST":
        rules.require(may_decide)
    form = CorrectionForm(request.POST or None, initial=_initial(due))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                operations.decide_correction(release, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                return _decided(request, release, form.cleaned_data["course"])
    context = {
        "release": release,
        "statement": release.statement,
        "incident": release.statement.incident,
        "zone": release.statement.incident.zone,
        "document": document_as_sent(release),
        "due": due,
        "form": form,
        "may_decide": may_decide,
        "follow_url": follow_url(release, due),
        "may_follow": rules.can_draft(
            request.user, release.statement.incident, release.statement.audience
        ),
    }
    return render(request, "statements/correction.html", context, status=status)


def due_for(release):
    """The Due of this release, or None when all it said still stands or it does not."""
    incident = release.statement.incident
    found = following.due(incident, incident.known())
    return next((one for one in found if one.release.pk == release.pk), None)


def _initial(due):
    facts = due.facts if due else []
    return {"seen_facts": ",".join(map(str, facts))}


def _decided(request, release, course):
    if course == Course.LEAVE:
        messages.success(request, "It stays as it is. Your reason is on record.")
        return redirect("statements:release_page", release.pk)
    messages.success(request, "Decided. Write what goes out now; it needs both signatures again.")
    return redirect(_new(release, course))


def _new(release, course):
    address = reverse("statements:create", args=[release.statement.incident.reference])
    as_what = "&correction=1" if course == Course.CORRECT else ""
    return f"{address}?follows={release.statement_id}{as_what}"


def follow_url(release, due):
    """Where the text counsel decided on is started; "" while there is nothing to write."""
    decision = due and due.decision
    if not decision or decision.course == Course.LEAVE:
        return ""
    return _new(release, decision.course)
