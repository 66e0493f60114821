"""Compute the deadline of one obligation, or hold a file of worked deadlines against ours."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from incidents.obligations import calendars, fitting, loading, moments, vectors
from incidents.obligations.clocks import TIED
from incidents.obligations.deadlines import deadline
from incidents.obligations.explaining import in_words
from incidents.obligations.holds import Form, Hold
from incidents.obligations.known import Known
from incidents.obligations.marked import Broken

HELP = {
    "--regime": "code of the regime, for instance eu-gdpr",
    "--obligation": "id of the obligation in it, for instance supervisory_authority",
    "--start": "when its clock started, ISO 8601; without an offset in the regime's zone",
    "--zone": "another zone than the regime's, for instance of the lead authority",
    "--calendar": "another holiday calendar than the regime's, for instance eu-de",
    "--hold-received": "when law enforcement asked to wait",
    "--hold-until": "the end law enforcement named",
    "--hold-lifted": "when law enforcement lifted the hold",
}
REPEATED = {
    "--event": "KIND=ISO: another event that matters, for instance awareness=2026-06-13T09:30",
    "--sent": "ROW=ISO: when another notice was sent, for instance individuals=2026-02-13",
}


class Command(BaseCommand):
    help = "Computes a deadline from the data set of regimes. Not legal advice."
    # Works on a machine without a database, and says itself what is wrong with the data.
    requires_system_checks = []

    def add_arguments(self, parser):
        for name, words in HELP.items():
            parser.add_argument(name, help=words)
        for name, words in REPEATED.items():
            parser.add_argument(name, action="append", default=[], help=words)
        parser.add_argument("--hold-form", choices=list(Form), default=Form.WRITTEN)
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument("--vectors", type=Path, help="a file of worked deadlines to compare")

    def handle(self, *, vectors, **options):
        try:
            data = loading.current()
            if vectors:
                return self._compare(vectors, data)
            return self._compute(data, options)
        except OverflowError as error:
            raise CommandError("That start is too far away to count from.") from error
        except OSError as error:
            raise CommandError(f"{vectors} cannot be read: {error.strerror}.") from error
        except (Broken, LookupError, ValueError) as error:
            raise CommandError(error.args[0]) from error

    def _compare(self, path, data):
        outcomes = []
        for outcome in vectors.run(path, data):
            self.stdout.write(str(outcome))
            outcomes.append(outcome.passed)
        failed = outcomes.count(False)
        self.stdout.write(f"{outcomes.count(True)} passed, {failed} failed")
        if failed:
            sys.exit(1)

    def _compute(self, data, options):
        if missing := [name for name in ("regime", "obligation", "start") if not options[name]]:
            raise CommandError(f"--{missing[0]} is missing; or give --vectors.")
        row = data.obligation(f"{options['regime']}:{options['obligation']}")
        found = deadline(data, row, self._known(data, row, options))
        result = self._result(data, row, found)
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{data.regimes[row.regime].name}: {row.name}")
        for sentence in result["explanation"]:
            self.stdout.write(f"  {sentence}")
        if found.legal_max:
            self.stdout.write(f"Outer reading, for counsel only: {in_words(found.legal_max)}")
        self.stdout.write(
            f"Data set {data.version}, verification {result['verification']['level']}, "
            f"checked on {result['verification']['checked_on']}. {data.disclaimer}"
        )

    def _known(self, data, row, options):
        code = row.regime
        zone = options["zone"] or data.regimes[code].clock_timezone
        where = moments.zone(zone)
        start = moments.parse(options["start"], where)
        events = {kind: (moments.parse(at, where),) for kind, at in _pairs(options["event"])}
        sent = {
            fitting.full(key, code): moments.parse(at, where) for key, at in _pairs(options["sent"])
        }
        if row.clock.rule in TIED:
            sent[row.clock.anchor_ref] = start
        else:
            events[row.key] = (start,)
        named = options["calendar"]
        return Known(
            events=events,
            sent=sent,
            holds=_holds(options, row, where),
            zones={code: zone},
            calendars={code: named} if named else {},
        )

    def _result(self, data, row, found):
        regime = data.regimes[row.regime]
        return {
            "regime": row.regime,
            "obligation": row.id,
            "zone": found.zone,
            "status": found.status,
            "event": found.event,
            "start": _iso(found.start),
            "rule": found.rule,
            "strict": _iso(found.strict),
            "legal_max": _iso(found.legal_max),
            "planning": found.planning and found.planning.isoformat(),
            "original": _iso(found.original),
            "tied_to": found.tied_to,
            "hard_limit": found.hard,
            "watch": found.watch,
            "phrase": found.phrase,
            "citation": list(regime.citation),
            "verification": regime.content["verification"],
            "explanation": found.explain(),
            "data_set": {"version": data.version, "checksum": data.checksum},
            "holidays": calendars.SOURCE,
            "disclaimer": data.disclaimer,
        }


def _iso(moment):
    return moment and moment.isoformat(timespec="seconds")


def _pairs(given):
    for pair in given:
        name, separator, moment = pair.partition("=")
        if not separator:
            raise CommandError(f"“{pair}” is not NAME=ISO.")
        yield name, moment


def _holds(options, row, where):
    times = {
        "received": options["hold_received"] and moments.parse(options["hold_received"], where),
        "until": options["hold_until"] and moments.parse_end(options["hold_until"], where),
        "lifted": options["hold_lifted"] and moments.parse(options["hold_lifted"], where),
    }
    if not any(times.values()):
        return ()
    return (Hold(**times, form=Form(options["hold_form"]), rows=frozenset([row.key])),)
