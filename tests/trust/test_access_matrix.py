"""Every route x caller x method x state of the statement, against one readable table."""

import re
from itertools import product

import pytest
from django.db import connection, transaction
from django.urls import get_resolver, reverse

from breachcomm.audit.models import Entry
from incidents import rules as incident_rules
from incidents.models import Incident
from statements import marked_copy, rules
from tests.trust import world as worlds
from tests.trust.access_table import TABLE, address, callers, posts
from tests.trust.reading import changed, fingerprint, routes

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
CALLERS = (*worlds.SIGNED_IN, *worlds.TURNED_AWAY)
# What an allowed caller may be told: a page, a redirect, a form that wants more, "not now".
ANSWERS = {200, 302, 400, 409, 422}
# GET may keep the session alive and note who read what (C21); nothing else.
KEPT_BY_READING = {"django_session", "audit_entry", "audit_head"}
OURS = {route.name: route for route in routes(get_resolver())}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(request, monkeypatch):
    """The layout engine takes half a second a page, and access to it is what is asked here."""
    monkeypatch.setattr(marked_copy, "lay_out", lambda revision: b"%PDF-1.7")
    return worlds.build(request.param)


def in_state(*states):
    return pytest.mark.parametrize("world", states, indirect=True)


def call(client, method, url, data=None):
    """One request; whatever a POST changed is taken back."""
    send = getattr(client, method.lower())
    return taken_back(client, lambda: send(url, data)) if method == "POST" else send(url)


def taken_back(client, act):
    mark, cookies = transaction.savepoint(), client.cookies.output()
    try:
        return act()
    finally:
        transaction.savepoint_rollback(mark)
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))


def outcome(response):
    if response.status_code == 302 and response["Location"].startswith(reverse("sign_in")):
        return "sign in"
    if response.status_code in ANSWERS:
        return "answer"
    return response.status_code


def expected(name, caller, method, state):
    row = TABLE[name]
    is_public = "anonymous" in (row.get or row.post)
    if caller in worlds.TURNED_AWAY and not is_public:
        return "sign in"
    if method not in row.methods:
        return 405
    if caller not in row.knows:
        return 404
    return "answer" if caller in callers(name, method, state) else 403


def named_in(state):
    return [name for name, row in TABLE.items() if state in row.states]


def test_every_route_has_its_row_and_every_row_its_route():
    assert set(TABLE) == set(OURS)


@pytest.mark.parametrize("state", worlds.STATES)
def test_the_table_is_what_the_site_does(state, monkeypatch, figure, pytestconfig):
    monkeypatch.setattr(marked_copy, "lay_out", lambda revision: b"%PDF-1.7")
    requests = list(product_of(state, pytestconfig.getoption("--full")))
    answers, wrong = ask(worlds.build(state), requests)
    figure(f"C9 {state}: {len(requests):,} requests, {answers} answered, {len(wrong)} unexpected")
    assert wrong == []
    assert answers > 100


def ask(world, requests):
    """(how many were answered, what came out other than the table says)."""
    wrong, answers = [], 0
    for name, caller, method in requests:
        found = outcome(call(world.clients[caller], method, address(name, world)))
        wanted = expected(name, caller, method, world.state)
        answers += found == "answer"
        if found != wanted and not signs_out(name, caller, found):
            wrong.append(f"{method} {name} by {caller}: {found}, not {wanted}")
    return answers, wrong


@pytest.mark.parametrize(
    ("weaken", "name", "caller", "method"),
    [
        ((rules, "can_edit"), "statements:edit", "developer", "GET"),
        ((rules, "can_release"), "statements:release", "legal", "POST"),
        ((incident_rules, "is_member"), "incidents:edit", "pr outside", "GET"),
    ],
)
def test_the_table_notices_a_right_given_away(monkeypatch, weaken, name, caller, method):
    world = worlds.build("signed")
    assert ask(world, [(name, caller, method)]) == (0, [])
    monkeypatch.setattr(*weaken, lambda *anybody: True)
    if "outside" in caller:
        monkeypatch.setattr(Incident.objects._queryset_class, "visible_to", lambda all, user: all)
    answers, wrong = ask(world, [(name, caller, method)])
    assert (answers, len(wrong)) == (1, 1)


