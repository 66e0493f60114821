"""Deadlines worked out by hand, by the command that anybody can run."""

import pytest
import yaml
from django.core.management import CommandError, call_command

from incidents.obligations import loading, vectors
from tests.conftest import ROOT

VECTORS = ROOT / "tests" / "incidents" / "obligations" / "deadline_vectors.yaml"
CONTENT = yaml.safe_load(VECTORS.read_text(encoding="utf-8"))

pytestmark = pytest.mark.once


@pytest.mark.parametrize("vector", CONTENT["vectors"], ids=lambda vector: vector["id"])
def test_a_worked_deadline_comes_out_exact_with_real_calendars_too(vector):
    found = vectors.compute(vector, loading.current(), {})
    assert found.strict.isoformat() == vector["strict"]
    outer = found.legal_max and found.legal_max.isoformat()
    assert outer == vector["legal_max"]


def test_the_command_counts_worked_deadlines(capsys):
    call_command("compute_deadline", vectors=VECTORS)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "V01 passed: eu-gdpr supervisory_authority 2026-10-26T15:20:00+01:00"
    assert len(lines) == 13
    assert lines[-1] == "12 passed, 0 failed"


def written(tmp_path, **changed):
    vector = CONTENT["vectors"][0] | changed
    path = tmp_path / "vectors.yaml"
    path.write_text(yaml.safe_dump({"holidays": {"none": []}, "vectors": [vector]}))
    return path


@pytest.mark.parametrize(
    "changed",
    [
        {"strict": "2026-10-26T15:20:01+01:00"},
        {"strict": "2026-10-26T14:20:00+00:00"},
        {"legal_max": None},
        {"legal_max": "2026-10-26T16:00:01+01:00"},
        {"n": 71},
        {"row": "nobody"},
        {"regime": "eu-nowhere"},
        {"rule": "as_we_like"},
        {"zone": "Europe/Nowhere"},
        {"calendar": "eu-nowhere"},
        {"start": "yesterday"},
        {"start": None},
        {"strict": None},
        {"strict": "soon"},
        {"rule": "elapsed_hours"},
        {"n": "many"},
    ],
    ids=str,
)
def test_a_wrong_worked_deadline_fails_and_the_command_ends_with_one(tmp_path, capsys, changed):
    with pytest.raises(SystemExit) as ended:
        call_command("compute_deadline", vectors=written(tmp_path, **changed))
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("V01 failed: ")
    assert lines[-1] == "0 passed, 1 failed"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"strict": "2026-10-26T15:20:00.000+01:00"},
        {"start": "2026-10-23T14:20:00Z"},
        {"rule": None, "n": 72},
        {"zone": None},
        {"calendar": "none"},
        {"row": "individuals", "rule": None, "n": None, "strict": None, "legal_max": None},
        {
            "rule": "not_later_than_ref",
            "n": 0,
            "strict": "2026-10-23T16:20:00+02:00",
            "legal_max": None,
        },
        {"rule": "before_ref", "n": None, "strict": "2026-10-23T16:20:00+02:00", "legal_max": None},
    ],
    ids=str,
)
def test_another_way_to_say_the_same_passes(tmp_path, capsys, changed):
    call_command("compute_deadline", vectors=written(tmp_path, **changed))
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 0 failed"


def test_times_without_quotes_are_read_too(tmp_path, capsys):
    text = """
        holidays: {eu-de: [2027-01-01]}
        vectors:
        - id: X2
          regime: eu-nis2
          row: csirt_final
          zone: Europe/Berlin
          start: 2026-12-01T09:00:00+01:00
          rule: eu_months
          n: 1
          calendar: eu-de
          strict: 2027-01-01T23:59:59+01:00
          legal_max: 2027-01-04T23:59:59+01:00
        - id: X3
          regime: us-me
          row: individuals
          start: 2026-01-05T09:00:00-05:00
          rule: me_7_business_days
          n: 30
          hold_lifted: 2026-03-10
          strict: 2026-03-19T23:59:59-04:00
    """
    path = tmp_path / "vectors.yaml"
    path.write_text(text)
    call_command("compute_deadline", vectors=path)
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 0 failed"


def test_a_file_that_holds_no_vectors_is_named(tmp_path):
    path = tmp_path / "other.yaml"
    path.write_text("regimes: []")
    with pytest.raises(CommandError, match=r"other.yaml, line 1: .*no list of vectors"):
        call_command("compute_deadline", vectors=path)


def test_a_calendar_in_the_file_stands_for_the_real_one_of_its_name(tmp_path, capsys):
    vector = {
        "id": "X1",
        "regime": "us-vt",
        "row": "regulator_preliminary",
        "start": "2026-06-30T10:00:00-04:00",
        "rule": "business_days_exclude_first",
        "n": 3,
        "strict": "2026-07-03T23:59:59-04:00",
    }
    path = tmp_path / "vectors.yaml"
    path.write_text(yaml.safe_dump({"holidays": {"us-vt": []}, "vectors": [vector]}))
    call_command("compute_deadline", vectors=path)
    vector["strict"] = "2026-07-06T23:59:59-04:00"
    path.write_text(yaml.safe_dump({"vectors": [vector]}))
    call_command("compute_deadline", vectors=path)
    assert capsys.readouterr().out.count("1 passed, 0 failed") == 2
