import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachcomm.accounts.models import Role
from breachcomm.plain_text import problem
from incidents.facts import (
    CATALOGUE,
    CATEGORIES,
    GROUPS,
    NO_CONTACT,
    NO_COUNT,
    NO_EXPOSURE,
    NO_TIME,
    SECTIONS,
    Confidence,
    Known,
    brief_questions,
)

CONFIRMED, ESTIMATED, CHECKING, RULED_OUT = Confidence
DAY = {"precision": "day", "zone": "UTC", "value": "2024-04-24"}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=9), inner, max_size=4)
        | st.fixed_dictionaries(dict.fromkeys(NO_TIME, inner))
        | st.fixed_dictionaries(dict.fromkeys(NO_COUNT, inner))
        | st.fixed_dictionaries(dict.fromkeys(NO_CONTACT, inner))
        | st.fixed_dictionaries(dict.fromkeys(NO_EXPOSURE, inner))
    ),
    max_leaves=12,
)
ONE_OF_EACH_KIND = [
    "summary_lay",
    "immediate_actions",
    "detected",
    "people_affected",
    "exfiltration",
    "cause",
    "residence",
    "contact_point",
    "exposure.email",
]


def exposure(state, protection="unknown", note=""):
    return {"exposure": state, "protection": protection, "note": note}


def test_sections_stand_in_the_order_of_the_meeting():
    used = list(dict.fromkeys(t.section for t in CATALOGUE.values()))
    assert used == list(SECTIONS)
    assert [s.key for s in SECTIONS.values()] == (
        ["core", "people", "data", "done", "words", "duties", "next"]
    )


def test_every_type_says_what_it_asks_and_who_may_answer():
    for key, fact_type in CATALOGUE.items():
        assert key == fact_type.key
        assert len(key) <= 60
        assert fact_type.question.endswith("?")
        assert fact_type.label
        assert fact_type.help
        assert Role.DEVELOPER in fact_type.owners
        assert Role.OBSERVER not in fact_type.owners


def test_pr_and_counsel_own_the_words_to_people_and_not_the_findings():
    for key in ("contact_point", "next_update", "what_people_can_do"):
        assert set(CATALOGUE[key].owners) == {Role.DEVELOPER, Role.LEGAL, Role.PR}
    for key in ("people_affected", "exposure.email", "exfiltration", "vulnerability"):
        assert CATALOGUE[key].owners == (Role.DEVELOPER,)


def test_every_category_of_data_has_its_place_in_the_ledger():
    assert {f"exposure.{key}" for key in CATEGORIES} == {k for k in CATALOGUE if "." in k}
    assert {category.group for category in CATEGORIES.values()} == set(GROUPS)
    assert len(CATEGORIES) >= 26


def test_what_a_section_needs_is_in_the_catalogue():
    for section in SECTIONS.values():
        for key in section.needs:
            assert key == "exposure" or CATALOGUE[key].section == section.key


@pytest.mark.parametrize("key", ONE_OF_EACH_KIND)
@given(value=json_values)
def test_no_value_whatever_makes_a_type_fail(key, value):
    fact_type = CATALOGUE[key]
    normalised = fact_type.normalise(value)
    again = fact_type.normalise(normalised)
    assert json.dumps(again, sort_keys=True) == json.dumps(normalised, sort_keys=True)
    sentences = fact_type.problems(normalised, CONFIRMED)
    assert all(isinstance(sentence, str) for sentence in sentences)
    if not sentences:
        assert json.loads(json.dumps(normalised)) == normalised
        assert fact_type.display(normalised)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("summary_lay", "a\x00b", "U+0000"),
        ("summary_lay", "\ud800", "half a character"),
        ("summary_lay", "abc\u202egpj.exe", "U+202E"),
        ("summary_lay", "x" * 1_000_000, "Shorten it"),
        ("summary_lay", "  \n ", "no text yet"),
        ("summary_lay", 5, "must be text"),
        ("immediate_actions", "one", "one point on each line"),
        ("immediate_actions", [], "between 1 and 40"),
        ("immediate_actions", ["x"] * 41, "between 1 and 40"),
        ("immediate_actions", ["ok", "a\nb"], "Line 2: Write this on one line"),
        ("immediate_actions", ["ok", None], "Line 2: This must be text."),
        ("immediate_actions", ["ok", " "], "Line 2 is empty"),
        ("exfiltration", "maybe", "Choose one"),
        ("exfiltration", ["yes"], "Choose one"),
        ("cause", [], "at least one"),
        ("cause", ["hacking", "hacking"], "once"),
        ("cause", ["magic"], "Choose among"),
        ("cause", "hacking", "Choose among"),
        ("exposure.email", exposure("perhaps"), "certainly not exposed"),
        ("exposure.email", exposure("exposed", "rot13"), "protected"),
        ("exposure.email", exposure("exposed", note="a\nb"), "Note: Write this on one line"),
        ("exposure.email", {"exposure": "exposed"}, "wrong parts"),
        ("contact_point", {**NO_CONTACT, "name": "Help desk"}, "Give an e-mail address"),
        ("contact_point", {**NO_CONTACT, "email": "help"}, "not complete"),
        ("contact_point", {**NO_CONTACT, "phone": "call me"}, "phone number"),
        ("contact_point", {**NO_CONTACT, "url": "javascript:alert(1)"}, "https://"),
        ("contact_point", {**NO_CONTACT, "url": "http://example.com"}, "https://"),
        ("contact_point", {**NO_CONTACT, "url": 'https://example.com/">'}, "https://"),
        ("contact_point", {**NO_CONTACT, "hours": "x" * 201}, "Hours: This is 201"),
    ],
)
def test_a_wrong_answer_gets_one_sentence(key, value, sentence):
    found = CATALOGUE[key].validate(value)
    assert len(found) == 1
    assert sentence in found[0]
    assert problem(found[0]) is None


