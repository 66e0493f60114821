"""What a site administrator, or the console, does with people."""

from django.db import transaction

from breachcomm.accounts import rules
from breachcomm.accounts.models import User
from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused

CONSOLE = "console"


def _require_administrator(by):
    """The console stands for whoever already holds the database; anybody else must be one."""
    rules.require(by == CONSOLE or (not isinstance(by, str) and rules.can_manage_people(by)))


@transaction.atomic
def add_person(*, by, email, name, role="", password, administrator=False):
    """Let somebody sign in, in one role, or as a site administrator without any."""
    _require_administrator(by)
    if User.objects.filter(email=email.lower()).exists():
        raise Refused(f"There is already somebody with the address {email}.")
    if administrator == bool(role):
        raise Refused("Give a role, or make the person a site administrator: one of the two.")
    person = User.objects.create_user(
        email, password, name=name, role=role, is_superuser=administrator
    )
    record(Action.PERSON_ADDED, by=by, subject=person.name, role=role, administrator=administrator)
    return person


@transaction.atomic
def change_person(person, *, by, name, role, is_active):
    """Rename, move to another role, end or restore access; it holds from their next request.

    The row is locked so that a release that counts on this person's sign-off waits, or sees it.
    """
    _require_administrator(by)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if by == person and not is_active:
        raise Refused("You cannot end your own access. Ask another administrator.")
    wanted = {"name": name, "role": role, "is_active": is_active}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, wanted[field])
    person.save(update_fields=changed)
    record(
        Action.PERSON_CHANGED,
        by=by,
        subject=person.name,
        changed=changed,
        role=role,
        active=is_active,
    )
    return person


@transaction.atomic
def change_password(person, *, by, password):
    """Set a new password. Every other session of the person ends with it."""
    if by != person:
        _require_administrator(by)
    person.set_password(password)
    person.save(update_fields=["password"])
    record(Action.PASSWORD_CHANGED, by=by, subject=person.name)


@transaction.atomic
def note_sign_in(person):
    """Put a sign-in on record."""
    record(Action.SIGNED_IN, by=person, subject=person.name)


@transaction.atomic
def note_sign_out(person):
    """Put a sign-out on record."""
    record(Action.SIGNED_OUT, by=person, subject=person.name)
