"""Which numbers count people, accounts or records, and which do not."""

import pytest

from statements.claims import PLAIN
from statements.claims.numbers import counts
from tests.statements.claims.test_table import read

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "how", "value", "unit"),
    [
        ("12,400 accounts are affected.", "", 12_400, "accounts"),
        ("12.400 accounts are affected.", "", 12_400, "accounts"),
        ("12 400 accounts are affected.", "", 12_400, "accounts"),
        ("12'400 accounts are affected.", "", 12_400, "accounts"),
        ("12400 accounts are affected.", "", 12_400, "accounts"),
        ("twelve thousand four hundred people are affected.", "", 12_400, "persons"),
        ("twelve thousand and four hundred people are affected.", "", 12_400, "persons"),
        ("about 12,000 of our customers", "about", 12_000, "persons"),
        ("around 12,000 people", "about", 12_000, "persons"),
        ("roughly 12,000 people", "about", 12_000, "persons"),
        ("approximately 12,000 people", "about", 12_000, "persons"),
        ("some 12,000 people", "about", 12_000, "persons"),
        ("an estimated 12,000 people", "about", 12_000, "persons"),
        ("nearly 12,000 people", "nearly", 12_000, "persons"),
        ("almost 12,000 people", "nearly", 12_000, "persons"),
        ("over 12,000 people", "over", 12_000, "persons"),
        ("more than 12,000 people", "over", 12_000, "persons"),
        ("at least 12,000 people", "at least", 12_000, "persons"),
        ("up to 12,400 people", "up to", 12_400, "persons"),
        ("no more than 12,400 people", "up to", 12_400, "persons"),
        ("at most 12,400 people", "up to", 12_400, "persons"),
        ("fewer than 13,000 people", "under", 13_000, "persons"),
        ("1.2 million people", "", 1_200_000, "persons"),
        ("1,2 mio. people", "", 1_200_000, "persons"),
        ("1.25 million people", "", 1_250_000, "persons"),
        ("12k users", "", 12_000, "persons"),
        ("half a million users", "", 500_000, "persons"),
        ("a hundred thousand users", "", 100_000, "persons"),
        ("three dozen patients", "", 36, "persons"),
        ("forty-two patients", "", 42, "persons"),
        ("12,400 former and current employees", "", 12_400, "persons"),
        ("12,400 of our business customers", "", 12_400, "persons"),
        ("12,400 residents of texas", "", 12_400, "persons"),
        ("31,000 rows", "", 31_000, "records"),
        ("31,000 medical records", "", 31_000, "records"),
        ("31,000 documents", "", 31_000, "records"),
        ("in all, 12,400 were affected.", "", 12_400, ""),
        ("the number of people affected is 12,400.", "", 12_400, ""),
        ("this affected 12,400.", "", 12_400, ""),
        ("dozens of people", "vague", 0, "persons"),
        ("hundreds of customers", "vague", 0, "persons"),
        ("many thousands of customers", "vague", 0, "persons"),
        ("half of our customers were affected", "share", 0, ""),
        ("most of our customers were affected", "share", 0, ""),
        ("all our customers were affected", "share", 0, ""),
        ("5 % of our customers were affected", "share", 0, ""),
        ("one in ten customers was affected", "share", 0, ""),
    ],
)
def test_a_count_is_read_in_figures_and_in_words(text, how, value, unit):
    [count] = counts(text)
    assert (count.how, count.value, count.unit) == (how, value, unit)


def test_a_range_is_one_count():
    [count] = counts("between 9,800 and 12,400 people are affected")
    assert (count.how, count.value, count.upper) == ("between", 9_800, 12_400)
    [count] = counts("9,800 to 12,400 people are affected")
    assert (count.how, count.value, count.upper) == ("between", 9_800, 12_400)


def test_as_precise_as_it_is_shown():
    shown = {text: next(counts(f"{text} people")).step for text in ("12,000", "12,400", "12,401")}
    assert shown == {"12,000": 1_000, "12,400": 100, "12,401": 1}
    assert next(counts("1.2 million people")).step == 100_000


@pytest.mark.parametrize(
    "text",
    [
        "Call us at +1 555 010 9999.",
        "Call 1-877-215-3618 and customers get an answer.",
        "Write to 12 Harbour Street, Springfield.",
        "Write to P.O. Box 105069, Atlanta, GA 30348-5069.",
        "Our office is in 80331 Munich.",
        "1. Change your password.",
        "We answer from 9 a.m. to 5 p.m.",
        "We answer from 9:00 to 17:30.",
        "Update to version 4.2.1.",
        "We answer customers within 24 hours.",
        "You have 7 days to object.",
        "See Section 33 of the law.",
        "See Article 34.",
        "A freeze costs $5 or €10.",
        "A freeze lasts 90 days.",
        "Your code has 6 digits.",
        "Choose a password of at least 12 characters.",
        "Please quote INC-2026-0007.",
        "In 2026 there are new rules for customers.",
        "The fee falls by 5 %.",
        "Our 24-hour line is open.",
        "Form 8-K is public.",
        "ISO 27001 is a standard for people who run systems.",
        "Dial 0800 123 456 for customers.",
        "Ask one of our people.",
        "Ask one of the three credit agencies.",
        "Visit https://example.com/customers/12400.",
        "Our team of 12 people answers you.",
        "We serve 40,000 customers in 12 countries.",
        "We employ more than 200 people.",
        "Both of you can call.",
        "Step 2: turn on sign-in codes.",
        "Keep this letter for 3 years.",
    ],
)
def test_other_numbers_count_nobody(text):
    assert [f for s in read(text) for f in s.findings if f.code in ("count", "share")] == []
    assert {sentence.verdict for sentence in read(text)} <= {PLAIN}
