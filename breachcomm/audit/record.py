"""Putting acts on record: in the same transaction as the act, or not at all."""

import hashlib
import json
from datetime import UTC

from django.db import connection
from django.utils import timezone

from breachcomm.audit.catalogue import Action, check
from breachcomm.audit.models import Entry, Head

GENESIS = hashlib.sha256(b"breachcomm.audit.v1").hexdigest()
_DOMAIN = b"\x00breachcomm.audit.v1"


class NotInTransaction(RuntimeError):
    """record() was called where the act it describes could commit without it."""


def record(action, *, by, incident=None, subject, **facts):
    """Append one entry to the chain.

    action: Action. by: User, or a str for the machine ("The render worker"). incident: Incident
    or None. subject: what the act was done to (its str() goes on record). facts: exactly those the
    catalogue declares for the action; str, int, bool, None or lists of str.
    Raises NotInTransaction outside a transaction, ValueError for wrong facts. Returns the Entry.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{action} must be recorded in the transaction of the act.")
    check(Action(action), facts)
    head = Head.objects.select_for_update().get(pk=1)
    entry = Entry(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor=by if isinstance(by, str) else f"{by.name} <{by.email}>",
        role="" if isinstance(by, str) else by.role,
        action=action,
        incident=incident.reference if incident else "",
        subject=str(subject)[:120],
        facts=canonical(facts),
        previous_digest=head.digest,
    )
    entry.digest = digest(entry)
    entry.save()
    return entry


def canonical(value):
    """The one way a value is written before it is hashed: sorted keys, no floats, UTF-8."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def digest(entry):
    """SHA-256 (64 hex digits) over the previous digest and everything this entry says."""
    said = canonical(
        {
            "sequence": entry.sequence,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": entry.actor,
            "role": entry.role,
            "action": str(entry.action),
            "incident": entry.incident,
            "subject": entry.subject,
            "facts": entry.facts,
        }
    )
    return hashlib.sha256(
        _DOMAIN + entry.previous_digest.encode() + said.encode("utf-8")
    ).hexdigest()
