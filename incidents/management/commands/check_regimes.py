"""Check the data set of regimes."""

import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand

from incidents.obligations import calendars, checking, loading
from incidents.obligations.marked import Broken


class Command(BaseCommand):
    help = "Counts regimes, obligations and elements, and says what is wrong with their files."
    # The check of the data set is what this command is for; nothing here needs a database.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder", type=Path, default=loading.HERE, help="another data set than our own"
        )

    def handle(self, *, folder, **options):
        try:
            data = loading.load(folder)
        except Broken as broken:
            for problem in broken.problems:
                self.stdout.write(str(problem))
            number = len(broken.problems)
            self.stdout.write("1 problem." if number == 1 else f"{number} problems.")
            sys.exit(1)
        self._counts(data)
        self._standing(data)
        self.stdout.write("Nothing is wrong.")

    def _counts(self, data):
        levels = ", ".join(f"{data.levels[level]} {level}" for level in checking.LEVELS)
        self.stdout.write(
            f"{len(data.regimes)} regimes, {len(data.obligations)} obligations, "
            f"{len(data.elements)} elements, {len(data.rules)} rules"
        )
        self.stdout.write(f"Verification: {levels}")

    def _standing(self, data):
        today = date.today()
        watched = [one.code for one in data.regimes.values() if not one.in_force_on(today)]
        self.stdout.write(f"Not in force, watched only: {', '.join(watched) or 'none'}")
        self.stdout.write(f"Data set {data.version}, SHA-256 {data.checksum}")
        late = "overdue since" if data.review_by < today.isoformat() else "due by"
        self.stdout.write(f"Compiled {data.compiled_on}, review {late} {data.review_by}")
        self.stdout.write(f"Holidays: {calendars.SOURCE}")
        self.stdout.write(data.disclaimer)
