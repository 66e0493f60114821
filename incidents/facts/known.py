"""How sure we are, and one thing we know."""

from dataclasses import dataclass

from django.db import models


class Confidence(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed"
    ESTIMATED = "estimated", "Estimated"
    UNDER_INVESTIGATION = "under_investigation", "Under investigation"
    RULED_OUT = "ruled_out", "Ruled out"


@dataclass(frozen=True)
class Known:
    """A fact without its row: what tests, forms and the import hand to the wording."""

    value: object = None
    confidence: str = Confidence.CONFIRMED
    basis: str = ""


def is_answered(fact):
    """Whether we know: an answer still being looked for is none."""
    return fact is not None and fact.confidence != Confidence.UNDER_INVESTIGATION
