"""Recomputing everything must be cheap, so that nothing has to be kept that can go stale."""

import time

import pytest

from incidents.obligations import loading
from incidents.obligations.deadlines import deadlines
from tests.incidents.obligations.knowing import incidents

pytestmark = pytest.mark.once

INCIDENTS, LIMIT_SECONDS = 200, 5


def test_two_hundred_incidents_are_recomputed_under_all_regimes_in_time(figure):
    data, invented = loading.current(), incidents(INCIDENTS)
    # Seconds of work, not of waiting for other tests on the same cores.
    start = time.process_time()
    found = [deadlines(data, each) for each in invented]
    seconds = time.process_time() - start
    dated = sum(each.strict is not None for one in found for each in one.values())
    figure(
        f"{INCIDENTS} incidents x {len(data.regimes)} regimes, {sum(map(len, found)):,} deadlines "
        f"({dated:,} with a date), recomputed in {seconds:.1f} s"
    )
    assert seconds < LIMIT_SECONDS
