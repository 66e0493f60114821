"""`breachcomm.processes` with one difference: its worker can be stopped at a named point."""

import sys
from pathlib import Path

from breachcomm import processes

BREAKPOINTS = str(Path(__file__).with_name("breakpoints.py"))
children = processes.children


def with_breakpoints(config, bind):
    family = children(config, bind)
    (worker,) = (child for child in family if child.name == "worker")
    assert worker.command[:3] == [sys.executable, "-m", "celery"]
    worker.command[1:3] = [BREAKPOINTS]
    return family


if __name__ == "__main__":
    processes.children = with_breakpoints
    sys.exit(processes.main())
