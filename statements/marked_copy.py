"""A copy made while somebody waits: a draft, or a text that no longer stands, marked as such on
every page. It is laid out in a process of its own that is killed when it takes too long."""

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from threading import BoundedSemaphore

from django.conf import settings

from statements import content

SECONDS = 15
_ONE_AT_A_TIME = BoundedSemaphore(1)


class NotLaidOut(RuntimeError):
    """A sentence about why there is no such copy."""


def lay_out(revision):
    """PDF bytes of a revision that is not released: DRAFT across each page."""
    return _render(content.letter(revision.content(), digest=revision.digest), "pdf")


def lay_out_historical(release, format):
    """Bytes of a release that no longer stands: WITHDRAWN or REPLACED across each page."""
    mark = "WITHDRAWN" if hasattr(release, "withdrawal") else "REPLACED"
    if content.digest(release.frozen) != release.digest:
        raise NotLaidOut("The frozen text of this release is damaged. Ask for the backup.")
    letter = content.letter(
        json.loads(release.frozen), digest=release.digest, released_at=release.at, mark=mark
    )
    return _render(letter, format)


def _render(letter, format):
    if not _ONE_AT_A_TIME.acquire(timeout=SECONDS):
        raise NotLaidOut("Other copies are being laid out just now. Try again in a minute.")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "statements.renditions", format],
            input=json.dumps(asdict(letter), default=datetime.isoformat).encode(),
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired:
        raise NotLaidOut(
            f"It took longer than {SECONDS} seconds to lay out. Shorten the text, or its tables."
        ) from None
    finally:
        _ONE_AT_A_TIME.release()
    if done.returncode:
        raise NotLaidOut("It could not be laid out. Look for an unusual table or very long word.")
    return done.stdout
