import json

import pytest

from incidents.facts import Confidence, Known, say
from incidents.veris import parse
from incidents.veris.words import DATA
from tests.incidents.veris_records import confidentiality, facts_of, read, record

CONFIRMED, ESTIMATED, CHECKING, RULED_OUT = Confidence


def test_the_import_key_is_the_file_and_its_bytes():
    raw = json.dumps(record()).encode()
    one, again = parse(raw, "folder/one.json"), parse(raw, "elsewhere/one.json")
    assert one.import_key == again.import_key == f"one.json:{one.sha256}"
    assert parse(raw + b" ", "one.json").import_key != one.import_key
    assert parse(raw, "two.json").import_key != one.import_key
    assert one.raw == raw.decode()


def test_a_line_of_many_keeps_the_name_of_its_own_file():
    assert (
        parse(json.dumps(record(_file="own.JSON")).encode(), "all line 3").file_name == "own.JSON"
    )
    odd = record(_file="../../etc/pass\u202ewd")
    assert parse(json.dumps(odd).encode(), "all line 3").file_name == "pass wd"


@pytest.mark.parametrize(
    ("date", "precision", "value"),
    [
        ({"year": 2021}, "year", "2021"),
        ({"year": 2021, "month": 3}, "month", "2021-03"),
        ({"year": 2021, "month": 3, "day": 9}, "day", "2021-03-09"),
        ({"year": 2021, "day": 9}, "year", "2021"),
        ({"year": 2021, "month": 2, "day": 30}, "month", "2021-02"),
        ({"year": 2021, "month": 13, "day": 3}, "year", "2021"),
        ({"year": 2021, "month": 3, "day": 9, "time": "04:05:00 PM"}, "day", "2021-03-09"),
        ({"year": 2021, "month": 3, "day": 9, "time": "junk"}, "day", "2021-03-09"),
        (
            {"year": 2021, "month": 3, "day": 9, "time": "08:20:00 PM UTC"},
            "minute",
            "2021-03-09T20:20",
        ),
        (
            {"year": 2021, "month": 3, "day": 9, "time": "12:10 AM UTC"},
            "minute",
            "2021-03-09T00:10",
        ),
    ],
)
def test_a_date_keeps_its_precision_and_gains_none(date, precision, value):
    found = read(record(timeline={"incident": date}))
    began = next(fact for fact in found.facts if fact.key == "occurred_from")
    assert began.value == {"precision": precision, "zone": "UTC", "value": value}
    taken_whole = len(date) == len(began.value["value"].replace("T", "-").split("-"))
    assert bool(found.warnings) == (not taken_whole)


@pytest.mark.parametrize(
    "date", [{}, {"month": 3}, {"year": "2021"}, {"year": 10**30}, "2021", None]
)
def test_what_is_no_date_gives_no_time(date):
    assert "occurred_from" not in facts_of(record(timeline={"incident": date}))


def test_a_year_to_come_is_not_taken_over():
    found = read(record(timeline={"incident": {"year": 2190}}))
    assert "occurred_from" not in {fact.key for fact in found.facts}
    assert len(found.warnings) == 1


def test_there_is_no_date_of_discovery_awareness_or_containment_in_a_file():
    timeline = {
        "incident": {"year": 2021},
        "discovery": {"unit": "Months", "value": 4},
        "containment": {"unit": "Days"},
        "compromise": {"unit": "Unknown"},
    }
    found = read(record(timeline=timeline))
    assert not {"detected", "became_aware", "contained", "recovered"} & {f.key for f in found.facts}
    assert "discovery: 4 months" in found.notes[-1]
    assert "containment: days" in found.notes[-1]
    assert "compromise" not in found.notes[-1]


def test_the_day_it_became_public_is_kept():
    notification = {"year": 2021, "month": 4, "day": 5}
    facts = facts_of(record(plus={"timeline": {"notification": notification}}))
    assert facts["made_public"].value["value"] == "2021-04-05"


# How sure


@pytest.mark.parametrize(
    ("given_status", "status", "confidence"),
    [
        ("Confirmed", "confirmed", CONFIRMED),
        ("Suspected", "suspected", ESTIMATED),
        ("Near miss", "near_miss", ESTIMATED),
        ("False positive", "suspected", ESTIMATED),
        (None, "suspected", ESTIMATED),
    ],
)
def test_what_is_not_confirmed_confirms_nothing(given_status, status, confidence):
    found = read(record(security_incident=given_status))
    assert found.status == status
    assert {fact.confidence for fact in found.facts} == {confidence}


def test_a_file_that_calls_itself_uncertain_confirms_nothing():
    for rating, confidence in (("High", CONFIRMED), ("Medium", CONFIRMED), ("Low", ESTIMATED)):
        assert facts_of(record(confidence=rating))["cause"].confidence == confidence


