"""Two people at one text: both changes are kept, and nobody's words vanish from the page."""

import re
from html import unescape

import pytest

from statements import operations
from tests.statements import factories as make
from tests.statements.filled import fields
from tests.statements.pages import signed_in, typed, url

pytestmark = pytest.mark.django_db

LEAD = "We are sorry for the trouble. Please read this letter with care. Call us at any time."
PLEASE = "Please read this letter with care."
DO, KINDLY = PLEASE.replace("Please", "Do"), PLEASE.replace("Please", "Kindly")
LETTER = {
    "title": "A letter to you",
    "lead": LEAD,
    "sections": [
        {"heading": "What You Can Do", "text": "Sign out everywhere.\n\nThen sign in again."},
        {"heading": "How to Reach Us", "text": "Write to us."},
        {"heading": "Our Thanks", "text": "Thank you for your patience."},
    ],
}


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    return save(make.drafted(team), by=team.pr)


@pytest.fixture
def editor(client, team, revision):
    signed_in(client, team.pr)
    return url("edit", revision.statement)


def save(revision, *, by, **changes):
    return make.edited(revision, by=by, **{**LETTER, **changes})


def said(page):
    """The words on a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page.content.decode())).split())


def lead(old, new):
    return LEAD.replace(old, new)


def with_text(heading, text):
    return [
        {**one, "text": text} if one["heading"] == heading else one for one in LETTER["sections"]
    ]


def without(heading):
    return [one for one in LETTER["sections"] if one["heading"] != heading]


def newest(revision):
    return revision.statement.newest()


def test_changes_that_do_not_meet_are_both_in_the_form_and_saving_makes_one_text(
    client, team, editor, revision
):
    theirs = save(revision, by=team.legal, lead=lead("at any time", "by day"), reason="Hours.")
    answer = client.post(editor, typed(revision, lead=lead("sorry", "truly sorry"), reason="Tone."))
    assert answer.status_code == 409
    assert newest(revision) == theirs
    both = lead("at any time", "by day").replace("sorry", "truly sorry")
    form = fields(answer)
    assert (form["lead"], form["reason"]) == (both, "Tone.")
    assert form["based_on"] == str(theirs.number)
    words = said(answer)
    assert "Both changes are in the text below. Read it, then save." in words
    assert f"{team.legal.name} (legal counsel) saved revision {theirs.number}" in words
    assert "“Hours.”" in words
    assert client.post(editor, {**form, "save": "1"}).status_code == 302
    assert newest(revision).lead == both


def test_what_saving_would_change_in_their_text_is_shown(client, team, editor, revision):
    save(revision, by=team.legal, lead=lead("at any time", "by day"))
    answer = client.post(editor, typed(revision, title="Another title"))
    changed = [block.heading for block in answer.context["blocks"] if block.changed]
    assert changed == ["Title"]


def test_a_passage_both_changed_is_shown_from_both_sides_and_mine_stands(
    client, team, editor, revision
):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    answer = client.post(editor, typed(revision, lead=lead("Please", "Do")))
    form, words = fields(answer), said(answer)
    assert form["lead"] == lead("Please", "Do")
    assert lead("Please", "Kindly") in words
    assert "1 of 1: First lines" in words
    assert f"Before, it read: {PLEASE}" in words
    assert "Yours stands until you choose otherwise" in words
    assert form["choice-0"] == "mine"


@pytest.mark.parametrize(
    ("choice", "stands"), [("mine", DO), ("theirs", KINDLY), ("both", f"{DO} {KINDLY}")]
)
def test_what_is_chosen_is_put_into_the_form_and_saved_only_then(
    client, team, editor, revision, choice, stands
):
    theirs = save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    answer = client.post(editor, {**form, "choice-0": choice, "together": "1"})
    assert answer.status_code == 200
    assert newest(revision) == theirs
    put = fields(answer)
    assert put["lead"] == lead(PLEASE, stands)
    assert put["choice-0"] == choice
    assert "Your choices are in the text below" in said(answer)
    assert client.post(editor, {**put, "save": "1"}).status_code == 302
    assert newest(revision).lead == lead(PLEASE, stands)


def test_a_choice_that_was_not_put_into_the_text_yet_is_never_saved_unread(
    client, team, editor, revision
):
    theirs = save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    answer = client.post(editor, {**form, "choice-0": "theirs", "save": "1"})
    assert newest(revision) == theirs
    assert fields(answer)["lead"] == lead("Please", "Kindly")


def test_a_choice_can_be_changed_again(client, team, editor, revision):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    for choice, stands in (("theirs", KINDLY), ("both", f"{DO} {KINDLY}"), ("mine", DO)):
        form = fields(client.post(editor, {**form, "choice-0": choice, "together": "1"}))
        assert form["lead"] == lead(PLEASE, stands)


def test_what_was_typed_below_meanwhile_is_kept_when_a_choice_is_put_in(
    client, team, editor, revision
):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    form["lead"] = form["lead"].replace("any time", "any hour")
    form["text_1"] = "Write to us soon."
    answer = client.post(editor, {**form, "choice-0": "theirs", "together": "1"})
    put = fields(answer)
    assert put["lead"] == lead("Please", "Kindly").replace("any time", "any hour")
    assert put["text_1"] == "Write to us soon."
    assert answer.context["kept"] == 0


def test_a_passage_that_was_settled_by_hand_stays_as_typed(client, team, editor, revision):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    form["lead"] = lead("Please", "Kindly do")
    answer = client.post(editor, {**form, "choice-0": "theirs", "together": "1"})
    assert fields(answer)["lead"] == lead("Please", "Kindly do")
    assert "1 passage that you changed by hand stays as you typed it." in said(answer)


def test_a_section_i_removed_and_they_edited_stays_until_i_decide(client, team, editor, revision):
    save(revision, by=team.legal, sections=with_text("Our Thanks", "Thank you."))
    mine = typed(revision, count=2)
    answer = client.post(editor, mine)
    form = fields(answer)
    assert (form["heading_2"], form["text_2"]) == ("Our Thanks", "Thank you.")
    assert f"Keep it, as {team.legal.name} edited it" in said(answer)
    assert form["choice-0"] == "theirs"
    gone = fields(client.post(editor, {**form, "choice-0": "mine", "together": "1"}))
    assert gone["count"] == "2"
    back = fields(client.post(editor, {**gone, "choice-0": "theirs", "together": "1"}))
    assert back["text_2"] == "Thank you."


def test_a_section_they_removed_and_i_edited_stays_until_i_decide(client, team, editor, revision):
    save(revision, by=team.legal, sections=without("Our Thanks"))
    form = fields(client.post(editor, typed(revision, text_2="Thank you.")))
    assert form["text_2"] == "Thank you."
    gone = fields(client.post(editor, {**form, "choice-0": "theirs", "together": "1"}))
    assert gone["count"] == "2"


def test_sections_one_added_and_the_other_moved_stand_in_their_order(
    client, team, editor, revision
):
    moved = [LETTER["sections"][at] for at in (2, 0, 1)]
    save(revision, by=team.legal, sections=moved)
    mine = typed(revision, count=4, heading_3="Our Promise", text_3="We write again.")
    form = fields(client.post(editor, mine))
    order = [form[f"heading_{n}"] for n in range(4)]
    assert order == ["Our Thanks", "Our Promise", "What You Can Do", "How to Reach Us"]


def test_two_orders_of_the_sections_are_a_choice(client, team, editor, revision):
    first, second, third = LETTER["sections"]
    save(revision, by=team.legal, sections=[first, third, second])
    mine = {}
    for number, one in enumerate([second, first, third]):
        mine |= {f"heading_{number}": one["heading"], f"text_{number}": one["text"]}
    form = fields(client.post(editor, typed(revision, **mine)))
    assert [form[f"heading_{n}"][:3] for n in range(3)] == ["How", "Wha", "Our"]
    put = fields(client.post(editor, {**form, "choice-order": "theirs", "together": "1"}))
    assert [put[f"heading_{n}"][:3] for n in range(3)] == ["Wha", "Our", "How"]


def test_my_text_as_i_typed_it_stays_on_the_page_through_every_step(client, team, editor, revision):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    mine = lead("Please", "Do")
    answer = client.post(editor, typed(revision, lead=mine))
    for step in ({"choice-0": "theirs", "together": "1"}, {"add": ""}, {"title": ""}, {"add": ""}):
        answer = client.post(editor, {**fields(answer), **step})
        page = answer.content.decode()
        folded = page[page.index("Your text as you typed it") :]
        assert mine in folded[: folded.index("</details>")]
        assert fields(answer)["mine-lead"] == mine


def test_arranging_sections_keeps_the_choice_that_was_made(client, team, editor, revision):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    moved = fields(client.post(editor, {**form, "choice-0": "both", "move-0-down": ""}))
    assert (moved["choice-0"], moved["was-0"]) == ("both", "mine")
    assert moved["lead"] == lead("Please", "Do")


def test_a_third_save_meanwhile_is_merged_again(client, team, editor, revision):
    second = save(revision, by=team.legal, title="A letter from us")
    form = fields(client.post(editor, typed(revision, lead=lead("sorry", "truly sorry"))))
    save(second, by=team.legal, title="A letter from us", sections=without("Our Thanks"))
    again = client.post(editor, {**form, "save": "1"})
    assert again.status_code == 409
    put = fields(again)
    assert (put["title"], put["count"]) == ("A letter from us", "2")
    assert "truly sorry" in put["lead"]


def test_several_saves_are_all_named(client, team, editor, revision):
    second = save(revision, by=team.legal, title="A letter from us")
    save(second, by=team.pr, title="Our letter")
    words = said(client.post(editor, typed(revision, lead=lead("sorry", "truly sorry"))))
    for name, number in ((team.legal.name, second.number), (team.pr.name, second.number + 1)):
        assert name in words
        assert f"saved revision {number}" in words


def test_the_same_change_leaves_nothing_to_save(client, team, editor, revision):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"), title="A letter from us")
    answer = client.post(editor, typed(revision, lead=lead("Please", "Kindly")))
    assert "Everything you changed is in their text already." in said(answer)
    assert client.post(editor, {**fields(answer), "save": "1"}, follow=True).status_code == 200
    assert newest(revision).title == "A letter from us"


def test_a_fact_both_read_anew_is_one_word(client, team, editor, revision):
    save(revision, by=team.legal, lead="Write to {contact_point:phone}.")
    answer = client.post(editor, typed(revision, lead="Write to {contact_point}."))
    assert fields(answer)["lead"] == "Write to {contact_point}."
    assert "{contact_point:phone}" in said(answer)


@pytest.mark.parametrize("number", ["999", "2"])
def test_a_page_that_names_a_wrong_revision_makes_everything_a_choice(
    client, team, editor, revision, number
):
    save(revision, by=team.legal, lead="Theirs.")
    answer = client.post(editor, typed(revision, lead="Mine.", based_on=number))
    assert answer.status_code == 409
    assert "Theirs" in said(answer)
    assert fields(answer)["lead"] == "Mine."


@pytest.mark.parametrize(
    "broken",
    [
        {"mine-count": "x"},
        {"mine-count": "9" * 30},
        {"mine-title": ""},
        {"mine-based_on": "9" * 30},
        {"mine-based_on": ""},
        {"mine-lead": "a\0b"},
        {"based_on": "77"},
        {"based_on": "x"},
        {"choice-0": "x"},
        {"was-0": "<b>"},
        {"choice-99": "theirs"},
    ],
)
def test_a_choice_that_was_tampered_with_never_breaks(client, team, editor, revision, broken):
    save(revision, by=team.legal, lead=lead("Please", "Kindly"))
    form = fields(client.post(editor, typed(revision, lead=lead("Please", "Do"))))
    answer = client.post(editor, {**form, "together": "1", **broken})
    assert answer.status_code in (200, 302, 400, 409)


def test_more_sections_than_fit_are_shown_and_not_dropped(client, team, editor, revision):
    def sections(name):
        return [{"heading": f"{name} {n}", "text": f"{name} text {n}."} for n in range(37)]

    save(revision, by=team.legal, sections=[*LETTER["sections"], *sections("Theirs")])
    many = {"count": 40}
    for number, one in enumerate([*LETTER["sections"], *sections("Mine")]):
        many |= {f"heading_{number}": one["heading"], f"text_{number}": one["text"]}
    answer = client.post(editor, typed(revision, **many))
    assert fields(answer)["count"] == "40"
    words = said(answer)
    assert "These are not in the form" in words
    for number in range(37):
        assert f"Theirs text {number}." in words
        assert f"Mine text {number}." in words


def test_markup_in_either_text_stays_text(client, team, editor, revision):
    save(revision, by=team.legal, lead="<script>alert(1)</script> {{7*7}}")
    answer = client.post(editor, typed(revision, lead='"><img src=x onerror=alert(1)>'))
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{7*7}}" in page


def test_saving_my_merged_text_asks_for_every_signature_anew(client, team, revision):
    operations.submit(revision, by=team.pr)
    theirs = save(revision, by=team.legal, lead=lead("at any time", "by day"))
    make.word(theirs, team.legal)
    signed_in(client, team.pr)
    editor = url("edit", revision.statement)
    answer = client.post(editor, typed(revision, lead=lead("sorry", "truly sorry")))
    assert f"{team.legal.name} signed the current one" in said(answer)
    client.post(editor, {**fields(answer), "save": "1"})
    assert not newest(revision).sign_offs.exists()
