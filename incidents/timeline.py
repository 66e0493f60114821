"""What the record says of an incident, as far as this person may know, in words."""

import json
from dataclasses import dataclass

from breachcomm.accounts.models import Role
from breachcomm.audit.catalogue import Action, sentence
from breachcomm.audit.models import Entry
from incidents.facts import CATALOGUE
from incidents.models import Ruling
from incidents.obligations.explaining import EVENTS

# The record is canonical JSON, so that this spelling is the only one.
_PRIVILEGED = '"privileged":true'
_KINDS = {"note": "a note", "decision": "a decision", "question": "a question"}
_FIELDS = {
    "is_exercise": "exercise mark",
    "source_note": "source",
    "organisation_address": "postal address",
    "zone": "time zone",
}
_FORMATS = {"pdf": "PDF", "html": "web page", "text": "plain text"}


@dataclass(frozen=True)
class Line:
    """One entry as a sentence."""

    entry: Entry
    words: str

    @property
    def who(self):
        """The name without the address, which stands on record beside it."""
        name = self.entry.actor.partition(" <")[0]
        return "The console" if name == "console" else name


def entries(incident, user):
    """Newest first. That counsel wrote something privileged is itself for counsel only."""
    found = Entry.objects.filter(incident=incident.reference).order_by("-sequence")
    if user.holds(Role.LEGAL):
        return found
    return found.exclude(facts__contains=_PRIVILEGED)


def newest(incident, user):
    """The last things people did; that the machine laid out a file stands in the whole record."""
    return lines(entries(incident, user).exclude(action=Action.RENDITION_READY)[:6])


def lines(entries):
    return [Line(entry, _words(entry)) for entry in entries]


def _words(entry):
    facts = json.loads(entry.facts)
    if entry.action == Action.FACTS_RECORDED:
        facts["keys"] = [_label(key) for key in facts["keys"]]
    elif entry.action == Action.INCIDENT_CHANGED:
        facts["changed"] = [_FIELDS.get(name, name) for name in facts["changed"]]
    elif entry.action == Action.CONTRIBUTION_ADDED:
        facts["kind"] = _KINDS.get(facts["kind"], "an answer")
    elif entry.action == Action.DUTY_EVENT_LOGGED:
        facts["kind"] = EVENTS.get(facts["kind"], facts["kind"])
    elif entry.action == Action.DUTY_DECIDED:
        facts["ruling"] = Ruling(facts["ruling"]).label.lower()
    elif "format" in facts:
        facts["format"] = _FORMATS.get(facts["format"], facts["format"])
    return sentence(entry.action, entry.subject, facts)


def _label(key):
    return CATALOGUE[key].label.lower() if key in CATALOGUE else key
