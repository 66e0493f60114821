"""On record or not at all: every act leaves its entry in its own transaction, or never was."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from breachcomm.accounts import operations as accounts
from breachcomm.accounts.models import Role
from breachcomm.audit.catalogue import CATALOGUE, Action, sentence
from breachcomm.audit.models import Entry, Head
from breachcomm.audit.record import NotInTransaction, record
from breachcomm.audit.verify import HOLDS, verify
from breachcomm.refusal import Refused
from incidents import operations as incidents
from statements import cases, judgement, operations, queue
from statements.models import Decision, Release
from tests import factories
from tests.incidents import owed
from tests.statements import desk, house
from tests.statements.factories import (
    clause,
    drafted,
    edited,
    released,
    signed,
    submitted,
    team,
    word,
)
from tests.trust import world as worlds
from tests.trust.access_table import address, posts
from tests.trust.reading import changed, fingerprint
from tests.trust.test_access_matrix import call

pytestmark = pytest.mark.django_db

NOTE = {"text": "Since March."}


@pytest.fixture
def people():
    return team()


def finding():
    return {"vulnerability": incidents.Finding("A token stood in a log.", "confirmed", "Read.")}


def member(people):
    return incidents.add_member(people.incident, by=people.pr, person=factories.person(Role.PR))


def acts(people):
    """Every operation with the action it puts on record. Each prepares, then returns the act."""
    revision, waiting = drafted(people), submitted(people)
    full, out = signed(people), released(people)
    job = released(people).jobs.first()
    objection = operations.raise_objection(revision, by=people.developer, text="Not so.")
    question = incidents.ask(people.incident, by=people.pr, owner=people.developer, **NOTE)
    by, legal, pr = people.developer, people.legal, people.pr
    ours = people.incident
    done = released(people).jobs.first()
    queue._store(done, b"bytes")
    rendition = done.release.renditions.get()
    admin = factories.administrator()
    fresh = {"email": "n@example.org", "name": "New", "role": "pr", "password": "x"}
    return {
        "person_added": lambda: accounts.add_person(by=admin, **fresh),
        "person_changed": lambda: factories.change(people.observer, name="Another"),
        "password_changed": lambda: accounts.change_password(
            by, by=by, password="quiet meadow owl"
        ),
        "signed_in": lambda: accounts.note_sign_in(by),
        "signed_out": lambda: accounts.note_sign_out(by),
        "incident_opened": lambda: factories.incident(by=by),
        "incident_changed": lambda: incidents.change_incident(ours, by=by, title="Other"),
        "member_added": lambda: member(people),
        "member_removed": lambda: incidents.remove_member(ours, by=by, person=people.observer),
        "facts_recorded": lambda: incidents.record_facts(ours, by=by, findings=finding()),
        "contribution_added": lambda: incidents.answer(question, by=by, **NOTE),
        "statement_drafted": lambda: operations.draft(ours, by=pr, audience="holding"),
        "revision_saved": lambda: edited(revision, by=pr, lead="Other words."),
        "submitted": lambda: operations.submit(revision, by=pr),
        "taken_back": lambda: operations.take_back(waiting, by=pr),
        "sign_off_given": lambda: word(waiting, legal),
        "revision_returned": lambda: word(waiting, legal, Decision.RETURNED, note="No."),
        "sign_off_withdrawn": lambda: word(full, legal, Decision.WITHDRAWN),
        "objection_raised": lambda: operations.raise_objection(revision, by=by, **NOTE),
        "objection_settled": lambda: operations.settle(objection, by=by, note="It was."),
        "released": lambda: operations.release(full, by=pr, seen_digest=full.digest),
        "release_refused": lambda: refused(waiting, pr),
        "release_withdrawn": lambda: operations.withdraw(out, by=legal, reason="Wrong."),
        "rendition_ready": lambda: queue._store(job, b"other bytes"),
        "rendition_failed": lambda: queue._note_failure(job, RuntimeError("no font")),
        "rendition_retried": lambda: queue.retry(job, by=by),
        "rendition_downloaded": lambda: queue.note_download(rendition, by=by),
        **counsels_acts(people),
        **acts_on_the_wording(people),
        **acts_at_the_desk(people),
        **acts_on_duties(people),
    }


def acts_at_the_desk(people):
    """What people say about a text before it goes out."""
    by, legal, revision = people.developer, people.legal, desk.written(people)
    one, other = desk.suggested(revision, by=by, lead="Read on.", title="To you")
    thread = desk.talked(revision, by=by)
    return {
        "suggested": lambda: desk.suggested(revision, by=by, lead="Do read on."),
        "suggestions_accepted": lambda: desk.decided([one], by=legal, accept=True),
        "suggestions_rejected": lambda: desk.decided([other], by=legal, accept=False),
        "thread_opened": lambda: desk.talked(revision, by=legal, privileged=True),
        "comment_added": lambda: operations.comment(thread, by=legal, text="Yes."),
        "thread_closed": lambda: operations.close_thread(thread, by=by),
    }


def acts_on_duties(people):
    """What the law asks, what started its clocks, and what was sent."""
    by, legal, ours = people.developer, people.legal, people.incident
    owed.ruled(ours, by=legal)
    another = factories.incident(by=legal)
    return {
        "questions_answered": lambda: owed.answered(ours, by=by),
        "duty_event_logged": lambda: owed.logged(ours, by=by),
        "duty_decided": lambda: owed.ruled(ours, by=legal, ruling="not_required"),
        "filing_recorded": lambda: owed.filed(ours, by=legal),
        "duty_rules_taken": lambda: owed.ruled(another, by=legal),
    }


def acts_on_the_wording(people):
    """What legal and PR say of words: in one text, and in all of them."""
    legal, pr = people.legal, people.pr
    standing = house.term(pr)
    free, held = (edited(submitted(people), by=pr, lead="Leverage it.") for _ in range(2))
    house.let_stand(held, legal)
    return {
        "remark_waived": lambda: house.let_stand(free, pr),
        "remark_waiver_withdrawn": lambda: house.let_stand(
            held, pr, act=operations.withdraw_remark_waiver
        ),
        "term_added": lambda: house.term(pr, "synergy"),
        "term_changed": lambda: house.term(legal, severity="hint"),
        "term_retired": lambda: operations.retire_term(standing, by=legal, reason="Old."),
        "severity_set": lambda: house.weigh(legal),
    }


def counsels_acts(people):
    """What counsel alone does."""
    legal = people.legal
    stale, version = outdated(people), clause("kept", by=legal)
    free, held = told_freely(people), told_freely(people)
    let_stand(held, operations.waive, by=legal)
    return {
        "claim_waived": lambda: let_stand(free, operations.waive, by=legal),
        "waiver_withdrawn": lambda: let_stand(held, operations.withdraw_waiver, by=legal),
        "correction_decided": lambda: decided(stale, by=legal),
        "clause_added": lambda: clause(by=legal),
        "clause_revised": lambda: revised(version, by=legal, text="Other words."),
        "clause_retired": lambda: operations.retire_clause(
            version.clause, by=legal, based_on=1, reason="The law changed."
        ),
    }


def told_freely(people):
    """A text with a sentence no fact carries."""
    return edited(submitted(people), by=people.pr, lead="Somebody stole a laptop.")


def let_stand(revision, act, by):
    [claim] = judgement.open_claims(cases.of(revision))
    act(revision, by=by, claim=claim.name, reason="So it is.", seen_digest=revision.digest)


def outdated(people):
    """A release that stands on a fact that was recorded again since."""
    factories.fact(people.incident, "root_cause", "A token in a log.", by=people.developer)
    revision = edited(submitted(people), by=people.pr, lead="{root_cause}")
    for signer in (people.legal, people.pr):
        word(revision, signer)
    release = operations.release(revision, by=people.pr, seen_digest=revision.digest)
    factories.fact(people.incident, "root_cause", "A key in a log.", by=people.developer)
    return release


def revised(version, **told):
    return operations.revise_clause(version.clause, based_on=1, reason="Shorter.", **told)


def decided(release, by):
    standing = release.statement.incident.known()["root_cause"].pk
    return operations.decide_correction(release, by=by, course="update", seen_facts=[standing])


def refused(revision, by):
    with pytest.raises(operations.Blocked):
        operations.release(revision, by=by, seen_digest=revision.digest)


def test_every_act_leaves_its_entry(people):
    """Each taken back before the next, so that none lives off another."""
    todo = acts(people)
    # tests/incidents plays the import.
    assert set(Action.values) - set(todo) == {"veris_imported"}
    for action, act in todo.items():
        last, mark = Head.objects.get().sequence, transaction.savepoint()
        act()
        found = Entry.objects.filter(sequence__gt=last).values_list("action", flat=True)
        assert action in found, action
        assert verify().code == HOLDS
        transaction.savepoint_rollback(mark)


def shut_the_book():
    """The database takes no entry any more."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER the_book_is_shut BEFORE INSERT ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the book is shut'); END"
            )
            return
        cursor.execute(
            "CREATE FUNCTION the_book_is_shut() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the book is shut' USING ERRCODE = '23514'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER the_book_is_shut BEFORE INSERT ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION the_book_is_shut()"
        )


