"""Who sees and does what: denied and allowed on one setup, unknown and hidden alike."""

import pytest
from django.urls import reverse

from statements.audiences import Audience
from statements.models import State
from tests.statements import factories as make
from tests.statements.pages import outsider, signed_in, start, url

pytestmark = pytest.mark.django_db

FORMS = {
    "sign_off": {"legal", "pr"},
    "return": {"legal", "pr"},
    "object": {"developer", "legal", "pr"},
    "release": {"pr"},
}
AT_ONCE = {"submit": {"legal", "pr"}, "take_back": {"legal", "pr"}}


@pytest.fixture
def team():
    return make.team()


def people(team):
    return {role: getattr(team, role) for role in ("developer", "legal", "pr", "observer")}


def test_every_member_reads_a_statement_and_nobody_else_knows_it_exists(client, team):
    revision = make.drafted(team)
    page = url("statement", revision.statement)
    for person in people(team).values():
        assert signed_in(client, person).get(page).status_code == 200
    assert signed_in(client, outsider()).get(page).status_code == 404


@pytest.mark.parametrize("name", FORMS)
def test_a_form_opens_for_its_roles_and_for_no_other(client, team, name):
    page = url(name, make.submitted(team))
    for role, person in people(team).items():
        expected = 200 if role in FORMS[name] else 403
        assert signed_in(client, person).get(page).status_code == expected, role
    assert signed_in(client, outsider()).get(page).status_code == 404
    client.logout()
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("name", AT_ONCE)
def test_a_move_is_made_by_its_roles_only_and_never_by_reading(client, team, name):
    revision = make.drafted(team) if name == "submit" else make.submitted(team)
    before = revision.statement.state
    for role, person in people(team).items():
        if role not in AT_ONCE[name]:
            assert signed_in(client, person).post(url(name, revision)).status_code == 403
    assert signed_in(client, team.legal).get(url(name, revision)).status_code == 405
    assert signed_in(client, outsider()).post(url(name, revision)).status_code == 404
    revision.statement.refresh_from_db()
    assert revision.statement.state == before
    signed_in(client, team.legal).post(url(name, revision))
    revision.statement.refresh_from_db()
    assert revision.statement.state != before


def test_developers_edit_what_their_peers_read_and_nothing_else(client, team):
    notice, advisory = make.drafted(team), make.drafted(team, Audience.TECHNICAL)
    signed_in(client, team.developer)
    assert client.get(url("edit", notice.statement)).status_code == 403
    assert client.get(url("edit", advisory.statement)).status_code == 200
    assert signed_in(client, team.observer).get(url("edit", advisory.statement)).status_code == 403


def test_only_who_may_write_is_asked_whom_to_write_to(client, team):
    page = start(team.incident)
    assert signed_in(client, team.observer).get(page).status_code == 403
    offered = signed_in(client, team.developer).get(page).content.decode()
    assert 'value="technical"' in offered
    assert 'value="affected_people"' not in offered
    assert client.post(page, {"audience": "affected_people"}).status_code == 400
    answer = client.post(page, {"audience": "technical"})
    assert answer.url == url("statement", team.incident.statements.get())
    assert signed_in(client, outsider()).get(page).status_code == 404


def test_what_is_hidden_answers_like_what_never_was(client, team):
    released = make.released(team)
    hidden = {
        "statement": released.statement,
        "edit": released.statement,
        "revision": released.revision,
        "draft_pdf": released.revision,
        "sign_off": released.revision,
        "return": released.revision,
        "object": released.revision,
        "release": released.revision,
        "release_page": released,
        "withdraw": released,
        "progress": released,
    }
    signed_in(client, outsider())
    for name, thing in hidden.items():
        there = client.get(url(name, thing))
        unknown = client.get(reverse(f"statements:{name}", args=[10**9]))
        assert (there.status_code, there.content) == (404, unknown.content), name


@pytest.mark.parametrize("number", ["0", "9" * 40])
def test_a_number_no_row_can_have_is_simply_unknown(client, team, number):
    signed_in(client, team.pr)
    for place in ("statements", "revisions", "releases"):
        assert client.get(f"/{place}/{number}/").status_code == 404


def test_a_following_statement_names_one_of_its_own_incident(client, team):
    first, elsewhere = make.released(team), make.released(make.team())
    page = start(team.incident)
    signed_in(client, team.pr)
    assert client.get(f"{page}?follows={first.statement_id}").status_code == 200
    for named in (elsewhere.statement_id, "x", "9" * 30, "\0"):
        answer = client.post(page, {"audience": "affected_people", "follows": named})
        assert answer.status_code == 404
    client.post(page, {"audience": "affected_people", "follows": first.statement_id})
    assert team.incident.statements.latest("pk").follows_id == first.statement_id


def test_reading_changes_no_state(client, team):
    revision = make.signed(team)
    signed_in(client, team.pr)
    for name in ("sign_off", "return", "object", "release"):
        client.get(url(name, revision))
        client.head(url(name, revision))
    revision.statement.refresh_from_db()
    assert revision.statement.state == State.IN_REVIEW
    assert revision.sign_offs.count() == 2


def test_a_developer_who_was_let_go_reads_nothing_more(client, team):
    page = url("statement", make.drafted(team).statement)
    assert signed_in(client, team.developer).get(page).status_code == 200
    team.developer.is_active = False
    team.developer.save()
    assert client.get(page).status_code == 302


def test_an_administrator_sees_no_statement(client, team):
    from tests.factories import administrator

    page = url("statement", make.drafted(team).statement)
    assert signed_in(client, administrator()).get(page).status_code == 404
