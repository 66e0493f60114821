"""Two people change one text at once: no edit of either is lost, and no nonsense is made of two."""

import time

import pytest

from statements.merging import ORDER, Conflict, Piece, merge
from statements.weaving import BOTH, MINE, SAME, THEIRS, weave

FIRST = "Tell us what you see. Change your password today. Write to us at any time."
LETTER = {
    "What You Can Do": "Change your password.\n\n- Sign out.\n- Sign in again.\n\nThen look.",
    "How to Reach Us": "Write to {contact_point}.",
    "Our Thanks": "Thank you for your patience.",
}


def text(sections=(), *, title="Notice", lead=FIRST, **changed):
    parts = {**(dict(sections) or LETTER), **changed}
    return {
        "title": title,
        "lead": lead,
        "sections": [{"heading": heading, "text": said} for heading, said in parts.items()],
    }


def without(heading):
    return {name: said for name, said in LETTER.items() if name != heading}


def headings(merged, choices=None):
    return [section["heading"] for section in merged.text(choices)["sections"]]


def lead(mine, theirs, base=FIRST):
    return merge(text(lead=base), text(lead=mine), text(lead=theirs))


def words(merged):
    assert merged.is_clean
    return merged.text()["lead"]


def test_changes_in_different_sentences_are_both_in_the_text():
    merged = lead(FIRST.replace("what", "all that"), FIRST.replace("at any time", "day or night"))
    expected = "Tell us all that you see. Change your password today. Write to us day or night."
    assert words(merged) == expected
    assert [piece.kind for piece in merged.lead] == [SAME, MINE, SAME, THEIRS, SAME]


def test_changes_in_different_paragraphs_are_both_in_the_text():
    merged = lead(
        "One more.\n\nTwo.\n\nThree.", "One.\n\nTwo less.\n\nThree.", "One.\n\nTwo.\n\nThree."
    )
    assert words(merged) == "One more.\n\nTwo less.\n\nThree."


def test_a_word_before_an_empty_line_and_one_after_it_are_apart():
    assert words(lead("A one.\n\nB c.", "A b.\n\nTwo c.", "A b.\n\nB c.")) == "A one.\n\nTwo c."


def test_two_items_of_one_list_are_apart():
    assert words(lead("- a one\n- b", "- a\n- two b", "- a\n- b")) == "- a one\n- two b"


def test_a_paragraph_added_behind_one_that_was_edited_is_no_conflict():
    assert words(lead("One.\n\nNew.", "One indeed.", "One.")) == "One indeed.\n\nNew."


def test_a_paragraph_removed_beside_one_that_was_edited_stays_removed():
    assert words(lead("Two.", "One.\n\nTwo more.", "One.\n\nTwo.")) == "Two more."


def test_the_same_word_changed_to_two_others_is_a_conflict_of_its_sentence_that_keeps_all_three():
    merged = lead(FIRST.replace("today", "now"), FIRST.replace("today", "soon"))
    [conflict] = merged.conflicts
    assert conflict.base == "Change your password today."
    assert (conflict.mine, conflict.theirs) == (
        "Change your password now.",
        "Change your password soon.",
    )
    assert merged.text()["lead"] == FIRST.replace("today", "now")
    assert merged.text({0: THEIRS})["lead"] == FIRST.replace("today", "soon")
    assert merged.text({0: BOTH})["lead"] == FIRST.replace(
        "today.", "now. Change your password soon."
    )


def test_a_conflict_takes_in_what_else_was_changed_in_its_sentence():
    mine = "As soon as we understood it, we took these steps:"
    theirs = "Once we knew, these are the steps we took:"
    base = "As soon as we knew, we took these steps:"
    ends = "\n\n- One.\n- Two."
    merged = lead(mine + ends, theirs + ends.replace("Two", "Three"), base + ends)
    [conflict] = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (base, mine, theirs)
    assert merged.text()["lead"] == mine + "\n\n- One.\n- Three."


