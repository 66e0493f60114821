from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.timeline import entries, lines
from incidents.views.access import visible_incident


@require_safe
def timeline(request, reference):
    """Everything on record about the incident, newest first."""
    incident = visible_incident(request, reference)
    page = Paginator(entries(incident, request.user), 50).get_page(request.GET.get("page"))
    context = {"incident": incident, "page": page, "lines": lines(page)}
    return render(request, "incidents/timeline.html", context)
