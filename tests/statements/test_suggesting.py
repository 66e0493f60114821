"""Suggest instead of edit: one change each, decided one by one or all at once."""

from string import ascii_lowercase

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from breachcomm.refusal import Refused
from statements import desk as reading
from statements import operations
from statements.audiences import Audience
from statements.models import Anchor, Suggestion, Verdict
from tests import factories
from tests.statements import desk
from tests.statements import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    return desk.written(team)


def newest(revision):
    return revision.statement.newest()


def spoken(suggestions):
    return [(one.place, one.was, one.becomes) for one in suggestions]


def test_each_change_is_a_suggestion_of_its_own_and_the_text_stays_as_it_is(team, revision):
    made = desk.suggested(
        revision,
        by=team.developer,
        lead="Please read this letter twice.",
        heading_1="More Help",
        text_0="Change your password today.\n\nAsk us for a new card.",
    )
    assert spoken(made) == [
        ("lead", "to the end", "twice"),
        ("0", "", " today"),
        ("1.heading", "", " Help"),
    ]
    assert len({one.batch for one in made}) == 1
    assert newest(revision) == revision


def test_whoever_acts_in_the_incident_suggests_and_nobody_else(team, revision):
    for person in (team.developer, team.legal, team.pr):
        assert desk.suggested(revision, by=person, lead="Please read.")
    for person in (team.observer, factories.person("pr"), None):
        with pytest.raises(PermissionDenied):
            desk.suggested(revision, by=person, lead="Please read.")


def test_a_suggestion_takes_a_reason_and_changes_something(team, revision):
    with pytest.raises(Refused, match="Say why"):
        desk.suggested(revision, by=team.legal, reason=" ", lead="Please read.")
    assert desk.suggested(revision, by=team.legal) == []


@pytest.mark.parametrize(
    "sections",
    [desk.TEXT["sections"][:1], desk.TEXT["sections"][::-1], [*desk.TEXT["sections"]] * 2],
)
def test_suggestions_change_words_and_not_the_order_of_things(team, revision, sections):
    with pytest.raises(Refused, match="Suggestions change words"):
        operations.suggest(
            revision, by=team.legal, reason="R", **{**desk.TEXT, "sections": sections}
        )


def test_accepted_suggestions_become_one_revision_that_says_whose_they_are(team, revision):
    made = desk.suggested(revision, by=team.developer, lead="Read on.", title="To you")
    saved = desk.decided(made, by=team.legal, accept=True)
    assert (saved.number, saved.title, saved.lead) == (revision.number + 1, "To you", "Read on.")
    assert (saved.by, saved.reason) == (
        team.legal,
        f"Takes over suggestions by {team.developer.name}: It reads better.",
    )
    assert [one.verdict.revision for one in made] == [saved, saved]


def test_one_is_accepted_and_the_others_wait_where_their_words_are_now(team, revision):
    first, second = desk.suggested(
        revision, by=team.developer, text_0="Replace your long password.\n\nAsk us for one."
    )
    desk.decided([first], by=team.pr, accept=True)
    anchor, words = desk.standing(second)
    assert (words, anchor.revision) == ("a new card", newest(revision))
    desk.decided([second], by=team.pr, accept=True)
    assert newest(revision).sections[0]["text"] == "Replace your long password.\n\nAsk us for one."


def test_a_rejected_suggestion_changes_nothing_and_keeps_its_note(team, revision):
    [one] = desk.suggested(revision, by=team.developer, lead="Read on.")
    assert desk.decided([one], by=team.legal, accept=False, note="Too short.") is None
    assert newest(revision) == revision
    assert (one.verdict.is_accepted, one.verdict.note) == (False, "Too short.")


def test_only_editors_decide_and_authors_take_their_own_back(team, revision):
    [mine] = desk.suggested(revision, by=team.developer, lead="Read on.")
    [theirs] = desk.suggested(revision, by=team.legal, title="To you")
    for suggestions, accept in (([mine], True), ([theirs], False), ([mine, theirs], False)):
        with pytest.raises(PermissionDenied):
            desk.decided(suggestions, by=team.developer, accept=accept)
    desk.decided([mine], by=team.developer, accept=False)
    assert (mine.verdict.note, mine.verdict.by) == ("taken back", team.developer)


def test_developers_decide_where_they_may_edit(team):
    revision = desk.written(team, audience=Audience.TECHNICAL)
    made = desk.suggested(revision, by=team.pr, lead="Read on.")
    assert desk.decided(made, by=team.developer, accept=True).lead == "Read on."


def test_nothing_is_decided_twice_or_in_view_of_another_text(team, revision):
    made = desk.suggested(revision, by=team.developer, lead="Read on.", title="To you")
    desk.decided(made[:1], by=team.legal, accept=True)
    with pytest.raises(Refused, match="decided that already"):
        desk.decided(made, by=team.legal, accept=True)
    with pytest.raises(Refused, match="changed while you were reading"):
        operations.decide(made[1:], by=team.legal, accept=True, seen_digest=revision.digest)
    assert Verdict.objects.count() == 1


def test_a_suggestion_whose_words_are_gone_is_refused_and_stays_listed(team, revision):
    [one] = desk.suggested(
        revision, by=team.developer, text_0="Change it.\n\nAsk us for a new card."
    )
    make.edited(
        revision, by=team.pr, **desk.text(text_0="Choose another.\n\nAsk us for a new card.")
    )
    with pytest.raises(Refused, match="have changed since"):
        desk.decided([one], by=team.legal, accept=True)
    [listed] = reading.pending(revision.statement, newest(revision))
    assert (listed.suggestion, listed.stands) == (one, False)
    assert (one.was, one.becomes) == ("your password", "it")
    desk.decided([one], by=team.legal, accept=False)