def test_a_conflict_in_a_list_leaves_the_other_items_alone():
    base = "- Sign out.\n- Change your key\n- Look again."
    merged = lead(base.replace("key", "word"), base.replace("Change", "Renew your"), base)
    [conflict] = lead(base.replace("your", "the"), base.replace("your", "any"), base).conflicts
    assert conflict.base == "Change your key"
    assert merged.is_clean


def test_the_same_change_on_both_sides_is_no_conflict():
    both = FIRST.replace("today", "now")
    merged = lead(both, both)
    assert words(merged) == both
    assert Piece(BOTH, "now") in merged.lead


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("a b c d", "a B c d", "a b C d"),
        ("a b, c d", "a B, c d", "a b, C d"),
        ("a b c d", "a new b c d", "a other b c d"),
        ("a b c d", "a c d", "a B c d"),
        ("a b.", "a b. New", "a b. Other"),
    ],
)
def test_changes_that_touch_are_a_conflict_and_never_interleaved(base, mine, theirs):
    assert len(lead(mine, theirs, base).conflicts) == 1


def test_both_of_two_added_paragraphs_stand_one_below_the_other():
    merged = lead("One.\n\nMine.", "One.\n\nTheirs.", "One.")
    assert merged.text({0: BOTH})["lead"] == "One.\n\nMine.\n\nTheirs."


def test_both_of_two_rewritten_paragraphs_stand_one_below_the_other():
    conflict = Conflict("A", "One.\n\nTwo.", "Three.")
    assert conflict.said(BOTH) == "One.\n\nTwo.\n\nThree."
    assert Conflict("A", "", "Three.").said(BOTH) == "Three."


def test_a_fact_in_the_text_is_one_word():
    mine, theirs = "Write to {contact_point:email}.", "Write to {contact_point:phone}."
    merged = lead(mine, theirs, "Write to {contact_point}.")
    assert [(one.mine, one.theirs) for one in merged.conflicts] == [(mine, theirs)]


def test_a_section_one_added_and_one_the_other_edited_both_stand():
    mine = text({**LETTER, "Our Promise": "We keep you informed."})
    theirs = text({**LETTER, "Our Thanks": "Thank you."})
    merged = merge(text(), mine, theirs)
    assert merged.is_clean
    assert merged.text()["sections"][2:] == [
        {"heading": "Our Thanks", "text": "Thank you."},
        {"heading": "Our Promise", "text": "We keep you informed."},
    ]


@pytest.mark.parametrize("remover", [MINE, THEIRS])
def test_a_section_one_removed_and_the_other_edited_stays_until_somebody_decides(remover):
    gone = text(without("Our Thanks"))
    edited = text({**LETTER, "Our Thanks": "Thank you."})
    sides = (gone, edited) if remover == MINE else (edited, gone)
    merged = merge(text(), *sides)
    [conflict] = merged.conflicts
    assert {conflict.mine, conflict.theirs} == {"", "Our Thanks\n\nThank you."}
    assert merged.text()["sections"][2]["text"] == "Thank you."
    other = THEIRS if remover == MINE else MINE
    assert headings(merged, {0: remover}) == list(without("Our Thanks"))
    assert headings(merged, {0: other}) == headings(merged, {0: BOTH}) == list(LETTER)


def test_a_section_one_removed_and_the_other_left_alone_is_gone():
    merged = merge(text(), text(without("Our Thanks")), text(lead="Another."))
    assert merged.is_clean
    assert headings(merged) == list(without("Our Thanks"))


def test_a_section_one_moved_stands_where_they_put_it_with_the_words_of_the_other():
    moved = text(dict(reversed(LETTER.items())))
    edited = text({**LETTER, "Our Thanks": "Thank you."})
    for sides in ((moved, edited), (edited, moved)):
        merged = merge(text(), *sides)
        assert merged.is_clean
        assert headings(merged) == list(reversed(LETTER))
        assert merged.text()["sections"][0]["text"] == "Thank you."


