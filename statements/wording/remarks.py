"""What the wording review says: remarks, and the elements of a notice."""

from dataclasses import dataclass, field

HINT, WARNING, ERROR = "hint", "warning", "error"
# From least to most: a hint is for the author, a warning for the signers, an error blocks.
SEVERITIES = (HINT, WARNING, ERROR)
# What a house may say of a class it does not want to hear of.
OFF = "off"


@dataclass(frozen=True)
class Remark:
    """One hit of a rule; text[start:end] of what was read are its words.

    rule: id of the rule. kind: its class, such as "jargon". reason: one plain sentence.
    rewrite: words that may take the place of these, "" to leave them out, None where people must
    find them. ask: what to ask or do then. rules: other rules that hit the same words.
    """

    rule: str
    kind: str
    severity: str
    start: int
    end: int
    text: str
    reason: str
    rewrite: str | None = None
    ask: str = ""
    rules: tuple = ()


@dataclass(frozen=True)
class Element:
    """Something a notice must say, and the sentence that says it, which is (0, 0) if none does."""

    present: bool
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Review:
    """All of it for one text. remarks: in reading order. elements: {name: Element}. readability:
    see readability.py. questions: {name: Element} for the reader's five questions."""

    remarks: tuple
    elements: dict
    readability: object
    questions: dict = field(default_factory=dict)
