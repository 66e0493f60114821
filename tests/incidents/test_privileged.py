"""What counsel marked as privileged exists for legal counsel only, on every page."""

import pytest
from django.urls import reverse

from breachcomm.accounts.models import Role
from incidents import operations
from tests import factories

CANARY = "xylophone-canary-7319"


@pytest.fixture
def guarded(team):
    """Everything privileged that can be written in an incident; returns the question."""
    second = factories.person(Role.LEGAL)
    operations.add_member(team.incident, by=team.legal, person=second)
    say = {"by": team.legal, "privileged": True}
    operations.contribute(team.incident, text=f"Note {CANARY}", **say)
    operations.contribute(team.incident, text=f"Decision {CANARY}", kind="decision", **say)
    asked = operations.ask(team.incident, text=f"Question {CANARY}", owner=second, **say)
    operations.ask(team.incident, text=f"Open {CANARY}", owner=second, **say)
    operations.answer(asked, by=second, text=f"Answer {CANARY}")
    return asked


def pages(incident, question):
    here = [incident.reference]
    for name in ("detail", "members", "timeline", "edit", "findings"):
        yield reverse(f"incidents:{name}", args=here)
    yield reverse("incidents:answer", args=[*here, question.pk])
    yield reverse("incidents:fact_history", args=[*here, "vulnerability"])
    yield reverse("incidents:list") + f"?words={CANARY}"
    yield reverse("home")


@pytest.mark.parametrize("role", ["developer", "pr", "observer"])
def test_no_page_shows_it_to_anybody_but_counsel(team, guarded, browse, role):
    for page in pages(team.incident, guarded):
        answer = browse(getattr(team, role)).get(page)
        text = answer.content.decode().replace(f'value="{CANARY}"', "")
        assert CANARY not in text, page


def test_counsel_reads_all_of_it_on_the_page_of_the_incident(team, guarded, browse):
    page = browse(team.legal).get(reverse("incidents:detail", args=[team.incident.reference]))
    text = page.content.decode()
    for part in ("Note", "Decision", "Question", "Open", "Answer"):
        assert f"{part} {CANARY}" in text


def test_a_privileged_question_is_unknown_to_others(team, guarded, browse):
    page = reverse("incidents:answer", args=[team.incident.reference, guarded.pk])
    assert browse(team.legal).get(page).status_code == 200
    assert browse(team.pr).get(page).status_code == 404
    assert browse(team.pr).post(page, {"text": "x"}).status_code == 404


def test_the_record_does_not_tell_others_that_counsel_wrote(team, guarded, browse):
    page = reverse("incidents:timeline", args=[team.incident.reference])
    assert "added a question" in browse(team.legal).get(page).content.decode()
    assert "added a question" not in browse(team.pr).get(page).content.decode()
    operations.ask(team.incident, by=team.legal, text="Plain?", owner=team.pr)
    assert "added a question" in browse(team.pr).get(page).content.decode()


def test_the_list_counts_no_privileged_question(team, guarded, browse):
    page = reverse("incidents:list")
    assert "open question" not in browse(team.pr).get(page).content.decode()
    operations.ask(team.incident, by=team.legal, text="Plain?", owner=team.pr)
    assert "1 open question" in browse(team.pr).get(page).content.decode()


def test_only_counsel_can_mark_a_note_privileged(team, browse):
    page = reverse("incidents:contribute", args=[team.incident.reference])
    said = {"kind": "note", "text": "Between us", "privileged": "on"}
    browse(team.pr).post(page, said)
    browse(team.legal).post(page, said)
    kept = dict(team.incident.contributions.values_list("by", "privileged"))
    assert kept == {team.pr.pk: False, team.legal.pk: True}


def test_a_privileged_question_goes_to_counsel_only(team, browse):
    page = reverse("incidents:ask", args=[team.incident.reference])
    said = {"text": "Hold it?", "owner": team.pr.pk, "privileged": "on"}
    assert browse(team.legal).post(page, said).status_code == 422
    assert browse(team.legal).post(page, {**said, "owner": team.legal.pk}).status_code == 302
    assert team.incident.contributions.get().owner == team.legal
