"""Who may do what with an incident. Nobody, the deactivated and the roleless: nothing."""

from breachcomm.accounts.models import Role
from breachcomm.accounts.rules import require
from incidents.facts import CATALOGUE

__all__ = ["require"]

ACTING = (Role.DEVELOPER, Role.LEGAL, Role.PR)
MAY = {
    "open_incident": ACTING,
    "import_veris": ACTING,
    "change_incident": ACTING,
    "manage_members": ACTING,
    "contribute": ACTING,
    "mark_privileged": (Role.LEGAL,),
    "answer_questions": (Role.DEVELOPER, Role.LEGAL),
    "log_event": (Role.DEVELOPER, Role.LEGAL),
    "decide_duty": (Role.LEGAL,),
    "record_filing": (Role.LEGAL,),
    "take_newer_rules": (Role.LEGAL,),
}


def is_member(user, incident):
    return incident.memberships.filter(person=user).exists()


def may(user, verb):
    """Whether the person's role allows `verb` at all, in whatever incident."""
    return bool(user is not None and user.holds(*MAY[verb]))


def can(user, verb, incident):
    """Whether this person may do `verb` in this incident."""
    return may(user, verb) and is_member(user, incident)


def can_record(user, key):
    """Each fact has the roles that own it: developers inform, PR owns the contact point."""
    return bool(user is not None and user.holds(*CATALOGUE[key].owners))


def can_record_facts(user, incident):
    owners = {role for type in CATALOGUE.values() for role in type.owners}
    return bool(user is not None and user.holds(*owners) and is_member(user, incident))
