"""The words and the policy of this house, as the engine of the wording review takes them."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from statements.models import HouseTerm, WordingPolicy
from statements.models.wording import TERM_MAX
from statements.wording.patterns import BadPattern, Pattern
from statements.wording.remarks import SEVERITIES
from statements.wording.rules import Rule, languages, rulebook

__all__ = ["SEVERITIES", "HouseStyle", "classes", "now", "problem", "tidied"]
KIND, LABEL = "house", "House style"
MOST_TERMS, MOST_WORDS, SHORTEST_STEM = 500, 8, 3
_WORD = re.compile(r"[^\W\d_][\w']*(?:-[^\W_][\w']*)*\*?")
_SPELLED = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True)
class HouseStyle:
    """What stands at one moment. policies, terms: the rows that count."""

    policies: tuple
    terms: tuple

    @property
    def policy(self):
        """{class: severity, or "off"} where this house differs from the rules."""
        default = WordingPolicy.Weight.DEFAULT
        return {row.kind: row.severity for row in self.policies if row.severity != default}

    @cached_property
    def stamp(self):
        """What a kept answer depends on. SQLite gives a number twice, so the time goes along."""
        rows = repr([(row.pk, row.at) for row in (*self.policies, *self.terms)])
        return hashlib.sha256(rows.encode()).digest()

    def rules(self, language):
        """The terms of a language as Rules."""
        rows = (row for row in self.terms if row.language == language)
        told = ((row.pk, row.term, row.instead, row.reason, row.severity) for row in rows)
        return _rules(tuple(told), language)


def now():
    """The HouseStyle that stands now, in two queries."""
    policies = WordingPolicy.objects.newest_of("kind").select_related("by")
    return HouseStyle(tuple(policies), tuple(HouseTerm.objects.live().select_related("by")))


@lru_cache(maxsize=64)
def _rules(told, language):
    return tuple(_rule(*one, language) for one in told)


def _rule(pk, term, instead, reason, severity, language):
    """The Rule of a term; its id names the row and not the words."""
    pattern = (_pattern(term, language),)
    reason = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    return Rule(
        f"{KIND}-{pk}", KIND, pattern, reason, rewrite=instead or None, source=LABEL,
        severity=severity,
    )  # fmt: skip


@lru_cache(maxsize=4 * MOST_TERMS)
def _pattern(term, language):
    return Pattern(term, rulebook(language).lexicon)


def classes():
    """{name: Kind} of every class of remarks there is in any language; the first to have it."""
    found = {}
    for language in languages():
        for name, kind in rulebook(language).kinds.items():
            found.setdefault(name, kind)
    return found


def tidied(term):
    """A term as it is kept: lower case, one space between two words."""
    return " ".join(term.translate(_SPELLED).lower().split())


def problem(term, language):
    """A sentence about what is wrong with a tidied term, or None where texts can be searched."""
    words = term.split()
    if not words:
        return "Write the words this is about."
    if len(term) > TERM_MAX or len(words) > MOST_WORDS:
        return f"Use at most {MOST_WORDS} words and {TERM_MAX} characters."
    for word in words:
        if not _WORD.fullmatch(word):
            return (
                f"“{word}” cannot be looked for. Use words of letters; a star at the end of one "
                "stands for any ending."
            )
        if word.endswith("*") and len(word) <= SHORTEST_STEM:
            return f"“{word}” would match too much. Write at least {SHORTEST_STEM} letters."
    return None if _finds_itself(term, language) else f"“{term}” would not be found in a text."


def _finds_itself(term, language):
    try:
        pattern = _pattern(term, language)
    except BadPattern:
        return False
    read = rulebook(language).read(term.replace("*", ""))
    return any(pattern.search(one) for one in read.sentences)
