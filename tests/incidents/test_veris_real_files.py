import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachcomm.plain_text import problem
from incidents.facts import CATALOGUE, Known, OpenQuestion, say
from incidents.veris import Unreadable, findings, parse, read_many
from tests.incidents.veris_records import read, record

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
PATHS = [
    (part,) for part in record()
] + [
    ("action", "hacking"), ("action", "hacking", "variety"), ("actor", "external"),
    ("asset", "assets"), ("attribute", "confidentiality"), ("attribute", "integrity"),
    ("attribute", "confidentiality", "data"), ("attribute", "confidentiality", "data_total"),
    ("attribute", "confidentiality", "data_disclosure"), ("attribute", "confidentiality", "state"),
    ("timeline", "incident"), ("timeline", "incident", "year"), ("timeline", "discovery"),
    ("timeline", "discovery", "value"), ("victim", "victim_id"), ("discovery_method",),
    ("discovery_method", "internal"), ("plus",), ("plus", "timeline"), ("plus", "event_chain"),
    ("plus", "attribute"), ("summary",), ("notes",), ("reference",), ("impact",), ("confidence",),
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(PATHS), json_values, max_size=6))
@settings(max_examples=300, deadline=None)
def test_no_shape_whatever_makes_the_mapping_fail(changes):
    data = record()
    for path, value in changes.items():
        here = data
        for part in path[:-1]:
            if not isinstance(here.get(part), dict):
                here[part] = {}
            here = here[part]
        here[path[-1]] = value
    try:
        found = read(data)
    except Unreadable:
        return
    for fact in found.facts:
        assert CATALOGUE[fact.key].problems(fact.value, fact.confidence, fact.basis) == []


@given(st.binary(max_size=300))
def test_no_bytes_whatever_make_the_reading_fail(raw):
    # Random bytes never make a record: anything else than a refusal is a failure.
    with pytest.raises(Unreadable) as refused:
        parse(raw, "any.json")
    assert problem(refused.value.reason) is None


# Real files


def check(found):
    """What holds of every record that was taken over."""
    for fact in found.facts:
        fact_type = CATALOGUE[fact.key]
        assert fact_type.problems(fact.value, fact.confidence, fact.basis) == []
        assert fact_type.normalise(fact.value) == fact.value
        assert fact.basis
    keys = {fact.key for fact in found.facts}
    assert len(keys) == len(found.facts)
    assert not keys & {"people_affected", "detected", "became_aware", "residence", "summary_lay"}
    texts = (found.title, found.organisation, found.narrative, *found.notes, *found.warnings)
    assert all(problem(text) is None for text in texts)
    assert found.title
    assert found.organisation


def taken_over(paths):
    for label, raw in read_many(paths):
        assert isinstance(raw, bytes), label
        found = findings(parse(raw, label))
        check(found)
        yield found


def test_all_real_files_are_taken_over(shared):
    found = list(taken_over([shared / "data" / "veris" / "dev"]))
    assert len(found) == 210
    assert len({one.import_key for one in found}) == 210


@pytest.mark.parametrize("folder", ["legacy-1.2.1", "legacy-1.3.4"])
def test_all_older_files_are_taken_over(shared, folder):
    assert len(list(taken_over([shared / "data" / "veris" / folder]))) == 20


def test_real_files_leave_open_questions_and_no_blank(shared):
    for found in taken_over([shared / "data" / "veris" / "dev"]):
        known = {fact.key: Known(*fact[1:]) for fact in found.facts}
        assert isinstance(say(known, "people_affected:sentence"), OpenQuestion)
        assert isinstance(say(known, "became_aware:sentence"), OpenQuestion)
        for key in (*known, "data_exposed", "data_not_exposed", "data_unknown"):
            if key.startswith("data_") or CATALOGUE[key].public:
                assert str(say(known, key)).strip()


def test_the_records_of_the_schema_tests_never_fail(shared):
    count = 0
    for label, raw in read_many([shared / "data" / "veris" / "schema-tests"]):
        with pytest.raises(Unreadable):
            parse(raw, label)
        count += 1
        wrapped = json.loads(raw)["incident"]
        if {"action", "actor", "asset", "attribute"} & set(wrapped):
            check(read(wrapped))
    assert count == 222


@pytest.mark.slow
def test_all_nine_thousand_records_are_taken_over(shared):
    packed = shared / "data" / "veris" / "vcdb-9193.ndjson.gz"
    assert sum(1 for _ in taken_over([packed])) == 9_193
