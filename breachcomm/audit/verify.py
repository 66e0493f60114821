"""Does the record hold? Recomputes every digest from the rows, never trusting a stored link."""

import json
from dataclasses import dataclass

from django.db import connection, transaction

from breachcomm.audit.models import Entry, Head
from breachcomm.audit.record import GENESIS, canonical, digest

HOLDS, BROKEN, CANNOT_TELL = 0, 1, 2


@dataclass(frozen=True)
class Verdict:
    """code: HOLDS, BROKEN or CANNOT_TELL; sequence: the first bad entry, if there is one."""

    code: int
    sentence: str
    sequence: int | None = None


def verify():
    """Walk the whole chain in one snapshot and say whether it holds."""
    own_transaction = not connection.in_atomic_block
    with transaction.atomic():
        if own_transaction and connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        head = Head.objects.filter(pk=1).first()
        if head is None:
            return Verdict(CANNOT_TELL, "The record has no head: it was never set up here.")
        return _walk(head)


def _walk(head):
    sequence, previous = 0, GENESIS
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if wrong := _wrong_with(entry, sequence + 1, previous):
            return Verdict(BROKEN, wrong, sequence + 1)
        sequence, previous = entry.sequence, entry.digest
    if (head.sequence, head.digest) != (sequence, previous):
        return Verdict(
            BROKEN,
            f"The head says {head.sequence} entries, the record ends at {sequence}: "
            "its end was cut or the head was changed.",
            sequence + 1,
        )
    return Verdict(HOLDS, f"The record holds: {sequence:,} entries, head {previous[:16]}.")


def _wrong_with(entry, expected, previous):
    if entry.sequence != expected:
        return f"Entry {expected} is missing; the next one there is {entry.sequence}."
    if entry.previous_digest != previous:
        return f"Entry {expected} does not follow the entry before it."
    if entry.digest != digest(entry):
        return f"Entry {expected} was changed after it was written."
    try:
        if canonical(json.loads(entry.facts)) != entry.facts:
            return f"The facts of entry {expected} are not in their canonical form."
    except ValueError:
        return f"The facts of entry {expected} cannot be read."
    return None
