"""The little language of the rules: what a pattern matches, and what it may not be."""

import pytest

from statements.wording.patterns import BadPattern, Lexicon, Pattern
from statements.wording.reading import Text

pytestmark = pytest.mark.once

LEXICON = Lexicon({"data": ["file|files", "medical records"], "loop": ["@loop"]})


def found(written, text):
    """The words of the text a pattern hits first, None where it hits none."""
    pattern = Pattern(written, LEXICON)
    for sentence in Text(text, proper=("May",)).sentences:
        for start in sorted(pattern.places(sentence)):
            end = pattern.match_at(sentence, start)
            if end is not None and end > start:
                first, last = sentence.place(start, end)
                return text[first:last]
    return None


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        ("may|might be", "It Might  be so.", "Might  be"),
        ("third-party", "A third party, a third-party vendor.", "third party"),
        ("third party", "One third-party vendor.", "third-party"),
        ("out of (an|the)? abundance", "out of abundance", "out of abundance"),
        ("out of (an|the)? abundance", "out of an abundance", "out of an abundance"),
        ("(no longer|never) safe", "It is no longer safe.", "no longer safe"),
        ("take ~3 seriously", "We take it very seriously.", "take it very seriously"),
        ("take ~1 seriously", "We take all of it seriously.", None),
        ("sent ~6!@data on", "Sent by mistake on a Monday.", "Sent by mistake on"),
        ("sent ~6!@data on", "We sent two medical records on a Monday.", None),
        ("sent ~6!that on", "Sent after that on a Monday.", None),
        ("compromis*", "It was compromised.", "compromised"),
        ("was *ed", "It was copied.", "was copied"),
        ("@data", "Some medical records.", "medical records"),
        ("the @data", "The files.", "The files"),
        ("may", "In May 2024 it was.", None),
        ("^ call", "Call us.", "Call"),
        ("^ please? call", "Please call us.", "Please call"),
        ("^ call", "We call you.", None),
        ("may", "May we call you?", "May"),
        ("call <phone>", "Call (919) 716-6400 now.", "Call (919) 716-6400"),
        ("on <date>", "On 2024-05-03.", "On 2024-05-03"),
        ("# people", "About 4,200 people.", "4,200 people"),
        ("<mail>", "Write to help@example.org.", "help@example.org"),
        ("<url>", "See https://example.org/help now.", "https://example.org/help"),
        ("importantly ,", "Importantly, it was not.", "Importantly,"),
        ('"(" phi', "Health data (PHI) here.", "(PHI"),
        ("patient's", "The patient’s file.", "patient’s"),
        ("_ file", "Your file.", "Your file"),
    ],
)
def test_a_pattern_matches_words(written, text, words):
    assert found(written, text) == words


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("a? b?", "nothing at all"),
        ("@nobody", "no list @nobody"),
        ("@loop", "made of itself"),
        ("a ~9 b", "wider than 8"),
        ("a ~1 ~1 ~1 ~1 b", "more than 3 gaps"),
        ("(a b", "does not close"),
        ("a ) b", "was not opened"),
        ("(a|) b", "empty alternative"),
    ],
)
def test_a_pattern_that_cannot_be_says_why(written, says):
    with pytest.raises(BadPattern, match=says):
        Pattern(written, LEXICON)


def test_no_pattern_reaches_from_one_sentence_into_the_next():
    assert found("safe ~8 never", "It is safe. It was never so.") is None


def test_what_stands_before_is_found_backwards():
    pattern = Pattern("no (reason|cause) ~2", LEXICON)
    sentence = Text("There is no reason now to believe it.").sentences[0]
    believe = sentence.index["believe"][0]
    assert pattern.is_before(sentence, believe)
    assert not pattern.is_before(sentence, sentence.index["is"][0])
