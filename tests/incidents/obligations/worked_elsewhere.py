"""Deadlines of Europe, Asia and the rest, worked out by hand.

(duty, what is known, strict, outer reading, what the case shows)
"""

from tests.incidents.obligations.knowing import known

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
        "eu-dora:authority_intermediate",
        known({"eu-dora:authority_initial": "2026-06-10T23:10+02:00"}),
        "2026-06-13T23:10:00+02:00",
        "2026-06-15T12:00:00+02:00",
        "72 hours that end on a Saturday: noon on Monday",
    ),
    (
        "eu-dora:authority_final",
        known(
            {"eu-dora:authority_intermediate": "2026-12-01T12:00+01:00"},
            calendars={"eu-dora": "eu-de"},
            no_relief=frozenset(["eu-dora"]),
        ),
        "2027-01-01T23:59:59+01:00",
        "2027-01-04T12:00:00+01:00",
        "the final report of a bank too may wait until noon after the holiday",
    ),
    (
        "in-cert-in:cert_in",
        known(noticing="2026-08-15T23:30+05:30"),
        "2026-08-16T05:30:00+05:30",
        None,
        "a holiday night in a half-hour zone",
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
        "eu-gdpr:processor_duty",
        known(awareness="2026-05-01T09:00+02:00"),
        None,
        None,
        "a processor tells the controller without undue delay, which is no date",
    ),
    (
        "nz-privacy-act:opc",
        known(awareness="2026-04-04T10:00+13:00"),
        None,
        None,
        "as soon as practicable is no date",
    ),
]
