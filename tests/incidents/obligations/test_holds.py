"""Law-enforcement holds: whose notice they stop, and when it must go out afterwards."""

import pytest

from incidents.obligations.holds import Form, Hold
from incidents.obligations.known import Status
from tests.incidents.obligations.knowing import at, due, known, shown

pytestmark = pytest.mark.once

STARTED = {"discovery": "2026-01-05T09:00-05:00", "determination": "2026-01-05T09:00-05:00"}
STARTED |= {"awareness": "2026-01-05T09:00-05:00", "materiality": "2026-01-05T09:00-05:00"}


def hold(form=Form.WRITTEN, rows=(), **times):
    return Hold(form=form, rows=frozenset(rows), **{name: at(time) for name, time in times.items()})


LIFTED = [
    # (duty, lifted, due afterwards, what the case shows)
    ("us-md:individuals", "2026-03-10T00:00-04:00", "2026-03-17T23:59:59-04:00", "lifted + 7 days"),
    ("us-md:individuals", "2026-02-02T00:00-05:00", "2026-02-19T23:59:59-05:00", "day 45 is later"),
    (
        "us-md:individuals",
        "2026-02-13T00:00-05:00",
        "2026-02-20T23:59:59-05:00",
        "the day after it",
    ),
    ("us-md:individuals", "2026-02-12T00:00-05:00", "2026-02-19T23:59:59-05:00", "the same day"),
    ("us-me:individuals", "2026-02-10T15:00-05:00", "2026-02-20T23:59:59-05:00", "Presidents' Day"),
    ("us-me:individuals", "2026-04-17T15:00-04:00", "2026-04-29T23:59:59-04:00", "Patriots' Day"),
    ("us-me:individuals", "2026-06-26T15:00-04:00", "2026-07-08T23:59:59-04:00", "3 July observed"),
    (
        "us-tn:individuals",
        "2026-02-10T15:00-06:00",
        "2026-03-27T23:59:59-05:00",
        "lifted + 45 days",
    ),
    ("us-hipaa:individuals", "2026-04-01T12:00-04:00", "2026-04-01T12:00:00-04:00", "stated end"),
    (
        "us-hipaa:individuals",
        "2026-02-01T12:00-05:00",
        "2026-03-06T23:59:59-05:00",
        "day 60 stands",
    ),
    ("us-fl:individuals", "2026-01-20T12:00-05:00", "2026-02-04T23:59:59-05:00", "day 30 stands"),
]


@pytest.mark.parametrize(
    ("key", "lifted", "strict"),
    [case[:3] for case in LIFTED],
    ids=[f"{case[0]} {case[3]}" for case in LIFTED],
)
def test_a_lifted_hold_leaves_the_deadline_its_statute_names(key, lifted, strict):
    found = due(key, known(**STARTED, holds=(hold(lifted=lifted),)))
    assert (found.status, shown(found.strict)) == (Status.RUNNING, strict)


def test_most_statutes_name_no_date_after_a_hold_that_outlasted_the_deadline():
    found = due(
        "us-fl:individuals", known(**STARTED, holds=(hold(lifted="2026-03-01T12:00-05:00"),))
    )
    assert (found.status, found.strict) == (Status.OPEN, None)
    assert shown(found.start) == "2026-03-01T12:00:00-05:00"
    assert shown(found.original) == "2026-02-04T23:59:59-05:00"
    assert "the law names no date" in found.explain()[-1]


def test_a_hold_that_nobody_lifted_stops_the_notice_and_keeps_the_deadline_in_sight():
    found = due("us-md:individuals", known(**STARTED, holds=(hold(),)))
    assert (found.status, found.strict) == (Status.HELD, None)
    assert shown(found.original) == "2026-02-19T23:59:59-05:00"


def test_a_notice_that_goes_with_a_held_one_waits_with_it():
    found = due("us-ct:attorney_general", known(**STARTED, holds=(hold(),)))
    assert (found.status, found.strict, found.tied_to) == (Status.HELD, None, "us-ct:individuals")


@pytest.mark.parametrize(
    "key",
    ["eu-gdpr:supervisory_authority", "us-tx:attorney_general", "us-hipaa:hhs_500"],
)
def test_a_hold_on_notices_to_people_leaves_the_regulators_deadline(key):
    free, held = due(key, known(**STARTED)), due(key, known(**STARTED, holds=(hold(),)))
    assert held.strict == free.strict is not None


def test_counsel_may_say_which_duties_a_hold_covers():
    rows = ["us-hipaa:hhs_500"]
    knowledge = known(**STARTED, holds=(hold(rows=rows, until="2026-05-01T12:00-04:00"),))
    assert shown(due("us-hipaa:hhs_500", knowledge).strict) == "2026-05-01T12:00:00-04:00"
    assert shown(due("us-hipaa:individuals", knowledge).strict) == "2026-03-06T23:59:59-05:00"


def test_an_oral_statement_holds_thirty_days_under_hipaa():
    oral = hold(Form.ORAL, received="2026-02-20T10:00-05:00")
    found = due("us-hipaa:individuals", known(**STARTED, holds=(oral,)))
    assert shown(found.strict) == "2026-03-22T23:59:59-04:00"


def test_a_regime_without_holds_keeps_its_deadline():
    rows = ["eu-dora:authority_initial"]
    knowledge = known(classification="2026-01-05T09:00+01:00", holds=(hold(rows=rows),))
    found = due(rows[0], knowledge)
    assert shown(found.strict) == "2026-01-05T13:00:00+01:00"
    assert any("names no law-enforcement hold" in sentence for sentence in found.explain())


def test_a_hold_never_delays_the_report_to_the_ftc():
    rows = ["us-ftc-safeguards:ftc"]
    found = due(rows[0], known(**STARTED, holds=(hold(rows=rows),)))
    assert (found.status, shown(found.strict)) == (Status.RUNNING, "2026-02-04T23:59:59-05:00")


def test_only_the_attorney_generals_determination_delays_form_8_k():
    asked = hold(rows=["us-sec-8k-105:sec_8k"])
    determined = hold(Form.ATTORNEY_GENERAL, until="2026-02-08T17:30-05:00")
    endless = hold(Form.ATTORNEY_GENERAL, until="2026-12-31T17:30-05:00")
    strict = [
        shown(due("us-sec-8k-105:sec_8k", known(**STARTED, holds=(each,))).strict)
        for each in (asked, determined, endless)
    ]
    assert strict == [
        "2026-01-09T17:30:00-05:00",
        "2026-02-08T17:30:00-05:00",
        "2026-05-09T17:30:00-04:00",
    ]


def test_a_hold_from_before_the_clock_started_delays_nothing():
    found = due(
        "us-me:individuals", known(**STARTED, holds=(hold(lifted="2026-01-04T12:00-05:00"),))
    )
    assert shown(found.strict) == "2026-02-04T23:59:59-05:00"


def test_of_two_holds_the_longer_decides():
    both = (hold(lifted="2026-03-01T12:00-05:00"), hold(lifted="2026-03-10T12:00-04:00"))
    found = due("us-md:individuals", known(**STARTED, holds=both))
    assert shown(found.strict) == "2026-03-17T23:59:59-04:00"
    assert due("us-md:individuals", known(**STARTED, holds=(*both, hold()))).status == Status.HELD


def test_a_duty_without_a_date_runs_from_the_end_of_its_hold():
    found = due(
        "us-ma:individuals", known(**STARTED, holds=(hold(lifted="2026-03-01T12:00-05:00"),))
    )
    assert (found.status, shown(found.start)) == (Status.OPEN, "2026-03-01T12:00:00-05:00")
