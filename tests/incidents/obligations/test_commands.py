"""`manage.py compute_deadline` for one duty: for people, for programs, without a database."""

import json

import pytest
from django.core.management import CommandError, call_command

from incidents.obligations import calendars, loading

pytestmark = pytest.mark.once


def computed(capsys, *arguments):
    """What the command says as JSON. No test here may touch a database."""
    call_command("compute_deadline", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def asked(regime, obligation, start, *more):
    return ("--regime", regime, "--obligation", obligation, "--start", start, *more)


def test_a_deadline_comes_with_all_that_is_needed_to_rely_on_it(capsys):
    found = computed(
        capsys, *asked("eu-gdpr", "supervisory_authority", "2026-10-23T16:20:00+02:00")
    )
    assert found["strict"] == "2026-10-26T15:20:00+01:00"
    assert found["legal_max"] == "2026-10-26T16:00:00+01:00"
    assert found["status"] == "running"
    assert found["hard_limit"] is False
    assert found["zone"] == "Europe/Brussels"
    assert found["verification"] == {
        "level": "full",
        "checked_on": "2026-11-23",
        "basis": "primary",
    }
    data = loading.current()
    assert found["data_set"] == {"version": data.version, "checksum": data.checksum}
    assert found["holidays"] == calendars.SOURCE
    assert found["disclaimer"].startswith("Not legal advice")
    assert found["explanation"][-1] == (
        "Due Monday 26 October 2026, 15:20 (UTC+01:00), Europe/Brussels."
    )


@pytest.mark.parametrize(
    ("arguments", "strict", "outer"),
    [
        (
            asked("us-ca", "individuals", "2026-01-15"),
            "2026-02-14T23:59:59-08:00",
            "2026-02-17T23:59:59-08:00",
        ),
        (
            asked("us-ca", "attorney_general", "2026-02-13T10:00"),
            "2026-02-28T23:59:59-08:00",
            "2026-03-02T23:59:59-08:00",
        ),
        (
            asked("us-ct", "attorney_general", "2026-02-13T10:00-05:00"),
            "2026-02-13T10:00:00-05:00",
            None,
        ),
        (
            asked("us-hipaa", "hhs_under_500", "2027-06-10T10:00-04:00"),
            "2028-02-29T23:59:59-05:00",
            None,
        ),
        (
            asked(
                "eu-dora",
                "authority_initial",
                "2026-06-13T20:00+02:00",
                "--event",
                "awareness=2026-06-13T09:30+02:00",
            ),
            "2026-06-14T00:00:00+02:00",
            "2026-06-15T12:00:00+02:00",
        ),
        (
            asked(
                "eu-nis2",
                "csirt_final",
                "2026-12-01T09:00+01:00",
                "--calendar",
                "eu-de",
                "--zone",
                "Europe/Berlin",
            ),
            "2027-01-01T23:59:59+01:00",
            "2027-01-04T23:59:59+01:00",
        ),
        (
            asked(
                "us-vt", "regulator_preliminary", "2026-06-26T16:00",
                "--sent", "individuals=2026-07-01T12:00",
            ),
            "2026-07-01T12:00:00-04:00",
            None,
        ),
        (
            asked("us-md", "individuals", "2026-01-05T09:00", "--hold-lifted", "2026-03-10"),
            "2026-03-17T23:59:59-04:00",
            None,
        ),
        (
            asked(
                "us-sec-8k-105", "sec_8k", "2026-01-05T09:00",
                "--hold-until", "2026-02-08", "--hold-form", "attorney_general",
            ),
            "2026-02-08T23:59:59-05:00",
            None,
        ),
        (asked("us-ma", "individuals", "2026-01-05T09:00"), None, None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_a_deadline_for_a_program(capsys, arguments, strict, outer):
    found = computed(capsys, *arguments)
    assert (found["strict"], found["legal_max"]) == (strict, outer)


def test_a_deadline_for_people_reads_as_sentences(capsys):
    call_command("compute_deadline", *asked("us-ca", "individuals", "2026-01-15T17:00"))
    said = capsys.readouterr().out
    assert "Day 30 is Saturday 14 February 2026." in said
    assert "Outer reading, for counsel only: Tuesday 17 February 2026, 23:59:59" in said
    assert "verification partial, checked on 2026-11-23. Not legal advice." in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--regime is missing"),
        (("--regime", "eu-gdpr"), "--obligation is missing"),
        (("--regime", "eu-gdpr", "--obligation", "individuals"), "--start is missing"),
        (asked("eu-nowhere", "individuals", "2026-01-01"), "There is no regime"),
        (asked("eu-gdpr", "nobody", "2026-01-01"), "has no obligation “nobody”"),
        (asked("eu-gdpr", "individuals", "soon"), "is not a moment such as"),
        (asked("eu-gdpr", "individuals", "2026-01-01", "--zone", "X"), "There is no time zone"),
        (asked("eu-gdpr", "individuals", "2026-01-01", "--calendar", "xx"), "no holiday calendar"),
        (asked("eu-gdpr", "individuals", "2026-01-01", "--event", "awareness"), "not NAME=ISO"),
        (asked("eu-gdpr", "individuals", "2026-01-01", "--event", "tea=2026-01-01"), "no event"),
        (asked("us-ca", "individuals", "9999-12-30"), "too far away"),
        (("--vectors", "nowhere.yaml"), "nowhere.yaml"),
    ],
    ids=str,
)
def test_what_cannot_be_computed_is_said_in_a_sentence(arguments, words):
    with pytest.raises(CommandError) as refused:
        call_command("compute_deadline", *arguments)
    assert words in str(refused.value)


def test_every_obligation_has_an_answer_for_a_program(capsys):
    for row in loading.current().obligations.values():
        found = computed(capsys, *asked(row.regime, row.id, "2026-12-31T23:30:00-05:00"))
        assert found["start"], row.key
        assert (found["strict"] is None) == (row.clock.rule is None), row.key
        assert found["explanation"], row.key