def test_sections_both_moved_keep_my_order_and_offer_theirs():
    one, two, three = LETTER
    mine = text({name: LETTER[name] for name in (two, one, three)})
    theirs = text({name: LETTER[name] for name in (one, three, two)})
    merged = merge(text(), mine, theirs)
    assert not merged.is_clean
    assert headings(merged) == [two, one, three]
    assert headings(merged, {ORDER: THEIRS}) == [one, three, two]


def test_a_section_that_was_renamed_is_known_by_its_words():
    mine = text({**without("Our Thanks"), "Thank You": LETTER["Our Thanks"]})
    theirs = text({**LETTER, "Our Thanks": "Thank you for all your patience."})
    merged = merge(text(), mine, theirs)
    assert merged.is_clean
    assert merged.text()["sections"][2] == {
        "heading": "Thank You",
        "text": "Thank you for all your patience.",
    }


def test_a_section_both_added_under_one_name_is_one_section_with_a_conflict():
    mine = text({**LETTER, "Our Promise": "We write again."})
    theirs = text({**LETTER, "Our Promise": "We call you."})
    merged = merge(text(), mine, theirs)
    assert headings(merged) == [*LETTER, "Our Promise"]
    assert [one.mine for one in merged.conflicts] == ["We write again."]


def test_different_sections_added_in_one_place_both_stand():
    mine = text({**LETTER, "Beta": "Mine.", "Alpha": "Mine too."})
    theirs = text({**LETTER, "Gamma": "Theirs."})
    for sides in ((mine, theirs), (theirs, mine)):
        assert headings(merge(text(), *sides))[3:] == ["Beta", "Alpha", "Gamma"]


def test_two_sections_of_one_heading_stay_two():
    base = {"title": "", "lead": "", "sections": [{"heading": "A", "text": t} for t in "xy"]}
    mine = {**base, "sections": base["sections"][1:]}
    theirs = {**base, "lead": "New."}
    assert merge(base, mine, theirs).text() == {**mine, "lead": "New."}


def test_conflicts_are_numbered_as_one_reads():
    mine = text(title="My notice", lead="Mine.", **{"Our Thanks": "Mine."})
    theirs = text(title="Their notice", lead="Theirs.", **{"Our Thanks": "Theirs."})
    conflicts = merge(text(), mine, theirs).conflicts
    assert [one.number for one in conflicts] == [0, 1, 2]
    assert [one.theirs.split()[0].strip(".") for one in conflicts] == ["Their", "Theirs", "Theirs"]


def test_an_unrelated_base_makes_everything_a_conflict_and_loses_nothing():
    merged = merge({"title": "", "lead": "", "sections": []}, text(), text(lead="Theirs."))
    assert [(one.mine, one.theirs) for one in merged.conflicts] == [(FIRST, "Theirs.")]


HOSTILE = [
    ("a " * 9_000, "b a " * 4_500, "c a " * 4_500),
    ("a\n\n" * 6_000, "b\n\na\n\n" * 3_000, "c\n\na\n\n" * 3_000),
    ("{" * 20_000, "}{" * 10_000, "\n" * 20_000),
    ("ab" * 9_000, " ".join("ab" * 4_000), "\n".join("ba" * 4_000)),
]


@pytest.mark.parametrize(("base", "mine", "theirs"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_part_is_merged_in_bounded_time(base, mine, theirs):
    start = time.perf_counter()
    weave(base, mine, theirs, 400)
    assert time.perf_counter() - start < 10


def test_a_long_text_of_hostile_sections_is_merged_in_bounded_time():
    def whole(part):
        return text({f"Part {n}": part for n in range(40)})

    start = time.perf_counter()
    merged = merge(*(whole(part) for part in ("a " * 1_500, "b a " * 750, "c a " * 750)))
    assert len(merged.sections) == 40
    assert time.perf_counter() - start < 20


def test_forty_sections_nobody_knows_again_are_matched_in_bounded_time():
    def whole(name, step):
        said = " ".join(f"w{n * step % 997}" for n in range(500))
        return text({f"{name} {n}": f"{name}{n} {said}" for n in range(40)})

    start = time.perf_counter()
    merge(whole("One", 1), whole("Two", 3), whole("Three", 7))
    assert time.perf_counter() - start < 10
