import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.facts import CATALOGUE, Known, parse_places, places_as_lines, say

RESIDENCE = CATALOGUE["residence"]


def place(country, subdivision=None, count=None):
    return {"country": country, "subdivision": subdivision, "count": count}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("US-CA 1,240", place("US", "US-CA", 1240)),
        ("us-ca: 1 240", place("US", "US-CA", 1240)),
        ("DE 310", place("DE", count=310)),
        ("DE", place("DE")),
        ("de 1.240", place("DE", count=1240)),
        ("CH 1'240'000", place("CH", count=1_240_000)),
        ("France unknown", place("FR")),
        ("France ?", place("FR")),
        ("DEU 3", place("DE", count=3)),
        ("United States 12", place("US", count=12)),
        ("the Netherlands 12", place("NL", count=12)),
        ("UK = 5", place("GB", count=5)),
        ("South Korea 0", place("KR", count=0)),
        ("XK 4", place("XK", count=4)),
        ("  \u00c5land Islands\t9 ", place("AX", count=9)),
    ],
)
def test_a_line_is_read_as_people_write_it(line, expected):
    assert parse_places(line) == ([expected], [])
    assert RESIDENCE.validate([expected]) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Frnace 12", "Line 1: \u201cFrnace\u201d is not a place we know."),
        ("US-ZZ 12", "is not a place we know"),
        ("12", "is not a place and a whole number"),
        ("DE -5", "not a place"),
        ("DE 1.5", "not a place and a whole number"),
        ("DE 1e5", "not a place"),
        ("DE 99999999999999999999", "above 10,000,000,000"),
        ("DE 10,000,000,001", "above 10,000,000,000"),
        ("DE\u200b 5", "U+200B"),
        ("x" * 300, "Shorten it"),
        ("DE 5\nDE 6", "Line 2: Germany stands here twice."),
        ("\n\nNowhere 1", "Line 3:"),
    ],
)
def test_a_line_nobody_can_read_is_named(line, sentence):
    _, found = parse_places(line)
    assert len(found) == 1
    assert sentence in found[0]


def test_good_lines_are_kept_beside_bad_ones():
    places, found = parse_places("DE 5\nNowhere 1\nFR 6")
    assert [p["country"] for p in places] == ["DE", "FR"]
    assert len(found) == 1


def test_no_more_places_are_read_than_there_are():
    places, found = parse_places("Nowhere\n" * 100_000)
    assert places == []
    assert found[-1] == "These are more than 500 places."


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_failure(text):
    places, found = parse_places(text)
    assert found or not places or RESIDENCE.validate(places) == []


def test_places_come_back_from_their_lines():
    lines = "US-CA 1,240\nDE 310\nFR unknown"
    assert places_as_lines(parse_places(lines)[0]) == lines


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "DE",
        [{}],
        ["DE"],
        [place("de")],
        [place("ZZ")],
        [place(None)],
        [place("DE", "US-CA")],
        [place("DE", 5)],
        [place("DE", count=-1)],
        [place("DE", count=True)],
        [place("DE", count=10**30)],
        [place("DE"), place("DE", count=4)],
        [place("DE")] * 501,
    ],
)
def test_what_are_no_places_is_said_to_be_none(value):
    assert RESIDENCE.validate(value)
    RESIDENCE.normalise(value)


def test_places_read_as_a_list_and_a_sentence():
    facts = {"residence": Known([place("US", "US-CA", 1240), place("DE"), place("GB")])}
    assert say(facts, "residence") == (
        "California (the United States), Germany and the United Kingdom"
    )
    estimated = {"residence": Known([place("DE")], "estimated")}
    assert say(estimated, "residence") == "Germany (not yet certain)"
    assert say(estimated, "residence:sentence") == (
        "The people affected live in Germany. We are still checking where else they live."
    )


def test_a_screen_shows_each_place_with_its_count():
    assert RESIDENCE.display([place("DE", count=1310), place("FR")]) == (
        "Germany: 1,310\nFrance: unknown"
    )
