"""The world a test stands on, built through the operations: no test works on a state the app
cannot reach."""

from itertools import count

from breachcomm.accounts import operations as accounts
from breachcomm.accounts.models import Role
from incidents import operations as incidents

PASSWORD = "harbour lantern meadow"

_numbers = count(1)


def person(role=Role.DEVELOPER, *, name="", active=True):
    """Somebody who can sign in, in one role or (role="") in none."""
    number = next(_numbers)
    name = name or f"{Role(role).label if role else 'Roleless'} {number}"
    made = accounts.add_person(
        by=accounts.CONSOLE,
        email=f"p{number}@example.org",
        name=name,
        role=role or Role.OBSERVER,
        password=PASSWORD,
    )
    if not role or not active:
        made = change(made, role=role, is_active=active)
    return made


def administrator():
    number = next(_numbers)
    return accounts.add_person(
        by=accounts.CONSOLE,
        email=f"admin{number}@example.org",
        name=f"Administrator {number}",
        password=PASSWORD,
        administrator=True,
    )


def change(someone, **fields):
    """Move somebody to another role, or end their access, as an administrator would."""
    now = {"name": someone.name, "role": someone.role, "is_active": someone.is_active}
    return accounts.change_person(someone, by=accounts.CONSOLE, **{**now, **fields})


def incident(*, by, members=(), title="Sign-in tokens in a log", **fields):
    return incidents.open_incident(
        by=by, members=members, title=title, organisation="Ferrante Cloud GmbH", **fields
    )


def fact(incident, key, value, *, by, confidence="confirmed", basis="", seen=None):
    """Record one finding as the form would."""
    standing = incident.known().get(key)
    seen = standing.pk if seen is None and standing else seen
    finding = incidents.Finding(value, confidence, basis, seen)
    [recorded] = incidents.record_facts(incident, by=by, findings={key: finding}).facts
    return recorded
