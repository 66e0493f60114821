"""Does the record hold? Recomputes every digest from the rows, never trusting a stored link."""

import json
from dataclasses import dataclass

from django.db import DataError, connection, transaction

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
        try:
            return _walk(head)
        except DataError:
            sequence = _first_unreadable()
            return Verdict(BROKEN, f"Entry {sequence} holds what no entry can hold.", sequence)


def _walk(head):
    sequence, previous = 0, GENESIS
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if wrong := _wrong_with(entry, sequence + 1, previous):
            return Verdict(BROKEN, wrong, sequence + 1)
        sequence, previous = entry.sequence, entry.digest
    if head.sequence > sequence:
        return Verdict(
            BROKEN,
            f"Entry {sequence + 1} is missing: the head says {head.sequence} entries, and the "
            f"record ends at {sequence}. Its end was cut.",
            sequence + 1,
        )
    if head.sequence < sequence:
        return Verdict(
            BROKEN,
            f"Entry {head.sequence + 1} stands past the head, which says {head.sequence}: it was "
            "added from outside, or the head was moved back.",
            head.sequence + 1,
        )
    if head.digest != previous:
        return Verdict(
            BROKEN, f"Entry {sequence} is not the one the head knows: it was replaced.", sequence
        )
    return Verdict(HOLDS, f"The record holds: {sequence:,} entries, head {previous[:16]}.")


def _first_unreadable():
    """The first row the driver cannot read, such as a time that is no time."""
    for sequence in Entry.objects.order_by("sequence").values_list("sequence", flat=True):
        try:
            Entry.objects.get(sequence=sequence)
        except DataError:
            return sequence
    return None


def _wrong_with(entry, expected, previous):
    if entry.sequence != expected:
        return f"Entry {expected} is missing; the next one there is {entry.sequence}."
    if entry.previous_digest != previous:
        return f"Entry {expected} does not follow the entry before it."
    if entry.at is None or entry.digest != digest(entry):
        return f"Entry {expected} was changed after it was written."
    try:
        if canonical(json.loads(entry.facts)) != entry.facts:
            return f"The facts of entry {expected} are not in their canonical form."
    except ValueError:
        return f"The facts of entry {expected} cannot be read."
    return None
