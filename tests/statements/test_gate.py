"""A text that has everything, spoiled in exactly one way: exactly that one blocker."""

import pytest

from breachcomm.accounts.models import Role
from incidents import operations as incidents
from statements import cases, following, gate, operations
from statements.audiences import REQUIRED_ROLES, Audience
from statements.models import Course, Decision, Revision
from statements.renditions import layouts
from tests import factories
from tests.statements.factories import drafted, edited, released, signed, submitted, team, word
from tests.statements.test_staleness import count

pytestmark = pytest.mark.django_db


def codes(revision):
    fresh = Revision.objects.select_related("statement__incident").get(pk=revision.pk)
    return [blocker.code for blocker in gate.blockers(fresh)]


@pytest.fixture
def people():
    return team()


@pytest.mark.parametrize("audience", Audience)
def test_a_text_everybody_signed_goes(people, audience):
    assert codes(signed(people, audience)) == []


@pytest.mark.parametrize("audience", Audience)
def test_a_submitted_text_waits_for_every_role_its_audience_needs(people, audience):
    wanted = [f"no_{role}_sign_off" for role in REQUIRED_ROLES[audience]]
    assert codes(submitted(people, audience)) == wanted


@pytest.mark.parametrize(
    ("audience", "missing"),
    [(audience, role) for audience in Audience for role in REQUIRED_ROLES[audience]],
)
def test_one_missing_word_shuts_the_gate(people, audience, missing):
    revision = submitted(people, audience)
    for role in REQUIRED_ROLES[audience]:
        if role != missing:
            word(revision, getattr(people, role))
    assert codes(revision) == [f"no_{missing}_sign_off"]


def test_a_text_not_submitted_waits(people):
    revision = signed(people)
    operations.take_back(revision, by=people.pr)
    assert codes(revision) == ["not_in_review"]
    assert codes(drafted(people)) == ["not_in_review", "no_legal_sign_off", "no_pr_sign_off"]


def test_a_released_text_is_not_released_again(people):
    assert codes(released(people).revision) == ["not_in_review"]


def test_a_withdrawn_text_is_not_released_again(people):
    release = released(people)
    operations.withdraw(release, by=people.legal, reason="A figure was wrong.")
    assert codes(release.revision) == ["not_in_review"]


def test_an_edit_supersedes_the_signed_text_and_carries_no_sign_off(people):
    revision = signed(people)
    newer = edited(revision, by=people.legal, lead="We write because this concerns you.")
    assert codes(revision) == ["superseded"]
    assert codes(newer) == ["no_legal_sign_off", "no_pr_sign_off"]


def test_a_fact_that_changed_shuts_the_gate_on_a_signed_text(people):
    factories.fact(people.incident, "root_cause", "A token in a log.", by=people.developer)
    revision = signed_anew(people, lead="{root_cause}")
    assert codes(revision) == []
    factories.fact(people.incident, "vulnerability", "An open door.", by=people.developer)
    assert codes(revision) == []
    factories.fact(people.incident, "root_cause", "A key in a log.", by=people.developer)
    [blocker] = gate.blockers(revision)
    assert (blocker.code, blocker.place) == ("stale_fact", "First lines")
    assert "“A token in a log.” is now “A key in a log.”" in blocker.sentence
    newer = operations.take_new_values(revision, by=people.legal)
    assert codes(newer) == ["no_legal_sign_off", "no_pr_sign_off"]


def test_a_token_that_stands_for_nothing_is_named_with_its_place(people):
    revision = signed_anew(people, lead="First.\nThen {people_afected} people.")
    [blocker] = gate.blockers(revision)
    assert (blocker.code, blocker.place) == ("bad_token", "First lines")
    assert blocker.sentence.startswith("{people_afected} in line 2, column 6: ")


def test_a_text_that_contradicts_one_that_stands_waits_for_that_one(people):
    first = released_saying(people, count(12_400))
    factories.fact(people.incident, "people_affected", count(13_100), by=people.developer)
    later = signed_anew(people, lead="{people_affected:sentence}")
    [blocker] = gate.blockers(later)
    assert blocker.code == "contradiction"
    assert blocker.sentence.startswith(f"People affected: {first.statement.reference}, which")
    operations.withdraw(first, by=people.legal, reason="The count was wrong.")
    assert codes(later) == []


