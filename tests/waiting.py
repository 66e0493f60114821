"""Waiting for processes, and asking which of them still run."""

import socket
import time
from pathlib import Path

import pytest

SECONDS = 20


def until(is_so, what, seconds=SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.05)
    pytest.fail(f"Not within {seconds} s: {what}")


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return own.getsockname()[1]


def running(numbers):
    return [each for each in numbers if _runs(each)]


def _runs(number):
    """A process that has ended but that nobody has asked about yet does not run."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
