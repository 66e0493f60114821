"""Recomputing everything must be cheap, so that nothing has to be kept that can go stale."""

import time

import pytest

from incidents.obligations import loading
from incidents.obligations.applying import applies
from incidents.obligations.deadlines import deadlines
from incidents.obligations.variants import variants
from tests.incidents.obligations import inventing
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


def test_two_hundred_incidents_are_applied_and_computed_in_time(figure):
    data, invented = loading.current(), incidents(INCIDENTS)
    table = [
        inventing.ordinary(row["lives"], **row.get("told", {})) for row in inventing.incidents()
    ]
    told = [table[n % len(table)] for n in range(INCIDENTS)]
    start = time.process_time()
    for answers, known in zip(told, invented, strict=True):
        variants(data, answers, applies(data, answers))
        deadlines(data, known)
    seconds = time.process_time() - start
    figure(
        f"{INCIDENTS} incidents x {len(data.regimes)} regimes applied, letters split and deadlines "
        f"computed in {seconds:.1f} s"
    )
    assert seconds < LIMIT_SECONDS
