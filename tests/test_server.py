"""`script/server` with the real processes, from an empty folder to nothing left running."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.waiting import free_port, running, until

ROOT = Path(__file__).resolve().parent.parent

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(sys.platform != "linux", reason="looks the processes up in /proc"),
]


class Server:
    """A running `script/server`, on a port and a data folder of its own."""

    def __init__(self, folder):
        self.url = f"http://127.0.0.1:{free_port()}"
        self.folder = folder
        self.log = folder / "server.log"
        services = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")
        environ = {name: value for name, value in os.environ.items() if name not in services}
        environ |= {"BREACHCOMM_URL": self.url, "BREACHCOMM_DATA_DIR": str(folder / "data")}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [ROOT / "script" / "server"],
                env=environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_up(self):
        until(lambda: "breachcomm is at" in self.said(), "the site is up", 120)
        return self.everybody()

    def said(self):
        return self.log.read_text()

    def everybody(self):
        """Every process that carries this server's address in its environment."""
        mark = f"BREACHCOMM_URL={self.url}\0".encode()
        numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        return [number for number in numbers if mark in _environ(number)]

    def workers(self):
        return [number for number in self.everybody() if b"\0celery\0" in _command(number)]


def _read(number, name):
    try:
        return Path(f"/proc/{number}/{name}").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""


def _environ(number):
    return _read(number, "environ")


def _command(number):
    return _read(number, "cmdline")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("server")


@pytest.fixture
def server(folder):
    server = Server(folder)
    yield server
    server.process.kill()
    server.process.wait()


def _get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
        return answer.status, answer.read().decode()


def test_it_comes_up_heals_itself_and_leaves_nothing_behind(server):
    numbers = server.wait_until_up()
    assert _get(f"{server.url}/sign-in/")[0] == 200
    assert len(re.findall(r"@example\.com +\S+", server.said())) >= 3

    first = until(lambda: len(server.workers()) >= 2 and server.workers(), "the worker is up", 60)
    os.kill(min(first), signal.SIGKILL)
    until(lambda: set(server.workers()) - set(first), "another worker is up", 60)
    assert not running(first)
    assert "worker ended with code -9; starting it again in 1 s." in server.said()

    os.kill(server.process.pid, signal.SIGINT)
    assert server.process.wait(60) == 0
    assert not server.everybody()
    assert not running(numbers)


def test_a_second_start_takes_seconds_and_killed_outright_leaves_nothing(server):
    start = time.monotonic()
    server.wait_until_up()
    # Three or four seconds on an idle machine; tests run on busy ones.
    assert time.monotonic() - start < 30
    assert "Installing" not in server.said()
    assert "is loaded" not in server.said()

    until(lambda: len(server.workers()) >= 2, "the worker is up", 60)
    server.process.kill()
    server.process.wait()
    until(lambda: not server.everybody(), "every process has ended", 30)
