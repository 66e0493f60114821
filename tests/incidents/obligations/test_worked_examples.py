"""Cases worked out by hand from the statutes: one row each, with what it shows."""

import pytest

from tests.incidents.obligations import worked_elsewhere, worked_us
from tests.incidents.obligations.knowing import due, shown

CASES = [*worked_elsewhere.CASES, *worked_us.CASES]

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("key", "knowledge", "strict", "outer"),
    [case[:4] for case in CASES],
    ids=[f"{case[0]} {case[4]}" for case in CASES],
)
def test_a_deadline_worked_out_by_hand(key, knowledge, strict, outer):
    found = due(key, knowledge)
    assert (shown(found.strict), shown(found.legal_max)) == (strict, outer)
