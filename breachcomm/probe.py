"""Health of one container: `python -m breachcomm.probe web` (or worker, scheduler)."""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from . import alive, env

STALE_SECONDS = 60


def trouble(name):
    """What is wrong with this process, or nothing."""
    if name == "web":
        return _web_trouble(env.read(os.environ))
    silence = alive.silence(name)
    if silence is None:
        return f"The {name} has not come up yet."
    return f"The {name} has been silent for {silence:.0f} s." if silence > STALE_SECONDS else ""


def _web_trouble(config):
    connection = HTTPConnection("127.0.0.1", 8000, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(config.url).netloc})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return f"The web process does not answer: {error}."
    finally:
        connection.close()
    return f"The web process answers {status}." if status != 200 else ""


if __name__ == "__main__":
    sys.exit(trouble(sys.argv[1]) or 0)