@pytest.mark.parametrize("course", Course)
def test_a_text_counsel_has_decided_on_binds_no_later_one(people, course):
    first = released_saying(people, count(12_400))
    factories.fact(people.incident, "people_affected", count(13_100), by=people.developer)
    later = signed_anew(people, lead="{people_affected:sentence}")
    assert codes(later) == ["contradiction"]
    [due] = following.due(people.incident, people.incident.known())
    operations.decide_correction(
        first, by=people.legal, course=course, reason="A week old.", seen_facts=due.facts
    )
    assert codes(later) == []
    factories.fact(people.incident, "people_affected", count(14_000), by=people.developer)
    assert codes(operations.take_new_values(later, by=people.pr))[0] == "contradiction"


def test_a_text_contradicts_neither_what_it_replaces_nor_what_only_knew_less(people):
    first = released_saying(people, count(12_400, low=9_800, final=False))
    factories.fact(people.incident, "people_affected", count(12_000), by=people.developer)
    assert codes(signed_anew(people, lead="{people_affected:sentence}")) == []
    factories.fact(people.incident, "people_affected", count(13_100), by=people.developer)
    update = signed_anew(people, follows=first.statement, lead="{people_affected:sentence}")
    assert codes(update) == []


def released_saying(people, value):
    factories.fact(people.incident, "people_affected", value, by=people.developer)
    revision = signed_anew(people, lead="{people_affected:sentence}")
    return operations.release(revision, by=people.pr, seen_digest=revision.digest)


def signed_anew(people, follows=None, **text):
    revision = edited(submitted(people, follows=follows), by=people.pr, **text)
    for signer in (people.legal, people.pr):
        word(revision, signer)
    return revision


def test_an_edit_taken_back_is_a_new_text_all_the_same(people):
    revision = signed(people)
    changed = edited(revision, by=people.legal, lead="Other words.")
    again = edited(changed, by=people.legal)
    assert list(again.texts()) == list(revision.texts())
    assert again.digest != revision.digest
    assert codes(again) == ["no_legal_sign_off", "no_pr_sign_off"]


def test_saving_without_a_change_keeps_both_sign_offs(people):
    revision = signed(people)
    assert edited(revision, by=people.legal) == revision
    assert codes(revision) == []


def test_a_returned_text_waits(people):
    revision = signed(people)
    word(revision, people.legal, Decision.RETURNED, note="The date is wrong.")
    assert codes(revision) == ["legal_returned"]
    word(revision, people.legal)
    assert codes(revision) == []


def test_a_withdrawn_sign_off_counts_for_nothing(people):
    revision = signed(people)
    word(revision, people.pr, Decision.WITHDRAWN)
    assert codes(revision) == ["no_pr_sign_off"]


def test_the_latest_word_of_a_role_stands_whoever_gives_it(people):
    revision = signed(people)
    second = factories.person(Role.LEGAL)
    incidents.add_member(people.incident, by=people.legal, person=second)
    word(revision, second, Decision.RETURNED, note="Not yet.")
    assert codes(revision) == ["legal_returned"]


def test_a_signer_who_left_does_not_count(people):
    revision = signed(people)
    factories.change(people.legal, is_active=False)
    assert codes(revision) == ["signer_left"]
    factories.change(people.legal, is_active=True)
    assert codes(revision) == []


def test_a_signer_in_another_role_does_not_count(people):
    revision = signed(people)
    factories.change(people.legal, role=Role.OBSERVER)
    assert codes(revision) == ["signer_left"]


def test_one_person_in_two_roles_is_one_person(people):
    revision = submitted(people)
    word(revision, people.legal)
    moved = factories.change(people.legal, role=Role.PR)
    word(revision, moved)
    assert codes(revision) == ["signer_left", "same_person"]


def test_an_open_objection_blocks_until_it_is_settled(people):
    revision = signed(people)
    objection = operations.raise_objection(revision, by=people.developer, text="Not that log.")
    assert codes(revision) == ["open_objection"]
    operations.settle(objection, by=people.developer, note="It was that log.")
    assert codes(revision) == []


