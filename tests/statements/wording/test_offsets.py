"""Where a remark says it stands is where its words stand, whatever the text is made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.wording.engine import remarks
from statements.wording.reading import Text

pytestmark = pytest.mark.once

PIECES = st.sampled_from(
    [
        *("We take your privacy seriously.", "may have been", "accessed", "Rest assured,", "May 5"),
        *(
            "in an abundance of\u00a0caution",
            "no evidence that",
            "limited",
            "\r\n",
            "\r\n\r\n",
            "\n",
        ),
        *(
            "\U0001f512",
            "\U0001f469\u200d\U0001f4bb",
            "e\u0301",
            "na\u00efve",
            "\u0130stanbul",
            "\u00df",
        ),
        *("- ", "## ", "| a | b |", "**", "(", ")", ".", ",", "!", "\u2019s", "1,200", "x" * 60),
        *(
            "help@example.org",
            "https://example.org/a_b",
            "+1 (555) 010-0100",
            "2024-05-03",
            "\t",
            " ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join),
                  st.lists(PIECES, max_size=30).map("".join))  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_words_of_a_remark_stand_where_it_says(text):
    for one in remarks(text):
        assert text[one.start : one.end] == one.text
        assert one.text.strip() == one.text != ""


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_word_of_a_sentence_knows_where_it_stands(text):
    read = Text(text)
    for sentence in read.sentences:
        places = [sentence.offset_of(number) for number in range(len(sentence.words))]
        spans = [
            sentence.place(at, at + len(w) + 1)
            for at, w in zip(places, sentence.words, strict=True)
        ]
        assert spans == sorted(spans)
        assert spans[0][0] == sentence.start
        assert spans[-1][1] == sentence.end
        assert all(text[start:end].strip() for start, end in spans)


def test_remarks_survive_emoji_marks_and_windows_lines():
    text = "\U0001f512 Cafe\u0301.\r\n\r\nIt may\r\nhave been \U0001f4c2 taken. Rest\u00a0assured."
    assert [one.text for one in remarks(text)] == [
        "may\r\nhave been \U0001f4c2 taken",
        "Rest\u00a0assured",
    ]
