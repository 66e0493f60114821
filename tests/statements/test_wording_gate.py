"""Words that must not go out shut the gate, and who lets them stand says so to all who sign."""

import pytest
from django.urls import reverse

from breachcomm.refusal import Refused
from statements import gate, operations
from statements.models import Decision
from tests import factories
from tests.statements.factories import edited, signed, submitted, team, word
from tests.statements.house import fresh, let_stand, remarked, term, weigh
from tests.statements.library import said
from tests.statements.pages import signed_in, url
from tests.statements.test_gate import codes

pytestmark = pytest.mark.django_db
FREE = "Please leverage this letter."


@pytest.fixture
def people():
    people = team()
    term(people.pr, reason="Say use")
    return people


@pytest.fixture
def revision(people):
    return edited(submitted(people), by=people.pr, lead=FREE)


def both_sign(people, revision):
    for signer in (people.legal, people.pr):
        word(revision, signer)


def test_an_error_in_the_wording_shuts_the_gate_and_names_the_cure(people, revision):
    both_sign(people, revision)
    [blocker] = gate.blockers(fresh(revision))
    assert (blocker.code, blocker.place) == ("wording_error", "First lines")
    assert blocker.sentence == "The text says “leverage”. Say use. Say it in other words."
    assert blocker.about == remarked(revision).blocking[0]


@pytest.mark.parametrize("severity", ["warning", "hint"])
def test_what_is_no_error_leaves_the_gate_open(people, revision, severity):
    term(people.pr, severity=severity)
    both_sign(people, revision)
    assert codes(revision) == []


def test_a_guarantee_shuts_the_gate_whatever_is_known(people):
    lead = "We guarantee that this will never happen again."
    revision = edited(submitted(people), by=people.pr, lead=lead)
    assert "wording_error" in codes(revision)


def test_a_text_is_judged_by_the_house_style_of_today(people):
    revision = edited(submitted(people), by=people.pr, lead="Please utilise it.")
    both_sign(people, revision)
    assert codes(revision) == []
    standing = term(people.legal, "utilise")
    assert codes(revision) == ["wording_error"]
    with pytest.raises(operations.Blocked):
        operations.release(revision, by=people.pr, seen_digest=revision.digest)
    operations.retire_term(standing, by=people.legal, reason="Fine by now.")
    assert operations.release(revision, by=people.pr, seen_digest=revision.digest).pk


def test_whoever_signed_before_a_remark_was_let_stand_signs_again(people, revision):
    both_sign(people, revision)
    let_stand(revision, people.pr)
    [blocker] = gate.blockers(fresh(revision))
    assert (blocker.code, blocker.about.by) == ("waiver_unseen", people.legal)
    assert f"before {people.pr.name} let a remark on the wording stand" in blocker.sentence
    word(revision, people.legal)
    assert codes(revision) == []
    with pytest.raises(Refused, match="done that already"):
        word(revision, people.legal)


def test_nobody_signs_over_a_remark_let_stand_that_was_not_on_the_page(people, revision):
    given = let_stand(revision, people.pr)
    sign = {"decision": Decision.SIGNED, "seen_digest": revision.digest}
    with pytest.raises(Refused, match="remark on the wording"):
        operations.sign_off(revision, by=people.legal, **sign)
    # The ids of one kind of waiver are none of the other's.
    with pytest.raises(Refused, match="remark on the wording"):
        operations.sign_off(revision, by=people.legal, seen_waivers=[given.pk], **sign)
    assert operations.sign_off(revision, by=people.legal, seen_remarks=[given.pk], **sign)
    # Whoever gave it has read it.
    assert operations.sign_off(revision, by=people.pr, **sign)


def test_a_hint_let_stand_is_the_authors_own_affair(people, revision):
    term(people.pr, severity="hint")
    both_sign(people, revision)
    let_stand(revision, people.pr, remarked(revision).hints[0])
    assert codes(revision) == []


def test_a_class_made_graver_shuts_the_gate_over_a_waiver_given_for_less(people):
    lead = "Who may have seen it?"
    revision = edited(signed(people), by=people.pr, lead=f"{lead} Somebody may have seen it.")
    [*_, remark] = remarked(revision).shown
    let_stand(revision, people.pr, remark)
    weigh(people.legal, severity="error")
    assert "wording_error" in codes(revision)


def test_what_is_confirmed_is_not_doubted_in_a_text_that_goes_out(people):
    value = {"exposure": "exposed", "protection": "unknown", "note": ""}
    factories.fact(people.incident, "exposure.name", value, by=people.developer)
    revision = edited(submitted(people), by=people.pr, lead="Names may have been exposed.")
    assert "wording_error" in codes(revision)


def test_the_page_that_is_signed_shows_what_others_let_stand_and_why(client, people, revision):
    given = let_stand(revision, people.pr, reason="It is our product’s name.")
    signed_in(client, people.legal)
    seen = {"seen_digest": revision.digest}
    answer = client.post(url("sign_off", revision), seen)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "a remark on the wording stand that you had not read" in shown
    assert f'name="seen_remarks" value="{given.pk}"' in shown
    assert "It is our product’s name." in shown
    client.post(url("sign_off", revision), {**seen, "seen_remarks": given.pk})
    assert revision.sign_offs.get().by == people.legal


def test_the_gate_leads_to_the_remark_and_the_author_to_all_of_them(client, people, revision):
    page = said(signed_in(client, people.pr).get(url("statement", revision.statement)))
    [one] = remarked(revision).blocking
    assert f"?tab=wording#{one.name}" in page
    assert "Change the words that must not go out" in page


def test_many_remarks_are_one_line_of_the_gate(client, people, revision):
    revision = edited(revision, by=people.pr, lead=f"{FREE} {FREE} Do leverage it.")
    page = said(signed_in(client, people.pr).get(url("statement", revision.statement)))
    assert "3 remarks on the wording must be settled before this goes out." in page
    assert "The text says" not in page


def test_nobody_is_asked_to_sign_a_text_whose_words_must_change(client, people, revision):
    page = said(signed_in(client, people.legal).get(reverse("home")))
    assert "Look at what is open" in page
    let_stand(revision, people.pr)
    assert "Read and sign revision" in said(client.get(reverse("home")))
