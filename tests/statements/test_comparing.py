"""Two audiences, one story: which texts say different things of the same fact."""

import pytest
from django.urls import reverse

from incidents.facts import Confidence
from statements import comparing, operations
from statements.audiences import REQUIRED_ROLES, Audience
from statements.models import Revision
from tests import factories
from tests.statements.factories import drafted, edited, team, word
from tests.statements.pages import outsider, signed_in
from tests.statements.test_staleness import count, exposure, known

pytestmark = pytest.mark.django_db
TECHNICAL = Audience.TECHNICAL


@pytest.fixture
def people():
    people = team()
    known(people, people_affected=count(12_400), exposure__email=exposure())
    return people


def text(people, audience=Audience.AFFECTED_PEOPLE, lead="{people_affected:sentence}", **options):
    return edited(drafted(people, audience, **options), by=people.legal, lead=lead)


def released(people, revision):
    operations.submit(revision, by=people.pr)
    for role in REQUIRED_ROLES[revision.statement.audience]:
        word(revision, getattr(people, role.value))
    operations.release(revision, by=people.pr, seen_digest=revision.digest)
    return revision


def fetched(*revisions):
    """The revisions as the comparison takes them: with all it must not ask for."""
    rows = Revision.objects.select_related("statement").prefetch_related("citations__fact")
    found = {row.pk: row for row in rows}
    return [found[revision.pk] for revision in revisions]


def compared(people, *revisions):
    """{key: (marks of each text)} as the page shows them."""
    rows = comparing.compare(fetched(*revisions), people.incident.known())
    return {key: tuple(cell.marks for cell in row.cells) for row in rows for key, *_ in row.facts}


def test_a_text_that_cites_another_value_contradicts_and_says_which(people):
    first = text(people)
    known(people, people_affected=count(13_100))
    second = text(people, TECHNICAL)
    ours, theirs = fetched(second, first)
    [one] = comparing.contradictions(ours, [theirs])
    assert (one.key, one.label, one.other) == ("people_affected", "People affected", first)
    assert (one.ours.value["best"], one.theirs.value["best"]) == (13_100, 12_400)
    assert compared(people, first, second)["people_affected"] == (
        ("contradicts", "older"),
        ("contradicts",),
    )


def test_the_same_value_less_sure_contradicts_too(people):
    first = text(people)
    factories.fact(
        people.incident,
        "people_affected",
        count(12_400, final=False),
        by=people.developer,
        confidence="estimated",
    )
    [one] = comparing.contradictions(*_one_and_others(text(people, TECHNICAL), first))
    assert (one.ours.confidence, one.theirs.confidence) == (
        Confidence.ESTIMATED,
        Confidence.CONFIRMED,
    )


def _one_and_others(revision, *others):
    ours, *theirs = fetched(revision, *others)
    return ours, theirs


def test_the_same_answer_recorded_again_contradicts_nothing(people):
    first = text(people)
    factories.fact(
        people.incident,
        "people_affected",
        count(12_400),
        by=people.developer,
        basis="Counted once more.",
    )
    second = text(people, TECHNICAL)
    assert first.citations.get().fact_id != second.citations.get().fact_id
    assert comparing.contradictions(*_one_and_others(second, first)) == []
    assert compared(people, first, second)["people_affected"] == (("same",), ("same",))


def test_exposed_in_one_text_and_certainly_not_in_another_is_a_contradiction(people):
    first = text(people, lead="{data_exposed:sentence}")
    factories.fact(
        people.incident,
        "exposure.email",
        exposure("not_exposed"),
        by=people.developer,
        confidence="ruled_out",
        basis="We read all logs.",
    )
    second = text(people, TECHNICAL, lead="{data_not_exposed:sentence}")
    [one] = comparing.contradictions(*_one_and_others(second, first))
    assert (one.key, one.theirs.value["exposure"]) == ("exposure.email", "exposed")


def test_more_detail_is_no_contradiction(people):
    first = text(people, lead="{people_affected:number}")
    second = text(people, TECHNICAL)
    assert comparing.contradictions(*_one_and_others(second, first)) == []
    assert compared(people, first, second)["people_affected"] == (("same",), ("more",))


