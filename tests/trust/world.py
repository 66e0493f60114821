"""Two incidents that must know nothing of each other, and everybody who might knock."""

from types import SimpleNamespace

from django.test import Client

from breachcomm.accounts.models import Role
from incidents import operations as incidents
from statements import operations, queue
from statements.models import HouseTerm, State
from tests import factories
from tests.incidents import owed
from tests.statements import house
from tests.statements.factories import clause, drafted, edited, team, word

STATES = ("drafting", "in_review", "signed", "released", "withdrawn")
INSIDE = ("developer", "legal", "pr", "observer")
OUTSIDE = tuple(f"{role} outside" for role in INSIDE)
NOBODY = ("roleless", "administrator")
SIGNED_IN = (*INSIDE, *OUTSIDE, *NOBODY)
TURNED_AWAY = ("anonymous", "deactivated")


def build(state):
    """The world with the statement of the first incident in `state`, and a client per caller."""
    ours, theirs = team(), team()
    extra = {name: _hired(ours) for name in ("deactivated", "roleless")}
    people = {name: getattr(ours, name) for name in INSIDE}
    people |= {f"{name} outside": getattr(theirs, name) for name in INSIDE}
    people |= {**extra, "administrator": factories.administrator()}
    clients = {name: _client(person) for name, person in people.items()}
    factories.change(extra["deactivated"], is_active=False)
    factories.change(extra["roleless"], role="")
    return SimpleNamespace(
        state=state,
        people=people,
        clients={**clients, "anonymous": _client()},
        ours=_incident(ours, state),
        theirs=_incident(theirs, state),
    )


def _hired(team):
    person = factories.person(Role.LEGAL)
    incidents.add_member(team.incident, by=team.pr, person=person)
    return person


def _client(person=None):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["seen_at"] = session["password_given_at"] = 2**33
        session.save()
    return client


def _incident(team, state):
    """One of everything an address can name."""
    question = incidents.ask(team.incident, by=team.pr, text="Since when?", owner=team.developer)
    factories.fact(team.incident, "root_cause", "A token in a log.", by=team.developer)
    first = drafted(team)
    objection = operations.raise_objection(first, by=team.developer, text="Not that log.")
    suggestion, thread = _said_of(first, team)
    owed.on_older_rules(team.incident, by=team.legal)
    owed.ruled(team.incident, by=team.legal)
    used = clause(f"clause-{team.incident.pk}", by=team.legal)
    lead = f"{{root_cause}} Newer words. {used.token}"
    words = ["newer", "newer words"][HouseTerm.objects.count()]
    term = house.term(team.pr, words, severity="hint")
    if state == "drafting":
        lead += " Somebody stole a laptop."
    revision = edited(first, by=team.pr, lead=lead)
    made = {"release": None, "rendition": None, "job": None}
    if state != "drafting":
        operations.submit(revision, by=team.pr)
    if state not in ("drafting", "in_review"):
        word(revision, team.legal)
    if state in ("released", "withdrawn"):
        made = _release(team, revision, objection)
    if state == "withdrawn":
        operations.withdraw(made["release"], by=team.legal, reason="A figure was wrong.")
    if state in ("drafting", "released", "withdrawn"):
        factories.fact(team.incident, "root_cause", "A key in a log.", by=team.developer)
    newer = operations.revise_clause(
        used.clause, by=team.legal, based_on=1, text="Ask a bureau.", reason="Shorter."
    )
    revision.statement.refresh_from_db()
    assert revision.statement.state == {"signed": State.IN_REVIEW}.get(state, state)
    return SimpleNamespace(
        incident=team.incident,
        team=team,
        question=question,
        statement=revision.statement,
        revision=revision,
        objection=objection,
        clause=used.clause,
        newer=newer,
        suggestion=suggestion,
        thread=thread,
        term=term,
        **made,
    )


def _said_of(revision, team):
    """A suggestion that is not decided and a thread that is open, both on the title."""
    by, text = team.developer, {**revision.written, "title": "To you"}
    *_, suggestion = operations.suggest(revision, by=by, reason="Warmer.", **text)
    where = {"place": "title", "start": 0, "end": 6}
    return suggestion, operations.open_thread(revision, by=by, text="Which one?", **where)


def _release(team, revision, objection):
    operations.settle(objection, by=team.developer, note="It was that log.")
    word(revision, team.pr)
    release = operations.release(revision, by=team.pr, seen_digest=revision.digest)
    done, *_, waiting = release.jobs.all()
    queue._store(done, b"the very bytes")
    return {"release": release, "rendition": release.renditions.get(), "job": waiting}
