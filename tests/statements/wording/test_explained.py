"""A term is reported once, where it first stands, and only if the text does not explain it."""

import pytest

from statements.wording.engine import remarks

pytestmark = pytest.mark.once


def jargon(text):
    return [one.text for one in remarks(text) if one.kind == "jargon"]


def test_a_term_is_reported_where_it_first_stands():
    assert jargon("The PHI is safe with us. We deleted the PHI.") == ["PHI"]


def test_wordings_of_one_term_are_one_term():
    found = jargon("The file held protected health information (PHI). We found the PHI.")
    assert found == ["protected health information"]


def test_terms_of_one_family_are_reported_each():
    assert jargon("We saw billing codes. We saw CPT codes. We saw billing codes.") == [
        "billing codes",
        "CPT codes",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We use multi-factor authentication, which means a second check at sign-in.",
        "We use multi-factor authentication (that is, a second check at sign-in).",
        "We use a second check at sign-in (multi-factor authentication).",
        "We use what experts call multi-factor authentication.",
        "We use multi-factor authentication. It is new. This means a second check at sign-in.",
        "We use multi-factor authentication. Multi-factor authentication is a second check.",
    ],
)
def test_an_explanation_near_by_silences_the_remark(text):
    assert jargon(text) == []


def test_a_term_once_explained_stays_explained():
    first = "We use multi-factor authentication, which means a second check at sign-in."
    assert jargon(f"{first} We wait. We wait. We wait. Turn on multi-factor authentication.") == []


def test_an_explanation_that_comes_late_does_not_help():
    late = "Multi-factor authentication is a second check."
    assert jargon(f"We use multi-factor authentication. We wait. We wait. We wait. {late}")


def test_a_heading_waits_for_what_stands_under_it():
    assert jargon("Security freeze\n\nA security freeze is a lock on your credit report.") == []


def test_letters_in_brackets_explain_nothing():
    assert jargon("We use multi-factor authentication (MFA).")
