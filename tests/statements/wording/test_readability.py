"""How hard a text is to read, against values computed by hand."""

import string
import time
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.sentences import split
from statements.wording.readability import Readability, readability

pytestmark = pytest.mark.once

# (text, words that count, sentences, syllables that count), counted by hand.
COUNTED = [
    ("The cat sat on the mat.", 6, 1, 6),
    ("Someone took a laptop from our van.", 7, 1, 9),
    ("We are sorry. It was our job to keep your records safe.", 12, 2, 14),
    ("Please change your password today and tell your family.", 9, 1, 13),
    ("We sent information about customers to a supplier.", 8, 1, 16),
    # A name, however long, is one word of one syllable; so are numbers, dates and addresses.
    ("We told the Bank of Scotland.", 4, 1, 4),
    ("On 12 May 2024, we found the fault.", 6, 1, 6),
    ("On May 12, 2024, we found the fault.", 6, 1, 6),
    ("See Section 1798.82 of the California Civil Code.", 2, 1, 2),
    ("Call 0800 555 0100 or 01632 960 001.", 4, 1, 4),
    ("Write to a.person@example.org or to https://example.org/a/b/c.", 6, 1, 6),
    ("Our office is at 12 Long Street, Springfield, IL 62701.", 5, 1, 6),
    ("We wrote to 1,200,000 people at 24/7 speed.", 8, 1, 9),
    ("They told Ann, Bob, and Zoe.", 6, 1, 6),
    ("They told Ann and Bob.", 3, 1, 3),
    # A capital at the beginning makes no name, unless the name goes on.
    ("Information was copied.", 3, 1, 7),
    ("Harbour Street Clinic lost a file.", 4, 1, 4),
    ("In Springfield we lost a file.", 6, 1, 6),
    # Where all words have a capital, it says nothing.
    ("Please Change Your Password Today And Tell Your Family.", 9, 1, 13),
    ("PLEASE CHANGE YOUR PASSWORD TODAY AND TELL YOUR FAMILY.", 9, 1, 13),
    # Hyphens do not part words; dashes and slashes do.
    ("A two-step sign-in is on.", 5, 1, 7),
    ("We lost it – and found it.", 6, 1, 6),
    # Headings count for nothing; short pieces count for the length of words only.
    ("# Important Information\n\nWe lost a file.", 4, 1, 4),
    ("# Only a heading", 3, 1, 5),
    ("We lost this:\n\n- your name\n- your password\n\nWe lost it in May.", 12, 1, 13),
]
_OF_COUNTED = [one[0][:40] for one in COUNTED]


@pytest.mark.parametrize(("text", "words", "sentences", "syllables"), COUNTED, ids=_OF_COUNTED)
def test_both_formulas_give_what_they_give_by_hand(text, words, sentences, syllables):
    found = readability(text)
    per_sentence = _words_in_sentences(text, words) / sentences
    per_word = syllables / words
    assert found.sentences == sentences
    assert found.mean_word == round(per_word, 2)
    assert found.mean_sentence == round(per_sentence, 1)
    assert found.grade == round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1)
    assert found.reading_ease == round(206.835 - 1.015 * per_sentence - 84.6 * per_word, 1)


def _words_in_sentences(text, words):
    """Of the last text above only "We lost it in May." has an end mark; "May" is a name."""
    return 5 if text.startswith("We lost this") else words


def test_known_values():
    assert readability("The cat sat on the mat.") == Readability(
        words=6,
        sentences=1,
        grade=-1.4,
        reading_ease=116.1,
        mean_sentence=6.0,
        mean_word=1.0,
        minutes=0.0,
        longest=((0, 23, 6),),
    )


@pytest.mark.parametrize("text", ["", " ", "\r\n\n", "---", "...", "# ", "- \n- ", "\u00a0"])
def test_a_text_without_words_has_no_grade(text):
    assert readability(text) == Readability()


def test_reading_takes_a_minute_for_238_words():
    assert readability("We lost a file today. " * 238).minutes == 5.0


def test_the_longest_sentences_come_first_and_stand_where_it_says():
    text = "One two. One two three four.\n\n- One.\n- One two three.\n\nOne two three four five."
    found = [(text[start:end], words) for start, end, words in readability(text).longest]
    assert found == [
        ("One two three four five.", 5),
        ("One two three four.", 4),
        ("One two three.", 3),
    ]


def test_a_list_of_fragments_does_not_make_long_sentences_look_short():
    long = " ".join(["word"] * 40) + "."
    listed = f"{long}\n\n" + "\n".join(["- a name"] * 40)
    assert readability(listed).mean_sentence == readability(long).mean_sentence == 40


def test_words_without_an_end_mark_are_a_sentence_once_they_are_many():
    assert readability("We sent. " + "a name " * 5).sentences == 2
    assert readability("We sent. " + "a name " * 4).sentences == 1


def test_an_unknown_language_is_said_to_be_unknown():
    for language in ("xx", "..", "../wording/en"):
        with pytest.raises(LookupError):
            readability("A text.", language=language)


def test_sentences_may_be_handed_in():
    text = "We lost a file. We are sorry.\n\n- One.\n"
    assert readability(text, split(text)) == readability(text)


@given(st.text())
def test_no_text_is_too_odd(text):
    found = readability(text)
    assert (found.grade is None) == (found.words == 0)
    for start, end, words in found.longest:
        assert 0 <= start < end <= len(text)
        assert words > 0


_PIECES = ["A", "a", "1", ",", ".", " ", "\n", "and", " of ", "/", "-", "–", "@", "“", "# ", "| "]


@given(st.lists(st.sampled_from([*_PIECES, "'", "e\u0301", "\r", "www.", "😀"]), max_size=60))
def test_no_mix_of_names_and_marks_is_too_odd(pieces):
    readability("".join(pieces))


def _seconds(text):
    """Of our own: others may be at work on the machine."""
    begun = time.process_time()
    readability(text)
    return time.process_time() - begun


def test_a_thousand_words_take_less_than_ten_milliseconds(figure):
    text = "We are sorry that somebody took a laptop with information about you in it. " * 72
    readability(text)
    best = min(_seconds(text) for _ in range(5))
    figure(f"readability of 1,000 words: {best * 1000:.1f} ms")
    assert best < 0.010


@pytest.mark.parametrize(
    "piece", ["A ", "1, ", "A of ", "a", "A", "a/", "@", "-", "\u2013", "e", "a-", ".", "(", "1 "]
)
def test_odd_texts_take_time_in_proportion(piece):
    assert _seconds((piece * 100_000)[:100_000]) < 1


def test_real_notices_are_as_hard_as_others_measured_them(shared, figure):
    notices = sorted((shared / "data" / "notices").glob("*.txt"))
    found = [readability(path.read_text(encoding="utf-8")) for path in notices]
    grades, eases = [one.grade for one in found], [one.reading_ease for one in found]
    figure(
        f"{len(notices)} real notices: median grade {median(grades):.1f} ({min(grades)} to "
        f"{max(grades)}), median ease {median(eases):.1f}; textstat gives 13.3 and 39.4 for 44"
    )
    assert 12 < median(grades) < 16
    assert max(eases) < 60


def test_letters_of_every_script_are_words():
    assert readability("Мы потеряли файл. 我们很抱歉。 Lo sentimos.").words == 6
    assert readability(string.punctuation).words == 0