def test_an_open_question_is_older_than_its_answer_and_contradicts_nothing(people):
    first = text(people, lead="{vulnerability}")
    known(people, vulnerability="A token stood in a log.")
    second = text(people, TECHNICAL, lead="{vulnerability}")
    assert comparing.contradictions(*_one_and_others(second, first)) == []
    assert compared(people, first, second)["vulnerability"] == (("older",), ())


def test_a_list_that_lacks_what_is_known_now_is_older(people):
    first = text(people, lead="{data_exposed:list}")
    known(people, exposure__name=exposure())
    second = text(people, TECHNICAL, lead="{data_exposed:list}")
    marks = compared(people, first, second)
    assert marks == {"exposure.name": (("older",), ()), "exposure.email": (("same",), ("more",))}


def test_facts_all_texts_treat_alike_share_a_row(people):
    known(people, exposure__name=exposure())
    texts = fetched(text(people, lead="{data_exposed:list} {people_affected:number}"))
    rows = comparing.compare(texts, people.incident.known())
    keys = [[key for key, *_ in row.facts] for row in rows]
    assert keys == [["people_affected"], ["exposure.name", "exposure.email"]]


def test_a_text_is_not_held_against_the_one_it_replaces(people):
    first = released(people, text(people))
    other = released(people, text(people, TECHNICAL))
    known(people, people_affected=count(13_100))
    follower = text(people, follows=first.statement)
    ours, *others = fetched(follower, first, other, follower)
    assert comparing.counterparts(ours, others) == [other]
    assert [(a, one.other) for a, one in comparing.between(fetched(first, follower))] == []
    pairs = comparing.between(fetched(first, other, follower))
    assert [(a, one.other) for a, one in pairs] == [(other, follower)]


def test_what_is_prefetched_is_enough(people, django_assert_num_queries):
    texts = fetched(text(people), text(people, TECHNICAL))
    now = people.incident.known()
    with django_assert_num_queries(0):
        comparing.compare(texts, now)
        comparing.between(texts)


def page(client, people, person=None):
    address = reverse("statements:said", args=[people.incident.reference])
    return signed_in(client, person or people.observer).get(address)


def test_the_page_compares_drafts_and_what_stands_and_names_both_values(client, people):
    withdrawn = released(people, text(people, Audience.EXECUTIVES))
    operations.withdraw(withdrawn.release, by=people.legal, reason="Wrong people.")
    first = released(people, text(people))
    known(people, people_affected=count(13_100))
    second = text(people, TECHNICAL)
    shown = page(client, people)
    assert shown.context["texts"] == [first, second]
    words = shown.content.decode()
    assert "The texts contradict each other" in words
    assert "12,400 people, final (confirmed)" in words
    assert "13,100 people, final (confirmed)" in words


def test_a_released_text_that_was_replaced_is_not_compared(client, people):
    first = released(people, text(people))
    second = released(people, text(people, follows=first.statement))
    assert page(client, people).context["texts"] == [second]


@pytest.mark.parametrize(
    ("lead", "heading"), [(None, "No text is live"), ("We are sorry.", "No fact stands in these")]
)
def test_the_page_says_why_there_is_nothing_to_compare(client, people, lead, heading):
    if lead:
        text(people, lead=lead)
    assert heading in page(client, people).content.decode()


def test_more_texts_and_facts_take_no_more_queries(client, people, django_assert_max_num_queries):
    for audience in (Audience.AFFECTED_PEOPLE, TECHNICAL):
        released(people, text(people, audience, lead="{people_affected:sentence}"))
        text(people, audience)
    page(client, people)
    address = reverse("statements:said", args=[people.incident.reference])
    with django_assert_max_num_queries(10) as before:
        client.get(address)
    known(people, exposure__name=exposure(), vulnerability="A token.", cause=["hacking"])
    for audience in (Audience.AFFECTED_PEOPLE, TECHNICAL, Audience.EXECUTIVES):
        lead = "{people_affected:sentence} {data_exposed:sentence} {vulnerability} {cause:cite}"
        released(people, text(people, audience, lead=lead))
        text(people, audience, lead=lead)
    with django_assert_max_num_queries(len(before)):
        assert len(client.get(address).context["texts"]) == 10


def test_somebody_who_was_not_let_in_finds_nothing(client, people):
    assert page(client, people, outsider("legal")).status_code == 404
