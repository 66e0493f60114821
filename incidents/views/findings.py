"""The findings form, and how one fact came to be what it is."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from breachcomm.refusal import Refused
from incidents import knowledge, operations, rules
from incidents.facts import CATALOGUE
from incidents.forms.findings import FindingsForm
from incidents.views.access import visible_incident

_SAVED = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


@require_http_methods(["GET", "HEAD", "POST"])
def findings(request, reference):
    incident = visible_incident(request, reference)
    rules.require(rules.can_record_facts(request.user, incident))
    if request.method == "POST":
        return _save(request, incident)
    form = FindingsForm(incident, by=request.user)
    return _page(request, incident, form, changes=_changes(request, incident))


def _save(request, incident):
    form = FindingsForm(incident, by=request.user, data=request.POST)
    found, reasons = form.findings(), []
    recorded = operations.Recorded([], [])
    try:
        recorded = operations.record_facts(incident, by=request.user, findings=found)
    except Refused as refusal:
        reasons = refusal.reasons
    if not (reasons or form.refused or recorded.conflicts):
        return _done(request, incident, recorded.facts)
    shown = form if reasons else form.after_saving(recorded)
    changes = _changes_of(incident, recorded.facts, request.user)
    return _page(request, incident, shown, changes=changes, reasons=reasons, status=422)


def _done(request, incident, facts):
    here = reverse("incidents:findings", args=[incident.reference])
    if not facts:
        messages.info(request, "Nothing was changed, so nothing was recorded.")
        return redirect(here)
    return redirect(f"{here}?saved={facts[0].pk}-{facts[-1].pk}")


def _changes(request, incident):
    named = _SAVED.fullmatch(request.GET.get("saved", ""))
    return knowledge.changes(incident, *map(int, named.groups()), request.user) if named else []


def _changes_of(incident, facts, by):
    return knowledge.changes(incident, facts[0].pk, facts[-1].pk, by) if facts else []


def _page(request, incident, form, *, changes, reasons=(), status=200):
    context = {
        "incident": incident,
        "form": form,
        "changes": changes,
        "reasons": reasons,
        "questions": knowledge.questions(form.standing),
    }
    return render(request, "incidents/findings.html", context, status=status)


@require_safe
def history(request, reference, key):
    """Everything that ever stood for one key, newest first."""
    incident = visible_incident(request, reference)
    if key not in CATALOGUE:
        raise Http404
    facts = incident.facts.filter(key=key).order_by("-pk").select_related("by")
    context = {"incident": incident, "type": CATALOGUE[key], "facts": facts}
    return render(request, "incidents/fact_history.html", context)
