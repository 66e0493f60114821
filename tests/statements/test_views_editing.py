"""The editor: every save a revision, no save without a change, and nothing typed is lost."""

from html import escape

import pytest

from statements.models import Revision
from tests import factories
from tests.statements import factories as make
from tests.statements.filled import fields
from tests.statements.pages import signed_in, typed, url

pytestmark = pytest.mark.django_db

LITERAL = ["<script>alert(1)</script>", "{{7*7}}", "{% now 'Y' %}", "{user.pk}", "[[?]]"]
REFUSED = {
    "a\0b": "U+0000",
    "a\u202eb": "U+202E",
    "a\u200bb": "U+200B",
    "a\U000e0041b": "U+E0041",
}


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    return make.drafted(team)


@pytest.fixture
def editor(client, team, revision):
    signed_in(client, team.pr)
    return url("edit", revision.statement)


def newest(revision):
    return revision.statement.newest()


def test_a_save_is_a_new_revision_with_its_reason(client, editor, revision):
    answer = client.post(editor, typed(revision, lead="A log was read.", reason="Shorter."))
    assert answer.url == url("statement", revision.statement)
    saved = newest(revision)
    assert (saved.number, saved.lead, saved.reason) == (3, "A log was read.", "Shorter.")


def test_saving_without_a_change_makes_no_revision_and_keeps_the_signatures(client, team):
    revision = make.signed(team)
    signed_in(client, team.pr)
    answer = client.post(url("edit", revision.statement), typed(revision), follow=True)
    assert "Nothing changed, no new revision" in answer.content.decode()
    assert newest(revision) == revision
    assert revision.sign_offs.count() == 2


def test_a_save_on_top_of_a_newer_text_shows_both_and_the_second_save_is_knowing(
    client, team, editor, revision
):
    theirs = make.edited(revision, by=team.legal, lead="Counsel wrote this.")
    mine = typed(revision, lead="PR wrote that.")
    answer = client.post(editor, mine)
    shown, form = answer.content.decode(), fields(answer)
    assert answer.status_code == 409
    assert "Counsel wrote this" in shown
    assert form["lead"] == "PR wrote that."
    assert form["based_on"] == str(theirs.number)
    assert newest(revision) == theirs
    assert client.post(editor, {**form, "save": "1"}).status_code == 302
    assert newest(revision).lead == "PR wrote that."


@pytest.mark.parametrize(
    ("button", "headings"),
    [
        ("move-0-down", ["What You Can Do", "What Happened"]),
        ("move-1-up", ["What You Can Do", "What Happened"]),
        ("move-0-up", ["What Happened", "What You Can Do"]),
        ("remove-0", ["What You Can Do"]),
        ("remove-77", ["What Happened", "What You Can Do"]),
        ("add", ["What Happened", "What You Can Do", ""]),
    ],
)
def test_sections_are_arranged_without_saving_and_without_losing_a_word(
    client, editor, revision, button, headings
):
    answer = client.post(editor, typed(revision, lead="Typed, not saved.", **{button: ""}))
    form = answer.context["form"]
    assert [part["heading"].value() for part in form.section_fields] == headings
    assert form["lead"].value() == "Typed, not saved."
    assert newest(revision) == revision


def test_a_forty_first_section_is_not_taken(client, editor, revision):
    many = {"count": "40", **{f"heading_{n}": f"Part {n}" for n in range(40)}}
    shown = client.post(editor, typed(revision, **many, add="")).context
    assert shown["form"].count == 40
    assert shown["full"]


@pytest.mark.parametrize("literal", LITERAL)
@pytest.mark.parametrize("field", ["title", "lead", "heading_0", "text_0", "reason"])
def test_markup_of_any_kind_stays_the_text_that_was_typed(client, editor, revision, field, literal):
    client.post(editor, typed(revision, text_1="New.", **{field: f"Look: {literal} ."}))
    saved = newest(revision)
    assert saved.number == 3
    page = client.get(url("statement", saved.statement)).content.decode()
    assert escape(literal).replace("&#x27;", "'") in page.replace("&#x27;", "'")
    assert "<script>alert" not in page


