"""VERIS files: read them, take their findings over field by field, invent nothing."""

from incidents.veris.files import MAX_BYTES, Record, Unreadable, parse, read_many
from incidents.veris.mapping import Findings, FoundFact, findings

__all__ = [
    "MAX_BYTES",
    "Findings",
    "FoundFact",
    "Record",
    "Unreadable",
    "findings",
    "parse",
    "read_many",
]
