"""A process of its own: a letter as JSON in, its bytes out, and no more memory than a letter."""

import json
import resource
import sys
from datetime import datetime

from . import FORMATS
from .letter import Letter, Section, Sender

MEMORY = 1_500 * 1024 * 1024


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = json.load(sys.stdin)
    data["sections"] = tuple(Section(**section) for section in data["sections"])
    data["sender"] = Sender(**data["sender"])
    if at := data["released_at"]:
        data["released_at"] = datetime.fromisoformat(at)
    sys.stdout.buffer.write(FORMATS[sys.argv[1]].render(Letter(**data)))


if __name__ == "__main__":
    main()