@pytest.mark.parametrize("bad", REFUSED)
@pytest.mark.parametrize("field", ["title", "lead", "heading_0", "text_0", "reason"])
def test_an_invisible_character_is_named_and_nothing_is_lost(client, editor, revision, field, bad):
    answer = client.post(editor, typed(revision, text_1="Kept as typed.", **{field: bad}))
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert REFUSED[bad] in shown
    assert "Kept as typed." in shown
    assert newest(revision) == revision


@pytest.mark.parametrize("field", ["title", "lead", "heading_0", "text_0", "reason"])
def test_a_megabyte_is_refused_in_words(client, editor, revision, field):
    answer = client.post(editor, typed(revision, **{field: "long " * 200_000}))
    assert answer.status_code == 400
    assert "too long to show" in answer.content.decode()
    assert newest(revision) == revision


def test_a_text_of_a_whole_book_is_refused_in_words_and_kept_on_the_page(client, editor, revision):
    book = {f"text_{n}": "long " * 3_999 for n in range(7)}
    heads = {f"heading_{n}": f"Part {n}" for n in range(7)}
    answer = client.post(editor, typed(revision, count="7", **book, **heads))
    assert answer.status_code == 400
    assert "Shorten it to 120,000." in answer.content.decode()
    assert answer.content.decode().count("long long") > 7
    assert newest(revision) == revision


@pytest.mark.parametrize(
    "broken",
    [
        {"count": "x"},
        {"count": "9" * 30},
        {"count": "-1"},
        {"based_on": "9" * 30},
        {"based_on": "x"},
        {"based_on": ""},
        {"title": ""},
        {"heading_0": ""},
    ],
)
def test_a_form_that_was_tampered_with_saves_nothing_and_never_breaks(
    client, editor, revision, broken
):
    assert client.post(editor, typed(revision, **broken)).status_code in (302, 400, 409)
    assert all(r.title for r in Revision.objects.all())


def test_the_preview_shows_what_is_typed_and_stores_nothing(client, team, revision):
    page = url("preview", revision.statement)
    signed_in(client, team.pr)
    sent = typed(revision, text_0="**Bold** and [[when?]] <img src=x onerror=alert(1)>")
    shown = client.post(page, sent).content.decode()
    assert "<strong>Bold</strong>" in shown
    assert "<mark>[[when?]]</mark>" in shown
    assert "<img" not in shown
    assert newest(revision) == revision
    assert client.get(page).status_code == 405
    assert signed_in(client, team.developer).post(page, sent).status_code == 403


@pytest.mark.parametrize(
    "text", ["a\0\u202e\u200b", "\ufffe", "](" * 2_000, "> " * 5_000, "|" * 9_000]
)
def test_the_preview_survives_whatever_is_typed(client, team, revision, text):
    signed_in(client, team.pr)
    answer = client.post(url("preview", revision.statement), typed(revision, text_0=text))
    assert answer.status_code == 200


def test_a_statement_that_left_the_house_is_not_edited(client, team):
    release = make.released(team)
    signed_in(client, team.pr)
    answer = client.post(
        url("edit", release.statement), typed(release.revision, lead="Another lead.")
    )
    assert answer.status_code == 409
    assert "Another lead." in answer.content.decode()
    assert "left the house" in answer.content.decode()


def test_the_editor_shows_the_text_as_written_and_the_facts_it_may_use(client, team):
    factories.fact(team.incident, "affected_systems", "the sign-in service", by=team.developer)
    revision = make.edited(make.drafted(team), by=team.legal, lead="{affected_systems}")
    shown = signed_in(client, team.legal).get(url("edit", revision.statement)).content.decode()
    assert "{affected_systems}</textarea>" in shown
    assert 'data-insert="{affected_systems:sentence}"' in shown
    assert "This affected the sign-in service." in shown
