"""What every act on a statement has in common: its locks, its move, its line in the record."""

from breachcomm.accounts.models import User
from breachcomm.audit.record import record
from incidents.operations import lock as lock_incident
from statements.models import State, Statement

OPEN_STATES = (State.DRAFTING, State.IN_REVIEW)


def lock(statement):
    """From here on nobody moves this statement, or the incident's head, beside us."""
    locked = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    locked.incident = lock_incident(locked.incident)
    return locked


def lock_people(*people):
    """Hold these people as they are: their role and access cannot change until we are done."""
    ids = sorted({person.pk for person in people})
    held = User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {person.pk: person for person in held}


def move(statement, state):
    statement.state = state
    statement.save(update_fields=["state"])


def record_on(action, revision, *, by, **facts):
    return record(
        action,
        by=by,
        incident=revision.statement.incident,
        subject=revision.statement,
        revision=revision.number,
        **facts,
    )
