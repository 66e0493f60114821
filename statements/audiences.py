"""Whom a statement speaks to, and whose word it needs before it leaves the house."""

from django.db import models

from breachcomm.accounts.models import Role


class Audience(models.TextChoices):
    AFFECTED_PEOPLE = "affected_people", "Notice to affected people"
    HOLDING = "holding", "Holding statement"
    TECHNICAL = "technical", "Technical advisory"
    EXECUTIVES = "executives", "Executive brief"


BOTH = (Role.LEGAL, Role.PR)

# Legal and PR always; whoever else must be able to say "yes, that is what we found".
REQUIRED_ROLES = {
    Audience.AFFECTED_PEOPLE: BOTH,
    Audience.HOLDING: BOTH,
    Audience.TECHNICAL: (*BOTH, Role.DEVELOPER),
    Audience.EXECUTIVES: BOTH,
}

# Developers inform, they do not dictate: they write where the readers are their peers.
EDITORS = {
    Audience.AFFECTED_PEOPLE: BOTH,
    Audience.HOLDING: BOTH,
    Audience.TECHNICAL: (*BOTH, Role.DEVELOPER),
    Audience.EXECUTIVES: BOTH,
}

FOR_WHOM = {
    Audience.AFFECTED_PEOPLE: "The people whose data was involved. Plain words, what to do first.",
    Audience.HOLDING: "Anyone who asks before the facts are settled. Short, no numbers yet.",
    Audience.TECHNICAL: "Customers who run systems against ours. Exact, with steps to take.",
    Audience.EXECUTIVES: "The people who decide. The bottom line first, then what is open.",
}