def test_an_objection_to_an_older_text_still_blocks_the_newest(people):
    revision = drafted(people)
    operations.raise_objection(revision, by=people.developer, text="Not that log.")
    newer = edited(revision, by=people.pr, lead="Other words.")
    operations.submit(newer, by=people.pr)
    for person in (people.legal, people.pr):
        word(newer, person)
    assert codes(newer) == ["open_objection"]


@pytest.mark.parametrize(
    "left", ["[[how many people?]]", "[[", "TODO", "TBD", "TBC", "XXX", "[[two\nlines]]"]
)
@pytest.mark.parametrize("place", ["title", "lead", "heading", "text"])
def test_an_unfinished_place_shows(people, left, place):
    sections = [{"heading": "What Happened", "text": "A log."}]
    changes = {"sections": sections}
    if place in ("heading", "text"):
        sections[0][place] += f" {left}"
    else:
        changes[place] = f"So far: {left}"
    revision = edited(signed(people), by=people.pr, **changes)
    for person in (people.legal, people.pr):
        word(revision, person)
    assert codes(revision) == ["unfinished"]


def test_words_that_only_look_unfinished_pass(people):
    revision = edited(signed(people), by=people.pr, lead="The mastodon is [not] a tbd-o-saur.")
    for person in (people.legal, people.pr):
        word(revision, person)
    assert codes(revision) == []


def test_an_empty_text_is_unfinished(people):
    nothing = [{"heading": "What Happened", "text": "  \n"}]
    revision = edited(signed(people), by=people.pr, sections=nothing)
    for person in (people.legal, people.pr):
        word(revision, person)
    assert codes(revision) == ["unfinished"]


def test_characters_readers_cannot_see_shut_the_gate(people):
    revision = edited(signed(people), by=people.pr, lead="We \u202eetirw\u202c to you.")
    for person in (people.legal, people.pr):
        word(revision, person)
    assert codes(revision) == ["unreadable"]


def test_characters_the_letter_cannot_print_shut_the_gate(people):
    revision = edited(signed(people), by=people.pr, lead="We are sorry. \U0001f62c")
    for person in (people.legal, people.pr):
        word(revision, person)
    assert codes(revision) == ["unprintable"]


@pytest.mark.parametrize(
    "change",
    [
        {"organisation": "Another Company Ltd"},
        {"organisation_address": "1 Other Road"},
        {"zone": "Europe/Berlin"},
        {"is_exercise": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_envelope_needs_other_sign_offs(people, change):
    revision = signed(people)
    incidents.change_incident(people.incident, by=people.pr, **change)
    assert codes(revision) == ["context_changed"]


def test_another_layout_needs_other_sign_offs(people, monkeypatch):
    revision = signed(people)
    monkeypatch.setattr(layouts, "digest", lambda layout: "f" * 64)
    assert codes(revision) == ["context_changed"]


def test_every_blocker_says_so_in_a_sentence(people):
    revision = drafted(people)
    operations.raise_objection(revision, by=people.developer, text="Not that log.")
    incidents.change_incident(people.incident, by=people.pr, organisation="Another Company")
    found = gate.blockers(Revision.objects.get(pk=revision.pk))
    assert len(found) == 5
    for blocker in found:
        assert blocker.sentence[0].isupper()
        assert blocker.sentence.endswith(".")


def test_many_texts_are_judged_as_each_is_alone_and_take_as_many_queries(
    people, django_assert_num_queries
):
    other = team()
    texts = [signed(people), drafted(people), submitted(other), released(other).revision]
    operations.raise_objection(texts[0], by=people.developer, text="Not that log.")
    rows = Revision.objects.select_related("statement__incident").order_by("pk")
    found = list(rows.filter(pk__in=[text.pk for text in texts]))
    with django_assert_num_queries(12):
        together = [gate.of(case) for case in cases.of_many(found)]
    with django_assert_num_queries(12):
        gate.blockers(found[-1])
    assert together == [gate.blockers(text) for text in found]
    assert "open_objection" in [blocker.code for blocker in together[0]]
