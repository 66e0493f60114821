"""What the data set must keep saying: the collisions, forms and standings that cost the most."""

import pytest

from incidents.obligations import fitting, loading

pytestmark = pytest.mark.once

DATA = loading.current()
ROWS = DATA.obligations
PARENTS = {id: element.parent for id, element in DATA.elements.items()}


def collide(asking, banning):
    """What one letter must say and another must not, by way of parents too."""
    banned = set(ROWS[banning].prohibited_elements)
    wanted = ROWS[asking].required_elements
    return {id for id in wanted if banned & set(fitting.lineage(id, PARENTS))}


def test_no_letter_serves_massachusetts_and_california_or_rhode_island():
    assert collide("us-ca:individuals", "us-ma:individuals") == {"what_happened"}
    assert {"what_happened", "how_breach_occurred"} <= collide(
        "us-ri:individuals", "us-ma:individuals"
    )


def test_twenty_six_regimes_ask_letters_for_what_massachusetts_bans():
    letters = [row for row in ROWS.values() if row.type == "individuals"]
    asking = {row.regime for row in letters if "what_happened" in row.required_elements}
    assert len(asking - {"us-ma"}) == 26


def test_massachusetts_asks_its_regulator_for_what_it_bans_in_the_letter():
    asked = set(ROWS["us-ma:ag_ocabr"].required_elements)
    assert {"nature_of_breach", "approx_number_affected_in_jurisdiction"} <= asked
    assert ROWS["us-ma:ag_ocabr"].prohibited_elements == ()


def test_illinois_bans_the_number_and_rhode_island_asks_for_one():
    assert ROWS["us-il:individuals"].prohibited_elements == (
        "approx_number_affected_in_jurisdiction",
    )
    assert "approx_number_affected" in ROWS["us-ri:individuals"].required_elements


def test_only_california_prescribes_headings():
    headed = [row for row in ROWS.values() if row.format.get("headings")]
    assert [row.key for row in headed] == ["us-ca:individuals"]
    assert headed[0].format["title"] == "Notice of Data Breach"
    assert headed[0].format["min_font_pt"] == 10
    assert headed[0].format["headings"] == (
        "What Happened",
        "What Information Was Involved",
        "What We Are Doing",
        "What You Can Do",
        "For More Information",
    )


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("us-nj:state_police", "us-nj:individuals"),
        ("us-md:attorney_general", "us-md:individuals"),
    ],
)
def test_some_authorities_come_before_people(key, other):
    clock = ROWS[key].clock
    assert (clock.rule, clock.not_later_than_ref) == ("before_ref", other)


@pytest.mark.parametrize("code", ["us-ct", "us-de", "us-dc", "us-il", "us-ne", "us-pa", "us-mt"])
def test_some_authorities_are_told_no_later_than_people(code):
    assert ROWS[f"{code}:attorney_general"].clock.rule == "not_later_than_ref"


def test_every_regime_says_how_well_it_was_checked_and_when():
    for regime in DATA.regimes.values():
        assert regime.level in ("full", "partial", "memory")
        assert regime.verification["checked_on"] <= DATA.review_by
        assert regime.source
        assert regime.verified == (regime.level == "full")


def test_every_file_keeps_its_banner():
    for path in loading.HERE.rglob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# NOT LEGAL ADVICE."), path.name
