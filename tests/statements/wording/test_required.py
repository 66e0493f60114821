"""What a text must have depends on whom it speaks to."""

import pytest

from statements.audiences import Audience
from statements.wording.elements import elements
from statements.wording.required import missing, required
from statements.wording.rules import HERE, read_yaml, rulebook
from statements.wording.signs import notice_book

pytestmark = pytest.mark.once

EVERYTHING = read_yaml(HERE / "required.yaml")
HOLDING = "Someone used a stolen password to enter our system. Write to help@example.com."


def shown(text):
    return elements(rulebook().read(text))


def test_every_audience_of_a_statement_has_its_list():
    assert [one.value for one in Audience if not required(one.value)] == []


def test_only_elements_there_are_can_be_required():
    names = {
        name
        for audience, asked in EVERYTHING.items()
        for variant in ("", *asked.get("variants", ()))
        for name in required(audience, variant)
    }
    assert names - set(notice_book().elements) == set()


def test_a_holding_statement_needs_what_happened_a_contact_and_the_next_news():
    assert required("holding") == ("what_happened", "contact_point", "next_update")
    assert missing(shown(HOLDING), "holding") == ("next_update",)
    assert missing(shown(f"{HOLDING} We will tell you more by 12 May 2024."), "holding") == ()


def test_a_press_text_needs_no_steps_and_a_regulator_a_number():
    assert "measures_for_individual" not in required("press")
    assert "approx_number_affected" in required("regulator")


@pytest.mark.parametrize(
    ("audience", "variant", "more", "fewer"),
    [
        ("affected_people", "us", {"credit_bureau_contacts", "regulator_contact"}, set()),
        ("holding", "closing", {"measures_taken"}, {"next_update"}),
        ("holding", "no such variant", set(), set()),
    ],
)
def test_a_variant_adds_and_takes_away(audience, variant, more, fewer):
    plain, own = set(required(audience)), set(required(audience, variant))
    assert (own - plain, plain - own) == (more, fewer)


def test_a_short_text_needs_only_what_it_has_room_for():
    assert len(required("affected_people", "short")) == 4


def test_of_an_audience_nobody_described_nothing_is_required():
    assert missing({}, "archaeologists") == ()
