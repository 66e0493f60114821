"""Where every page about an incident starts: what is not visible does not exist."""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404

from incidents.models import Incident

# Also keeps out what a database would choke on, such as a NUL.
_REFERENCE = re.compile(r"INC-[0-9]{4}-[0-9]{4,9}")


def visible_incident(request, reference):
    """The incident, or the same 404 whether it is unknown or not for this person."""
    if not _REFERENCE.fullmatch(reference):
        raise Http404
    return get_object_or_404(Incident.objects.visible_to(request.user), reference=reference)
