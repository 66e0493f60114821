"""A redline never loses a character, and never takes long."""

import time
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from statements.redline import GONE, NEW, SAME, Piece, compare, redline

WORDS = st.lists(st.sampled_from(["a", "the", "data", ".", ",", " ", "\n", "é", "12"]), max_size=40)
TEXTS = st.text(max_size=80) | WORDS.map("".join)


def one_side(pieces, kind):
    return "".join(piece.text for piece in pieces if piece.kind in (SAME, kind))


def text(title="Notice", lead="", **sections):
    parts = [{"heading": heading, "text": body} for heading, body in sections.items()]
    return SimpleNamespace(title=title, lead=lead, sections=parts)


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_same_and_gone_is_the_old_text_same_and_new_is_the_new_one(old, new):
    pieces = compare(old, new)
    assert one_side(pieces, GONE) == old
    assert one_side(pieces, NEW) == new
    assert all(piece.text for piece in pieces)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(words):
    assert {piece.kind for piece in compare(words, words)} <= {SAME}


def test_a_changed_word_is_struck_and_its_successor_added():
    assert compare("They used a stolen key.", "They used a lost key.") == (
        Piece(SAME, "They used a "),
        Piece(GONE, "stolen"),
        Piece(NEW, "lost"),
        Piece(SAME, " key."),
    )


def test_a_figure_is_struck_whole():
    assert compare("11,200 people are affected.", "11,900 people are affected.") == (
        Piece(GONE, "11,200"),
        Piece(NEW, "11,900"),
        Piece(SAME, " people are affected."),
    )


def test_an_added_sentence_leaves_the_rest_untouched():
    assert compare("Safe.", "Safe. We are sorry.") == (
        Piece(SAME, "Safe."),
        Piece(NEW, " We are sorry."),
    )


def test_no_space_is_left_standing_between_two_changes():
    kinds = [piece.kind for piece in compare("a compromised credential", "a stolen password")]
    assert kinds == [SAME, GONE, NEW]


def test_hostile_texts_are_compared_in_bounded_time():
    start = time.perf_counter()
    for old, new in (("a " * 10_000, "b a " * 5_000), ("a\n" * 10_000, "b\na\n" * 5_000)):
        pieces = compare(old, new)
        assert (one_side(pieces, GONE), one_side(pieces, NEW)) == (old, new)
    assert time.perf_counter() - start < 10


def test_a_long_text_of_hostile_sections_is_compared_in_bounded_time():
    old = text(**{f"Part {n}": "a " * 1_500 for n in range(40)})
    new = text(**{f"Part {n}": "b a " * 750 for n in range(40)})
    start = time.perf_counter()
    assert len(redline(old, new)) == 42
    assert time.perf_counter() - start < 20


def test_sections_are_matched_by_heading_wherever_they_moved():
    old = text(What="One.", Why="Two.")
    new = text(Why="Two.", What="One!")
    blocks = {block.heading: block for block in redline(old, new)}
    assert [h for h, block in blocks.items() if block.changed] == ["What"]


def test_a_removed_and_an_added_section_are_both_shown():
    blocks = redline(text(Old="Gone."), text(New="Here."))
    shown = {block.heading: [piece.kind for piece in block.pieces] for block in blocks}
    assert shown["Old"] == [GONE]
    assert shown["New"] == [NEW]
    assert {block.heading: block.became for block in blocks}["Old"] == GONE


def test_a_section_that_lost_its_heading_and_had_no_text_counts_as_a_change():
    [block] = [b for b in redline(text(Empty=""), text()) if b.heading == "Empty"]
    assert (block.changed, block.became, block.pieces) == (True, GONE, ())


def test_two_sections_of_one_heading_stay_two_parts():
    twice = SimpleNamespace(
        title="T", lead="", sections=[{"heading": "A", "text": "1"}, {"heading": "A", "text": "2"}]
    )
    assert [block.heading for block in redline(twice, twice)] == ["Title", "First lines", "A", "A"]
