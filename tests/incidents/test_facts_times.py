from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.facts import CATALOGUE, Known, earliest, impossible_orders, latest, say
from incidents.facts.times import Time

NOW = datetime(2026, 11, 26, 14, 20, tzinfo=UTC)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Pacific/Kiritimati"]


def time(value, precision="day", zone="UTC"):
    return {"precision": precision, "zone": zone, "value": value}


@st.composite
def times(draw):
    when = draw(st.datetimes(datetime(1971, 1, 1), datetime(2025, 12, 31)))
    precision = draw(st.sampled_from(["minute", "day", "month", "year"]))
    length = {"minute": 16, "day": 10, "month": 7, "year": 4}[precision]
    value = time(when.isoformat()[:length], precision, draw(st.sampled_from(ZONES)))
    return value if not Time().validate(value, NOW) else time("2024-04-24")


@given(times())
def test_a_time_lies_between_its_own_bounds(value):
    assert earliest(value) <= latest(value)
    assert earliest(value).tzinfo == latest(value).tzinfo == UTC


@given(times())
def test_normalising_a_valid_time_changes_nothing(value):
    assert Time().normalise(value) == value
    assert Time().display(value)


@given(times(), times())
def test_two_times_are_never_impossible_both_ways(one, other):
    there = impossible_orders({"detected": Known(one), "became_aware": Known(other)})
    back = impossible_orders({"detected": Known(other), "became_aware": Known(one)})
    assert not (there and back)


def test_a_month_means_all_of_it_and_never_its_first_day():
    value = time("2024-02", "month")
    assert earliest(value) == datetime(2024, 2, 1, tzinfo=UTC)
    assert latest(value) == datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)
    assert say({"occurred_from": Known(value)}, "occurred_from:when") == "in February 2024"


def test_bounds_follow_the_zone():
    assert earliest(time("2024-04-24", zone="Europe/Berlin")) == datetime(
        2024, 4, 23, 22, tzinfo=UTC
    )
    year = time("2024", "year", "America/New_York")
    assert latest(year) == datetime(2025, 1, 1, 4, 59, 59, tzinfo=UTC)


def test_an_hour_the_clock_shows_twice_may_be_either():
    value = time("2026-10-25T02:30", "minute", "Europe/Berlin")
    assert Time().validate(value, NOW) == []
    assert (latest(value) - earliest(value)).seconds == 3659


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "wrong shape"),
        ("2024-04-24", "wrong shape"),
        ({"value": "2024"}, "wrong parts: precision, zone"),
        (time("2024-04-24", "hour"), "how precisely"),
        (time("2024-04-24", ["day"]), "how precisely"),
        (time("2024-04-24", "minute"), "like 2026-11-26T15:20"),
        (time("2024-04", "day"), "like 2026-11-26"),
        (time("2024-4", "month"), "like 2026-11."),
        (time(2024, "year"), "like 2026."),
        (time("\u0662\u0660\u0662\u0664", "year"), "like 2026."),
        (time("2023-02-29"), "no such day: 2023-02-29"),
        (time("2023-13", "month"), "no such month"),
        (time("0000", "year"), "no such year"),
        (time("1066", "year"), "no such year"),
        (time("2024-04-24T25:00", "minute"), "no such time"),
        (time("2024-04-24", zone="Berlin"), "Europe/Berlin"),
        (time("2024-04-24", zone="../../etc/passwd"), "Europe/Berlin"),
        (time("2024-04-24", zone=["UTC"]), "Europe/Berlin"),
        (time("2026-03-29T02:30", "minute", "Europe/Berlin"), "clocks went forward"),
        (time("2026-11-27"), "still to come"),
        (time("2027", "year"), "still to come"),
    ],
)
def test_what_is_no_time_is_said_to_be_none(value, sentence):
    found = Time().validate(value, NOW)
    assert len(found) == 1
    assert sentence in found[0]


def test_the_current_day_month_and_year_are_not_in_the_future():
    for value in (time("2026-11-26"), time("2026-11", "month"), time("2026", "year")):
        assert Time().validate(value, NOW) == []


def test_only_the_next_update_may_be_ahead():
    ahead = time("2026-12-01")
    assert CATALOGUE["next_update"].validate(ahead, NOW) == []
    assert CATALOGUE["detected"].validate(ahead, NOW)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (time("2026-11-26T15:20", "minute", "Europe/Berlin"), "26 Nov 2026, 15:20 CET"),
        (time("2026-11-26T15:20", "minute", "America/Sao_Paulo"), "26 Nov 2026, 15:20 UTC-03:00"),
        (time("2026-11-26T15:20", "minute", "Asia/Kathmandu"), "26 Nov 2026, 15:20 UTC+05:45"),
        (time("2026-11-06"), "6 Nov 2026"),
        (time("2026-11", "month"), "Nov 2026"),
        (time("2026", "year"), "2026"),
    ],
)
def test_a_screen_shows_no_more_than_is_known(value, shown):
    assert Time().display(value) == shown


def test_times_certainly_out_of_order_are_named_at_the_later_one():
    facts = {
        "occurred_from": Known(time("2024-05-01")),
        "detected": Known(time("2024-04-24")),
        "became_aware": Known(time("2024-04-23")),
    }
    assert impossible_orders(facts) == {
        "detected": "Nobody can have detected it before it began.",
        "became_aware": "We cannot have become aware of it before it began.",
    }


def test_times_that_may_be_in_order_are_left_alone():
    facts = {
        "occurred_from": Known(time("2024-04", "month")),
        "detected": Known(time("2024-04-24")),
        "became_aware": Known(time("2024-04-24T00:30", "minute")),
        "contained": Known(None, "under_investigation"),
        "recovered": Known(time("2020", "year"), "under_investigation"),
    }
    assert impossible_orders(facts) == {}


def test_a_coarse_time_is_given_every_moment_it_can_mean():
    facts = {
        "occurred_from": Known(time("2024-04-10")),
        "detected": Known(time("2024-04", "month")),
        "became_aware": Known(time("2024", "year")),
    }
    assert impossible_orders(facts) == {}
    facts["detected"] = Known(time("2024-03", "month"))
    assert set(impossible_orders(facts)) == {"detected"}


def test_two_zones_are_compared_as_moments():
    tokyo = time("2024-04-25T01:00", "minute", "Asia/Tokyo")
    new_york = time("2024-04-24T12:30", "minute", "America/New_York")
    assert impossible_orders({"detected": Known(tokyo), "became_aware": Known(new_york)}) == {}
    assert impossible_orders({"detected": Known(new_york), "became_aware": Known(tokyo)})


@given(st.datetimes(datetime(1971, 1, 1), datetime(2025, 1, 1)), st.sampled_from(ZONES))
def test_a_minute_is_stored_only_when_its_clock_showed_it(naive, zone):
    naive = naive.replace(second=0, microsecond=0)
    there = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    refused = Time().validate(time(naive.isoformat()[:16], "minute", zone), NOW)
    assert bool(refused) == (there.replace(tzinfo=None) != naive)