def test_an_act_that_cannot_be_recorded_did_not_happen(people):
    todo = acts(people)
    shut_the_book()
    before = fingerprint()
    for action, act in todo.items():
        with pytest.raises(Exception, match="the book is shut"), transaction.atomic():
            act()
        assert changed(before, fingerprint()) == [], action


def honest(world):
    """(route, answer, entries) of every honest POST of this state, each taken back."""
    for name, row in posts().items():
        if row.when != world.state:
            continue
        mark, last = transaction.savepoint(), Head.objects.get().sequence
        response = call_for_good(world, name, row)
        written = Entry.objects.filter(sequence__gt=last).count()
        transaction.savepoint_rollback(mark)
        yield name, row, response, written


def call_for_good(world, name, row):
    client = world.clients[row.as_]
    cookies = client.cookies.output()
    response = client.post(address(name, world), row.sends(world))
    client.cookies.clear()
    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return response


@pytest.mark.parametrize("state", worlds.STATES)
def test_every_route_that_changes_something_leaves_an_entry(state):
    for name, row, response, written in honest(worlds.build(state)):
        if row.writes:
            assert written >= 1, (name, response.status_code)
            assert response.status_code in (200, 302, 409), name
        else:
            assert response.status_code in (200, 302, 422), name


@pytest.mark.parametrize("state", worlds.STATES)
def test_no_route_changes_anything_while_the_record_is_shut(state):
    world = worlds.build(state)
    shut_the_book()
    before = fingerprint(but=["django_session"])
    for name, row in posts().items():
        if row.when == state and row.writes:
            response = call(world.clients[row.as_], "POST", address(name, world), row.sends(world))
            assert response.status_code == 500, name
            assert changed(before, fingerprint(but=["django_session"])) == []


