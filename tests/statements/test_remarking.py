"""The wording review of a text here: in view of facts, terms, policy and waivers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from breachcomm.refusal import Refused
from statements import judgement, operations, reading, remarking
from statements.drafting import reader_of
from statements.models import HouseTerm, WordingPolicy, WordingWaiver
from tests import factories
from tests.statements.factories import edited, released, submitted, team, word
from tests.statements.house import let_stand, remarked, term, weigh

pytestmark = pytest.mark.django_db
OPEN = {"confidence": "under_investigation"}
DOUBT = "Somebody may have seen it."


@pytest.fixture
def people():
    return team()


@pytest.fixture
def revision(people):
    return edited(submitted(people), by=people.pr, lead=DOUBT)


def severities(revision):
    return [one.remark.severity for one in remarked(revision).placed]


def sections(*pairs):
    return [{"heading": heading, "text": text} for heading, text in pairs]


def test_a_remark_stands_at_its_words_in_its_part(people):
    told = {
        "title": "A leverage for you",
        "lead": "Please read on.",
        "sections": sections(("We leverage", "Read.\n\nThen leverage it. Bye.")),
    }
    revision = edited(submitted(people), by=people.pr, **told)
    term(people.pr)
    found = remarked(revision).placed
    assert [(one.place, one.remark.text, one.sentence) for one in found] == [
        ("title", "leverage", "A leverage for you"),
        ("0.heading", "leverage", "We leverage"),
        ("0", "leverage", "Then leverage it."),
    ]
    parts = {"title": told["title"], "0.heading": "We leverage", "0": told["sections"][0]["text"]}
    assert {parts[one.place][one.start : one.end] for one in found} == {"leverage"}
    assert [one.label for one in found] == ["House style"] * 3
    assert found[0].name == f"remark-title-2-house-{HouseTerm.objects.get().pk}"


def test_words_of_facts_are_read_too(people):
    factories.fact(people.incident, "root_cause", "A token we leverage.", by=people.developer)
    revision = edited(submitted(people), by=people.pr, lead="It was {root_cause}.")
    term(people.pr)
    [one] = remarked(revision).placed
    assert revision.lead[one.start : one.end] == "leverage"


def test_a_doubt_is_judged_in_view_of_the_facts(people):
    lead = "Names may have been exposed."
    revision = edited(submitted(people), by=people.pr, lead=lead)
    assert severities(revision) == ["warning"]
    factories.fact(people.incident, "exposure.name", None, **OPEN, by=people.developer)
    assert severities(revision) == []
    value = {"exposure": "exposed", "protection": "unknown", "note": ""}
    factories.fact(people.incident, "exposure.name", value, by=people.developer)
    assert severities(revision) == ["error"]


def test_the_policy_of_the_house_changes_how_grave_a_class_is(people, revision):
    assert severities(revision) == ["warning"]
    for severity in ("error", "hint"):
        weigh(people.pr, severity=severity)
        assert severities(revision) == [severity]
    weigh(people.legal, severity="off")
    assert severities(revision) == []
    weigh(people.legal, severity="default")
    assert severities(revision) == ["warning"]


def test_a_term_of_the_house_brings_its_reason_and_the_other_words(people):
    revision = edited(
        submitted(people), by=people.pr, lead="Please synchronise it. We synchronised it."
    )
    first = term(people.pr, "Synchronis*", kind="preferred", instead="use", severity="hint")
    one, two = remarked(revision).hints
    assert (one.remark.text, two.remark.text) == ("synchronise", "synchronised")
    assert (one.remark.rewrite, one.remark.reason) == ("use", "Nobody says that.")
    assert one.cure == "Write “use” instead."
    term(people.legal, "synchronis*", reason="Long.", severity="warning")
    changed = remarked(revision)
    assert [(r.remark.reason, r.remark.rewrite) for r in changed.shown] == [("Long.", None)] * 2
    operations.retire_term(HouseTerm.objects.live().get(), by=people.pr, reason="Fine by now.")
    assert remarked(revision).placed == ()
    assert HouseTerm.objects.count() == 3
    assert first.term == "synchronis*"


def test_a_term_said_once_more_makes_no_row(people):
    assert term(people.pr) == term(people.legal, "  LEVERAGE* ")


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        ({"term": " "}, "Write the words"),
        ({"term": "a b c d e f g h i"}, "at most 8 words"),
        ({"term": "x" * 81}, "80 characters"),
        ({"term": "@done"}, "cannot be looked for"),
        ({"term": "(may|might)"}, "cannot be looked for"),
        ({"term": "*tion"}, "cannot be looked for"),
        ({"term": "~3"}, "cannot be looked for"),
        ({"term": "24/7"}, "cannot be looked for"),
        ({"term": "co*"}, "match too much"),
        ({"kind": "preferred"}, "what to write instead"),
        ({"kind": "loved"}, "from the lists"),
        ({"severity": "fatal"}, "from the lists"),
        ({"language": "tlh"}, "no wording review"),
        ({"reason": " "}, "Say why"),
        ({"reason": "One\ntwo"}, "one line"),
        ({"instead": "x" * 121}, "Shorten it"),
    ],
)
def test_a_term_that_cannot_be_kept_says_what_is_wrong(people, spoiled, sentence):
    with pytest.raises(Refused, match=sentence):
        term(people.pr, **spoiled)
    assert not HouseTerm.objects.exists()


@pytest.mark.parametrize(
    "words", ["e-mail", "don’t panic", "a well-known fact", "naïve", "covid19"]
)
def test_words_as_people_write_them_are_found(people, words):
    term(people.pr, words)
    revision = edited(submitted(people), by=people.pr, lead=f"Read {words.title()} here.")
    assert [one.remark.text for one in remarked(revision).placed] == [words.title()]


def test_a_house_keeps_no_more_terms_than_a_text_can_be_searched_for(people):
    rows = [
        HouseTerm(
            term=f"word{number}", kind="banned", reason="No.", severity="hint", by=people.pr,
            role="pr",
        )
        for number in range(500)
    ]  # fmt: skip
    for row in rows:
        row.save()
    with pytest.raises(Refused, match="500 terms"):
        term(people.pr)
    operations.retire_term(HouseTerm.objects.live().get(term="word7"), by=people.pr, reason="Old.")
    assert term(people.pr).pk


def test_a_term_changed_meanwhile_is_not_retired(people):
    first = term(people.pr)
    term(people.pr, reason="Another.")
    with pytest.raises(Refused, match="meanwhile"):
        operations.retire_term(first, by=people.pr, reason="Old.")


def test_only_counsel_and_pr_keep_the_house_style(people):
    standing = term(people.pr)
    for person in (people.developer, people.observer, factories.administrator(), None):
        for act in (
            lambda by: term(by, "other"),
            lambda by: operations.retire_term(standing, by=by, reason="Old."),
            weigh,
        ):
            with pytest.raises(PermissionDenied):
                act(person)
    assert (HouseTerm.objects.count(), WordingPolicy.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        ({"kind": "manners"}, "no such class"),
        ({"severity": "fatal"}, "no such severity"),
        ({"severity": "default"}, "so already"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(people, spoiled, sentence):
    with pytest.raises(Refused, match=sentence):
        weigh(people.pr, **spoiled)


def test_one_remark_stands_for_this_sentence_and_rule_wherever_they_stand(people, revision):
    let_stand(revision, people.pr)
    assert remarked(revision).shown == []
    assert [one.waiver.by for one in remarked(revision).waived] == [people.pr]
    moved = edited(revision, by=people.pr, lead="Hello.", sections=sections(("What", DOUBT)))
    assert len(remarked(moved).waived) == 1
    other = edited(moved, by=people.pr, lead="Anybody may have seen it.")
    assert len(remarked(other).shown) == 1
    assert len(remarked(edited(other, by=people.pr, lead=DOUBT)).waived) == 1


def test_letting_a_remark_stand_can_be_taken_back(people, revision):
    let_stand(revision, people.pr)
    let_stand(revision, people.legal, act=operations.withdraw_remark_waiver)
    assert len(remarked(revision).shown) == 1
    assert [one.is_withdrawn for one in WordingWaiver.objects.all()] == [False, True]
    let_stand(revision, people.legal)
    assert remarked(revision).shown == []


def test_a_remark_that_became_graver_asks_again(people, revision):
    let_stand(revision, people.pr)
    weigh(people.pr, severity="error")
    assert len(remarked(revision).blocking) == 1
    let_stand(revision, people.pr)
    assert remarked(revision).blocking == []
    weigh(people.pr, severity="hint")
    assert len(remarked(revision).waived) == 1


def test_whoever_lets_a_remark_stand_has_it_before_them(people, revision):
    [one] = remarked(revision).shown
    with pytest.raises(Refused, match="so already"):
        let_stand(revision, people.pr, one, act=operations.withdraw_remark_waiver)
    with pytest.raises(Refused, match="Say why"):
        let_stand(revision, people.pr, reason=" ")
    with pytest.raises(Refused, match="text changed"):
        let_stand(revision, people.pr, seen_digest="0" * 64)
    newer = edited(revision, by=people.pr, lead="Nothing to say.")
    with pytest.raises(Refused, match="text changed"):
        let_stand(revision, people.pr, one)
    with pytest.raises(Refused, match="Reload"):
        let_stand(newer, people.pr, one)
    for person in (people.developer, people.observer, factories.person("pr"), None):
        with pytest.raises(PermissionDenied):
            let_stand(newer, person, one)
    assert not WordingWaiver.objects.exists()


def test_a_text_that_left_the_house_takes_no_more(people):
    term(people.pr, severity="warning")
    revision = edited(submitted(people), by=people.pr, lead="Please leverage it.")
    for signer in (people.legal, people.pr):
        word(revision, signer)
    operations.release(revision, by=people.pr, seen_digest=revision.digest)
    with pytest.raises(Refused, match="left the house"):
        let_stand(revision, people.pr)


def forged(revision, by, **told):
    usual = {"sentence": DOUBT, "rule": "x", "severity": "error", "words": "x", "reason": "So."}
    row = WordingWaiver(revision=revision, by=by, **{**usual, "role": by.role, **told})
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()


def test_the_database_takes_a_waiver_only_from_counsel_or_pr_in_an_open_text(people, revision):
    forged(revision, people.pr, role="legal")
    forged(revision, people.developer)
    forged(revision, people.developer, role="pr")
    forged(revision, people.legal, reason="")
    forged(released(people).revision, people.legal)
    left = factories.change(people.legal, is_active=False)
    forged(revision, left)


@pytest.mark.parametrize("role", ["developer", "legal"])
def test_the_database_takes_house_style_only_from_people_in_their_role(people, role):
    by = people.developer
    told = {"reason": "So.", "severity": "hint", "by": by, "role": role}
    for row in (HouseTerm(term="x", kind="banned", **told), WordingPolicy(kind="jargon", **told)):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()


def test_a_text_on_the_screen_is_read_like_one_that_was_saved(people, revision):
    term(people.pr, "somebody")
    statement, known = revision.statement, people.incident.known()
    reader = reader_of(statement.audience)
    typed = reading.of_typed(revision.written, known, reader, {})
    judged = judgement.typed_sentences(statement, typed, known, reader)
    assert remarking.typed(statement, typed, known, judged).placed == remarked(revision).placed
    let_stand(revision, people.pr, remarked(revision).blocking[0])
    assert len(remarking.typed(statement, typed, known, judged).waived) == 1


def test_an_empty_text_has_no_remarks(people):
    revision = edited(submitted(people), by=people.pr, title="x", lead="", sections=[])
    assert remarked(revision).placed == ()
