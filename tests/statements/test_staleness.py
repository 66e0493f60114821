"""Which texts a changed fact reaches: exactly those that cite it."""

import pytest
from django.db import DatabaseError, transaction

from statements import operations, staleness
from statements.models import Citation
from tests import factories
from tests.statements.factories import drafted, edited, team

pytestmark = pytest.mark.django_db
TEXT = {
    "lead": "{people_affected:sentence}",
    "sections": [{"heading": "Data", "text": "{data_exposed:sentence} {cause:cite}"}],
}


def count(best, **more):
    empty = {"low": None, "high": None, "unit": "people", "method": ""}
    return {**empty, "best": best, "as_of": "", "deduplicated_on": "", "final": True, **more}


def exposure(state="exposed"):
    return {"exposure": state, "protection": "plain", "note": ""}


def known(people, **facts):
    for key, value in facts.items():
        factories.fact(people.incident, key.replace("__", "."), value, by=people.developer)


def stale(revision):
    return staleness.stale(revision, revision.statement.incident.known())


@pytest.fixture
def people():
    people = team()
    known(people, people_affected=count(12_400), cause=["hacking"], exposure__email=exposure())
    return people


def test_a_revision_pins_the_facts_it_used_and_their_words(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    assert revision.lead == "12,400 people are affected."
    assert revision.values["people_affected:sentence"] == revision.lead
    assert set(revision.citations.values_list("token", "fact__key")) == {
        ("people_affected:sentence", "people_affected"),
        ("data_exposed:sentence", "exposure.email"),
        ("cause:cite", "cause"),
    }
    assert stale(revision) == []


def test_a_newer_fact_is_found_with_the_words_then_and_now(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    known(people, people_affected=count(13_100))
    [one] = stale(revision)
    assert (one.was, one.now) == ("12,400 people are affected.", "13,100 people are affected.")
    assert [change.key for change in one.changed] == ["people_affected"]
    revision.refresh_from_db()
    assert revision.lead == "12,400 people are affected."


def test_a_fact_no_text_uses_reaches_nothing(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    known(people, vulnerability="A token stood in a log.")
    factories.fact(
        people.incident,
        "exposure.medical",
        exposure("not_exposed"),
        by=people.developer,
        confidence="ruled_out",
        basis="There is none in that system.",
    )
    assert stale(revision) == []


def test_a_new_kind_of_data_reaches_the_text_that_lists_them(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    known(people, exposure__name=exposure())
    assert [one.token for one in stale(revision)] == ["data_exposed:sentence"]


def test_an_answer_to_an_open_question_is_news_to_the_text_that_asks_it(people):
    revision = edited(drafted(people), by=people.legal, lead="{vulnerability}")
    assert revision.lead == "[[What weakness let this happen?]]"
    known(people, vulnerability="A token stood in a log.")
    [one] = stale(revision)
    assert one.now == "A token stood in a log."


def test_taking_the_new_values_is_a_revision_that_says_why(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    known(people, people_affected=count(13_100))
    newer = operations.take_new_values(revision, by=people.legal)
    assert newer.number == revision.number + 1
    assert newer.lead == "13,100 people are affected."
    assert newer.reason == "Takes over what is known now: People affected."
    assert stale(newer) == []


def test_a_fact_given_again_with_a_better_basis_asks_for_a_new_revision_too(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    factories.fact(
        people.incident, "cause", ["hacking"], by=people.developer, basis="We read the logs."
    )
    [one] = stale(revision)
    assert (one.token, one.was, one.now) == ("cause:cite", "", "")
    newer = operations.take_new_values(revision, by=people.legal)
    assert newer.pk != revision.pk
    assert stale(newer) == []


def test_saving_without_a_change_keeps_the_revision_and_its_citations(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    cited = Citation.objects.count()
    assert edited(revision, by=people.legal, **TEXT) == revision
    assert Citation.objects.count() == cited


def test_a_text_without_facts_has_no_source_and_no_citations():
    people = team()
    revision = drafted(people)
    assert (revision.source, revision.citations.count()) == (None, 0)


def test_a_finding_of_another_incident_is_never_cited(people):
    revision = edited(drafted(people), by=people.legal, **TEXT)
    other = team()
    fact = factories.fact(other.incident, "vulnerability", "Another.", by=other.developer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Citation.objects.create(
            revision=revision, token="vulnerability", key="vulnerability", fact=fact
        )
