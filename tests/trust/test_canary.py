"""C8: what counsel marked privileged is nowhere to be read, for anybody but counsel.

A token of its own stands in each privileged contribution. Then every route is asked, by everybody
who is not entitled, in every way, and whatever comes back is searched: pages, fragments, refusals,
files, messages, sessions, the log, the tasks, and every other table. What real processes write,
and what Redis holds, is searched in `test_canary_processes`.
"""

import re
import subprocess
from types import SimpleNamespace

import pytest
from celery.signals import before_task_publish
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from breachcomm.accounts.models import Role
from statements import operations, queue
from tests import factories
from tests.incidents import owed
from tests.statements import desk, house
from tests.statements.factories import clause, drafted, released, submitted, team
from tests.trust import canaries
from tests.trust.reading import routes

# Who asks: everybody in the incident but counsel, counsel outside it, an administrator, nobody.
STRANGERS = ("developer", "pr", "observer", "other_counsel", "administrator", "nobody")
# Or the whole search ran into a shut door.
SEES_A_STATEMENT = {"other_counsel": 404, "administrator": 404, "nobody": 302}
JUNK = {"text": "", "note": "x", "seen_digest": "0", "owner": "0", "words": "x", "title": "\0"}


@pytest.fixture
def world():
    """An incident with every kind of privileged word, and statements in every state."""
    people = team()
    people.tokens = canaries.tokens()
    people.other_counsel = factories.person(Role.LEGAL)
    people.administrator = factories.administrator()
    people.question = canaries.seed(people)
    people.clause = clause(by=people.legal).clause
    people.things = _things(people)
    return people


def _things(people):
    """What stands at the other end of a number in an address, by the kind of thing."""
    draft, review, sent, gone = (
        drafted(people),
        submitted(people),
        released(people),
        released(people),
    )
    objection = operations.raise_objection(review, by=people.developer, text="Which log?")
    spoken = desk.written(people)
    threads = canaries.seed_threads(people, spoken)
    [suggestion] = desk.suggested(spoken, by=people.developer, lead="Read on.")
    operations.withdraw(gone, by=people.legal, reason="A figure was wrong.")
    for release in (sent, gone):
        assert all(queue.run(job.pk) for job in release.jobs.all())
    revisions = [draft, spoken, review, sent.revision, gone.revision]
    return {
        "revision": revisions,
        "statement": [revision.statement for revision in revisions],
        "release": [sent, gone],
        "rendition": [*sent.renditions.all(), *gone.renditions.all()],
        "job": list(sent.jobs.all()),
        "objection": [objection, threads[-1].objection],
        "suggestion": [suggestion],
        "term": [house.term(people.pr, severity="hint")],
        "thread": [*threads, desk.talked(spoken, by=people.pr)],
        "question": [people.question],
        "member": [people.legal],
        "person": [people.pr],
    }


KIND_OF = {
    "accounts:edit": "person",
    "accounts:edit_person": "person",
    "incidents:answer": "question",
    "incidents:remove_member": "member",
    "statements:accept": "suggestion",
    "statements:close_thread": "thread",
    "statements:comment": "thread",
    "statements:correction": "release",
    "statements:decide_many": "statement",
    "statements:download": "rendition",
    "statements:edit": "statement",
    "statements:preview": "statement",
    "statements:progress": "release",
    "statements:reject": "suggestion",
    "statements:release_page": "release",
    "statements:retire_term": "term",
    "statements:retry": "job",
    "statements:settle": "objection",
    "statements:statement": "statement",
    "statements:suggest": "statement",
    "statements:suggestions": "statement",
    "statements:thread": "thread",
    "statements:threads": "statement",
    "statements:withdraw": "release",
}


def addresses(world):
    """Every address of the URLconf that leads somewhere in this world, and some that do not."""
    for route in routes(get_resolver()):
        given = {"reference": world.incident.reference, "key": "vulnerability"}
        given |= {"slug": world.clause.slug, "name": "speculation_hedge"}
        given["duty"] = owed.KEY
        kwargs = {name: given[name] for name in route.converters if name in given}
        if "pk" not in route.converters:
            yield reverse(route.name, kwargs=kwargs)
            continue
        for thing in world.things[KIND_OF.get(route.name, "revision")]:
            more = {"pk": thing.pk}
            if "file_name" in route.converters:
                more["file_name"] = _file_name(thing)
            yield reverse(route.name, kwargs={**kwargs, **more})
    yield from ("/incidents/INC-1999-0001/", "/nowhere/", "/statements/999999/")


def _file_name(rendition):
    from statements.views.releases import name_of

    return name_of(rendition, rendition.release)


