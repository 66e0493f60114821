"""Who may do what with a statement. Whether the text may go out is gate.py's question."""

from breachcomm.accounts.models import Role
from breachcomm.accounts.rules import require
from incidents.rules import ACTING, is_member
from statements.audiences import EDITORS, REQUIRED_ROLES

__all__ = ["require"]

WITHDRAWERS = (Role.LEGAL, Role.PR)


def _acts(user, roles, incident):
    return bool(user is not None and user.holds(*roles) and is_member(user, incident))


def can_draft(user, incident, audience):
    return _acts(user, EDITORS[audience], incident)


def can_edit(user, statement):
    return _acts(user, EDITORS[statement.audience], statement.incident)


def can_sign_off(user, statement):
    return _acts(user, REQUIRED_ROLES[statement.audience], statement.incident)


def can_object(user, statement):
    return _acts(user, ACTING, statement.incident)


def can_settle(user, objection):
    """Its author, or another person who answers for the same role."""
    return _acts(user, (objection.role,), objection.revision.statement.incident)


def can_suggest(user, statement):
    """Whoever acts in the incident; whether it is taken over is for those who may edit."""
    return _acts(user, ACTING, statement.incident)


def can_take_back(user, suggestion):
    return suggestion.by_id == getattr(user, "pk", None) and can_suggest(
        user, suggestion.revision.statement
    )


def can_reject(user, suggestion):
    """Whoever may edit the text, and its author."""
    return can_edit(user, suggestion.revision.statement) or can_take_back(user, suggestion)


def can_open_thread(user, statement, *, privileged=False):
    return _acts(user, (Role.LEGAL,) if privileged else ACTING, statement.incident)


def can_speak_in(user, thread):
    """Reply to it and close it."""
    return can_open_thread(user, thread.revision.statement, privileged=thread.is_privileged)


def can_release(user, statement):
    return _acts(user, (Role.PR,), statement.incident)


def can_withdraw_release(user, statement):
    return _acts(user, WITHDRAWERS, statement.incident)


def can_retry_rendering(user, statement):
    return _acts(user, ACTING, statement.incident)


def can_decide_correction(user, statement):
    return _acts(user, (Role.LEGAL,), statement.incident)


def can_waive(user, statement):
    return _acts(user, (Role.LEGAL,), statement.incident)


def can_read_clauses(user):
    """The library belongs to no incident: whoever holds a role may read it."""
    return bool(user is not None and user.holds(*Role.values))


def can_keep_clauses(user):
    return bool(user is not None and user.holds(Role.LEGAL))


def can_waive_remark(user, statement):
    """Counsel and PR answer for the words; whether a fact carries them is counsel's alone."""
    return _acts(user, (Role.LEGAL, Role.PR), statement.incident)


def can_read_house_style(user):
    """House style belongs to no incident: whoever holds a role may read it."""
    return bool(user is not None and user.holds(*Role.values))


def can_keep_house_style(user):
    return bool(user is not None and user.holds(Role.LEGAL, Role.PR))