def test_nobody_is_signed_in_while_the_record_is_shut(client):
    person = factories.person()
    shut_the_book()
    client.raise_request_exception = False
    sent = {"username": person.email, "password": factories.PASSWORD}
    assert client.post("/sign-in/", sent).status_code == 500
    assert "_auth_user_id" not in client.session


def test_a_refused_release_goes_on_record(people):
    revision = submitted(people)
    word(revision, people.legal)
    refused(revision, people.pr)
    entry = Entry.objects.last()
    assert (entry.action, entry.role) == ("release_refused", "pr")
    assert json.loads(entry.facts) == {
        "blockers": ["no_pr_sign_off"],
        "revision": revision.number,
    }
    assert not Release.objects.exists()


def test_a_release_of_a_text_not_seen_goes_on_record(people):
    revision = signed(people)
    with pytest.raises(Refused):
        operations.release(revision, by=people.pr, seen_digest="0" * 64)
    assert json.loads(Entry.objects.last().facts)["blockers"] == ["not_the_text_seen"]


def test_whoever_may_not_release_leaves_no_trace_of_a_release(people):
    revision = signed(people)
    for person in (people.legal, people.developer, people.observer, factories.person(Role.PR)):
        with pytest.raises(PermissionDenied):
            operations.release(revision, by=person, seen_digest=revision.digest)
    assert not Entry.objects.filter(action__startswith="release").exists()


def test_nobody_at_all_may_do_nothing_at_all(people):
    revision, ours = signed(people), people.incident
    tries = [
        lambda: operations.release(revision, by=None, seen_digest=revision.digest),
        lambda: operations.sign_off(revision, by=None, decision="signed", seen_digest=""),
        lambda: operations.submit(revision, by=None),
        lambda: edited(revision, by=None),
        lambda: operations.draft(ours, by=None, audience="holding"),
        lambda: incidents.contribute(ours, by=None, text="x"),
        lambda: incidents.change_incident(ours, by=None, title="x"),
        lambda: accounts.change_person(people.pr, by=None, name="x", role="pr", is_active=True),
    ]
    before = fingerprint()
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()
    assert changed(before, fingerprint()) == []


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"revision": 1},
        {"revision": 1, "digest": "0", "more": 1},
        {"revision": 1.5, "digest": "0"},
        {"revision": object(), "digest": "0"},
        {"revision": [1], "digest": "0"},
        {"revision": {"number": 1}, "digest": "0"},
    ],
)
def test_an_entry_carries_exactly_the_facts_it_declares(people, facts):
    with pytest.raises(ValueError, match="submitted"):
        record(Action.SUBMITTED, by=people.pr, subject="INC-2026-0001/S1", **facts)
    good = {"revision": 1, "digest": "0"}
    assert record(Action.SUBMITTED, by=people.pr, subject="INC-2026-0001/S1", **good).pk


def test_an_action_nobody_declared_is_refused(people):
    with pytest.raises(ValueError, match="not a valid Action"):
        record("approved", by=people.pr, subject="INC-2026-0001/S1")
    assert set(CATALOGUE) == set(Action)


def test_nothing_is_recorded_outside_a_transaction():
    """In a thread of its own, whose connection has no transaction open as that of a test has."""
    entry = {"by": "somebody", "subject": "somebody"}
    with ThreadPoolExecutor(1) as pool, pytest.raises(NotInTransaction):
        pool.submit(record, Action.SIGNED_IN, **entry).result()
    assert record(Action.SIGNED_IN, **entry).pk


@pytest.mark.parametrize("action", Action)
def test_every_entry_reads_as_a_sentence(action):
    declared, _ = CATALOGUE[action]
    said = sentence(action, "INC-2026-0001", dict.fromkeys(declared, "seven"))
    assert "{" not in said
    assert said[0].islower()
