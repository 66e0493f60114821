"""Where a sentence ends in our Markdown."""

import pytest

from statements.sentences import split

pytestmark = pytest.mark.once


def sentences(text):
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One goes\non here. Two.", ["One goes\non here.", "Two."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("- One\n- Two\n  goes on\n* Three", ["One", "Two\n  goes on", "Three"]),
        ("1. One. Still one.\n2) Two", ["One.", "Still one.", "Two"]),
        ("# Heading\nText.", ["Heading", "Text."]),
        ("> Quoted. Twice.", ["Quoted.", "Twice."]),
        ("| A | B |\n|---|:-:|\n| One. | Two |", ["A", "B", "One.", "Two"]),
        ("**One.** *Two.*", ["One.", "Two."]),
        (
            "[One](https://example.com/a.b?c=1). Two.",
            ["[One](https://example.com/a.b?c=1).", "Two."],
        ),
        ("Write to help@example.com. Or call.", ["Write to help@example.com.", "Or call."]),
        ("See www.example.com/a. Or call.", ["See www.example.com/a.", "Or call."]),
        ("We did, e.g. this. And that.", ["We did, e.g. this.", "And that."]),
        ("We did (i.e. Acme did). Yes.", ["We did (i.e. Acme did).", "Yes."]),
        ("Acme Inc. hired us. Yes.", ["Acme Inc. hired us.", "Yes."]),
        ("We hired Acme Inc. They help.", ["We hired Acme Inc.", "They help."]),
        (
            "Call from 9 a.m. to 5 p.m. on Monday. Bye.",
            ["Call from 9 a.m. to 5 p.m. on Monday.", "Bye."],
        ),
        ("Call before 5 p.m. We answer.", ["Call before 5 p.m.", "We answer."]),
        ("See No. 5 of the list. Bye.", ["See No. 5 of the list.", "Bye."]),
        ("Is it gone? No. It is here.", ["Is it gone?", "No.", "It is here."]),
        ("Ask J. R. Smith. He knows.", ["Ask J. R. Smith.", "He knows."]),
        ("It costs 1.2 million. Yes.", ["It costs 1.2 million.", "Yes."]),
        ("On 24 Oct. 2026 it began. Yes.", ["On 24 Oct. 2026 it began.", "Yes."]),
        ("He said “stop.” Then he left.", ["He said “stop.”", "Then he left."]),
        ("In the U.S. we did. Yes.", ["In the U.S. we did.", "Yes."]),
        ("Version 4.2.1 is safe. Yes.", ["Version 4.2.1 is safe.", "Yes."]),
        ("\U0001f512 Locked. E\u0301t\u00e9.", ["\U0001f512 Locked.", "E\u0301t\u00e9."]),
        ("***\n\n---\n\n| |", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_sentences(text, expected):
    assert sentences(text) == expected


def test_a_colon_above_a_list_announces_it():
    first, *items = split("We did this:\n\n- one\n- two\n\nThen: more.")
    assert first.announces
    assert [item.intro.start for item in items[:2]] == [first.start, first.start]
    assert items[2].intro is None


def test_a_colon_above_a_paragraph_announces_nothing():
    assert not split("We did this:\n\nOne.")[0].announces
