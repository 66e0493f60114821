"""What the facts already know need not be asked again."""

from datetime import date

import pytest

from incidents.facts.known import Confidence, Known
from incidents.obligations import loading, questions
from incidents.obligations.answering import answers
from incidents.obligations.answers import NOBODY, UNKNOWN, Answers, Count
from incidents.obligations.applying import applies
from incidents.obligations.questions import open_questions
from tests.incidents.obligations.inventing import ordinary

pytestmark = pytest.mark.once

DATA = loading.current()


def people(low=None, best=None, high=None):
    return Known({"low": low, "best": best, "high": high, "final": False})


def place(country, part=None, number=None):
    return {"country": country, "subdivision": part, "count": number}


def exposed(protection):
    return Known({"exposure": "exposed", "protection": protection, "note": ""})


def test_residence_says_where_people_live_and_how_many():
    facts = {"residence": Known([place("US", "US-CA", 40), place("DE")])}
    assert answers(facts).lives == {"US-CA": Count.of(40), "DE": UNKNOWN}


@pytest.mark.parametrize(
    ("fact", "total"),
    [
        (people(low=5), Count(5, None)),
        (people(best=7), Count(7, 7)),
        (people(low=5, best=7), Count(5, 7)),
        (people(low=5, best=7, high=9), Count(5, 9)),
        (people(high=9), Count(9, 9)),
        (Known(None, Confidence.RULED_OUT, "Logs."), NOBODY),
        (Known(None, Confidence.UNDER_INVESTIGATION), None),
    ],
)
def test_the_total_keeps_its_range(fact, total):
    assert answers({"people_affected": fact}).total == total


def test_the_ledger_says_what_was_exposed_and_what_is_open():
    facts = {
        "exposure.name": exposed("plain"),
        "exposure.national_id": exposed("encrypted_key_taken"),
        "exposure.medical": Known(None, Confidence.UNDER_INVESTIGATION),
        "exposure.email": Known(
            {"exposure": "not_exposed", "protection": "unknown", "note": ""}, Confidence.RULED_OUT
        ),
    }
    found = answers(facts)
    assert found.data == {"name": "plain", "national_id": "encrypted_key_taken"}
    assert found.data_open == {"medical"}


def test_nothing_recorded_is_not_known_rather_than_none():
    found = answers({})
    assert (found.lives, found.total, found.data, found.groups, found.kinds) == (
        None,
        None,
        None,
        None,
        {},
    )


def test_data_that_left_was_taken_and_data_that_did_not_was_not():
    assert answers({"exfiltration": Known("yes")}).kinds == {"acquisition": True}
    ruled_out = Known("no", Confidence.RULED_OUT, "Logs.")
    assert answers({"exfiltration": ruled_out}).kinds == {"acquisition": False}


def test_misuse_cause_and_groups_come_from_their_facts():
    facts = {
        "misuse_seen": Known("yes"),
        "cause": Known(["hacking"]),
        "affected_groups": Known(["employees"]),
    }
    found = answers(facts)
    assert found.said == {"misuse_seen": True, "attack": True}
    assert found.groups == {"employees"}


def test_the_questionnaire_goes_before_the_facts():
    facts = {"exfiltration": Known("yes"), "misuse_seen": Known("yes")}
    given = {"kinds": {"acquisition": False}, "misuse_seen": False, "sectors": ["bank"]}
    found = answers(facts, {**given, "role": "both"})
    assert found.kinds == {"acquisition": False}
    assert found.said["misuse_seen"] is False
    assert (found.role, found.sectors) == ("both", {"bank"})


def test_an_answer_to_no_question_and_a_word_that_is_no_answer_are_refused():
    with pytest.raises(LookupError, match="no question"):
        answers({}, {"weather": "fine"})
    with pytest.raises(ValueError, match="no role"):
        answers({}, {"role": "owner"})
    with pytest.raises(ValueError, match="not a number of people"):
        Count(5, 4)


def test_nothing_answered_asks_first_what_we_are_and_nothing_of_single_laws():
    asked = [each.id for each in open_questions(applies(DATA, Answers()))]
    assert asked[:2] == ["role", "sectors"]
    assert {"establishments", "listed", "residence"} <= set(asked)
    # Nobody is asked about Chinese infrastructure before a law of China is in play.
    assert {"critical_in_china", "major_incident", "ransom_paid"}.isdisjoint(asked)


def test_a_shop_in_texas_is_asked_what_texas_needs():
    answered = ordinary({"US-TX": 10}, risk=None, data={"name": "plain"}, data_open=frozenset())
    asked = {each.id for each in open_questions(applies(DATA, answered))}
    assert asked == set()
    unsure = ordinary({"US-TX": "?"}, risk=None, data={"name": "plain", "national_id": "unknown"})
    asked = {each.id for each in open_questions(applies(DATA, unsure))}
    # How many there are is asked once it is clear that people must be told.
    assert asked == {"exposure"}


def test_a_hold_by_law_enforcement_is_asked_where_it_can_delay_a_notice():
    found = {each.key: each for each in applies(DATA, ordinary({"US-WY": 1}))}
    assert "law_enforcement_request" in found["us-wy:individuals"].asks
    held = ordinary({"US-IL": 1}, law_enforcement_request=True)
    found = {each.key: each for each in applies(DATA, held)}
    assert any("written request" in note for note in found["us-il:individuals"].notes)


def test_the_law_of_the_day_counts():
    told = {"sectors": ["product_maker"], "markets": ["DE"], "exploited_vulnerability": True}
    early = ordinary({}, **told, on=date(2026, 9, 10))
    late = ordinary({}, **told, on=date(2026, 9, 11))
    key = "eu-cra:vuln_early_warning"
    assert [key in standing(each) for each in (early, late)] == [False, True]


def standing(answered):
    return {found.key for found in applies(DATA, answered) if found.applies}


STATE_ROWS = [
    row
    for row in DATA.obligations.values()
    if DATA.regimes[row.regime].kind == "state_breach_law" and row.threshold.operator != "any"
]


@pytest.mark.parametrize("row", STATE_ROWS, ids=lambda row: row.key)
def test_every_state_threshold_turns_exactly_at_its_edge(row):
    place = f"US-{row.regime.removeprefix('us-').upper()}"
    extra = {"sectors": ["information_broker"]} if row.regime == "us-ga" else {}
    edge = row.threshold.count + (row.threshold.operator == "gt")
    told = {**extra, "credit_report_suggested": True}
    assert row.key in standing(ordinary({place: edge}, **told))
    assert row.key not in standing(ordinary({place: edge - 1}, **told))
    assert row.key in standing(ordinary({place: "?"}, **told))


def test_every_question_can_be_shown():
    assert [each.id for each in questions.questions().values()][:2] == ["role", "sectors"]
