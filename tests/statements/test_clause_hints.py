"""Clauses beside a text: what the editor offers, and newer words as a hint that waits."""

from datetime import date

import pytest

from statements import clauses, demo, operations
from statements.audiences import Audience
from statements.models import Clause, Statement
from tests.statements import factories as make
from tests.statements.library import FIRST, SECOND, retired, revised, said, using
from tests.statements.pages import signed_in, typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def freeze(team):
    return make.clause(by=team.legal, text=FIRST)


def test_the_editor_offers_what_fits_found_by_title_purpose_and_words(client, team, freeze):
    make.clause("experts", by=team.legal, audience=Audience.TECHNICAL)
    make.clause("auf-deutsch", by=team.legal, language="de")
    page = url("edit", make.drafted(team).statement)
    shown = said(signed_in(client, team.pr).get(page))
    assert 'data-insert="{clause.credit-freeze:1}"' in shown
    assert 'data-offer="credit freeze what you can do ask a **bureau** for a freeze."' in shown
    assert "Ask a bureau for a freeze." in shown
    assert "clause.experts" not in shown
    assert "clause.auf-deutsch" not in shown


def test_the_preview_shows_the_words_of_a_clause(client, team, freeze):
    revision = make.drafted(team)
    sent = typed(revision, lead=f"So: {freeze.token}")
    answer = signed_in(client, team.pr).post(url("preview", revision.statement), sent)
    assert "So: Ask a <strong>bureau</strong> for a freeze." in said(answer)


def hints_on(client, person, revision):
    page = said(signed_in(client, person).get(url("statement", revision.statement)))
    return [words for words in ("Newer words.", "Retired.", "Overdue for review.") if words in page]


def test_newer_words_are_a_hint_with_a_redline_and_one_click(client, team, freeze):
    revision = using(team, freeze)
    assert hints_on(client, team.pr, revision) == []
    second = revised(freeze, team)
    assert hints_on(client, team.pr, revision) == ["Newer words."]
    page = said(client.get(url("edit", revision.statement)))
    assert "<ins>any</ins>" in page
    answer = client.post(url("take_newer_clause", revision), {"version": second.pk})
    assert answer.url == url("statement", revision.statement)
    taken = revision.statement.newest()
    assert (taken.number, taken.lead) == (revision.number + 1, f"First. {SECOND}")
    assert taken.reason == "Takes version 2 of the clause “Credit freeze”."
    assert hints_on(client, team.pr, taken) == []


def test_from_the_editor_one_comes_back_to_it(client, team, freeze):
    revision, second = using(team, freeze), revised(freeze, team)
    sent = {"version": second.pk, "in_editor": "1"}
    answer = signed_in(client, team.pr).post(url("take_newer_clause", revision), sent)
    assert answer.url == url("edit", revision.statement)


def test_retired_and_overdue_are_hints_too_and_not_to_be_taken(client, team, freeze):
    late = make.clause("late", by=team.legal, review_by=date(2001, 1, 1))
    revision = make.edited(make.drafted(team), by=team.pr, lead=f"{freeze.token} {late.token}")
    retired(freeze, team)
    assert hints_on(client, team.pr, revision) == ["Retired.", "Overdue for review."]
    page = said(client.get(url("statement", revision.statement)))
    assert "Take the newer words" not in page


def test_who_may_not_edit_sees_the_hint_without_the_button(client, team, freeze):
    revision = using(team, freeze)
    second = revised(freeze, team)
    for person in (team.developer, team.observer):
        assert hints_on(client, person, revision) == ["Newer words."]
        page = said(client.get(url("statement", revision.statement)))
        assert "Take the newer words" not in page
        sent = {"version": second.pk}
        assert client.post(url("take_newer_clause", revision), sent).status_code == 403


def test_a_text_that_left_the_house_shows_no_hint(client, team, freeze):
    revision = using(team, freeze)
    operations.submit(revision, by=team.pr)
    for signer in (team.legal, team.pr):
        make.word(revision, signer)
    operations.release(revision, by=team.pr, seen_digest=revision.digest)
    revised(freeze, team)
    assert hints_on(client, team.pr, revision) == []


def told_after(client, revision, **sent):
    answer = client.post(url("take_newer_clause", revision), sent, follow=True)
    return said(answer)


def test_a_click_on_a_page_that_is_out_of_date_changes_nothing(client, team, freeze):
    revision, second = using(team, freeze), revised(freeze, team)
    signed_in(client, team.pr)
    newer = make.edited(revision, by=team.legal, lead=f"Second. {freeze.token}")
    assert "while you were writing" in told_after(client, revision, version=second.pk)
    third = revised(second, team, text="Third.")
    assert "There is a version 3 by now." in told_after(client, newer, version=second.pk)
    retired(third, team)
    assert "is retired" in told_after(client, newer, version=third.pk)
    other = make.clause("other", by=team.legal)
    assert "does not stand in the text" in told_after(client, newer, version=other.pk)
    assert newer.statement.newest() == newer


@pytest.mark.parametrize("version", ["", "x", "\0", "-1", "9" * 30, "٣"])
def test_a_version_that_is_none_is_told_or_not_found(client, team, freeze, version):
    revision = using(team, freeze)
    sent = {"version": version}
    answer = signed_in(client, team.pr).post(url("take_newer_clause", revision), sent)
    assert answer.status_code in (302, 404)
    assert revision.statement.newest() == revision


def test_only_tokens_of_this_clause_are_changed_and_escaped_ones_are_text(team, freeze):
    other = make.clause("other", by=team.legal)
    lead = f"{freeze.token} {other.token} \\{freeze.token} {{root_cause}}"
    sections = [{"heading": "What You Can Do", "text": freeze.token}]
    revision = make.edited(make.drafted(team), by=team.pr, lead=lead, sections=sections)
    second = revised(freeze, team)
    taken = operations.take_newer_clause(revision, by=team.legal, version=second)
    assert taken.written["lead"] == lead.replace(freeze.token, second.token, 1)
    assert taken.written["sections"][0]["text"] == second.token
    assert taken.written["title"] == revision.written["title"]


def test_signatures_on_the_older_words_do_not_count_for_the_newer(client, team, freeze):
    revision = using(team, freeze)
    operations.submit(revision, by=team.pr)
    make.word(revision, team.legal)
    second = revised(freeze, team)
    taken = operations.take_newer_clause(revision, by=team.pr, version=second)
    assert not taken.sign_offs.exists()
    assert revision.sign_offs.count() == 1


def test_the_demonstration_has_clauses_and_newer_words_to_take(client):
    demo.load()
    assert Clause.objects.count() == 4
    hinted = [h.title for s in Statement.objects.all() for h in clauses.hints(s.newest())]
    assert hinted == ["Whom to ask"]
