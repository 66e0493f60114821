"""Facts change after the release: the decision, the text that follows, and what it says."""

import pytest
from django.core.exceptions import PermissionDenied

from breachcomm.refusal import Refused
from incidents.models import Incident
from statements import following, operations
from statements.models import CorrectionDecision
from tests import factories
from tests.statements.factories import drafted, edited, team, word

pytestmark = pytest.mark.django_db
LEAD = "{people_affected:sentence} We are sorry."


def count(best):
    empty = {"low": None, "high": None, "unit": "people", "method": ""}
    return {**empty, "best": best, "as_of": "", "deduplicated_on": "", "final": True}


@pytest.fixture
def people():
    people = team()
    learn(people, 12_400)
    return people


def learn(people, number):
    factories.fact(people.incident, "people_affected", count(number), by=people.developer)


def released(people, revision=None):
    revision = revision or edited(drafted(people), by=people.pr, lead=LEAD)
    operations.submit(revision, by=people.pr)
    for signer in (people.legal, people.pr):
        word(revision, signer)
    return operations.release(revision, by=people.pr, seen_digest=revision.digest)


def due(people):
    return list(following.due(people.incident, people.incident.known()))


def decide(release, by, course="update", **more):
    [one] = following.due(release.statement.incident, release.statement.incident.known())
    return operations.decide_correction(
        release, by=by, course=course, seen_facts=more.pop("seen_facts", one.facts), **more
    )


def test_a_changed_fact_finds_the_released_text_that_relied_on_it(people):
    release = released(people)
    assert due(people) == []
    learn(people, 13_100)
    [one] = due(people)
    assert (one.release, one.is_decided) == (release, False)
    assert [stale.now for stale in one.stale] == ["13,100 people are affected."]


def test_a_fact_the_text_does_not_use_asks_for_nothing(people):
    released(people)
    factories.fact(people.incident, "vulnerability", "A token in a log.", by=people.developer)
    assert due(people) == []


def test_counsel_decides_in_view_of_the_facts_and_a_later_fact_asks_again(people):
    release = released(people)
    learn(people, 13_100)
    with pytest.raises(PermissionDenied):
        decide(release, people.pr)
    with pytest.raises(Refused, match="why it may stand"):
        decide(release, people.legal, "leave")
    with pytest.raises(Refused, match="changed while you were reading"):
        decide(release, people.legal, seen_facts=[1])
    decision = decide(release, people.legal, "leave", reason="Seven more is no news.")
    assert due(people)[0].decision == decision
    learn(people, 20_000)
    assert not due(people)[0].is_decided
    assert CorrectionDecision.objects.count() == 1


def test_data_that_leaves_a_list_asks_counsel_again_each_time(people):
    for key in ("exposure.email", "exposure.name"):
        factories.fact(people.incident, key, exposure(), by=people.developer)
    text = {"lead": "{data_exposed:list}"}
    release = released(people, edited(drafted(people), by=people.pr, **text))
    rule_out(people, "exposure.email")
    decide(release, people.legal, "leave", reason="Said by telephone.")
    [one] = due(people)
    assert one.is_decided
    assert following.waiting(following.live(people.incident)) == []
    rule_out(people, "exposure.name")
    [one] = due(people)
    assert not one.is_decided
    assert len(one.facts) == 2
    assert following.waiting(following.live(people.incident)) == [one]


def exposure(state="exposed"):
    return {"exposure": state, "protection": "plain", "note": ""}


def rule_out(people, key):
    factories.fact(
        people.incident,
        key,
        exposure("not_exposed"),
        by=people.developer,
        confidence="ruled_out",
        basis="We read all logs.",
    )


def test_many_incidents_take_as_many_queries_as_one(people, django_assert_num_queries):
    others = [team(), team()]
    for group in others:
        learn(group, 12_400)
    for group in (people, *others):
        released(group)
        learn(group, 13_100)
    releases = following.standing(Incident.objects.all())
    with django_assert_num_queries(7):
        assert len(following.waiting(releases)) == 3


def test_a_text_nothing_changed_under_takes_no_decision(people):
    release = released(people)
    with pytest.raises(Refused, match="Nothing this text relies on"):
        operations.decide_correction(release, by=people.legal, course="update", seen_facts=[])


@pytest.mark.parametrize(("is_correction", "verb"), [(True, "corrects"), (False, "updates")])
def test_a_follow_up_says_what_we_said_and_what_we_now_know(people, is_correction, verb):
    release = released(people)
    learn(people, 13_100)
    statement = operations.draft(
        people.incident,
        by=people.pr,
        audience="affected_people",
        follows=release.statement,
        is_correction=is_correction,
    )
    text = statement.newest()
    day = f"{release.at.day} {release.at:%B %Y}"
    assert text.title == f"{'Correction' if is_correction else 'Update'}: Notice of Data Breach"
    assert text.lead == (
        f"This letter {verb} the one we sent on {day}. 13,100 people are affected. We are sorry."
    )
    assert text.sections[0] == {
        "heading": "What Has Changed",
        "text": "We said: “12,400 people are affected.” We now know: 13,100 people are affected.",
    }
    assert [one["heading"] for one in text.sections[1:]] == ["What Happened", "What You Can Do"]


def test_a_released_follow_up_supersedes_what_it_follows_and_nothing_is_due_there(people):
    first = released(people)
    learn(people, 13_100)
    statement = operations.draft(
        people.incident, by=people.pr, audience="affected_people", follows=first.statement
    )
    second = released(people, statement.newest())
    assert second.supersedes == first
    assert due(people) == []
    learn(people, 14_000)
    assert [one.release for one in due(people)] == [second]


def test_a_follow_up_of_a_follow_up_does_not_pile_up_openings(people):
    first = released(people)
    learn(people, 13_100)
    follow = {"by": people.pr, "audience": "affected_people"}
    second = operations.draft(people.incident, follows=first.statement, **follow)
    released(people, second.newest())
    learn(people, 14_000)
    third = operations.draft(people.incident, follows=second, **follow).newest()
    assert third.title == "Update: Notice of Data Breach"
    assert third.lead.count("This letter updates") == 1
    assert [one["heading"] for one in third.sections].count("What Has Changed") == 1


def test_a_withdrawn_text_asks_for_no_correction(people):
    release = released(people)
    learn(people, 13_100)
    operations.withdraw(release, by=people.legal, reason="Wrong people.")
    assert due(people) == []
