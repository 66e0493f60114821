"""Words of counsel that nobody else may meet: one of its own in each kind of contribution."""

import secrets

from breachcomm.accounts.models import Role
from incidents import operations as incidents
from tests import factories

KINDS = ("note", "decision", "question", "answer", "open question")


def tokens():
    return {kind: f"canary{secrets.token_hex(8)}" for kind in KINDS}


def hits(tokens, text):
    return [kind for kind, token in tokens.items() if token in text]


def seed(people):
    """Counsel says every kind of privileged word. Returns the question that stays open."""
    second = factories.person(Role.LEGAL)
    incidents.add_member(people.incident, by=people.legal, person=second)
    say = {"by": people.legal, "privileged": True}
    for kind in ("note", "decision"):
        incidents.contribute(people.incident, text=people.tokens[kind], kind=kind, **say)
    asked = incidents.ask(
        people.incident, text=people.tokens["question"], owner=people.legal, **say
    )
    incidents.answer(asked, by=second, text=people.tokens["answer"])
    return incidents.ask(people.incident, text=people.tokens["open question"], owner=second, **say)
