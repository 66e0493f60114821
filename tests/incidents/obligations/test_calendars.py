"""Business days: observed holidays, places of every kind, and places nobody knows."""

from datetime import date

import pytest

from incidents.obligations.calendars import Calendar, calendar

pytestmark = pytest.mark.once

DAYS = [
    # (calendar, day, whether it is a business day, why)
    ("us-vt", "2026-07-03", False, "Independence Day, kept on Friday"),
    ("us-vt", "2026-03-03", False, "Town Meeting Day"),
    ("us-federal", "2027-07-05", False, "Independence Day, kept on Monday"),
    ("us-federal", "2027-12-31", False, "New Year's Day of 2028, kept in 2027"),
    ("us-federal", "2026-11-27", True, "the day after Thanksgiving is no federal holiday"),
    ("us-ca", "2026-11-27", False, "in California it is one"),
    ("us-sec", "2025-01-09", False, "closed by executive order"),
    ("us-federal", "2025-01-09", True, "which is no holiday by statute"),
    ("us-me", "2026-04-20", False, "Patriots' Day"),
    ("us-ia", "2026-10-12", True, "Iowa keeps no Columbus Day"),
    ("br", "2026-02-17", True, "Carnival is no national holiday"),
    ("br", "2026-11-20", False, "Consciência Negra, national since 2024"),
    ("br", "2023-11-20", True, "and not before"),
    ("eu-de", "2026-06-04", True, "Corpus Christi is kept in some states only"),
    ("eu-at", "2026-06-04", False, "in Austria everywhere"),
    ("eu-be", "2026-07-21", False, "Belgium's national day"),
    ("gb-eng", "2026-12-28", False, "Boxing Day, kept on Monday"),
    ("ca-federal", "2026-09-30", False, "Truth and Reconciliation"),
    ("ca-qc", "2026-06-24", False, "Saint-Jean-Baptiste"),
    ("nz", "2026-07-10", False, "Matariki"),
    ("none", "2026-12-25", True, "no holidays at all"),
    ("none", "2026-12-26", False, "but weekends"),
    ("eu-member-state", "2026-12-25", True, "a member state nobody named"),
    ("in", "2040-08-15", False, "a year the source knows in part"),
]


@pytest.mark.parametrize(("id", "day", "open_"), [case[:3] for case in DAYS])
def test_a_day_is_a_business_day_or_not(id, day, open_):
    assert calendar(id).is_business_day(date.fromisoformat(day)) is open_


@pytest.mark.parametrize("id", ["us-xx", "zz", "eu-zz", "eu-us", "gb-xxx", "eu", "US", "", "mars"])
def test_a_place_nobody_knows_is_refused(id):
    with pytest.raises(LookupError):
        calendar(id)


def test_days_can_be_given_by_hand():
    own = Calendar("works-holidays", {date(2026, 8, 3): "Works holidays"})
    assert own.holiday(date(2026, 8, 3)) == "Works holidays"
    assert own.count(date(2026, 7, 31), 1) == date(2026, 8, 4)
    assert own.between(date(2026, 7, 31), date(2026, 8, 4)) == [
        (date(2026, 8, 3), "Works holidays")
    ]


def test_the_business_day_around_a_long_weekend():
    easter = calendar("gb-eng")
    assert easter.on_or_before(date(2026, 4, 6)) == date(2026, 4, 2)
    assert easter.on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)
    assert easter.on_or_after(date(2026, 4, 2)) == date(2026, 4, 2)
