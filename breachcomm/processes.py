"""The processes of one machine, kept together: `python -m breachcomm.processes`.

Web, worker and scheduler start together and end together. A worker or scheduler that dies is
started again; without the web process there is nothing to keep, so its end is the end of all.
"""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from . import env

GRACE_SECONDS = 15
BACK_OFF = (1, 2, 5, 10, 30)
STEADY_SECONDS = 60
# docker-compose.yml starts the same ones; a test compares.
WEB = ["breachcomm.wsgi", "--worker-class=gthread", "--threads=8"]
WEB += ["--log-level=warning", "--no-control-socket"]
WORKER = ["--app=breachcomm", "--quiet", "worker"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
SCHEDULER = ["run_scheduler"]


@dataclass
class Child:
    name: str
    command: list
    vital: bool = False
    process: subprocess.Popen = None
    started: float = 0
    failures: int = 0
    due: float = field(default=0)

    def start(self):
        self.started = time.monotonic()
        # Its own session: a Ctrl-C at the terminal reaches only us, and we stop it in order.
        self.process = subprocess.Popen(
            self.command,
            cwd=env.BASE_DIR,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=partial(_die_with, os.getpid()),
        )
        threading.Thread(target=self._relay, args=(self.process.stdout,), daemon=True).start()

    def _relay(self, lines):
        for line in filter(str.strip, lines):
            say(f"{self.name:<9} | {line.rstrip()}")

    def plan_restart(self):
        """When to try again: at once at first, later and later while it keeps dying."""
        steady = time.monotonic() - self.started > STEADY_SECONDS
        self.failures = 1 if steady else self.failures + 1
        wait = BACK_OFF[min(self.failures, len(BACK_OFF)) - 1]
        self.due = time.monotonic() + wait
        return wait

    def signal_group(self, number):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def _die_with(parent):
    """On Linux the kernel ends the child when we are killed without a chance to do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        # Killed in the instant before that line: the kernel will not tell us any more.
        if os.getppid() != parent:
            os._exit(1)


def say(line):
    print(line, flush=True)  # noqa: T201 - what the person at the terminal reads


def children(config, bind):
    python = [sys.executable, "-m"]
    # One worker process: the embedded queue of files allows no second reader.
    worker = [*WORKER, "--concurrency=1", f"--loglevel={config.log_level}"]
    return [
        Child("web", [*python, "gunicorn", *WEB, f"--bind={bind}"], vital=True),
        Child("worker", [*python, "celery", *worker]),
        Child("scheduler", [sys.executable, "manage.py", *SCHEDULER]),
    ]


def address(config):
    """Host and port to listen on for the address people type."""
    if config.https:
        raise SystemExit(
            "BREACHCOMM_URL is https, which this command does not speak: "
            "docs/operations.md says how to run breachcomm behind a proxy."
        )
    url = urlsplit(config.url)
    host = "127.0.0.1" if url.hostname == "localhost" else url.hostname
    return host, url.port or 80


def check_free(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"breachcomm cannot listen on {host} port {port} ({error.strerror}): "
                "set BREACHCOMM_URL to another one, for instance "
                f"BREACHCOMM_URL=http://127.0.0.1:{port + 1 if port < 65535 else 8001}."
            ) from None


class Runner:
    def __init__(self, family):
        self.family = family
        self.stopping = threading.Event()
        self.code = 0

    def run(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            for child in self.family:
                child.start()
            while not self.stopping.wait(0.2):
                self._look_after()
        finally:
            self._stop_all()
        return self.code

    def _look_after(self):
        for child in self.family:
            if child.process.poll() is None:
                continue
            if child.vital:
                say(f"{child.name} ended with code {child.process.returncode}; stopping the rest.")
                self.code = 1
                self.stopping.set()
            else:
                self._revive(child)

    def _revive(self, child):
        if not child.due:
            # What the dead one left behind would fight with its successor over the queue.
            child.signal_group(signal.SIGKILL)
            wait = child.plan_restart()
            say(
                f"{child.name} ended with code {child.process.returncode}; "
                f"starting it again in {wait} s."
            )
        elif time.monotonic() >= child.due:
            child.due = 0
            child.start()

    def _stop_all(self):
        running = [child for child in self.family if child.process]
        for child in running:
            child.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for child in running:
            try:
                child.process.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                say(f"{child.name} did not stop in {GRACE_SECONDS} s and is ended by force.")
            child.signal_group(signal.SIGKILL)
            child.process.wait()


def welcome(config):
    lines = [f"breachcomm is at {config.url}"]
    sign_ins = config.data_dir / "demo_sign_ins.txt"
    if sign_ins.exists():
        rows = [line.split("\t") for line in sign_ins.read_text(encoding="utf-8").splitlines()]
        lines += ["Sign in with the demonstration's people:"]
        lines += [f"  {role:<20} {email:<34} {password}" for role, email, password in rows]
    return "\n".join([*lines, "Ctrl-C stops everything."])


def wait_until_up(host, port, stopping, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopping.is_set():
        try:
            socket.create_connection((host, port), timeout=1).close()
            return True
        except OSError:
            stopping.wait(0.1)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only see whether the port is free")
    only_check = parser.parse_args().check
    config = env.read(os.environ)
    host, port = address(config)
    check_free(host, port)
    if only_check:
        return 0
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    runner = Runner(children(config, bind))

    def greet():
        if wait_until_up(host, port, runner.stopping):
            say(welcome(config))

    threading.Thread(target=greet, daemon=True).start()
    return runner.run()


if __name__ == "__main__":
    sys.exit(main())
