"""Ten notices written as they should be: the measure of the review, and of our own prose."""

import re

import pytest

from statements.wording import review
from statements.wording.readability import HERE
from statements.wording.remarks import ERROR

pytestmark = pytest.mark.once

MODELS = sorted((HERE / "en" / "models").glob("*.md"))
NAMED = pytest.mark.parametrize("path", MODELS, ids=[path.stem for path in MODELS])
# What every one of them says.
ALWAYS = {
    *("what_happened", "date_of_breach", "date_of_discovery", "data_types"),
    *("approx_number_affected", "data_not_affected", "likely_consequences", "measures_taken"),
    *("measures_for_individual", "contact_point", "apology", "regulator_contact"),
}
# And what fits only some.
ALSO = {
    "ransomware": {"identity_theft_services_offer", "credit_bureau_contacts"},
    "vendor-breach": {"identity_theft_services_offer", "credit_bureau_contacts"},
    "mailbox": {"identity_theft_services_offer"},
    "misdirected-mail": {"identity_theft_services_offer"},
    "stolen-papers": {"identity_theft_services_offer"},
}
NEVER = re.compile(
    r"seriously|abundance of caution|inconvenience|no evidence|may have|might have|sincerely|"
    r"unauthori[sz]ed|potential|guarantee|sophisticated|committed to",
    re.IGNORECASE,
)


def test_there_are_ten():
    assert len(MODELS) == 10


@NAMED
def test_a_model_is_easy_to_read(path):
    found = review(path.read_text(encoding="utf-8")).readability
    assert 250 <= found.words <= 500
    assert found.grade <= 8
    assert found.reading_ease >= 60
    assert found.longest[0][2] <= 35


@NAMED
def test_a_model_says_all_that_a_reader_needs(path):
    found = review(path.read_text(encoding="utf-8"))
    said = {name for name, element in found.elements.items() if element.present}
    assert (ALWAYS | ALSO.get(path.stem, set())) - said == set()
    assert [name for name, answer in found.questions.items() if not answer.present] == []


@NAMED
def test_a_model_is_written_as_we_ask_of_others(path):
    text = path.read_text(encoding="utf-8")
    assert not NEVER.search(text)
    assert len(re.findall(r"\b(?:sorry|apologi[sz]e)\b", text)) == 1
    assert re.search("it was our job|this was our mistake", text, re.IGNORECASE)
    # The most urgent step first, in a list with numbers.
    assert re.search(r"## What you can do\n\n1\. .+\n2\. ", text)
    # Numbers and addresses that belong to nobody, beside public offices.
    assert re.findall(r"@[\w.]+\b", text) == re.findall(r"@\w+\.example\b", text)
    assert re.findall(r"\b555-01\d\d\b|\b01632 960\d{3}\b", text)


def test_the_review_raises_few_alarms_over_models(figure):
    errors, words, all_remarks = 0, 0, []
    for path in MODELS:
        found = review(path.read_text(encoding="utf-8"))
        wrong = sum(remark.severity == ERROR for remark in found.remarks)
        assert wrong <= found.readability.words / 300, path.stem
        errors += wrong
        words += found.readability.words
        all_remarks += found.remarks
    grades = [review(path.read_text(encoding="utf-8")).readability.grade for path in MODELS]
    figure(
        f"10 model notices, {words:,} words, grades {min(grades)} to {max(grades)}: "
        f"{len(all_remarks)} remarks, {errors} of them errors"
    )
    assert [(remark.rule, remark.text) for remark in all_remarks] == []
