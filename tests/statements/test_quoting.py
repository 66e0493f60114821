"""People quote what they read; it is found in what was written."""

import time
from types import SimpleNamespace

import pytest

from statements import anchors, quoting

LEAD = (
    "We know of {people_affected:figure}. You can put a **credit freeze** in place.\n\n- Call us."
)
VALUES = {"people_affected:figure": "up to 12,400 people"}


def revision(lead=LEAD, **more):
    section = {"heading": "Call us", "text": "Call us, or write. Call us again."}
    written = {"title": "A notice", "lead": lead, "sections": [section], **more}
    return SimpleNamespace(written=written, values=VALUES)


def found(quote, place=""):
    text = revision()
    return [anchors.quoted(text.written, span) for span in quoting.find(text, quote, place)]


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        ("put a credit freeze in place", "put a **credit freeze** in place"),
        ("We know of up to 12,400 people.", "We know of {people_affected:figure}"),
        ("up to 12,400", "{people_affected:figure}"),
        ("{people_affected:figure}", "{people_affected:figure}"),
        ("credit\nFREEZE in", "credit freeze** in"),
        ("in place. Call", "in place.\n\n- Call"),
        ("dit freeze in pla", "credit freeze** in place"),
        ("otic", "notice"),
    ],
)
def test_words_are_found_as_they_are_read(quote, written):
    assert found(quote) == [written]


def test_words_that_stand_more_than_once_are_found_each_time_or_in_one_part():
    assert found("call us") == ["Call us"] * 4
    assert found("call us", "0.heading") == ["Call us"]
    assert [span.start for span in quoting.find(revision(), "call us", "0")] == [0, 19]


@pytest.mark.parametrize("quote", ["", " … ", "a debit freeze", "us credit"])
def test_words_that_do_not_stand_there_are_not_found(quote):
    assert found(quote) == []


def test_a_whole_part_is_all_its_words():
    text = revision("  Read on. ")
    assert anchors.quoted(text.written, quoting.whole(text, "lead")) == "Read on."
    assert quoting.whole(revision(" — "), "lead") is None
    assert quoting.whole(text, "9") is None


@pytest.mark.parametrize("words", ["12,400 people, ", "<b>x</b> ", "_a_", "a "])
def test_words_that_stand_everywhere_are_found_in_time(words):
    lead = (words * 20_000)[:20_000]
    quote = lead[:2_000].strip()
    start = time.process_time()
    assert quoting.find(revision(lead), quote)
    quoting.find(revision(lead), f"{quote}x")
    assert time.process_time() - start < 2
