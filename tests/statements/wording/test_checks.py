"""Checks look at more than the words of a rule: at years, capitals and paragraphs around them."""

import pytest

from statements.wording.engine import remarks

pytestmark = pytest.mark.once


def found(text, kind):
    return [one.text for one in remarks(text) if one.kind == kind]


def test_a_year_in_a_sentence_beside_dates_the_day():
    assert found("It began on 4 May. We noticed it in June 2023.", "undated") == []


def test_a_year_further_away_does_not():
    text = "We began in 2019. We grew. We grew more. It happened on 4 May."
    assert found(text, "undated") == ["4 May"]


def test_an_acronym_is_reported_once():
    assert found("The HHC wrote. The HHC called.", "acronym") == ["HHC"]


def test_an_acronym_introduced_too_late_is_reported():
    text = "The HHC wrote. The Health and Hospitals Corporation (HHC) called."
    assert found(text, "acronym") == ["HHC"]


@pytest.mark.parametrize(
    "text",
    [
        "The Health and Hospitals Corporation (HHC) wrote. The HHC's letter is here.",
        "HHC (Health and Hospitals Corporation) wrote.",
        'The Corporation (the "HHC") wrote.',
        "DESCRIPTION OF INCIDENT: somebody copied a list.",
        "Write to the G-BH office.",
        "See HTTPS://WWW.EXAMPLE.ORG/HHC today.",
    ],
)
def test_capitals_that_need_no_explanation(text):
    assert found(text, "acronym") == []


def test_three_steps_in_one_paragraph_are_too_many():
    steps = "Change your password. Call your bank. Order a credit report."
    assert found(steps, "buried_action") == ["Change"]


def test_steps_in_a_list_or_in_paragraphs_of_their_own_are_not():
    listed = "1. Change your password.\n2. Call your bank.\n3. Order a credit report."
    apart = "Change your password.\n\nCall your bank.\n\nOrder a credit report."
    assert found(listed, "buried_action") == found(apart, "buried_action") == []
