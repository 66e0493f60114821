"""Signs of life of the processes nobody can ask over the network."""

import os
import tempfile
import time
from pathlib import Path


def beat(name):
    """Leave a sign of life; whoever waits for work calls this at least twice a minute."""
    _mark(name).touch()


def silence(name):
    """Seconds since the last sign of life; None when there was none yet."""
    try:
        return time.time() - _mark(name).stat().st_mtime
    except FileNotFoundError:
        return None


def _mark(name):
    return Path(tempfile.gettempdir(), f"breachcomm-{os.getuid()}-{name}.alive")
