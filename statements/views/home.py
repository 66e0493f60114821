"""The first page: what waits for me, then my incidents with their state in words."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from breachcomm.accounts.models import Role
from incidents.models import Incident
from incidents.rules import ACTING
from statements.models import State, Statement
from statements.views import waiting

SHOWN = 20
# The order people want to hear it in: what moves first.
_WORDS = {
    State.IN_REVIEW: "in review",
    State.DRAFTING: "being drafted",
    State.RELEASED: "released",
    State.WITHDRAWN: "withdrawn",
}


@require_safe
def home(request):
    user = request.user
    incidents = list(_incidents(user)[: SHOWN + 1])
    context = {
        "items": waiting.for_person(user),
        "incidents": [(incident, _in_words(incident)) for incident in incidents[:SHOWN]],
        "more": len(incidents) > SHOWN,
        "acts": user.holds(*ACTING),
        "reads": user.holds(*Role.values),
    }
    return render(request, "home.html", context)


def _incidents(user):
    statements = Prefetch("statements", Statement.objects.only("incident_id", "state"))
    return Incident.objects.visible_to(user).prefetch_related(statements)


def _in_words(incident):
    """ "1 statement in review, 2 released", or what comes first."""
    states = [statement.state for statement in incident.statements.all()]
    if not states:
        return "no statement yet"
    counts = [(states.count(state), words) for state, words in _WORDS.items() if state in states]
    first, *rest = counts
    words = [f"{first[0]} {'statement' if first[0] == 1 else 'statements'} {first[1]}"]
    return ", ".join(words + [f"{count} {state}" for count, state in rest])
