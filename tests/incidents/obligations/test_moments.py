"""Hours and days where clocks go forward, back, by half an hour or at midnight."""

from datetime import date, time

import pytest

from incidents.obligations import moments
from incidents.obligations.calendars import calendar
from incidents.obligations.periods import RULES, Place
from tests.incidents.obligations.knowing import at, shown

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2026-10-23T16:20:00+02:00", "Asia/Tokyo", "2026-10-23T16:20:00+02:00"),
        ("2026-10-23T16:20", "Europe/Berlin", "2026-10-23T16:20:00+02:00"),
        ("2026-10-23", "Europe/Berlin", "2026-10-23T00:00:00+02:00"),
        ("2026-10-23T14:20Z", "Europe/Berlin", "2026-10-23T14:20:00+00:00"),
        # Shown twice: the first. Never shown: an hour before, which exists.
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00+01:00"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T01:30:00-04:00"),
        ("2026-03-08T02:30", "America/New_York", "2026-03-08T01:30:00-05:00"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T01:45:00+10:30"),
    ],
)
def test_a_moment_without_an_offset_is_the_earliest_the_clocks_allow(text, zone, moment):
    assert shown(moments.parse(text, moments.zone(zone))) == moment


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "2026-02-30T10:00", "20:00", "2026-02-30"]
)
def test_what_is_no_moment_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="is not a moment such as"):
        moments.parse(text, moments.zone("UTC"))


def test_a_day_as_an_end_is_its_last_second():
    berlin = moments.zone("Europe/Berlin")
    assert shown(moments.parse_end("2026-10-25", berlin)) == "2026-10-25T23:59:59+01:00"
    assert shown(moments.parse_end("2026-10-25T12:00", berlin)) == "2026-10-25T12:00:00+01:00"


@pytest.mark.parametrize(
    ("start", "zone", "hour"),
    [
        ("2026-10-23T16:20+02:00", "Europe/Berlin", "2026-10-23T17:00:00+02:00"),
        ("2026-10-23T16:00:00+02:00", "Europe/Berlin", "2026-10-23T16:00:00+02:00"),
        ("2026-10-23T16:00:00.000001+02:00", "Europe/Berlin", "2026-10-23T17:00:00+02:00"),
        ("2026-10-23T10:50:00+00:00", "Asia/Kolkata", "2026-10-23T17:00:00+05:30"),
        ("2026-10-23T10:20:00+00:00", "Asia/Kathmandu", "2026-10-23T17:00:00+05:45"),
        ("2026-03-29T01:40+01:00", "Europe/Berlin", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25T02:40+02:00", "Europe/Berlin", "2026-10-25T02:00:00+01:00"),
    ],
)
def test_the_next_full_hour_is_that_of_the_zones_clocks(start, zone, hour):
    assert shown(moments.full_hour(at(start), moments.zone(zone))) == hour


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-02-28", 1, "2026-03-28"),
    ],
)
def test_the_same_date_some_months_later(day, months, then):
    assert moments.same_date(date.fromisoformat(day), months).isoformat() == then


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        # The clocks go back from midnight to 23:00: the first of the two last seconds.
        ("2026-04-04", "America/Santiago", "2026-04-04T23:59:59-03:00"),
        ("2026-10-29", "Africa/Cairo", "2026-10-29T23:59:59+03:00"),
        # They go forward at midnight: the day starts at one and ends as always.
        ("2026-09-06", "America/Santiago", "2026-09-06T23:59:59-03:00"),
        ("2026-03-28", "Asia/Beirut", "2026-03-28T23:59:59+02:00"),
        ("2026-12-31", "Pacific/Kiritimati", "2026-12-31T23:59:59+14:00"),
    ],
)
def test_the_end_of_a_day(day, zone, end):
    assert shown(moments.end_of(date.fromisoformat(day), moments.zone(zone))) == end


