"""Which sentences of a text assert something, and which fact carries each of them."""

from statements.claims.findings import (
    CARRIED,
    CONTRADICTED,
    PLAIN,
    UNCITED,
    Finding,
    Sentence,
)
from statements.claims.review import review

__all__ = [
    "CARRIED",
    "CONTRADICTED",
    "PLAIN",
    "UNCITED",
    "Finding",
    "Sentence",
    "review",
]
