"""Home: what waits for me and nothing else, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import operations as incidents
from statements import operations, queue
from statements.audiences import Audience
from statements.models import Decision, RenderJob
from tests import factories
from tests.statements import factories as make
from tests.statements.pages import outsider, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.team()


def waiting(client, person):
    """(act, link) of every line that waits for the person."""
    return [(i.act, i.url) for i in signed_in(client, person).get("/").context["items"]]


def everybody(client, team):
    return {role: waiting(client, getattr(team, role)) for role in ("developer", "legal", "pr")}


def test_a_text_in_review_waits_for_those_who_sign_it(client, team):
    revision = make.submitted(team)
    asked = [("Read and sign revision 2", url("sign_off", revision))]
    assert everybody(client, team) == {"developer": [], "legal": asked, "pr": asked}
    make.word(revision, team.legal)
    assert everybody(client, team) == {"developer": [], "legal": [], "pr": asked}
    make.word(revision, team.legal, Decision.WITHDRAWN)
    assert waiting(client, team.legal) == asked


def test_an_advisory_waits_for_the_developer_too(client, team):
    revision = make.submitted(team, Audience.TECHNICAL)
    asked = [("Read and sign revision 2", url("sign_off", revision))]
    assert waiting(client, team.developer) == asked


def test_a_text_with_open_questions_is_not_offered_for_signing(client, team):
    revision = make.edited(make.submitted(team), by=team.pr, lead="[[How many?]]")
    page = url("statement", revision.statement)
    assert waiting(client, team.legal) == [("Look at what is open", page)]


def test_a_returned_text_waits_for_its_editors_and_not_for_who_returned_it(client, team):
    revision = make.submitted(team)
    make.word(revision, team.legal, Decision.RETURNED, "Name the log.")
    page = url("statement", revision.statement)
    assert waiting(client, team.pr) == [("Edit the returned text", page)]
    assert waiting(client, team.legal) == []


def test_a_fully_signed_text_waits_for_pr_unless_somebody_objects(client, team):
    revision = make.signed(team)
    ready = [("Check and release it", url("release", revision))]
    assert everybody(client, team) == {"developer": [], "legal": [], "pr": ready}
    objection = operations.raise_objection(revision, by=team.developer, text="It was two logs.")
    settle = [("Settle an objection", url("settle", objection))]
    assert everybody(client, team) == {"developer": settle, "legal": [], "pr": []}


def test_a_released_text_whose_facts_changed_waits_for_counsel_until_decided(client, team):
    factories.fact(team.incident, "root_cause", "A token in a log.", by=team.developer)
    revision = make.edited(make.submitted(team), by=team.pr, lead="{root_cause}")
    for signer in (team.legal, team.pr):
        make.word(revision, signer)
    release = operations.release(revision, by=team.pr, seen_digest=revision.digest)
    assert waiting(client, team.legal) == []
    newer = factories.fact(team.incident, "root_cause", "A key in a log.", by=team.developer)
    asked = [("Decide what becomes of a released text", url("correction", release))]
    assert everybody(client, team) == {"developer": [], "legal": asked, "pr": []}
    seen = {"seen_facts": [newer.pk], "reason": "Seven more is no news."}
    operations.decide_correction(release, by=team.legal, course="leave", **seen)
    assert waiting(client, team.legal) == []


@pytest.mark.parametrize(("course", "name"), [("correct", "correction"), ("update", "update")])
def test_the_text_counsel_decided_on_waits_for_its_editors_until_it_is_begun(
    client, team, course, name
):
    factories.fact(team.incident, "root_cause", "A token in a log.", by=team.developer)
    revision = make.edited(make.submitted(team), by=team.pr, lead="{root_cause}")
    for signer in (team.legal, team.pr):
        make.word(revision, signer)
    release = operations.release(revision, by=team.pr, seen_digest=revision.digest)
    newer = factories.fact(team.incident, "root_cause", "A key in a log.", by=team.developer)
    seen = {"seen_facts": [newer.pk], "reason": ""}
    operations.decide_correction(release, by=team.legal, course=course, **seen)
    told = everybody(client, team)
    assert told["developer"] == []
    assert told["legal"] == told["pr"]
    [(act, where)] = told["pr"]
    assert act == f"Write the {name}"
    assert client.get(where).status_code == 200
    operations.draft(
        team.incident, by=team.legal, audience="affected_people", follows=release.statement
    )
    assert everybody(client, team)["pr"] == []


def test_a_draft_waits_for_who_wrote_it(client, team):
    revision = make.drafted(team)
    page = url("statement", revision.statement)
    assert waiting(client, team.pr) == [("Finish and submit your draft", page)]
    assert waiting(client, team.legal) == []


def test_a_question_waits_for_its_owner_until_it_is_answered(client, team):
    question = incidents.ask(
        team.incident, by=team.legal, text="How many logs?", owner=team.developer
    )
    assert [act for act, _ in waiting(client, team.developer)] == ["Answer a question"]
    assert waiting(client, team.pr) == []
    incidents.answer(question, by=team.developer, text="Two.")
    assert waiting(client, team.developer) == []


def test_a_privileged_question_is_shown_to_its_owner_in_legal_alone(client, team):
    incidents.ask(team.incident, by=team.legal, text="CANARY", owner=team.legal, privileged=True)
    for person in (team.developer, team.pr, team.observer):
        assert "CANARY" not in signed_in(client, person).get("/").content.decode()
    assert "CANARY" in signed_in(client, team.legal).get("/").content.decode()


def test_a_file_that_failed_waits_for_those_who_can_retry(client, team):
    release = make.released(team)
    assert waiting(client, team.developer) == []
    RenderJob.objects.filter(release=release, format="pdf").update(failures=queue.MAX_FAILURES)
    line = [("Look at a file that failed", url("release_page", release))]
    assert waiting(client, team.developer) == line
    assert waiting(client, team.observer) == []


def test_nothing_of_an_incident_reaches_somebody_who_was_not_let_in(client, team):
    make.submitted(team)
    page = signed_in(client, outsider("legal")).get("/")
    assert page.context["items"] == []
    assert team.incident.reference not in page.content.decode()
    assert "You are in no incident yet" in page.content.decode()


def test_incidents_stand_with_their_state_in_words(client, team):
    make.released(team)
    make.drafted(team)
    make.drafted(team)
    page = signed_in(client, team.observer).get("/").content.decode()
    assert "2 statements being drafted, 1 released" in page


def test_an_administrator_is_sent_to_people_and_shown_nothing_else(client, team):
    make.submitted(team)
    page = signed_in(client, factories.administrator()).get("/").content.decode()
    assert "Go to People" in page
    assert team.incident.reference not in page


def test_a_person_without_a_role_is_told_whom_to_ask(client, db):
    page = signed_in(client, factories.person("")).get("/").content.decode()
    assert "Ask your site administrator" in page


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_ten_texts_take_as_many_queries_as_one(client, team):
    def one_of_each():
        make.submitted(team)
        make.signed(team)
        make.drafted(team)
        revision = make.submitted(team)
        make.word(revision, team.legal, Decision.RETURNED, "Name the log.")
        operations.raise_objection(make.drafted(team), by=team.pr, text="It was two logs.")
        incidents.ask(team.incident, by=team.legal, text="How many?", owner=team.pr)

    one_of_each()
    signed_in(client, team.pr)
    before = queries(client, "/")
    one_of_each()
    factories.incident(by=team.developer, members=[team.pr])
    assert queries(client, "/") == before
    assert before <= 36


def test_a_statement_page_takes_as_many_queries_with_many_revisions(client, team):
    revision = make.submitted(team)
    page = url("statement", revision.statement)
    signed_in(client, team.pr)
    make.word(revision, team.legal)
    operations.raise_objection(revision, by=team.developer, text="It was two logs.")
    before = queries(client, page)
    for n in range(5):
        revision = make.edited(revision, by=team.pr, lead=f"Lead {n}.")
        operations.raise_objection(revision, by=team.developer, text=f"Point {n}.")
    make.word(revision, team.legal)
    assert queries(client, page) <= before + 1
    assert before <= 45