@pytest.mark.parametrize(
    ("disclosure", "exposure", "confidence"),
    [
        ("Yes", "exposed", CONFIRMED),
        ("Potentially", "exposed", ESTIMATED),
        ("No", "not_exposed", RULED_OUT),
        ("Unknown", "unknown", CHECKING),
        (None, "unknown", CHECKING),
    ],
)
def test_disclosure_decides_how_sure_an_exposure_is(disclosure, exposure, confidence):
    data = confidentiality(data_disclosure=disclosure, data=[{"variety": "Medical"}])
    medical = facts_of(data)["exposure.medical"]
    assert (medical.value["exposure"], medical.confidence) == (exposure, confidence)
    assert medical.basis.startswith("VERIS file: data medical")


def test_nothing_is_ruled_out_by_a_suspicion():
    data = confidentiality(data_disclosure="No", data=[{"variety": "Medical"}])
    data |= {"security_incident": "Suspected"}
    data["plus"] = {"attribute": {"confidentiality": {"data_abuse": "No"}}}
    facts = facts_of(data)
    assert facts["exposure.medical"].confidence == CHECKING
    assert "misuse_seen" not in facts


# Which data, and how many


@pytest.mark.parametrize("variety", sorted(DATA))
def test_each_kind_of_data_has_its_category(variety):
    category, note = DATA[variety]
    exposed = facts_of(confidentiality(data=[{"variety": variety.title()}]))[f"exposure.{category}"]
    assert exposed.value == {"exposure": "exposed", "protection": "unknown", "note": note}


@pytest.mark.parametrize("variety", ["Unknown", "Other", "Something new", "", None, 5])
def test_data_of_no_known_kind_stays_unknown(variety):
    facts = facts_of(confidentiality(data=[{"variety": variety}]))
    assert facts["exposure.other"].value["exposure"] == "unknown"
    assert facts["exposure.other"].confidence == CHECKING


def test_personal_data_asks_which():
    facts = facts_of(confidentiality(data=[{"variety": "Personal"}]))
    known = {key: Known(*fact[1:]) for key, fact in facts.items()}
    assert "[[Which personal details?]]" in say(known, "data_exposed:sentence")
    assert not {"exposure.name", "exposure.email", "exposure.national_id"} & set(facts)


def test_kinds_that_share_a_category_are_one_entry():
    data = [{"variety": "Secrets"}, {"variety": "Internal"}, {"variety": "Source code"}]
    internal = facts_of(confidentiality(data=data))["exposure.internal"]
    assert internal.value["note"] == "trade secrets and source code"


@pytest.mark.parametrize(
    ("state", "protection"),
    [
        (["Stored encrypted"], "encrypted"),
        (["Stored unencrypted", "Printed"], "plain"),
        (["Stored encrypted", "Stored unencrypted"], "unknown"),
        (["Stored"], "unknown"),
        (["Unknown"], "unknown"),
        ("Stored encrypted", "encrypted"),
        ([], "unknown"),
        (None, "unknown"),
    ],
)
def test_protection_is_known_only_when_the_state_says_so_of_all(state, protection):
    facts = facts_of(confidentiality(state=state, data=[{"variety": "Bank"}]))
    assert facts["exposure.bank_account"].value["protection"] == protection


def test_a_total_counts_records_and_never_people():
    facts = facts_of(confidentiality(data_total=16_000_000_000))
    assert facts["data_records"].value["best"] == 16_000_000_000
    assert facts["data_records"].value["unit"] == "records"
    assert facts["data_records"].confidence == ESTIMATED
    assert "people_affected" not in facts


@pytest.mark.parametrize("total", [0, 1])
def test_a_total_that_looks_like_a_placeholder_is_no_number(total):
    found = read(confidentiality(data_total=total))
    records = next(fact for fact in found.facts if fact.key == "data_records")
    assert (records.value, records.confidence) == (None, CHECKING)
    assert len(found.warnings) == 1


@pytest.mark.parametrize("total", [-1, 10**30, True, "12", 1.5, [], {}])
def test_a_total_that_is_no_count_is_left_out_with_a_warning(total):
    found = read(confidentiality(data_total=total))
    assert "data_records" not in {fact.key for fact in found.facts}
    assert len(found.warnings) == 1


def test_an_amount_above_the_total_warns_and_both_are_kept():
    found = read(confidentiality(data_total=20, data=[{"variety": "Medical", "amount": 200}]))
    records = next(fact for fact in found.facts if fact.key == "data_records")
    assert (records.value["best"], records.value["high"]) == (20, 200)
    assert found.warnings == [
        "The file counts 200 records of Medical, more than its total of 20. "
        "Both are kept: check which is right."
    ]
    medical = next(fact for fact in found.facts if fact.key == "exposure.medical")
    assert "medical (200 records)" in medical.basis


def test_groups_are_those_the_file_names():
    victims = ["Patient", "Employee", "Unknown", "Victim organization"]
    assert facts_of(confidentiality(data_victim=victims))["affected_groups"].value == (
        ["employees", "patients"]
    )
    assert facts_of(confidentiality(data_victim="Student"))["affected_groups"].value == ["students"]
    assert "affected_groups" not in facts_of(confidentiality(data_victim=["Unknown"]))