def test_lines_are_taken_from_what_was_typed():
    actions = CATALOGUE["immediate_actions"]
    assert actions.normalise("We did x. \r\n\r\n  We did y.") == ["We did x.", "We did y."]


def test_choices_are_stored_in_the_order_they_are_offered():
    assert CATALOGUE["cause"].normalise(["error", "hacking"]) == ["hacking", "error"]


def test_a_contact_keeps_every_part():
    contact = CATALOGUE["contact_point"]
    value = contact.normalise({"email": " help@example.com ", "phone": "+1 (555) 010-9999 ext. 12"})
    assert value == {
        **NO_CONTACT, "email": "help@example.com", "phone": "+1 (555) 010-9999 ext. 12"
    }  # fmt: skip
    assert contact.validate(value) == []
    web = {**NO_CONTACT, "url": "https://example.com/help?x=1#y"}
    assert contact.validate(web) == []


@pytest.mark.parametrize(
    ("key", "value", "fitting"),
    [
        ("exposure.email", exposure("exposed"), {CONFIRMED, ESTIMATED}),
        ("exposure.email", exposure("not_exposed"), {RULED_OUT}),
        ("exposure.email", exposure("unknown"), {CHECKING}),
        ("exposure.email", None, {CHECKING, RULED_OUT}),
        ("exfiltration", "yes", {CONFIRMED, ESTIMATED, CHECKING}),
        ("exfiltration", "no", {RULED_OUT}),
        ("people_affected", {**NO_COUNT, "best": 1}, {CONFIRMED, ESTIMATED, CHECKING}),
        ("people_affected", None, {CHECKING, RULED_OUT}),
        ("immediate_actions", ["We did x."], {CONFIRMED, CHECKING}),
        ("next_update", DAY, {CONFIRMED, CHECKING}),
        ("contact_point", {**NO_CONTACT, "email": "a@example.com"}, {CONFIRMED, CHECKING}),
        ("contact_point", None, {CHECKING}),
    ],
)
def test_an_answer_goes_with_some_confidences_only(key, value, fitting):
    fact_type = CATALOGUE[key]
    stored = {c for c in Confidence if not fact_type.problems(value, c, "we looked")}
    assert stored == fitting


@pytest.mark.parametrize(
    ("key", "value"),
    [("exposure.email", exposure("not_exposed")), ("exfiltration", "no"), ("detected", None)],
)
def test_ruling_out_takes_a_basis(key, value):
    fact_type = CATALOGUE[key]
    assert fact_type.problems(value, RULED_OUT, "  ") == [
        "Say how we know: who looked, at what, and until when."
    ]
    assert fact_type.problems(value, RULED_OUT, "Ann read all logs until 5 May") == []


def test_a_confidence_nobody_knows_is_refused():
    assert CATALOGUE["detected"].problems(DAY, "sure")[0].startswith("Choose how sure we are")


def test_the_meeting_sees_which_questions_are_answered():
    facts = {
        "people_affected": Known({**NO_COUNT, "best": 1}),
        "exposure.email": Known(exposure("exposed")),
        "exposure.name": Known(exposure("unknown"), CHECKING),
        "exfiltration": Known("yes"),
        "next_update": Known(None, CHECKING),
    }
    asked = {q.key: q for q in brief_questions(facts)}
    assert list(asked) == list(SECTIONS)
    assert asked["people"].answered == "yes"
    assert asked["data"].answered == "partly"
    assert asked["data"].open == ("exposure",)
    assert asked["next"].answered == "no"
    assert asked["core"].open == SECTIONS["core"].needs


def test_the_data_question_is_answered_when_nothing_recorded_is_open():
    facts = {
        "exposure.email": Known(exposure("exposed")),
        "exposure.documents": Known(exposure("not_exposed"), RULED_OUT, "logs read"),
        "exfiltration": Known("no", RULED_OUT, "flows read"),
    }
    assert {q.key: q.answered for q in brief_questions(facts)}["data"] == "yes"
    assert {q.answered for q in brief_questions({})} == {"no"}
