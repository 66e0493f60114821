"""Cases worked out by hand from the statutes: one row each, with what it shows."""

import pytest

from tests.incidents.obligations.knowing import due, known, shown

pytestmark = pytest.mark.once

# (duty, what is known, strict, outer reading, what the case shows)
CASES = [
    (
        "eu-gdpr:supervisory_authority",
        known(awareness="2026-10-23T16:20+02:00", zones={"eu-gdpr": "Europe/Berlin"}),
        "2026-10-26T15:20:00+01:00",
        "2026-10-26T16:00:00+01:00",
        "summer time ends inside 72 hours; the hour of the event is not counted",
    ),
    (
        "eu-gdpr:supervisory_authority",
        known(awareness="2026-12-24T18:00+01:00"),
        "2026-12-27T18:00:00+01:00",
        "2026-12-27T18:00:00+01:00",
        "a period in hours rolls over no holiday and no Sunday; a full hour is not rounded",
    ),
    (
        "eu-nis2:csirt_early_warning",
        known(awareness="2026-03-24T22:45+01:00"),
        "2026-03-25T22:45:00+01:00",
        "2026-03-25T23:00:00+01:00",
        "the first of three stages",
    ),
    (
        "eu-nis2:csirt_final",
        known({"eu-nis2:csirt_notification": "2026-03-27T18:10+01:00"}),
        "2026-04-27T23:59:59+02:00",
        "2026-04-27T23:59:59+02:00",
        "a month from the actual sending, into summer time",
    ),
    (
        "eu-nis2:csirt_final",
        known(
            {"eu-nis2:csirt_notification": "2026-12-01T09:00+01:00"},
            calendars={"eu-nis2": "eu-de"},
        ),
        "2027-01-01T23:59:59+01:00",
        "2027-01-04T23:59:59+01:00",
        "a month that ends on New Year's Day, before a weekend",
    ),
    (
        "eu-nis2:csirt_final",
        known({"eu-nis2:csirt_notification": "2027-01-31T09:00+01:00"}),
        "2027-02-28T23:59:59+01:00",
        "2027-03-01T23:59:59+01:00",
        "no 31 February: the last of the month, a Sunday",
    ),
    (
        "eu-nis2:csirt_final",
        known({"eu-nis2:csirt_notification": "2028-01-31T09:00+01:00"}),
        "2028-02-29T23:59:59+01:00",
        "2028-02-29T23:59:59+01:00",
        "the same in a leap year",
    ),
    (
        "eu-dora:authority_initial",
        known(
            awareness="2026-06-13T09:30+02:00",
            classification="2026-06-13T20:00+02:00",
            zones={"eu-dora": "Europe/Paris"},
        ),
        "2026-06-14T00:00:00+02:00",
        "2026-06-15T12:00:00+02:00",
        "the earliest of two clocks; Sunday passes to noon on Monday",
    ),
    (
        "eu-dora:authority_initial",
        known(
            awareness="2026-06-13T09:30+02:00",
            classification="2026-06-13T20:00+02:00",
            no_relief=frozenset(["eu-dora"]),
        ),
        "2026-06-14T00:00:00+02:00",
        "2026-06-14T00:00:00+02:00",
        "a bank may not wait until Monday",
    ),
    (
        "eu-dora:authority_initial",
        known(awareness="2026-06-09T09:30+02:00", classification="2026-06-10T08:00+02:00"),
        "2026-06-10T09:30:00+02:00",
        "2026-06-10T10:00:00+02:00",
        "24 hours from awareness come before 4 hours from a late classification",
    ),
    (
        "eu-dora:authority_initial",
        known(awareness="2026-06-09T09:30+02:00", classification="2026-06-11T08:00+02:00"),
        "2026-06-11T12:00:00+02:00",
        "2026-06-11T12:00:00+02:00",
        "classified only after the 24 hours: 4 hours from then",
    ),
    (
        "eu-dora:authority_intermediate",
        known({"eu-dora:authority_initial": "2026-06-13T23:10+02:00"}),
        "2026-06-16T23:10:00+02:00",
        "2026-06-17T00:00:00+02:00",
        "72 hours from the actual sending of the initial report",
    ),
    (
        "us-hipaa:individuals",
        known(discovery="2026-03-02T11:00-05:00"),
        "2026-05-01T23:59:59-04:00",
        None,
        "the day of discovery is not counted",
    ),
    (
        "us-hipaa:hhs_under_500",
        known(discovery="2027-06-10T11:00-04:00"),
        "2028-02-29T23:59:59-05:00",
        None,
        "60 days after the calendar year of discovery, in a leap year",
    ),
    (
        "us-hipaa:hhs_under_500",
        known(discovery="2027-01-01T04:00+00:00"),
        "2027-03-01T23:59:59-05:00",
        None,
        "in New York it was still 2026",
    ),
    (
        "us-hipaa:hhs_500",
        known(
            {"us-hipaa:individuals": "2026-03-20T09:00-04:00"}, discovery="2026-03-02T11:00-05:00"
        ),
        "2026-03-20T09:00:00-04:00",
        None,
        "HHS no later than the letters, when they go out before day 60",
    ),
    (
        "us-ca:individuals",
        known(discovery="2026-01-15T17:00-08:00"),
        "2026-02-14T23:59:59-08:00",
        "2026-02-17T23:59:59-08:00",
        "day 30 is a Saturday; Monday is Presidents' Day",
    ),
    (
        "us-ca:attorney_general",
        known({"us-ca:individuals": "2026-02-13T10:00-08:00"}),
        "2026-02-28T23:59:59-08:00",
        "2026-03-02T23:59:59-08:00",
        "15 days from the day people were told",
    ),
    (
        "us-tx:attorney_general",
        known(determination="2026-08-03T09:00-05:00"),
        "2026-09-02T23:59:59-05:00",
        None,
        "the regulator a month before people",
    ),
    (
        "us-tx:individuals",
        known(determination="2026-08-03T09:00-05:00"),
        "2026-10-02T23:59:59-05:00",
        None,
        "the sixtieth day after the determination",
    ),
    (
        "us-tx:individuals",
        known(determination="2026-07-07T09:00-05:00"),
        "2026-09-05T23:59:59-05:00",
        "2026-09-08T23:59:59-05:00",
        "a Saturday before Labor Day, by Tex. Gov. Code 311.014",
    ),
    (
        "us-sec-8k-105:sec_8k",
        known(materiality="2026-11-25T19:30-05:00"),
        "2026-12-02T17:30:00-05:00",
        None,
        "Thanksgiving eve",
    ),
    (
        "us-sec-8k-105:sec_8k",
        known(materiality="2026-05-23T10:00-04:00"),
        "2026-05-29T17:30:00-04:00",
        None,
        "a Saturday before Memorial Day: the count begins on Tuesday",
    ),
    (
        "us-sec-8k-105:sec_8k",
        known(materiality="2026-11-26T03:00+00:00"),
        "2026-12-02T17:30:00-05:00",
        None,
        "in New York it was still the day before Thanksgiving",
    ),
    (
        "us-sec-8k-105:sec_8k",
        known(materiality="2026-12-29T09:00-05:00"),
        "2027-01-05T17:30:00-05:00",
        None,
        "across New Year's Day",
    ),
    (
        "us-sec-8k-105:sec_8k",
        known(materiality="2027-12-29T09:00-05:00"),
        "2028-01-05T17:30:00-05:00",
        None,
        "1 January 2028 is a Saturday, kept on 31 December 2027",
    ),
    (
        "us-sec-8k-105:sec_8k",
        known(materiality="2026-11-25T19:30-05:00", zones={"us-sec-8k-105": "Asia/Tokyo"}),
        "2026-12-02T17:30:00-05:00",
        None,
        "New York's day and closing hour, wherever the company is",
    ),
    (
        "in-cert-in:cert_in",
        known(noticing="2026-08-15T23:30+05:30"),
        "2026-08-16T05:30:00+05:30",
        None,
        "a holiday night in a half-hour zone",
    ),
    (
        "us-interagency-36h:primary_regulator",
        known(determination="2026-03-07T21:15-05:00"),
        "2026-03-09T10:15:00-04:00",
        None,
        "the clocks go forward inside 36 hours",
    ),
    (
        "us-vt:regulator_preliminary",
        known(discovery="2026-06-26T16:00-04:00"),
        "2026-07-17T23:59:59-04:00",
        None,
        "Independence Day is kept on Friday 3 July",
    ),
    (
        "us-vt:regulator_preliminary",
        known({"us-vt:individuals": "2026-07-01T12:00-04:00"}, discovery="2026-06-26T16:00-04:00"),
        "2026-07-01T12:00:00-04:00",
        None,
        "at the latest with the letters to people",
    ),
    (
        "us-ia:attorney_general",
        known({"us-ia:individuals": "2026-02-10T09:00-06:00"}),
        "2026-02-19T23:59:59-06:00",
        None,
        "five business days with Lincoln's and Washington's birthdays",
    ),
    (
        "us-ny:ag_hipaa",
        known({"us-hipaa:hhs_500": "2026-07-01T09:00-04:00"}),
        "2026-07-09T23:59:59-04:00",
        None,
        "a clock that runs from a filing under another regime",
    ),
    (
        "us-ok:attorney_general",
        known({"us-ok:individuals": "2026-12-31T23:30-06:00"}),
        "2027-03-01T23:59:59-06:00",
        None,
        "60 days from the letters, over the turn of the year",
    ),
    (
        "us-ar:attorney_general",
        known(
            {"us-ar:individuals": "2026-05-04T09:00-05:00"}, determination="2026-05-01T09:00-05:00"
        ),
        "2026-05-04T09:00:00-05:00",
        None,
        "with the letters, if they come before day 45",
    ),
    (
        "us-ar:attorney_general",
        known(determination="2026-05-01T09:00-05:00"),
        "2026-06-15T23:59:59-05:00",
        None,
        "day 45 while no letter has gone out",
    ),
    (
        "us-ct:attorney_general",
        known({"us-ct:individuals": "2026-05-04T09:00-04:00"}, discovery="2026-05-01T09:00-04:00"),
        "2026-05-04T09:00:00-04:00",
        None,
        "no later than the letters, which have gone out",
    ),
    (
        "us-ct:attorney_general",
        known(discovery="2026-05-01T09:00-04:00"),
        "2026-06-30T23:59:59-04:00",
        None,
        "no later than the letters, which are due on day 60",
    ),
    (
        "br-lgpd:anpd",
        known(awareness="2026-04-17T10:00-03:00"),
        "2026-04-23T23:59:59-03:00",
        None,
        "three business days over Tiradentes on Tuesday",
    ),
    (
        "br-lgpd:anpd",
        known(awareness="2026-04-30T02:00+00:00"),
        "2026-05-05T23:59:59-03:00",
        None,
        "in Sao Paulo it was still 29 April; 1 May is a holiday",
    ),
    (
        "sg-pdpa:pdpc",
        known(determination="2026-02-15T10:00+08:00"),
        "2026-02-18T23:59:59+08:00",
        None,
        "three calendar days run through the New Year holidays",
    ),
    (
        "jp-appi:ppc_preliminary",
        known(awareness="2026-12-30T23:00+00:00"),
        "2027-01-05T23:59:59+09:00",
        None,
        "in Tokyo it was New Year's Eve already",
    ),
    (
        "eu-cra:vuln_final",
        known(mitigation_available="2026-12-18T10:00+01:00", calendars={"eu-cra": "eu-fr"}),
        "2027-01-01T23:59:59+01:00",
        "2027-01-04T23:59:59+01:00",
        "14 days that end on a holiday",
    ),
    (
        "us-mn:credit_bureaus",
        known(determination="2026-11-01T00:30-05:00"),
        "2026-11-02T23:30:00-06:00",
        None,
        "48 real hours over the night with two one o'clocks",
    ),
    (
        "nz-privacy-act:opc",
        known(awareness="2026-04-04T10:00+13:00"),
        None,
        None,
        "as soon as practicable is no date",
    ),
]


@pytest.mark.parametrize(
    ("key", "knowledge", "strict", "outer"),
    [case[:4] for case in CASES],
    ids=[f"{case[0]} {case[4]}" for case in CASES],
)
def test_a_deadline_worked_out_by_hand(key, knowledge, strict, outer):
    found = due(key, knowledge)
    assert (shown(found.strict), shown(found.legal_max)) == (strict, outer)
