"""Rows of the access table about duties: counsel decides and files, developers log too."""

from incidents.models import DutyDecision
from incidents.obligations import loading
from tests.incidents import owed
from tests.trust.access_rows import LEGAL, MEMBERS, inside, reference

LOGGING = ("developer", "legal")
EVENT = {
    "kind": "awareness",
    "certainty": "stands",
    "when": "2026-11-20 09:30",
    "zone": "Europe/Berlin",
    "evidence": "The ticket says so.",
}
SENT = {
    "channel": "portal",
    "when": "2026-11-21 10:00",
    "zone": "Europe/Berlin",
    "text": "We report a breach.",
}


# Asked while nothing is answered.
QUESTIONS = frozenset({"sectors", "client_sectors", "establishments", "listed"})


def duty(ours):
    return {**reference(ours), "duty": owed.KEY}


def decision():
    seen = DutyDecision.objects.order_by("pk").last()
    return {"ruling": "not_required", "reason": "No risk.", "seen": seen.pk if seen else 0}


DUTIES = {
    "incidents:duties": inside(get=MEMBERS, named=reference),
    "incidents:log_event": inside(
        get=LOGGING,
        post=LOGGING,
        named=reference,
        as_="developer",
        sends=lambda world: EVENT,
    ),
    "incidents:duty_questions": inside(
        get=LOGGING,
        post=LOGGING,
        named=reference,
        as_="developer",
        sends=lambda world: {"role": "controller", "seen": 0},
        takes=QUESTIONS,
    ),
    "incidents:choose_duties": inside(
        get=LEGAL,
        post=LEGAL,
        named=reference,
        as_="legal",
        sends=lambda world: {**decision(), "keys": ["us-ma:individuals"]},
        takes=frozenset({"privileged"}),
    ),
    "incidents:decide_duty": inside(
        get=LEGAL,
        post=LEGAL,
        named=duty,
        as_="legal",
        sends=lambda world: decision(),
        takes=frozenset({"privileged"}),
    ),
    "incidents:record_filing": inside(
        get=LEGAL,
        post=LEGAL,
        named=duty,
        as_="legal",
        sends=lambda world: SENT,
        takes=frozenset({"external_reference"}),
    ),
    "incidents:take_newer_rules": inside(
        get=LEGAL,
        post=LEGAL,
        named=reference,
        as_="legal",
        sends=lambda world: {"reason": "Read.", "seen_checksum": loading.current().checksum},
    ),
}
