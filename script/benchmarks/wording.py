"""Milliseconds to review the wording of 1,000 words, and seconds from nothing for 44 notices."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from script import desk

WORDS, TIMES, NOTICES = 1_000, 50, 44


def main():
    text = a_text()
    from statements.wording import review

    began = time.perf_counter()
    found = review(text).remarks
    desk.line(f"{WORDS:,} words, {len(found)} remarks, first {_ms(began):.0f} ms")
    p50, p95 = desk.p50_p95(desk.timed(lambda: review(text), TIMES))
    desk.line(f"the whole review, warm: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    with tempfile.TemporaryDirectory(prefix="breachcomm-bench-") as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(NOTICES)]
        for path in paths:
            path.write_text(text[: 400 * 6], encoding="utf-8")
        began = time.perf_counter()
        command = [sys.executable, "manage.py", "review_wording", "--format", "json", *paths]
        subprocess.run(command, stdout=subprocess.DEVNULL)
        desk.line(f"{NOTICES} notices of 400 words, from a cold start: {_ms(began) / 1000:.2f} s")


def a_text():
    """Every rule's examples: each class has something to say of it."""
    from statements.wording.rules import rulebook

    sentences = [example for rule in rulebook().rules for example in (*rule.silent, *rule.fires)]
    words = " ".join(sentences).split()
    return " ".join((words * (WORDS // len(words) + 1))[:WORDS])


def _ms(began):
    return 1000 * (time.perf_counter() - began)


main()
