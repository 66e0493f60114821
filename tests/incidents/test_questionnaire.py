"""The questionnaire: what is asked, what it finds, and that counsel decides."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from breachcomm.audit.models import Entry
from breachcomm.refusal import Refused
from incidents import operations, questionnaire
from incidents.models import DutyAnswers
from incidents.obligations import loading, questions
from tests import factories
from tests.incidents import owed
from tests.incidents.test_bad_input import REFUSED


def url(name, incident):
    return reverse(f"incidents:{name}", args=[incident.reference])


def affected(incident, by):
    """People in Germany, with names and passwords exposed."""
    lives = [{"country": "DE", "subdivision": None, "count": 5000}]
    factories.fact(incident, "residence", lives, by=by)
    names = {"exposure": "exposed", "protection": "plain", "note": ""}
    factories.fact(incident, "exposure.name", names, by=by)


def sitting(incident):
    return questionnaire.sitting(incident, loading.current(), timezone.localdate())


def test_with_nothing_answered_nothing_applies_and_a_few_questions_are_asked(team):
    now = sitting(team.incident)
    assert now.to_decide({}) == []
    asked = [one.id for one in now.to_ask]
    assert asked == ["role", "sectors", "client_sectors", "establishments", "listed"]
    assert [one.id for one in now.for_findings] == ["residence"]


def test_answers_and_facts_find_duties_with_reasons(team):
    affected(team.incident, team.developer)
    owed.answered(team.incident, by=team.developer)
    found = {each.key: each for each in sitting(team.incident).to_decide({})}
    assert owed.KEY in found
    assert found[owed.KEY].reasons
    assert not any(key.startswith("us-") for key in found)


def test_what_counsel_decided_is_found_no_more_but_what_turns_up_later_is(team, browse):
    affected(team.incident, team.developer)
    owed.answered(team.incident, by=team.developer)
    [*first] = sitting(team.incident).to_decide({})
    owed.ruled(team.incident, *(each.key for each in first), by=team.legal, ruling="not_required")
    said = browse(team.legal).get(url("duties", team.incident)).content.decode()
    assert "Nothing else is found to apply." in said
    lives = [{"country": "DE", "subdivision": None, "count": 5000}]
    lives += [{"country": "FR", "subdivision": None, "count": 1}]
    factories.fact(team.incident, "residence", lives, by=team.developer)
    owed.answered(
        team.incident, by=team.legal, given={**owed.GIVEN, "establishments": ["DE", "GB"]}
    )
    assert {each.key for each in sitting(team.incident).to_decide({})} >= {e.key for e in first}


def test_the_page_asks_keeps_and_leads_on(team, browse):
    affected(team.incident, team.developer)
    browser, here = browse(team.developer), url("duty_questions", team.incident)
    assert "For whom do you hold the data?" in browser.get(here).content.decode()
    sent = {"seen": 0, "role": "controller", "sectors": ["none_of_these"]}
    sent |= {"establishments": "Germany\nAE-DIFC", "listed": "no"}
    answer = browser.post(here, sent)
    assert answer.url == here
    row = DutyAnswers.objects.get()
    assert row.answers["establishments"] == ["AE-DIFC", "DE"]
    assert row.answers["sectors"] == []
    said = browser.get(here).content.decode()
    assert "Your answers are kept." in said
    assert "AE-DIFC\nDE" in said
    sent |= {"seen": row.pk, "risk": "high", "kinds-access": "yes"}
    browser.post(here, sent)
    assert DutyAnswers.objects.count() == 2
    board = browser.get(url("duties", team.incident)).content.decode()
    assert "Competent supervisory authority" in board
    assert "Why it seems to apply" in board


def test_a_decision_the_answers_speak_against_is_named_and_stands(team, browse):
    affected(team.incident, team.developer)
    owed.ruled(team.incident, by=team.legal, ruling="not_required", reason="No risk.")
    owed.ruled(team.incident, "us-sec-8k-105:sec_8k", by=team.legal)
    browser, here = browse(team.observer), url("duties", team.incident)
    assert "speak" not in browser.get(here).content.decode()
    owed.answered(team.incident, by=team.developer, given={**owed.GIVEN, "listed": "no"})
    said = browser.get(here).content.decode()
    assert "The answers and findings now speak for it." in said
    assert "The answers and findings speak against it." in said
    assert "Not required" in said


def test_counsel_decides_on_all_that_was_found_at_once(team, browse):
    affected(team.incident, team.developer)
    owed.answered(team.incident, by=team.developer)
    keys = {each.key for each in sitting(team.incident).to_decide({})}
    here = f"{url('choose_duties', team.incident)}?found=1"
    said = browse(team.legal).get(here).content.decode()
    assert said.count(" checked>") >= len(keys)
    assert "us-ma:individuals" not in said


def test_the_same_answers_again_are_not_recorded_and_older_ones_are_not_overwritten(team):
    first = owed.answered(team.incident, by=team.developer)
    entries = Entry.objects.count()
    assert owed.answered(team.incident, by=team.developer) is None
    assert Entry.objects.count() == entries
    told = {"given": {"role": "processor"}, "seen": 0}
    with pytest.raises(Refused, match="meanwhile"):
        operations.answer_questions(team.incident, by=team.legal, **told)
    assert DutyAnswers.objects.get() == first


def test_who_answered_meanwhile_is_said_and_what_was_typed_stays(team, browse):
    owed.answered(team.incident, by=team.legal)
    browser, here = browse(team.developer), url("duty_questions", team.incident)
    sent = {"seen": 0, "role": "processor", "establishments": "France"}
    answer = browser.post(here, sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Somebody else answered meanwhile" in said
    assert "France" in said
    assert f'value="{DutyAnswers.objects.get().pk}"' in said


@pytest.mark.parametrize(
    "given",
    [
        {"nothing": True},
        {"role": "king"},
        {"role": ["controller"]},
        {"sectors": "bank"},
        {"sectors": ["nothing"]},
        {"kinds": {"nothing": True}},
        {"kinds": {"access": "yes"}},
        {"attack": "yes"},
        {"deemed": ["xx"]},
        {"establishments": [1]},
        {"residence": []},
    ],
)
def test_what_is_no_answer_is_refused(team, given):
    with pytest.raises(Refused):
        owed.answered(team.incident, by=team.legal, given=given)
    assert not DutyAnswers.objects.exists()


def test_who_answers_and_who_only_reads(team):
    for person in (team.pr, team.observer, team.outsider, None):
        with pytest.raises(PermissionDenied):
            owed.answered(team.incident, by=person)
    assert owed.answered(team.incident, by=team.legal).role == "legal"


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("field", ["role", "sectors", "establishments", "listed", "seen"])
def test_what_no_answer_may_hold_is_named_and_nothing_is_kept(team, browse, text, field):
    sent = {"seen": 0, "role": "controller", "establishments": "Germany"}
    answer = browse(team.legal).post(url("duty_questions", team.incident), {**sent, field: text})
    assert answer.status_code == 422
    assert not DutyAnswers.objects.exists()


def test_every_question_asked_here_can_be_answered_and_read_again(team, browse):
    """All of them, though a page asks a few at a time."""
    given = {
        "yes_no": True,
        "choices": [],
        "places": ["DE"],
        "regimes": ["us-ma"],
        "yes_no_each": {"access": True, "loss": False},
    }
    answers = {
        id: next(iter(one.options)) if one.kind == "choice" else given[one.kind]
        for id, one in questionnaire.askable().items()
    }
    assert set(answers) < set(questions.questions())
    owed.answered(team.incident, by=team.legal, given=answers)
    browser, here = browse(team.legal), url("duty_questions", team.incident)
    assert browser.get(here).status_code == 200
    assert browser.get(url("duties", team.incident)).status_code == 200
