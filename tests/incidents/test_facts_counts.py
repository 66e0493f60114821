import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.facts import CATALOGUE, NO_COUNT, Known, figure_text, published, say

PEOPLE = CATALOGUE["people_affected"]
numbers = st.none() | st.integers(0, 10**10)


def count(low=None, best=None, high=None, **parts):
    return {**NO_COUNT, "low": low, "best": best, "high": high, **parts}


@given(numbers, numbers, numbers, st.booleans())
def test_the_published_figure_is_never_below_any_figure_we_believe(low, best, high, final):
    value = count(low, best, high, final=final)
    if PEOPLE.validate(value):
        return
    number, how = published(value)
    assert number >= (best or 0)
    assert number >= (low or 0)
    if high is not None:
        assert number == high
    assert (how == "exactly") == final


@given(numbers, numbers, numbers)
def test_a_range_is_stored_exactly_when_it_is_in_order(low, best, high):
    given_numbers = [n for n in (low, best, high) if n is not None]
    in_order = bool(given_numbers) and given_numbers == sorted(given_numbers)
    assert (PEOPLE.validate(count(low, best, high)) == []) == in_order


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        (count(best=12_400, unit="accounts", final=True), "12,400 accounts"),
        (count(best=12_000, high=12_400, unit="accounts"), "up to 12,400 accounts"),
        (count(10_000, 12_000, unit="accounts"), "up to 12,000 accounts"),
        (count(low=5_000), "at least 5,000 people"),
        (count(best=1, final=True), "1 person"),
        (count(high=1, unit="accounts"), "up to 1 account"),
        (count(best=0, final=True), "0 people"),
    ],
)
def test_the_figure_reads_as_it_may_be_published(value, figure):
    assert PEOPLE.validate(value) == []
    assert figure_text(value) == figure


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "wrong shape"),
        ([], "wrong shape"),
        ({"best": 1}, "wrong parts"),
        (count(), "at least one figure"),
        (count(best=-1), "best figure cannot be below zero"),
        (count(best=10**30), "best figure cannot be above 10,000,000,000"),
        (count(best=True), "whole number"),
        (count(best=1.5), "whole number"),
        (count(best="12"), "whole number"),
        (count(2, 1), "The low figure (2) is above the best figure (1)."),
        (count(best=3, high=2), "The best figure (3) is above the high figure (2)."),
        (count(3, None, 2), "The low figure (3) is above the high figure (2)."),
        (count(best=1, unit="records"), "people or accounts"),
        (count(best=1, unit=None), "people or accounts"),
        (count(high=1, final=True), "needs the figure itself"),
        (count(1, 2, final=True), "A final count is one figure"),
        (count(best=1, final="yes"), "yes or no"),
        (count(best=1, method="a\x00b"), "U+0000"),
        (count(best=1, deduplicated_on="x" * 201), "Shorten it to 200"),
        (count(best=1, method=None), "must be text"),
        (count(best=1, as_of="2026-99"), "no such month"),
        (count(best=1, as_of="yesterday"), "like 2026-11-26"),
        (count(best=1, as_of=None), "like 2026-11-26"),
        (count(best=1, as_of="2190-01-01"), "still to come"),
    ],
)
def test_what_is_no_count_is_said_to_be_none(value, sentence):
    found = PEOPLE.validate(value)
    assert len(found) == 1
    assert sentence in found[0]


def test_missing_parts_are_filled_in_so_that_an_unchanged_save_is_recognised():
    stored = PEOPLE.normalise({"best": 5, "method": " counted \r\n by hand "})
    assert stored == count(best=5, method="counted\n by hand")
    assert PEOPLE.normalise(stored) == stored


def test_records_are_never_people():
    records = CATALOGUE["data_records"]
    value = count(best=16_000_000_000, unit="records")
    assert records.validate(value) == []
    assert records.validate(count(best=1, unit="people"))
    sentence = say({"data_records": Known(value, "estimated")}, "data_records:sentence")
    assert "Up to 16,000,000,000 records are involved" in sentence
    assert "people" not in sentence


def test_an_estimate_is_not_published_as_final():
    value = count(best=12_400, final=True)
    assert say({"people_affected": Known(value)}, "people_affected") == "12,400 people"
    estimated = {"people_affected": Known(value, "estimated")}
    assert say(estimated, "people_affected") == "up to 12,400 people"
    assert say(estimated, "people_affected:number") == "up to 12,400"


def test_a_screen_shows_the_whole_range():
    assert PEOPLE.display(count(1_000, 1_200, 1_400)) == (
        "best estimate 1,200 people (1,000 to 1,400)"
    )
    assert PEOPLE.display(count(1_000, None, 1_400)) == "1,000 to 1,400 people"
    assert PEOPLE.display(count(1_000, 1_200)) == "best estimate 1,200 people (at least 1,000)"
    assert PEOPLE.display(count(best=7, final=True)) == "7 people, final"
    assert PEOPLE.display(count(high=7)) == "at most 7 people"


def test_a_count_says_how_it_was_made():
    made = {"method": "Rows of the export.", "as_of": "2026-10-26", "deduplicated_on": "e-mail"}
    assert PEOPLE.kind.counted(count(best=7, **made)) == (
        "Rows of the export, as of 2026-10-26, each counted once by e-mail"
    )
    assert PEOPLE.kind.counted(count(best=7)) == ""
