"""What a deadline says beside its date: what it waits for, whom it is tied to, and why."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from incidents.obligations.explaining import EVENTS
from incidents.obligations.known import Known, Status
from tests.incidents.obligations.knowing import at, due, known, shown

pytestmark = pytest.mark.once


def test_a_clock_waits_until_what_starts_it_is_recorded():
    found = due("us-tx:individuals", known(discovery="2026-08-03T09:00-05:00"))
    assert (found.status, found.start, found.strict) == (Status.WAITING, None, None)
    assert found.explain() == [
        "The clock starts when the reportable fact was determined; that is not recorded."
    ]


def test_a_clock_that_runs_from_a_notice_waits_for_its_sending_not_for_its_deadline():
    found = due("us-ca:attorney_general", known(discovery="2026-01-15T17:00-08:00"))
    assert found.status == Status.WAITING
    assert found.explain() == ["The clock starts when us-ca:individuals is sent; it has not been."]


def test_without_undue_delay_is_never_a_date():
    found = due("eu-gdpr:individuals", known(awareness="2026-10-23T16:20+02:00"))
    assert (found.status, found.strict, found.legal_max) == (Status.OPEN, None, None)
    assert found.phrase == "without undue delay"
    assert found.elapsed(at("2026-10-26T15:20+01:00")) == timedelta(hours=72)
    assert shown(found.internal_target(timedelta(hours=72))) == "2026-10-26T15:20:00+01:00"
    assert found.explain()[-1] == "The law names no date. It says: without undue delay."


def test_a_duty_that_has_not_started_has_no_elapsed_time_and_no_target():
    found = due("eu-gdpr:individuals", known())
    assert found.elapsed(datetime.now(UTC)) is None
    assert found.internal_target(timedelta(days=3)) is None


def test_a_notice_that_must_go_before_another_says_which():
    found = due("us-nj:state_police", known(discovery="2026-05-01T09:00-04:00"))
    assert (found.status, found.tied_to, found.ahead) == (Status.OPEN, "us-nj:individuals", True)
    found = due("us-md:attorney_general", known(discovery="2026-05-01T09:00-04:00"))
    assert (found.tied_to, found.ahead) == ("us-md:individuals", True)
    assert shown(found.strict) == "2026-06-15T23:59:59-04:00"
    assert found.explain()[0] == "It must be sent before us-md:individuals."


def test_a_filing_that_must_not_come_later_is_tied_while_the_other_has_not_gone():
    found = due("us-hipaa:hhs_500", known(discovery="2026-03-02T11:00-05:00"))
    assert (found.tied_to, found.ahead) == ("us-hipaa:individuals", False)
    assert shown(found.strict) == "2026-05-01T23:59:59-04:00"


def test_a_disputed_start_shows_the_earlier_deadline_and_both_starts():
    found = due(
        "eu-gdpr:supervisory_authority",
        known(awareness="2026-10-23T16:20+02:00 2026-10-21T09:00+02:00"),
    )
    assert shown(found.strict) == "2026-10-24T09:00:00+02:00"
    assert [shown(each) for each in found.disputed] == [
        "2026-10-21T09:00:00+02:00",
        "2026-10-23T16:20:00+02:00",
    ]
    assert found.explain()[0].startswith("The start is disputed (Wednesday 21 October 2026, 09:00")


def test_of_disputed_starts_the_one_with_the_earlier_deadline_counts_even_if_it_is_later():
    # From the 9th the 24 hours are long over and fall away; from the 10th they end first.
    found = due(
        "eu-dora:authority_initial",
        known(
            awareness="2026-06-09T07:00+02:00 2026-06-09T09:30+02:00",
            classification="2026-06-10T08:00+02:00",
        ),
    )
    assert shown(found.strict) == "2026-06-10T09:30:00+02:00"


def test_what_if_gives_another_deadline_and_changes_nothing():
    told = known(awareness="2026-10-23T16:20+02:00")
    supposed = told.supposing("awareness", at("2026-10-20T16:20+02:00"))
    assert (
        shown(due("eu-gdpr:supervisory_authority", supposed).strict) == "2026-10-23T16:20:00+02:00"
    )
    assert shown(due("eu-gdpr:supervisory_authority", told).strict) == "2026-10-26T15:20:00+01:00"
    assert due("eu-gdpr:individuals", told.supposing("awareness")).status == Status.WAITING


def test_a_duty_may_have_a_start_of_its_own():
    told = known(discovery="2026-01-05T09:00-05:00", **{"us-hipaa:media": "2026-02-01T09:00-05:00"})
    assert shown(due("us-hipaa:individuals", told).strict) == "2026-03-06T23:59:59-05:00"
    assert shown(due("us-hipaa:media", told).strict) == "2026-04-02T23:59:59-04:00"


def test_the_first_determination_does_not_start_an_amendment():
    told = known(determination="2026-01-05T09:00-05:00", materiality="2026-01-05T09:00-05:00")
    assert due("us-sec-8k-105:sec_8ka", told).status == Status.WAITING
    own = known(**{"us-sec-8k-105:sec_8ka": "2026-01-20T09:00-05:00"})
    assert shown(due("us-sec-8k-105:sec_8ka", own).strict) == "2026-01-26T17:30:00-05:00"


@pytest.mark.parametrize(
    ("key", "start", "watch"),
    [
        ("us-circia:cisa_incident", "2026-05-01T09:00-04:00", True),
        ("eu-cra:vuln_early_warning", "2026-09-10T12:00+02:00", True),
        ("eu-cra:vuln_early_warning", "2026-09-11T00:00+02:00", False),
        ("in-dpdp:board_detailed", "2027-05-13T12:00+05:30", True),
        ("in-dpdp:board_detailed", "2027-05-14T12:00+05:30", False),
        ("eu-gdpr:supervisory_authority", "2026-05-01T09:00+02:00", False),
    ],
)
def test_a_regime_that_is_not_in_force_is_watched_and_never_alarms(key, start, watch):
    found = due(key, known(awareness=start, reasonable_belief=start))
    assert found.watch is watch
    assert found.strict is not None
    assert any("no alarm" in sentence for sentence in found.explain()) is watch


def test_a_pending_regime_is_watched_before_anything_is_known():
    assert due("us-circia:cisa_incident", known()).watch
    assert not due("eu-gdpr:supervisory_authority", known()).watch


def test_a_deadline_in_days_has_a_business_day_to_plan_for_and_one_in_hours_has_none():
    saturday = due("us-ca:individuals", known(discovery="2026-01-15T17:00-08:00"))
    assert saturday.planning == date(2026, 2, 13)
    weekday = due("us-hipaa:individuals", known(discovery="2026-03-02T11:00-05:00"))
    assert weekday.planning == date(2026, 5, 1)
    hours = due("eu-gdpr:supervisory_authority", known(awareness="2026-10-23T16:20+02:00"))
    assert hours.planning is None


def test_guidance_is_no_hard_limit():
    told = known(awareness="2026-10-23T16:20+02:00", reasonable_suspicion="2026-10-23T16:20+11:00")
    assert not due("au-ndb:assessment", told).hard
    assert due("eu-nis2:csirt_early_warning", told).hard


def test_every_step_of_a_count_in_business_days_can_be_read():
    found = due("us-vt:regulator_preliminary", known(discovery="2026-06-26T16:00-04:00"))
    assert found.explain() == [
        "The clock starts when the breach was discovered: Friday 26 June 2026, 16:00 (UTC-04:00).",
        "The period is 14 business days, counted by the rule business_days_exclude_first.",
        "Counting starts on the day after Friday 26 June 2026.",
        "Business day 14 is Friday 17 July 2026.",
        "Holidays passed over, beside Saturdays and Sundays: "
        "Friday 3 July 2026 (Independence Day (observed)).",
        "The calendar is us-vt.",
        "Due Friday 17 July 2026, 23:59:59 (UTC-04:00), America/New_York.",
    ]


def test_a_member_state_nobody_named_has_no_holidays_and_that_is_said():
    told = known({"eu-nis2:csirt_notification": "2026-12-01T09:00+01:00"})
    found = due("eu-nis2:csirt_final", told)
    assert shown(found.legal_max) == "2027-01-01T23:59:59+01:00"
    assert any("weekends only" in sentence for sentence in found.explain())


def test_a_dora_clock_that_has_not_started_says_what_awareness_will_add():
    found = due("eu-dora:authority_initial", known(awareness="2026-06-09T09:30+02:00"))
    assert (found.status, found.strict) == (Status.WAITING, None)
    assert "Wednesday 10 June 2026, 09:30" in found.explain()[-1]


def test_moments_are_the_same_whatever_zone_they_are_told_in():
    here = Known(events={"awareness": (at("2026-10-25T00:30+00:00"),)})
    there = Known(
        events={"awareness": (datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),)}
    )
    key = "eu-gdpr:supervisory_authority"
    assert due(key, here) == due(key, there)


def test_of_two_moments_in_the_hour_the_clocks_show_twice_the_earlier_counts():
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 50, tzinfo=berlin)
    second = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=berlin)
    found = due("eu-gdpr:supervisory_authority", Known(events={"awareness": (second, first)}))
    assert shown(found.start) == "2026-10-25T02:50:00+02:00"


def test_a_deadline_can_be_compared_with_any_clock():
    """Two times of one zone are compared by what clocks show; a fixed distance never is."""
    found = due("us-mn:credit_bureaus", known(determination="2026-10-30T06:30+00:00"))
    assert shown(found.strict) == "2026-11-01T01:30:00-05:00"
    assert isinstance(found.strict.tzinfo, timezone)
    chicago = datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=ZoneInfo("America/Chicago"))
    assert chicago - found.strict == timedelta(minutes=40)


@pytest.mark.parametrize(
    "told",
    [
        {"events": {"awareness": (datetime(2026, 1, 1),)}},
        {"sent": {"us-ca:individuals": datetime(2026, 1, 1)}},
        {"events": {"awareness": (date(2026, 1, 1),)}},
        {"events": {"tea_time": (datetime(2026, 1, 1, tzinfo=UTC),)}},
    ],
    ids=str,
)
def test_what_is_no_moment_or_starts_no_clock_is_refused(told):
    with pytest.raises(ValueError, match=r"no moment|no event"):
        Known(**told)


def test_unknown_zones_and_calendars_are_refused():
    start = {"awareness": "2026-10-23T16:20+02:00"}
    with pytest.raises(LookupError, match="no time zone “Europe/Nowhere”"):
        due("eu-gdpr:individuals", known(**start, zones={"eu-gdpr": "Europe/Nowhere"}))
    with pytest.raises(LookupError, match="does not name a member state"):
        due("eu-gdpr:individuals", known(**start, calendars={"eu-gdpr": "eu-us"}))


def test_every_kind_of_start_has_words():
    from incidents.obligations.checking import STARTS

    assert set(EVENTS) == set(STARTS)
