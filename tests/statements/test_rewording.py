"""Other words in the place of a remark's: where they stand in the source, and what is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements import rewording, tokens
from statements.anchors import Span

VALUES = {"people_affected:number": "11,200", "people_affected:cite": "", "clause.ask:1": "Ask."}
LEAD = "We reset {people_affected:number} accounts. They may differ {people_affected:cite}here."
WRITTEN = {
    "title": "A notice",
    "lead": f"{LEAD} {{clause.ask:1}}",
    "sections": [{"heading": "Your data", "text": "Utilise the link."}],
}


def put(text, start, was, rewrite):
    edit = rewording.edit_for(text, start, start + len(was), rewrite)
    return text[: edit.start] + edit.words + text[edit.end :]


def span_of(words, place="lead"):
    read = tokens.read(WRITTEN, VALUES)
    start = {"lead": read["lead"], "title": "A notice", "0.heading": "Your data"}[place].index(
        words
    )
    return rewording.Source(WRITTEN, VALUES).span(place, start, start + len(words))


@pytest.mark.parametrize(("words", "place"), [("reset", "lead"), ("They may", "lead")])
def test_words_typed_here_are_found_in_the_source(words, place):
    span = span_of(words, place)
    assert WRITTEN["lead"][span.start : span.end] == words


def test_a_title_and_a_heading_stand_as_they_are_read():
    assert span_of("notice", "title") == Span("title", 2, 8)
    assert span_of("data", "0.heading") == Span("0.heading", 5, 9)


IN_A_FACT = ["11,200", "reset 11,200", "11,200 accounts", "differhere", "Ask"]


@pytest.mark.parametrize("words", IN_A_FACT)
def test_words_a_fact_or_a_clause_has_a_part_in_have_no_place(words):
    assert span_of(words) is None


def test_a_part_that_is_gone_has_no_place():
    assert rewording.Source(WRITTEN, VALUES).span("7", 0, 3) is None


@pytest.mark.parametrize(
    ("text", "was", "rewrite", "becomes"),
    [
        ("Please utilise the link.", "utilise", "use", "Please use the link."),
        ("Utilise the link.", "Utilise", "use", "Use the link."),
        ("Done. Utilise it.", "Utilise", "use", "Done. Use it."),
        ("- Utilise it", "Utilise", "use", "- Use it"),
        ("1. Utilise it", "Utilise", "use", "1. Use it"),
        ("Ask IT.", "IT", "the help desk", "Ask the help desk."),
        ("Very sorry.", "Very", "", "Sorry."),
        ("We are very sorry.", "very", "", "We are sorry."),
        ("As ever, we care.", "As ever", "", "We care."),
        ("We care, as ever.", "as ever", "", "We care."),
        ("We, as ever, care.", "as ever", "", "We, care."),
        ("One. We care. Two.", "We care", "", "One. Two."),
        ("We care.", "We care", "", ""),
        ("We care. " * 20 + "Utilise it.", "Utilise", "use", "We care. " * 20 + "Use it."),
        ("(as ever) we", "as ever", "", "() we"),
    ],
)
def test_what_is_left_reads_as_if_it_had_been_typed_so(text, was, rewrite, becomes):
    assert put(text, text.index(was), was, rewrite) == becomes


def test_the_whole_text_keeps_everything_else():
    became = rewording.reworded(WRITTEN, Span("0", 0, 7), "use")
    assert became["sections"] == [{"heading": "Your data", "text": "Use the link."}]
    assert (became["title"], became["lead"]) == (WRITTEN["title"], WRITTEN["lead"])


@given(st.text(max_size=40), st.text(min_size=1, max_size=8), st.text(max_size=40))
def test_any_words_can_be_replaced_and_nothing_around_them_is_lost(before, was, after):
    text = put(before + was + after, len(before), was, "other")
    assert text.lower() == f"{before}other{after}".lower()


@given(st.text(max_size=40), st.text(min_size=1, max_size=8), st.text(max_size=40))
def test_words_that_go_take_only_gaps_and_marks_along(before, was, after):
    def letters(text):
        return [each for each in text.casefold() if each.isalnum()]

    left = put(before + was + after, len(before), was, "")
    assert letters(left) == letters(before) + letters(after)