def test_two_that_want_the_same_words_are_not_accepted_together(team, revision):
    [one] = desk.suggested(revision, by=team.developer, lead="Please read this letter twice.")
    [other] = desk.suggested(revision, by=team.legal, lead="Please read this letter now.")
    with pytest.raises(Refused, match="one by one"):
        desk.decided([one, other], by=team.pr, accept=True)
    assert desk.decided([one], by=team.pr, accept=True).lead == "Please read this letter twice."
    with pytest.raises(Refused, match="have changed since"):
        desk.decided([other], by=team.pr, accept=True)


def test_what_was_typed_on_an_older_text_stands_in_the_newest(team, revision):
    make.edited(revision, by=team.pr, **desk.text(lead="Now, please read this letter to the end."))
    [one] = desk.suggested(revision, by=team.developer, lead="Please read this letter twice.")
    assert desk.standing(one)[1] == "to the end"
    assert desk.decided([one], by=team.legal, accept=True).lead == (
        "Now, please read this letter twice."
    )


def test_together_they_still_leave_a_title(team, revision):
    with pytest.raises(Refused, match="leave no title"):
        desk.decided(desk.suggested(revision, by=team.pr, title=""), by=team.pr, accept=True)


def test_a_text_that_left_the_house_takes_no_suggestions_and_no_verdicts(team):
    waiting = desk.written(team)
    made = desk.suggested(waiting, by=team.developer, lead="Read on.")
    operations.submit(waiting, by=team.pr)
    assert desk.suggested(waiting, by=team.developer, lead="Do read on.")
    for person in (team.legal, team.pr):
        make.word(waiting, person)
    operations.release(waiting, by=team.pr, seen_digest=waiting.digest)
    for act in (
        lambda: desk.suggested(waiting, by=team.developer, lead="Read on."),
        lambda: desk.decided(made, by=team.legal, accept=True),
        lambda: desk.decided(made, by=team.legal, accept=False),
    ):
        with pytest.raises(Refused, match="left the house"):
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        Suggestion.objects.create(**honest(waiting, team))


def honest(revision, team):
    where = {"place": "lead", "start": 0, "end": 6, "was": "Please", "becomes": "Do"}
    told = {"reason": "R", "batch": "0" * 32, "by": team.legal, "role": "legal"}
    return {"revision": revision, **where, **told}


@pytest.mark.parametrize(
    "spoiled",
    [
        {"becomes": "Please"},
        {"reason": ""},
        {"start": 7},
        {"role": "observer"},
        {"role": "pr"},
    ],
)
def test_a_suggestion_nobody_can_make_is_not_inserted(team, revision, spoiled):
    with pytest.raises(DatabaseError), transaction.atomic():
        Suggestion.objects.create(**honest(revision, team) | spoiled)
    assert Suggestion.objects.create(**honest(revision, team)).pk


def test_an_anchor_and_a_verdict_stay_with_their_statement(team, revision):
    elsewhere = desk.written(team)
    [one] = desk.suggested(revision, by=team.developer, lead="Read on.")
    where = {"place": "lead", "start": 0, "end": 6}
    with pytest.raises(DatabaseError), transaction.atomic():
        Anchor.objects.create(suggestion=one, revision=elsewhere, **where)
    given = {"suggestion": one, "is_accepted": True, "by": team.legal, "role": "legal"}
    for spoiled in ({"revision": elsewhere}, {"revision": None}, {"role": "pr"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Verdict.objects.create(**{**given, "revision": revision, **spoiled})
    assert Verdict.objects.create(**given, revision=revision).pk


word = some.text(ascii_lowercase, min_size=1, max_size=4)
mark = some.sampled_from([".", "\n\n", "- ", "**", "{became_aware:date}", "{no_such:fact}"])
prose = some.lists(word | mark, max_size=10).map(" ".join)
heading = some.sampled_from(["Do This", "More", "Questions"])


@given(title=some.lists(word, min_size=1, max_size=4).map(" ".join), lead=prose, texts=some.data())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_all_accepted_is_the_text_as_typed_and_all_rejected_the_text_as_it_was(
    team, revision, title, lead, texts
):
    now = newest(revision)
    typed = desk.text(title=title, lead=lead, text_0=texts.draw(prose), text_1=texts.draw(prose))
    for accept in (False, True):
        made = operations.suggest(now, by=team.developer, reason="R", **typed)
        if made:
            desk.decided(made, by=team.legal, accept=accept)
        assert newest(revision).written == (typed if accept else now.written)


def test_saving_beside_many_suggestions_takes_no_more_queries(
    team, revision, django_assert_max_num_queries
):
    lead = desk.TEXT["lead"]
    desk.suggested(revision, by=team.developer, lead="Read on.")
    with django_assert_max_num_queries(17) as before:
        first = make.edited(revision, by=team.pr, **desk.text(lead=f"So: {lead}"))
    for number in range(20):
        desk.suggested(first, by=team.developer, lead=f"So: Read on {number}.")
    with django_assert_max_num_queries(len(before)):
        make.edited(first, by=team.pr, **desk.text(lead=f"And so: {lead}"))
    assert not Anchor.objects.standing().filter(is_orphan=True).exists()


def test_what_no_form_would_take_is_not_taken_over(team, revision):
    first, second = "Begin here. " * 900, "End here. " * 1_100
    made = [
        *desk.suggested(revision, by=team.legal, text_0=f"{first}{revision.sections[0]['text']}"),
        *desk.suggested(revision, by=team.legal, text_0=f"{revision.sections[0]['text']} {second}"),
    ]
    with pytest.raises(Refused, match="longer than 20,000 characters"):
        desk.decided(made, by=team.pr, accept=True)
    assert revision.statement.newest() == revision
