"""Duties of an incident, brought about through the operations."""

from datetime import datetime

from incidents import operations
from incidents.models import DutyDataSet, DutyRules
from incidents.obligations import loading

KEY = "eu-gdpr:supervisory_authority"
AWARE = {"precision": "minute", "zone": "Europe/Berlin", "value": "2026-11-20T09:30"}


def logged(incident, *, by, kind="awareness", value=None, **more):
    """Log an event; without a value, that we became aware on a Friday morning."""
    told = {"evidence": "The ticket says so.", **more}
    return operations.log_event(incident, by=by, kind=kind, value=value or AWARE, **told)


def taken_back(incident, *, by, kind="awareness"):
    """Log that it did not happen after all."""
    return operations.log_event(incident, by=by, kind=kind, value=None, evidence="It was not so.")


def ruled(incident, *keys, by, ruling="applies", reason="People in Berlin.", privileged=False):
    """Decide on duties; without a key, on telling the authority."""
    word = operations.Word(ruling, reason, privileged)
    return operations.decide_duty(incident, by=by, keys=keys or [KEY], word=word)


def filing(sent_at="2026-11-21T10:00:00+01:00", **changed):
    told = {"channel": "portal", "text": "We report a breach.", "external_reference": "A-1"}
    moment = datetime.fromisoformat(sent_at)
    return operations.Filing(sent_at=moment, zone="Europe/Berlin", **{**told, **changed})


def filed(incident, *, by, key=KEY, corrects=None, **changed):
    told = {"key": key, "filing": filing(**changed), "corrects": corrects}
    return operations.record_filing(incident, by=by, **told)


GIVEN = {
    "role": "controller",
    "sectors": [],
    "establishments": ["DE"],
    "markets": ["DE"],
    "kinds": {"access": True},
    "risk": "high",
}


def answered(incident, *, by, given=None):
    """Answer the questionnaire, starting from what stands."""
    standing = incident.duty_answers.last()
    seen = standing.pk if standing else 0
    return operations.answer_questions(incident, by=by, given=given or GIVEN, seen=seen)


def on_older_rules(incident, *, by):
    """As after an upgrade: the incident runs on a data set that gives the authority 48 hours."""
    content = loading.current().content
    regime = content["regimes"]["eu-gdpr"]
    first, *rest = regime["recipients"]
    first = {**first, "clock": {**first["clock"], "duration": 48}}
    regimes = {**content["regimes"], "eu-gdpr": {**regime, "recipients": [first, *rest]}}
    about = {**content["data_set"], "version": "2026.01.01"}
    old = loading.data_set({**content, "regimes": regimes, "data_set": about})
    told = {"version": old.version, "checksum": old.checksum, "content": old.content}
    kept, _ = DutyDataSet.objects.get_or_create(**told)
    DutyRules.objects.create(incident=incident, data_set=kept, by=by, role=by.role)
