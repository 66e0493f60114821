"""To everybody who was not let in, an incident does not exist."""

import pytest
from django.urls import reverse

from incidents import operations
from tests import factories

READING = ["detail", "members", "timeline"]
ACTING = ["edit", "findings"]


def url(name, incident, *more):
    return reverse(f"incidents:{name}", args=[incident.reference, *more])


@pytest.mark.parametrize("name", READING)
def test_every_member_reads_and_an_outsider_is_told_nothing(team, browse, name):
    for person in (team.developer, team.legal, team.pr, team.observer):
        assert browse(person).get(url(name, team.incident)).status_code == 200
    assert browse(team.outsider).get(url(name, team.incident)).status_code == 404


@pytest.mark.parametrize("name", ACTING)
def test_members_act_an_observer_may_not_and_an_outsider_is_told_nothing(team, browse, name):
    for person in (team.developer, team.legal, team.pr):
        assert browse(person).get(url(name, team.incident)).status_code == 200
    assert browse(team.observer).get(url(name, team.incident)).status_code == 403
    assert browse(team.outsider).get(url(name, team.incident)).status_code == 404


def test_an_incident_one_may_not_see_answers_like_one_that_never_was(team, browse):
    browser = browse(team.outsider)
    hidden = browser.get(url("detail", team.incident))
    unknown = browser.get("/incidents/INC-1999-0001/")
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content)


@pytest.mark.parametrize("reference", ["%00", "INC-2026-0001%00", "x" * 500, "INC-%E2%80%AE", "1"])
def test_a_reference_of_another_shape_is_simply_unknown(team, browse, reference):
    assert browse(team.legal).get(f"/incidents/{reference}/").status_code == 404


def test_a_site_administrator_sees_no_incident(team, browse):
    browser = browse(factories.administrator())
    assert browser.get(url("detail", team.incident)).status_code == 404
    assert browser.get(reverse("incidents:create")).status_code == 403
    assert browser.get(reverse("incidents:import_veris")).status_code == 403
    assert team.incident.title not in browser.get(reverse("incidents:list")).content.decode()


def test_an_observer_writes_nothing(team, browse):
    browser = browse(team.observer)
    asked = operations.ask(team.incident, by=team.pr, text="When?", owner=team.developer)
    for name, *more in (["contribute"], ["ask"], ["answer", asked.pk], ["members"], ["findings"]):
        answer = browser.post(url(name, team.incident, *more), {"text": "x", "kind": "note"})
        assert answer.status_code == 403
    removal = url("remove_member", team.incident, team.pr.pk)
    assert browser.post(removal).status_code == 403
    assert browse(team.pr).post(url("contribute", team.incident), {"text": "x", "kind": "note"})
    assert team.incident.contributions.filter(kind="note", by=team.pr).exists()


def test_a_question_of_another_incident_is_unknown_here(team, browse):
    other = factories.incident(by=team.developer, members=[team.pr], title="Another")
    asked = operations.ask(other, by=team.pr, text="When?", owner=team.developer)
    browser = browse(team.developer)
    assert browser.get(url("answer", other, asked.pk)).status_code == 200
    assert browser.get(url("answer", team.incident, asked.pk)).status_code == 404


def test_somebody_removed_no_longer_sees_the_incident(team, browse):
    assert browse(team.pr).get(url("detail", team.incident)).status_code == 200
    removal = url("remove_member", team.incident, team.pr.pk)
    assert browse(team.legal).get(removal).status_code == 200
    assert browse(team.pr).get(url("detail", team.incident)).status_code == 200
    browse(team.legal).post(removal)
    assert browse(team.pr).get(url("detail", team.incident)).status_code == 404


def test_a_number_no_database_holds_is_simply_unknown(team, browse):
    browser = browse(team.legal)
    for name in ("answer", "remove_member"):
        assert browser.get(url(name, team.incident, 10**30)).status_code == 404
    assert browser.get(url("fact_history", team.incident, "no_such_key")).status_code == 404


def test_reading_changes_nothing_by_other_methods(team, browse):
    browser = browse(team.legal)
    for name in ("list",):
        assert browser.post(reverse(f"incidents:{name}")).status_code == 405
    for name in ("detail", "timeline"):
        assert browser.post(url(name, team.incident)).status_code == 405
    for name in ("contribute", "ask"):
        assert browser.get(url(name, team.incident)).status_code == 405
