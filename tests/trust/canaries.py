"""Words of counsel that nobody else may meet: one of its own in each kind of thing they say."""

import secrets

from breachcomm.accounts.models import Role
from incidents import operations as incidents
from incidents.models import Contribution, DutyDecision
from statements import operations
from statements.models import Comment, ThreadClosing
from tests import factories
from tests.incidents import owed
from tests.statements import desk

KINDS = (
    *("note", "decision", "question", "answer", "open question"),
    "why a duty is not required",
    *("thread", "reply", "closing", "objection"),
)
# The only tables such words may stand in.
HOLDERS = (Contribution, Comment, DutyDecision, ThreadClosing)


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
    word = incidents.Word("not_required", people.tokens["why a duty is not required"], True)
    incidents.decide_duty(people.incident, by=people.legal, keys=[owed.KEY], word=word)
    asked = incidents.ask(
        people.incident, text=people.tokens["question"], owner=people.legal, **say
    )
    incidents.answer(asked, by=second, text=people.tokens["answer"])
    return incidents.ask(people.incident, text=people.tokens["open question"], owner=second, **say)


def seed_threads(people, revision):
    """Counsel talks about a text: a thread that is closed, and an objection that stays open."""
    say = {"by": people.legal, "privileged": True}
    thread = desk.talked(revision, said=people.tokens["thread"], **say)
    operations.comment(thread, by=people.legal, text=people.tokens["reply"])
    operations.close_thread(thread, by=people.legal, note=people.tokens["closing"])
    objection = people.tokens["objection"]
    return thread, desk.talked(revision, "password", said=objection, objection=True, **say)
