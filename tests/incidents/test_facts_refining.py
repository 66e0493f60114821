"""What an answer may say after an older one without taking anything back."""

import pytest

from incidents.facts import CATALOGUE, NO_COUNT, NO_EXPOSURE, NO_TIME

pytestmark = pytest.mark.once


def count(**figures):
    return {**NO_COUNT, **figures}


def at(value, precision, zone="UTC"):
    return {**NO_TIME, "value": value, "precision": precision, "zone": zone}


def exposed(**details):
    return {**NO_EXPOSURE, "exposure": "exposed", **details}


def place(country, number=None):
    return {"country": country, "subdivision": None, "count": number}


CASES = [
    # key, older answer, newer answer, whether the newer keeps to the older
    ("people_affected", count(best=9, high=12), count(best=11, final=True), True),
    ("people_affected", count(best=9, high=12), count(best=9, high=13), False),
    ("people_affected", count(low=5), count(best=6, high=7), True),
    ("people_affected", count(low=5), count(best=4, final=True), False),
    ("people_affected", count(best=9, final=True), count(best=9, high=9), True),
    ("people_affected", count(best=9, final=True), count(best=8, final=True), False),
    ("people_affected", count(best=9), count(best=9, unit="accounts"), False),
    ("became_aware", at("2026-10", "month"), at("2026-10-24", "day"), True),
    ("became_aware", at("2026-10-24", "day"), at("2026-10", "month"), False),
    ("became_aware", at("2026-10-24", "day"), at("2026-10-25", "day"), False),
    ("became_aware", at("2026-10-24", "day"), at("2026-10-24T23:30", "minute"), True),
    ("exposure.email", exposed(), exposed(protection="plain"), True),
    ("exposure.email", exposed(protection="hashed"), exposed(protection="plain"), False),
    ("exposure.email", exposed(), {**NO_EXPOSURE, "exposure": "not_exposed"}, False),
    ("immediate_actions", ["We shut it."], ["We looked.", "We shut it."], True),
    ("immediate_actions", ["We shut it."], ["We looked."], False),
    ("cause", ["hacking"], ["hacking", "malware"], True),
    ("cause", ["hacking", "malware"], ["hacking"], False),
    ("residence", [place("DE")], [place("DE", 310), place("FR")], True),
    ("residence", [place("DE", 310)], [place("DE", 311)], False),
    ("residence", [place("DE"), place("FR")], [place("DE")], False),
    ("vulnerability", "A log.", "A log.", True),
    ("vulnerability", "A log.", "A log and a key.", False),
]


@pytest.mark.parametrize(("key", "older", "newer", "keeps"), CASES)
def test_more_detail_takes_nothing_back(key, older, newer, keeps):
    asked = CATALOGUE[key]
    assert asked.validate(older) == asked.validate(newer) == []
    assert asked.refines(newer, older) is keeps
    assert asked.refines(older, older)


def test_a_plan_a_stage_and_an_address_move_on():
    assert CATALOGUE["forensics_status"].refines("finished", "running")
    days = at("2026-12-04", "day"), at("2026-12-11", "day")
    assert CATALOGUE["next_update"].refines(*reversed(days))
    assert not CATALOGUE["became_aware"].refines(*reversed(days))
