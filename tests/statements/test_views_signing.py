"""One signs what one sees: nothing else is signed, and nothing typed is lost."""

import pytest

from incidents import operations as incidents
from statements import operations
from statements.models import Decision, Objection, SignOff, State
from tests import factories
from tests.factories import PASSWORD
from tests.statements import factories as make
from tests.statements.pages import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    return make.submitted(team)


def test_what_stands_on_the_page_is_what_gets_signed(client, team, revision):
    page = signed_in(client, team.legal).get(url("sign_off", revision)).content.decode()
    assert revision.digest in page
    assert make.FINISHED["sections"][0]["text"] in page
    answer = client.post(url("sign_off", revision), {"seen_digest": revision.digest})
    assert answer.url == url("statement", revision.statement)
    assert revision.sign_offs.get().decision == Decision.SIGNED


@pytest.mark.parametrize("digest", ["", "0" * 64, "x" * 65, "\0", None])
def test_a_tampered_or_missing_digest_signs_nothing(client, team, revision, digest):
    sent = {} if digest is None else {"seen_digest": digest}
    answer = signed_in(client, team.legal).post(url("sign_off", revision), sent)
    assert answer.status_code in (400, 409)
    assert not SignOff.objects.exists()


def test_the_digest_of_another_text_cannot_be_replayed(client, team, revision):
    other = make.submitted(team)
    answer = signed_in(client, team.legal).post(
        url("sign_off", revision), {"seen_digest": other.digest}
    )
    assert answer.status_code == 409
    assert not SignOff.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_signed_and_the_change_is_shown(
    client, team, revision
):
    newer = make.edited(revision, by=team.pr, lead="We write to you about your account.")
    answer = signed_in(client, team.legal).post(
        url("sign_off", revision), {"seen_digest": revision.digest}
    )
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "<ins>" in shown
    assert "<del>" in shown
    assert url("sign_off", newer) in shown
    assert not SignOff.objects.exists()


def test_an_old_password_is_asked_for_again_and_must_be_right(client, team, revision):
    signed_in(client, team.legal, fresh=False)
    page = url("sign_off", revision)
    seen = {"seen_digest": revision.digest}
    assert 'name="password"' in client.get(page).content.decode()
    assert client.post(page, seen).status_code == 400
    assert client.post(page, {**seen, "password": "wrong"}).status_code == 400
    assert not SignOff.objects.exists()
    assert client.post(page, {**seen, "password": PASSWORD}).status_code == 302
    assert SignOff.objects.get().by == team.legal


def test_returning_takes_a_note_and_the_author_sees_it(client, team, revision):
    signed_in(client, team.legal)
    page, seen = url("return", revision), {"seen_digest": revision.digest}
    assert client.post(page, seen).status_code == 400
    assert client.post(page, {**seen, "note": "Name the log."}).status_code == 302
    shown = signed_in(client, team.pr).get(url("statement", revision.statement)).content.decode()
    assert "Name the log." in shown
    assert "Edit as asked" in shown


def test_a_signature_can_be_taken_back_by_its_role_only(client, team, revision):
    make.word(revision, team.legal)
    seen = {"seen_digest": revision.digest}
    signed_in(client, team.developer)
    assert client.post(url("withdraw_sign_off", revision), seen).status_code == 403
    signed_in(client, team.legal).post(url("withdraw_sign_off", revision), {})
    assert revision.sign_offs.count() == 1
    client.post(url("withdraw_sign_off", revision), seen)
    assert revision.sign_offs.last().decision == Decision.WITHDRAWN


def test_a_signature_is_called_yours_only_by_who_gave_it(client, team, revision):
    other = factories.person("legal")
    incidents.add_member(team.incident, by=team.legal, person=other)
    make.word(revision, team.legal)
    page = url("statement", revision.statement)
    assert b"Withdraw your signature" in signed_in(client, team.legal).get(page).content
    assert b"Withdraw the signature of your role" in signed_in(client, other).get(page).content


def test_an_objection_is_settled_by_its_role_and_by_nobody_else(client, team, revision):
    signed_in(client, team.developer)
    assert client.post(url("object", revision), {"text": ""}).status_code == 400
    client.post(url("object", revision), {"text": "It was two logs."})
    objection = Objection.objects.get()
    page, note = url("settle", objection), {"note": "Both are named now."}
    assert signed_in(client, team.pr).post(page, note).status_code == 403
    assert signed_in(client, team.developer).post(page, note).status_code == 302
    answer = client.post(page, note)
    assert answer.status_code == 409
    assert "Both are named now." in answer.content.decode()


def test_a_move_that_cannot_be_made_now_says_why(client, team, revision):
    answer = signed_in(client, team.pr).post(url("submit", revision), follow=True)
    assert "not being drafted any more" in answer.content.decode()
    operations.take_back(revision, by=team.pr)
    answer = client.post(url("take_back", revision), follow=True)
    assert "not in review" in answer.content.decode()


def test_a_refused_note_comes_back_as_it_was_typed(client, team, revision):
    operations.take_back(revision, by=team.pr)
    typed = {"seen_digest": revision.digest, "note": "Say <b>which</b> log {{7*7}}."}
    answer = signed_in(client, team.legal).post(url("return", revision), typed)
    assert answer.status_code == 409
    assert "no longer waiting for sign-off" in answer.content.decode()
    assert "Say &lt;b&gt;which&lt;/b&gt; log {{7*7}}." in answer.content.decode()


@pytest.mark.parametrize("bad", ["a\0b", "a\u202eb", "a\u200bb", "long " * 200_000])
def test_a_note_that_cannot_stand_is_refused_in_words(client, team, revision, bad):
    objection = operations.raise_objection(revision, by=team.legal, text="Which log?")
    release = make.released(team)
    signed_in(client, team.legal)
    for page, field in (
        (url("return", revision), "note"),
        (url("object", revision), "text"),
        (url("settle", objection), "note"),
        (url("withdraw", release), "reason"),
    ):
        answer = client.post(page, {"seen_digest": revision.digest, field: bad})
        assert answer.status_code == 400, page
        assert "error-summary" in answer.content.decode()


def test_a_signer_who_signed_before_is_shown_what_changed(client, team, revision):
    make.word(revision, team.legal)
    newer = make.edited(revision, by=team.pr, lead="We write to you about your account.")
    for page in (url("sign_off", newer), url("statement", newer.statement, "?tab=since")):
        shown = signed_in(client, team.legal).get(page).content.decode()
        assert "<ins>" in shown, page
    assert "Review the change and sign" in shown
    assert revision.statement.newest().sign_offs.count() == 0
    assert newer.statement.state == State.IN_REVIEW
