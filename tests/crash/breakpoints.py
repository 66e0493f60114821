"""Celery's worker, stopped at a named point until somebody kills it.

Run in the place of `celery`. The product knows nothing of this: its functions are wrapped from
outside. The folder CRASH_FOLDER holds a file `armed` with the name of a point; whoever gets there
first takes the file, leaves "process job" in `reached`, and waits for the end.
"""

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

POINTS = ("leased", "rendered", "written", "renamed", "recorded")
_job = None


def _reach(point):
    folder = Path(os.environ["CRASH_FOLDER"])
    armed = folder / "armed"
    try:
        if armed.read_text() != point:
            return
        armed.rename(folder / f"taken-{os.getpid()}")
    except FileNotFoundError:
        return
    note = folder / f"reached-{os.getpid()}"
    note.write_text(f"{os.getpid()} {_job}")
    note.rename(folder / "reached")
    time.sleep(600)


def _stop(owner, name, *, before="", after=""):
    inner = getattr(owner, name)

    def wrapped(*args, **kwargs):
        _reach(before)
        result = inner(*args, **kwargs)
        if result is not False and not (name == "_lease" and result is None):
            _reach(after)
        return result

    setattr(owner, name, wrapped)


def _remember_job(queue):
    inner = queue.run

    def run(job_id):
        global _job
        _job = job_id
        return inner(job_id)

    queue.run = run


def install():
    import django

    django.setup()
    from statements import queue

    # Its own copy of the module os, so that only this queue's renames are counted.
    queue.os = SimpleNamespace(**vars(os))
    _remember_job(queue)
    _stop(queue, "_lease", after="leased")
    _stop(queue, "_render", after="rendered")
    _stop(queue.os, "replace", before="written", after="renamed")
    _stop(queue, "_store", after="recorded")


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "breachcomm.settings")
    install()
    from celery.__main__ import main

    main()
