"""An incident stays on the law it started with, until counsel has seen what a newer one changes."""

import json

import pytest

from incidents.obligations import loading
from incidents.obligations.changes import changes, moved
from incidents.obligations.deadlines import deadlines
from tests.incidents.obligations.knowing import incidents, known, shown

pytestmark = pytest.mark.once

OLD = loading.current()


def newer(change):
    """Our data set after `change(content)`."""
    content = json.loads(json.dumps(OLD.content))
    change(content)
    return loading.data_set(content)


def row(content, code, number=0):
    return content["regimes"][code]["recipients"][number]


def shorten(content):
    row(content, "us-tx")["clock"]["duration"] = 45
    content["data_set"]["version"] = "2027.01.01"


def test_a_data_set_kept_as_json_computes_the_same():
    kept = loading.data_set(json.loads(json.dumps(OLD.content)))
    assert kept == OLD
    assert kept.checksum == OLD.checksum
    (incident,) = incidents(1)
    assert deadlines(kept, incident) == deadlines(OLD, incident)


def test_nothing_differs_between_a_data_set_and_itself():
    assert changes(OLD, newer(lambda content: None)) == []


def test_a_changed_period_is_said_and_moves_the_deadlines_it_governs():
    new = newer(shorten)
    assert [str(change) for change in changes(OLD, new)] == [
        f"data_set: version was {OLD.version}, is now 2027.01.01.",
        "regimes, us-tx, recipients, individuals, clock: duration was 60, is now 45.",
    ]
    told = known(determination="2026-08-03T09:00-05:00")
    found = moved(OLD, new, told)
    assert list(found) == ["us-tx:individuals"]
    assert [shown(each.strict) for each in found["us-tx:individuals"]] == [
        "2026-10-02T23:59:59-05:00",
        "2026-09-17T23:59:59-05:00",
    ]


def test_a_newer_version_with_the_same_content_has_the_same_checksum():
    def rename(content):
        content["data_set"]["version"] = "2027.01.01"

    assert newer(rename).checksum == OLD.checksum
    assert newer(shorten).checksum != OLD.checksum


def test_a_row_that_is_new_or_gone_is_named():
    def swap(content):
        rows = content["regimes"]["us-tx"]["recipients"]
        rows.reverse()
        rows.append({**rows.pop(), "id": "people", "name": "Texans"})

    new = newer(swap)
    assert [str(change) for change in changes(OLD, new)] == [
        "regimes, us-tx, recipients: individuals is gone; it was Affected state residents.",
        "regimes, us-tx, recipients: people is new: Texans.",
    ]
    found = moved(OLD, new, known(determination="2026-08-03T09:00-05:00"))
    assert found["us-tx:individuals"][1] is None
    assert found["us-tx:people"][0] is None


def test_an_element_that_is_asked_for_anew_is_said():
    def ask(content):
        row(content, "us-ca")["required_elements"].append("date_of_notice")

    (change,) = changes(OLD, newer(ask))
    assert change.place == ("regimes", "us-ca", "recipients", "individuals", "required_elements")
    assert str(change).endswith("date_of_notice.")
