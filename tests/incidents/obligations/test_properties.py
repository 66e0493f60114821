"""What holds for every deadline, from any start."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.obligations import loading, moments
from incidents.obligations.calendars import calendar
from incidents.obligations.deadlines import deadline, deadlines
from incidents.obligations.explaining import EVENTS
from incidents.obligations.holds import RESUME, Hold
from incidents.obligations.known import Known
from incidents.obligations.periods import RULES, Place

pytestmark = pytest.mark.once

DATA = loading.current()
CALENDARS = sorted({regime.holiday_calendar for regime in DATA.regimes.values()})
# East, west, half hours, thirteen hours ahead, clocks that change at midnight and by half an hour.
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]
ZONES += ["America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Kiritimati"]
ZONES += ["Asia/Kathmandu", "America/St_Johns", "Pacific/Honolulu", "Asia/Beirut"]

starts = st.datetimes(
    datetime(2024, 1, 1), datetime(2030, 12, 31, 23, 59, 59), timezones=st.just(UTC)
)
places = st.builds(
    Place,
    st.sampled_from(ZONES).map(moments.zone),
    st.sampled_from([*CALENDARS, "eu-de", "eu-fr", "none"]).map(calendar),
    st.sampled_from(["", "a statute"]),
)
rules = st.sampled_from(sorted(RULES))
numbers = st.integers(1, 90)


def everything_at(moment):
    """An incident in which all that starts a clock happened at one moment."""
    return Known(
        events=dict.fromkeys([*EVENTS, *DATA.obligations], (moment,)),
        sent=dict.fromkeys(DATA.obligations, moment),
    )


@given(rules, numbers, starts, places)
@settings(max_examples=400, deadline=None)
def test_no_deadline_lies_before_its_start_and_no_outer_reading_before_the_strict(
    rule, number, start, place
):
    found = RULES[rule](start, number, place)
    assert found.strict > start
    assert found.legal_max is None or found.legal_max >= found.strict


@given(rules, numbers, starts, st.timedeltas(timedelta(0), timedelta(days=40)), places)
@settings(max_examples=400, deadline=None)
def test_a_later_start_never_gives_an_earlier_deadline(rule, number, start, later, place):
    first, second = (RULES[rule](moment, number, place) for moment in (start, start + later))
    assert first.strict <= second.strict
    if first.legal_max and second.legal_max and rule != "calendar_days_exclude_first":
        assert first.legal_max <= second.legal_max


@given(rules, st.integers(1, 60), starts, places)
@settings(max_examples=200, deadline=None)
def test_a_longer_period_never_ends_earlier(rule, number, start, place):
    shorter, longer = (RULES[rule](start, each, place).strict for each in (number, number + 1))
    assert shorter <= longer


@given(st.sampled_from(["elapsed_hours", "eu_hours"]), st.integers(1, 96), starts, places, places)
@settings(max_examples=300, deadline=None)
def test_hours_are_the_same_moment_in_every_zone(rule, number, start, here, there):
    one, other = RULES[rule](start, number, here), RULES[rule](start, number, there)
    assert one.strict == other.strict == start + timedelta(hours=number)


@given(
    st.sampled_from(["business_days_exclude_first", "sec_8k_business_days"]),
    st.integers(1, 30),
    starts,
    places,
)
@settings(max_examples=300, deadline=None)
def test_business_days_never_end_on_a_weekend_or_holiday(rule, number, start, place):
    day = RULES[rule](start, number, place).strict.date()
    assert day.weekday() < 5
    assert place.calendar.holiday(day) is None


@given(st.sampled_from(["eu_days", "eu_months"]), st.integers(1, 12), starts, places)
@settings(max_examples=200, deadline=None)
def test_an_outer_reading_that_rolls_ends_on_the_first_working_day(rule, number, start, place):
    found = RULES[rule](start, number, place)
    passed = (found.legal_max.date() - found.strict.date()).days
    assert place.calendar.is_business_day(found.legal_max.date())
    days = [found.strict.date() + timedelta(days=n) for n in range(passed)]
    assert not [day for day in days if place.calendar.is_business_day(day)]


@given(st.dates(datetime(2024, 1, 1).date(), datetime(2030, 12, 31).date()), places)
@settings(max_examples=300, deadline=None)
def test_the_end_of_a_day_is_on_that_day_in_every_zone(day, place):
    end = moments.end_of(day, place.zone)
    assert end.date() == day
    assert moments.day_of(end, place.zone) == day


@given(starts)
@settings(max_examples=25, deadline=None)
def test_every_obligation_can_be_computed_from_any_start(start):
    found = deadlines(DATA, everything_at(start))
    assert len(found) == 226
    for key, each in found.items():
        row = DATA.obligations[key]
        assert (each.strict is None) == (row.clock.rule is None), key
        assert each.strict is None or each.strict >= start, key
        assert each.start is not None, key
        assert all(each.explain()), key


@given(starts, st.timedeltas(timedelta(0), timedelta(days=40)))
@settings(max_examples=25, deadline=None)
def test_every_obligation_is_monotone_in_its_start(start, later):
    first, second = (deadlines(DATA, everything_at(each)) for each in (start, start + later))
    for key, each in first.items():
        assert each.strict is None or each.strict <= second[key].strict, key


@given(st.sampled_from(sorted(DATA.obligations)), starts, starts)
@settings(max_examples=150, deadline=None)
def test_a_disputed_start_shows_the_earlier_deadline(key, one, other):
    row = DATA.obligations[key]
    kinds = [kind for kind in EVENTS if kind in (row.clock.starts_at, "awareness", "discovery")]
    both = Known(events=dict.fromkeys(kinds, (one, other)), sent={})
    each = [Known(events=dict.fromkeys(kinds, (moment,))) for moment in (one, other)]
    strict = [deadline(DATA, row, known).strict for known in each]
    found = deadline(DATA, row, both).strict
    assert found is None if None in strict else found <= min(strict)


@given(st.sampled_from(sorted(RESUME)), starts, st.timedeltas(timedelta(0), timedelta(days=200)))
@settings(max_examples=300, deadline=None)
def test_a_hold_never_makes_a_deadline_earlier_but_for_the_rule_that_restarts_it(rule, start, held):
    place = Place(moments.zone("America/New_York"), calendar("us-md"))
    original = RULES["calendar_days_exclude_first"](start, 45, place).strict
    end = start + held
    resumed = RESUME[rule](original, Hold(start, lifted=end), place)
    if rule == "me_7_business_days":
        assert resumed.strict > end
    elif resumed.strict is None:
        assert (rule, resumed.since) == ("resume_promptly", end)
        assert end > original
    else:
        assert resumed.strict >= original