def product_of(state, full):
    """Everything times everything on SQLite. On PostgreSQL, unless --full, once what no state
    can change: methods refused before anything is looked up, routes that name no incident."""
    thorough = full or connection.vendor == "sqlite" or state == "released"
    names = [n for n in named_in(state) if thorough or TABLE[n].knows == worlds.INSIDE]
    methods = METHODS if thorough else ("GET", "HEAD", "POST")
    return product(names, CALLERS, methods)


def signs_out(name, caller, found):
    """The answer to signing out is the page to sign in."""
    return name == "sign_out" and caller in worlds.SIGNED_IN and found == "sign in"


MASKED = re.compile(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": |nonce=)"[^"]*"')


def body(response):
    return MASKED.sub(b"", response.content)


def unknown(name, world):
    """The same address, naming something that never was."""
    named = TABLE[name].named(world.ours)
    never = {"reference": "INC-2026-9999", "pk": 2**40, "file_name": "notice.pdf"}
    return reverse(name, kwargs={**named, **{key: never.get(key, named[key]) for key in named}})


@in_state("released")
def test_what_is_not_for_you_looks_like_what_never_was(world):
    secret = [name for name, row in TABLE.items() if "pr outside" not in row.knows]
    assert len(secret) > 20
    for name in secret:
        method = "GET" if TABLE[name].get is not None else "POST"
        for caller in (*worlds.OUTSIDE, "roleless", "administrator"):
            client = world.clients[caller]
            hidden = call(client, method, address(name, world))
            never = call(client, method, unknown(name, world))
            assert (hidden.status_code, body(hidden)) == (404, body(never)), (name, caller)
            assert headers(hidden) == headers(never)


def headers(response):
    return {key: value for key, value in response.items() if key not in ("Set-Cookie", "Date")}


def mixed(world):
    """Addresses whose parts belong to two incidents; the caller is let into both halves' kind."""
    ours, theirs = world.ours, world.theirs
    reference = ours.incident.reference
    compare = reverse("statements:statement", args=[ours.statement.pk])
    create = reverse("statements:create", args=[reference])
    file_name = TABLE["statements:download"].named(theirs)["file_name"]
    return [
        reverse("incidents:answer", args=[reference, theirs.question.pk]),
        reverse("incidents:remove_member", args=[reference, theirs.team.observer.pk]),
        reverse("incidents:fact_history", args=[reference, "no_such_fact"]),
        reverse("statements:download", args=[ours.rendition.pk, file_name]),
        f"{compare}?tab=compare&from={theirs.revision.pk}",
        f"{compare}?tab=compare&to={theirs.revision.pk}",
        f"{create}?follows={theirs.statement.pk}",
    ]


@in_state("released")
@pytest.mark.parametrize("caller", ["developer", "legal", "pr"])
def test_a_child_of_another_parent_is_not_found(world, caller):
    for url in mixed(world):
        assert call(world.clients[caller], "GET", url).status_code == 404, url
        found = call(world.clients[caller], "POST", url).status_code
        assert found in (404, 405), url


@in_state("released")
def test_a_question_cannot_be_led_to_somebody_outside(world):
    ask = address("incidents:ask", world)
    honest = {"text": "Since when?", "owner": world.ours.team.pr.pk}
    astray = {"text": "Since when?", "owner": world.theirs.team.pr.pk}
    client = world.clients["developer"]
    assert [call(client, "POST", ask, data).status_code for data in (honest, astray)] == [302, 422]


@in_state("signed", "withdrawn")
def test_reading_changes_nothing(world):
    clients = {name: world.clients[name] for name in CALLERS}
    before, entries = fingerprint(), Entry.objects.count()
    for name in named_in(world.state):
        for client in clients.values():
            for method in ("GET", "HEAD", "OPTIONS"):
                getattr(client, method.lower())(address(name, world))
    assert set(changed(before, fingerprint())) <= KEPT_BY_READING
    actions = Entry.objects.order_by("sequence").values_list("action", flat=True)[entries:]
    assert set(actions) <= {"rendition_downloaded"}


@in_state(*worlds.STATES)
def test_no_act_without_its_form_coming_from_us(world):
    """Each POST wants the token of the session; without it nothing happens."""
    before = fingerprint()
    for name, row in posts().items():
        if row.when == world.state:
            client = world.clients[row.as_]
            client.handler.enforce_csrf_checks = True
            response = client.post(address(name, world), row.sends(world))
            assert response.status_code == 403, name
    assert set(changed(before, fingerprint())) <= {"django_session"}
