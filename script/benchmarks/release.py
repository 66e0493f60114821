"""Seconds from the release to the finished PDF, with the real worker and the embedded queue."""

import statistics
import subprocess
import sys
import time

from script import desk

RELEASES = 12


def main():
    people = desk.set_up()
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "breachcomm", "worker", "-c", "1", "-l", "ERROR"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        took = [seconds_to_pdf(people) for _ in range(RELEASES)]
    finally:
        worker.terminate()
        worker.wait(20)
    cold, *warm = took
    desk.line(
        f"release to PDF ready: median {statistics.median(warm):.2f} s, slowest {max(warm):.2f} s "
        f"({len(warm)} releases); {cold:.2f} s for the first one after a cold start"
    )


def seconds_to_pdf(people):
    from statements.models import Rendition

    released = release_one(people)
    start = time.perf_counter()
    while not Rendition.objects.filter(release=released, format="pdf").exists():
        if time.perf_counter() - start > 60:
            raise SystemExit("No PDF within 60 s: is the worker running?")
        time.sleep(0.02)
    return time.perf_counter() - start


def release_one(people):
    from incidents.operations import open_incident
    from statements import operations

    legal, pr = people["legal"], people["pr"]
    incident = open_incident(by=pr, title="Bench", organisation="Harbour Sign", members=[legal])
    statement = operations.draft(incident, by=pr, audience="affected_people")
    paragraph = "Please read this letter to the end, and keep it. You can call us at any time. " * 4
    text = operations.save_revision(
        statement,
        by=pr,
        based_on=1,
        title="Notice of Data Breach",
        lead="We are sorry.",
        sections=[
            {"heading": f"Part {n}", "text": f"{paragraph}\n\n{paragraph}"} for n in range(5)
        ],
    )
    operations.submit(text, by=pr)
    for by in (legal, pr):
        operations.sign_off(text, by=by, decision="signed", seen_digest=text.digest)
    return operations.release(text, by=pr, seen_digest=text.digest)


main()
