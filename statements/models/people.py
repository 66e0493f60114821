"""People stand behind every row."""

from django.conf import settings
from django.db import models


def person(related_name="+", **options):
    """A person an act is tied to; nobody who acted is ever deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )
