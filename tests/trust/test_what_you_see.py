"""What you see is what you sign: the digest on the screen has to be that of the text."""

import pytest

from breachcomm.refusal import Refused
from statements import operations
from statements.models import Decision, Release, SignOff
from tests.statements.factories import edited, released, signed, submitted, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return team()


def shown_instead(revision, people):
    """Digests a form could carry although another text stood on the screen, and broken ones."""
    other = signed(people)
    older = revision.statement.revisions.first()
    return {
        "missing": "",
        "none": None,
        "tampered": revision.digest[:-1] + ("0" if revision.digest[-1] != "0" else "1"),
        "short": revision.short_digest,
        "upper case": revision.digest.upper(),
        "with a space": revision.digest + " ",
        "of an older text": older.digest,
        "of another statement": other.digest,
        "all zeros": "0" * 64,
        "the row number": str(revision.pk),
    }


@pytest.mark.parametrize("decision", Decision)
def test_no_word_is_taken_on_a_text_that_was_not_shown(people, decision):
    revision = submitted(people)
    operations.sign_off(
        revision, by=people.legal, decision=Decision.SIGNED, seen_digest=revision.digest
    )
    for shown in shown_instead(revision, people).values():
        with pytest.raises(Refused, match="changed while you were reading"):
            operations.sign_off(
                revision, by=people.pr, decision=decision, seen_digest=shown, note="Because."
            )
    assert revision.sign_offs.count() == 1


def test_no_release_of_a_text_that_was_not_shown(people):
    revision = signed(people)
    for shown in shown_instead(revision, people).values():
        with pytest.raises(Refused, match="changed while you were reading"):
            operations.release(revision, by=people.pr, seen_digest=shown)
    assert not Release.objects.exists()
    assert operations.release(revision, by=people.pr, seen_digest=revision.digest)


def test_a_tab_left_open_cannot_sign_the_text_that_came_after(people):
    first_tab = submitted(people)
    edited(first_tab, by=people.pr, lead="Newer words.")
    with pytest.raises(Refused, match="no longer waiting"):
        operations.sign_off(
            first_tab, by=people.legal, decision=Decision.SIGNED, seen_digest=first_tab.digest
        )
    assert not SignOff.objects.exists()


def test_a_tab_left_open_cannot_send_its_digest_for_the_newer_text(people):
    first_tab = submitted(people)
    second_tab = edited(first_tab, by=people.pr, lead="Newer words.")
    with pytest.raises(Refused, match="changed while you were reading"):
        operations.sign_off(
            second_tab, by=people.legal, decision=Decision.SIGNED, seen_digest=first_tab.digest
        )
    assert not SignOff.objects.exists()


def test_a_tab_left_open_cannot_release_the_text_both_signed_before(people):
    first_tab = signed(people)
    edited(first_tab, by=people.legal, lead="Newer words.")
    with pytest.raises(operations.Blocked) as refused:
        operations.release(first_tab, by=people.pr, seen_digest=first_tab.digest)
    assert refused.value.codes == ["superseded"]


def test_signing_twice_gives_one_signature(people):
    revision = submitted(people)
    for attempt in range(3):
        sign = {"by": people.legal, "decision": Decision.SIGNED, "seen_digest": revision.digest}
        if attempt:
            with pytest.raises(Refused, match="already"):
                operations.sign_off(revision, **sign)
        else:
            operations.sign_off(revision, **sign)
    assert revision.sign_offs.count() == 1


def test_releasing_twice_gives_one_release(people):
    release = released(people)
    with pytest.raises(operations.Blocked) as refused:
        operations.release(release.revision, by=people.pr, seen_digest=release.digest)
    assert refused.value.codes == ["not_in_review"]
    assert Release.objects.count() == 1


def test_every_sign_off_keeps_the_digest_its_giver_saw(people):
    revision = signed(people)
    assert {given.digest for given in revision.sign_offs.all()} == {revision.digest}
    assert released(people).digest != revision.digest
