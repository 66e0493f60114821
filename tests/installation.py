"""A whole installation for one test: its own data folder, database and real processes."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "REDIS_URL_FILE")
START_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(is_so, what, *, seconds=60, every=0.1):
    """The first true answer of `is_so`; fails by name when it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(every)
    raise AssertionError(f"Not within {seconds} s: {what}")


@contextmanager
def own_database(purpose):
    """A database of its own on the server of this run; script/test clears up by the same name."""
    given = urlsplit(os.environ["DATABASE_URL"])
    name = f"test_{given.path.strip('/')}_{purpose}_{os.getpid()}"
    server = urlunsplit(given._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(given._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Installation:
    def __init__(self, folder, **variables):
        self.folder = folder
        self.data = folder / "data"
        self.url = f"http://127.0.0.1:{free_port()}"
        self.environment = self._environment(variables)
        self._started = []

    def _environment(self, variables):
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in OURS and not name.startswith("BREACHCOMM_")
        }
        temporary = self.folder / "tmp"
        temporary.mkdir()
        own = {"BREACHCOMM_URL": self.url, "BREACHCOMM_DATA_DIR": str(self.data)}
        return {**kept, **own, "TMPDIR": str(temporary), **variables}

    def manage(self, *arguments, typed=""):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, name, *command):
        """A process whose output goes to a file of its own; `stop` ends it."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started.append(process)
        return process

    def serve(self):
        """Web, worker and scheduler, as `script/server` starts them."""
        process = self.start("processes", "-m", "breachcomm.processes")
        port = int(self.url.rpartition(":")[2])
        until(lambda: process.poll() is not None or _answers(port), "the site is up")
        assert process.poll() is None, self.log("processes")
        until(lambda: self._shows_life("worker"), "the worker shows a sign of life")
        until(lambda: self._shows_life("scheduler"), "the scheduler shows a sign of life")

    def _shows_life(self, name):
        return list((self.folder / "tmp").glob(f"breachcomm-*-{name}.alive"))

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def stop(self):
        for process in reversed(self._started):
            process.terminate()
        for process in self._started:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._started.clear()


def _answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Desk:
    """A process that does, on an installation, what it is told: `desk.release(count=3)`.

    `module` holds the functions. A process of its own, because the test's Django stands on the
    test database, not on the one the worker sees.
    """

    def __init__(self, installation, module):
        self._process = subprocess.Popen(
            [sys.executable, "-c", _DESK, module],
            cwd=ROOT,
            env=installation.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __getattr__(self, name):
        def call(**arguments):
            print(json.dumps([name, arguments]), file=self._process.stdin, flush=True)
            answer = json.loads(self._process.stdout.readline())
            assert answer["trouble"] is None, answer["trouble"]
            return answer["result"]

        return call

    def close(self):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


_DESK = """
import importlib, json, os, sys, traceback
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
os.environ["DJANGO_SETTINGS_MODULE"] = "breachcomm.settings"
import django
django.setup()
module = importlib.import_module(sys.argv[1])
for line in sys.stdin:
    name, arguments = json.loads(line)
    result = trouble = None
    try:
        result = getattr(module, name)(**arguments)
    except Exception:
        trouble = traceback.format_exc()
    print(json.dumps({"result": result, "trouble": trouble}), file=answers, flush=True)
"""