def variants(world, address):
    """The same address as people narrow, compare and unfold it."""
    first, last = world.things["revision"][0], world.things["revision"][-1]
    yield address
    if address.startswith("/statements/"):
        yield f"{address}?tab=since&whole=1"
        yield f"{address}?tab=suggested"
        yield f"{address}?tab=compare&from={first.pk}&to={last.pk}"


def client_of(world, who):
    client = Client(raise_request_exception=False)
    if who != "nobody":
        client.force_login(getattr(world, who))
    return client


def answers(world, client):
    """Every answer to a GET, plain and as a fragment, and to a POST that is taken back."""
    for address in addresses(world):
        for each in variants(world, address):
            yield each, client.get(each)
        yield address, client.get(address, headers={"HX-Request": "true"})
        with transaction.atomic():
            yield address, _twin(client).post(address, JUNK)
            transaction.set_rollback(True)


def _twin(client):
    """Another window of the same browser: signing out in it leaves ours as it is."""
    twin = Client(raise_request_exception=False)
    twin.cookies = client.cookies.copy()
    return twin


def words_of(answer):
    """All a reader could read in it: headers, cookies, and a file's text too."""
    body = answer.getvalue() if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        body = subprocess.run(
            ["pdftotext", "-", "-"], input=body, capture_output=True, check=True
        ).stdout
    return f"{answer.headers} {answer.cookies} {body.decode('utf-8', 'replace')}"


def hits(world, text):
    return canaries.hits(world.tokens, text)


@pytest.mark.django_db
@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_but_counsel_reads_a_privileged_word_anywhere(world, who, caplog):
    caplog.set_level("DEBUG")
    client, asked, found = client_of(world, who), 0, []
    for address, answer in answers(world, client):
        asked += 1
        assert answer.status_code < 500, address
        found += [(address, kind) for kind in hits(world, words_of(answer))]
    assert found == []
    assert asked > 200
    statement = reverse("statements:statement", args=[world.things["statement"][0].pk])
    assert client.get(statement).status_code == SEES_A_STATEMENT.get(who, 200)
    assert hits(world, caplog.text) == []
    assert [hits(world, str(each.get_decoded())) for each in Session.objects.all()] in ([], [[]])


@pytest.mark.django_db
def test_counsel_reads_every_privileged_word(world):
    """Or the search above would prove nothing."""
    client = client_of(world, "legal")
    found = {kind for _, answer in answers(world, client) for kind in hits(world, words_of(answer))}
    assert found == set(canaries.KINDS)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["developer", "pr", "observer"])
def test_a_search_for_a_privileged_word_answers_like_one_for_any_other(world, who):
    client = client_of(world, who)
    for token in world.tokens.values():
        nonsense = token[::-1]
        pages = [
            client.get(reverse("incidents:list"), {"words": each}).content.decode()
            for each in (token, nonsense)
        ]
        assert _bare(pages[0], token) == _bare(pages[1], nonsense)


def _bare(page, word):
    """Without what was asked for, and without the form token that is new on every page."""
    return re.sub(
        r"(CSRFToken[^\w]+|csrfmiddlewaretoken\" value=\")\w+", "", page.replace(word, "")
    )


@pytest.mark.django_db
def test_no_other_table_and_no_file_holds_a_privileged_word(world):
    client = client_of(world, "legal")
    for _ in answers(world, client):
        pass
    for model in apps.get_models(include_auto_created=True):
        if model not in canaries.HOLDERS:
            text = str(list(model._base_manager.values_list()))
            assert hits(world, text) == [], model
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file():
            assert hits(world, path.read_bytes().decode("latin-1")) == [], path


@pytest.mark.django_db
def test_a_task_carries_a_number_and_nothing_else(world, django_capture_on_commit_callbacks):
    sent = []

    def keep(**told):
        sent.append(SimpleNamespace(body=told["body"], headers=told["headers"]))

    before_task_publish.connect(keep)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            release = released(world)
        queue.hand_out(release.pk)
    finally:
        before_task_publish.disconnect(keep)
    numbers = [release.pk, *(job.pk for job in release.jobs.all())]
    assert [list(message.body[0]) for message in sent] == [[number] for number in numbers]
    assert hits(world, str([(message.body, message.headers) for message in sent])) == []


def test_every_address_with_a_number_has_its_kind_of_thing():
    """A new route is asked about something that exists, or the search misses its page."""
    names = {route.name for route in routes(get_resolver()) if "pk" in route.converters}
    assert {name for name in KIND_OF if not name.startswith("accounts:")} <= names
    others = names - set(KIND_OF)
    revisions = {r.name for r in routes(get_resolver()) if r.pattern.startswith("revisions/")}
    assert others == revisions