def test_a_time_that_midnight_swallows_is_a_moment_before_it():
    found = moments.local(date(2026, 9, 6), time(0, 30), moments.zone("America/Santiago"))
    assert shown(found) == "2026-09-05T23:30:00-04:00"


# ruff: noqa: E501 (one row, one case)
RULED = [
    # (rule, number, start, zone, calendar, strict, outer)
    ("elapsed_hours", 24, "2026-03-28T12:00+01:00", "Europe/Berlin", "none", "2026-03-29T13:00:00+02:00", None),
    ("elapsed_hours", 1, "2026-10-25T02:30+02:00", "Europe/Berlin", "none", "2026-10-25T02:30:00+01:00", None),
    ("eu_hours", 4, "2026-10-25T00:10+02:00", "Europe/Berlin", "none", "2026-10-25T03:10:00+01:00", "2026-10-25T04:00:00+01:00"),
    ("calendar_days_exclude_first", 1, "2028-02-28T09:00+00:00", "UTC", "none", "2028-02-29T23:59:59+00:00", None),
    ("calendar_days_exclude_first", 30, "2026-10-10T03:00+00:00", "America/New_York", "none", "2026-11-08T23:59:59-05:00", None),
    ("calendar_days_exclude_first", 3, "2026-06-30T23:00+00:00", "Pacific/Auckland", "none", "2026-07-04T23:59:59+12:00", None),
    ("eu_days", 14, "2026-12-11T09:00+01:00", "Europe/Berlin", "eu-de", "2026-12-25T23:59:59+01:00", "2026-12-28T23:59:59+01:00"),
    ("eu_days", 3, "2026-04-03T09:00+02:00", "Europe/Berlin", "eu-de", "2026-04-06T23:59:59+02:00", "2026-04-07T23:59:59+02:00"),
    ("eu_days", 3, "2026-04-03T09:00+02:00", "Europe/Brussels", "eu-member-state", "2026-04-06T23:59:59+02:00", "2026-04-06T23:59:59+02:00"),
    ("eu_months", 1, "2026-10-31T09:00+01:00", "Europe/Berlin", "eu-de", "2026-11-30T23:59:59+01:00", "2026-11-30T23:59:59+01:00"),
    ("calendar_months_same_date", 1, "2026-03-31T09:00+02:00", "Europe/Berlin", "eu-de", "2026-04-30T23:59:59+02:00", None),
    ("business_days_exclude_first", 1, "2026-12-31T09:00-05:00", "America/New_York", "us-federal", "2027-01-04T23:59:59-05:00", None),
    ("business_days_exclude_first", 1, "2027-12-30T09:00-05:00", "America/New_York", "us-federal", "2028-01-03T23:59:59-05:00", None),
    ("business_days_exclude_first", 3, "2026-02-13T22:00-03:00", "America/Sao_Paulo", "br", "2026-02-18T23:59:59-03:00", None),
    ("business_days_exclude_first", 7, "2026-07-03T09:00-04:00", "America/New_York", "us-federal", "2026-07-14T23:59:59-04:00", None),
    ("sec_8k_business_days", 4, "2026-07-02T18:00-04:00", "America/New_York", "us-sec", "2026-07-09T17:30:00-04:00", None),
    ("sec_8k_business_days", 4, "2026-07-03T18:00-04:00", "America/New_York", "us-sec", "2026-07-09T17:30:00-04:00", None),
    ("sec_8k_business_days", 4, "2026-10-08T23:59-04:00", "America/New_York", "us-sec", "2026-10-15T17:30:00-04:00", None),
    ("sec_8k_business_days", 4, "2025-01-07T10:00-05:00", "America/New_York", "us-sec", "2025-01-14T17:30:00-05:00", None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "number", "start", "zone", "days", "strict", "outer"), RULED)
def test_a_rule_at_an_edge_of_calendar_and_clock(rule, number, start, zone, days, strict, outer):
    found = RULES[rule](at(start), number, Place(moments.zone(zone), calendar(days)))
    assert (shown(found.strict), shown(found.legal_max)) == (strict, outer)
