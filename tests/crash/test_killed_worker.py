"""Kill -9 at the worst moments: every release still ends with exactly one right file per format."""

import os
import secrets
import signal
import time
from pathlib import Path

import pytest

from tests.crash.breakpoints import POINTS
from tests.installation import until

RECOVERY_SECONDS = 60
# A dead main process is started again later and later: only now and then is it the one to go.
MAIN_EVERY = 5


class Killer:
    """Stops the worker at a point, kills it there, and remembers which job it had in hand."""

    def __init__(self, folder, desk):
        self.folder, self.desk = folder, desk
        self.mid_job, self.kills, self.releases = [], 0, 0

    def at(self, point):
        (self.folder / "armed.tmp").write_text(point)
        (self.folder / "armed.tmp").rename(self.folder / "armed")
        child, job = self._wait_until_somebody_is_there()
        self._kill(child)
        self.mid_job.append((job, time.time()))
        self.desk.edit_drafts()

    def _wait_until_somebody_is_there(self):
        """A sweep may take the jobs while the worker is away, so more are released meanwhile."""
        reached = self.folder / "reached"
        for _ in range(10):
            self.releases += len(self.desk.release(count=1))
            try:
                until(reached.exists, "", seconds=8)
                break
            except AssertionError:
                continue
        child, job = map(int, reached.read_text().split())
        reached.unlink()
        return child, job

    def at_random(self, installation):
        self.releases += len(self.desk.release(count=2))
        children = until(lambda: _worker_children(installation), "the worker is up again")
        time.sleep(secrets.randbelow(1000) / 1000)
        self._kill(secrets.choice(children))

    def _kill(self, child):
        self.kills += 1
        victim = _parent(child) if self.kills % MAIN_EVERY == 0 else child
        os.kill(victim, signal.SIGKILL)

    def recoveries(self):
        """Seconds from the last kill each job suffered; some are hit again while they recover."""
        return [max(0, self.desk.done_at(job=job) - at) for job, at in dict(self.mid_job).items()]


def _stat(process):
    """Name and parent of a process."""
    before, _, after = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    return before.partition("(")[2], int(after.split()[1])


def _parent(process):
    return _stat(process)[1]


def _worker_children(installation):
    """Children of celery's main process that belong to this installation."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            own = str(installation.folder).encode() in (each / "environ").read_bytes()
            parent = Path("/proc", str(_parent(each.name)), "cmdline").read_bytes()
            worker = b"breakpoints.py" in (each / "cmdline").read_bytes()
        except OSError:
            continue
        if own and worker and b"breakpoints.py" in parent:
            found.append(int(each.name))
    return found


def _plan(full):
    """(points to be killed at, kills at a random moment)."""
    return (list(POINTS) * 10, 10) if full else (list(POINTS), 1)


@pytest.fixture
def running(build, services_of_run):
    installation, desk = build(**services_of_run)
    installation.start("processes", "-m", "tests.crash.processes")
    return installation, desk


def test_a_worker_killed_at_any_point_leaves_exactly_one_right_file(running, request, figure):
    installation, desk = running
    killer = Killer(installation.folder, desk)
    points, at_random = _plan(request.config.getoption("--full"))
    for point in points:
        killer.at(point)
    for _ in range(at_random):
        killer.at_random(installation)
    last, jobs = time.monotonic(), 3 * killer.releases
    until(
        lambda: desk.standings() == {"ready": jobs},
        f"all {jobs} jobs are ready",
        seconds=RECOVERY_SECONDS,
        every=0.5,
    )
    healed = time.monotonic() - last
    assert desk.look() == {
        "releases": killer.releases,
        "missing": [],
        "duplicate": [],
        "wrong": [],
        "unreadable": [],
    }
    took = killer.recoveries()
    assert max(took) <= RECOVERY_SECONDS
    assert desk.failures() == []
    _look_at_what_was_cut_short(desk, points.count("written"), at_random)
    figure(_figure(killer, took, healed))


def _look_at_what_was_cut_short(desk, in_the_write, at_random):
    """A write that was cut short leaves its half-made file; the sweep takes it once it is old."""
    left = desk.stray_files()
    assert in_the_write <= len(left) <= in_the_write + at_random
    assert sorted(desk.sweep_strays(age=3000)) == sorted(left)
    assert desk.sweep_strays(age=4000) == []


def _figure(killer, took, healed):
    return (
        f"{killer.kills} kills ({len(killer.mid_job)} mid-job) over {killer.releases} releases: "
        f"missing 0, duplicate 0, wrong 0, unreadable 0; a killed job was ready again after "
        f"{sorted(took)[len(took) // 2]:.1f} s (median), {max(took):.1f} s at most; "
        f"all was ready {healed:.1f} s after the last kill."
    )
