"""A whole text in one piece, and the way back from it to the parts people typed."""

import string

from hypothesis import given
from hypothesis import strategies as st

from statements import anchors, tokens, whole
from statements.sentences import split

TEXTS = st.text(
    alphabet=string.ascii_letters + " .#-|>*\n\r\t:é\u0301\u00a0\U0001f600{}[]", max_size=60
)
WRITTEN = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "lead": TEXTS,
        "sections": st.lists(st.fixed_dictionaries({"heading": TEXTS, "text": TEXTS}), max_size=4),
    }
)


@given(WRITTEN)
def test_every_part_stands_in_the_whole_as_it_is_read(written):
    text = whole.of(written, {})
    parts = {p: t for p, t in anchors.parts(tokens.read(written, {})).items() if t.strip()}
    assert [place for place, _ in text.parts] == list(parts)
    for place, start in text.parts:
        assert text.text[start : start + len(parts[place])] == parts[place]
        assert text.place_of(start) == (place, 0)
        assert text.place_of(start + len(parts[place]) - 1) == (place, len(parts[place]) - 1)


@given(WRITTEN)
def test_no_sentence_stands_in_two_parts(written):
    text = whole.of(written, {})
    for span in split(text.text):
        assert text.place_of(span.start)[0] == text.place_of(span.end - 1)[0]


def test_words_of_facts_stand_in_it():
    written = {"title": "", "lead": "We counted {people_affected:number} people.", "sections": []}
    assert whole.of(written, {"people_affected:number": "12"}).text == "We counted 12 people."
