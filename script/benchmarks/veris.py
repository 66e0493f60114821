"""How many VERIS records a second go in, each on record, and the memory that takes."""

import contextlib
import resource
import time
from pathlib import Path

from script import desk

RECORDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "veris" / "vcdb-9193.ndjson.gz"


def main():
    if not RECORDS.exists():
        desk.line("not measured: the folder shared/ with real records is not beside the project")
        return
    desk.set_up()
    from django.core.management import call_command

    start = time.perf_counter()
    # Some of the real records are refused with a reason, and the command then exits with 1.
    with contextlib.suppress(SystemExit):
        call_command("import_veris", str(RECORDS))
    took = time.perf_counter() - start
    from incidents.models import Fact, Incident

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    incidents, facts = Incident.objects.count(), Fact.objects.count()
    desk.line(f"{incidents:,} incidents with {facts:,} facts in {took:.0f} s")
    desk.line(f"{incidents / took:.0f} a second, peak memory {memory:.0f} MB")


main()
