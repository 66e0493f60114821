"""Import incidents from VERIS files."""

import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from breachcomm.accounts.models import Role, User
from incidents import veris
from incidents.veris_import import CONSOLE, IMPORTED, REFUSED, UNCHANGED, import_record

# Each record has its own savepoint; a batch shares one commit, short enough for people to work.
BATCH = 20
PROGRESS_EVERY = 500


class Command(BaseCommand):
    help = "Imports VERIS files, folders of them, .ndjson or .ndjson.gz files."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, only say")
        parser.add_argument("--json", action="store_true", help="one JSON object for each record")
        parser.add_argument(
            "--for",
            action="append",
            default=[],
            dest="people",
            metavar="EMAIL",
            help="who may see the incidents; without it every active legal counsel",
        )

    def handle(self, *, paths, people, **options):
        if missing := [path for path in paths if not Path(path).exists()]:
            raise CommandError(f"There is no such file or folder: {missing[0]}", returncode=2)
        members = self._members(people)
        if not options["json"]:
            self._announce(members, options["dry_run"])
        counts = self._import(paths, members, options)
        self._sum_up(counts, options["json"])
        if counts[REFUSED]:
            sys.exit(1)

    def _members(self, addresses):
        everyone = User.objects.filter(is_active=True)
        if not addresses:
            return list(everyone.filter(role=Role.LEGAL))
        found = [everyone.filter(email__iexact=address).first() for address in addresses]
        for address, person in zip(addresses, found, strict=True):
            if person is None or not person.holds(*Role.values):
                raise CommandError(
                    f"Nobody with the address {address} has a role here.", returncode=2
                )
        return found

    def _announce(self, members, dry_run):
        names = ", ".join(member.name for member in members)
        self.stdout.write(
            f"Visible to: {names}." if names else "Visible to nobody: there is no legal counsel."
        )
        if dry_run:
            self.stdout.write("Dry run: nothing is stored. These are the numbers it would give.")

    def _import(self, paths, members, options):
        counts, records = Counter(), veris.read_many(paths)
        while batch := list(islice(records, BATCH)):
            with transaction.atomic():
                outcomes = [
                    import_record(
                        label, raw, by=CONSOLE, members=members, dry_run=options["dry_run"]
                    )
                    for label, raw in batch
                ]
            for outcome in outcomes:
                counts[outcome.result] += 1
                self._say(outcome, options)
            self._progress(sum(counts.values()))
        return counts

    def _say(self, outcome, options):
        if options["json"]:
            said = {"path": outcome.label, "result": outcome.result}
            if outcome.reason:
                said["reason"] = outcome.reason
            if outcome.incident:
                said["reference"] = outcome.incident.reference
            self.stdout.write(json.dumps({**said, "warnings": list(outcome.warnings)}))
        elif outcome.result == REFUSED:
            self.stdout.write(f"refused {outcome.label}: {outcome.reason}")

    def _progress(self, done):
        if done % PROGRESS_EVERY == 0:
            self.stderr.write(f"{done:,} records read")

    def _sum_up(self, counts, as_json):
        numbers = {name: counts[name] for name in (IMPORTED, UNCHANGED, REFUSED)}
        words = ", ".join(f"{name} {number}" for name, number in numbers.items())
        self.stdout.write(json.dumps(numbers) if as_json else words)
