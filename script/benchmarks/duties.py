"""Milliseconds to read the data set, and to recompute one incident and two hundred under it all."""

import time

from script import desk

INCIDENTS, TIMES = 200, 5


def main():
    start = time.perf_counter()
    from incidents.obligations import loading
    from incidents.obligations.deadlines import deadlines

    data = loading.current()
    desk.line(f"first reading, with imports: {(time.perf_counter() - start) * 1000:.0f} ms")
    from tests.incidents.obligations.knowing import incidents

    invented = incidents(INCIDENTS)
    found = deadlines(data, invented[0])
    desk.line(f"{len(data.regimes)} regimes, {len(found)} obligations")
    for name, act, times in (
        ("reading again", lambda: loading.load(loading.HERE), TIMES),
        ("one incident", lambda: deadlines(data, invented[1]), 50),
        ("explained", lambda: [each.explain() for each in found.values()], 50),
        (f"{INCIDENTS} incidents", lambda: [deadlines(data, each) for each in invented], TIMES),
    ):
        p50, p95 = desk.p50_p95(desk.timed(act, times))
        desk.line(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")


main()
