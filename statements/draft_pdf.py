"""A draft as PDF, laid out in a process of its own that is killed when it takes too long."""

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from threading import BoundedSemaphore

from statements.renditions import FORMATS
from statements.renditions.letter import Letter, Section, Sender

SECONDS = 15
MEMORY = 1_500 * 1024 * 1024
_ONE_AT_A_TIME = BoundedSemaphore(1)


class NotLaidOut(RuntimeError):
    """A sentence about why there is no PDF of this draft."""


def lay_out(revision):
    """PDF bytes of a revision that is not released: DRAFT across each page."""
    from django.conf import settings

    from statements import content

    letter = content.letter(revision.content(), digest=revision.digest)
    if not _ONE_AT_A_TIME.acquire(timeout=SECONDS):
        raise NotLaidOut("Other drafts are being laid out just now. Try again in a minute.")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "statements.draft_pdf"],
            input=json.dumps(asdict(letter)).encode(),
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


def main():
    """The other process: a letter as JSON in, PDF bytes out, and no more memory than a letter."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = json.load(sys.stdin)
    data["sections"] = tuple(Section(**section) for section in data["sections"])
    data["sender"] = Sender(**data["sender"])
    sys.stdout.buffer.write(FORMATS["pdf"].render(Letter(**data)))


if __name__ == "__main__":
    main()
