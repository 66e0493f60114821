"""A sentence as the rules see it: no marks, one kind of space, hyphen and quote, facts as signs.

Every character remembers where it stood, so that findings point into the text as it is read.
"""

import re
from itertools import pairwise

FACT, OPEN, ADDRESS = "\ue000", "\ue001", "\ue002"
_SIGNS = frozenset((FACT, OPEN, ADDRESS))
_OPEN_QUESTION = re.compile(r"\[\[.{0,1000}?\]\]", re.DOTALL)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s)\]]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]{1,500}\)")
_DROPPED = frozenset("\\*`[]\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SAME = {
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"'),
    "\u2013": "-",
    **dict.fromkeys(_SIGNS, " "),
}


class Plain:
    """`raw` and `low` are of one length; `facts` is {index of a FACT sign: its Run}."""

    def __init__(self, part, start, end):
        self.part = part
        self.facts = {}
        self._at = []
        characters = []
        for sign, at, run in _signs(part, start, end):
            if sign == " " and characters[-1:] == [" "]:
                continue
            if sign == FACT:
                self.facts[len(characters)] = run
            characters.append(sign)
            self._at.append(at)
        self._at.append(end)
        self.raw = "".join(characters)
        self.low = "".join(map(_lower, characters))

    def joined(self, other):
        """This sentence and another one as if they were one."""
        whole = Plain.__new__(Plain)
        whole.part = self.part
        offset = len(self.low) + 1
        whole.facts = {**self.facts, **{at + offset: run for at, run in other.facts.items()}}
        whole._at = [*self._at, *other._at]
        whole.raw, whole.low = f"{self.raw} {other.raw}", f"{self.low} {other.low}"
        return whole

    def place(self, start, end):
        """(start, end) in the part of the characters from `start` to `end` here."""
        return self._at[start], self._end(end)

    def _end(self, end):
        last = end - 1
        if last in self.facts:
            return self._at[end]
        return self._at[last] + 1 if end else self._at[0]


def _lower(character):
    low = character.lower()
    return low if len(low) == 1 else character


def _signs(part, start, end):
    """(character, place, Run or None) for each character the rules see."""
    edges = sorted(_replaced(part, start, end), key=lambda edge: edge[:2])
    at = start
    for edge, until, sign, run in edges:
        if edge < at:
            continue
        yield from _characters(part.text, at, edge)
        yield sign, edge, run
        at = until
    yield from _characters(part.text, at, end)


def _replaced(part, start, end):
    for run in part.facts_in(start, end):
        is_open = part.text.startswith("[[", run.start)
        sign = OPEN if is_open else FACT
        yield max(run.start, start), min(run.end, end), sign, run
    for pattern, sign in ((_OPEN_QUESTION, OPEN), (_ADDRESS, ADDRESS), (_LINK_TARGET, ADDRESS)):
        for found in pattern.finditer(part.text, start, end):
            yield found.start(), found.end(), sign, None


def _characters(text, start, end):
    for at in range(start, end):
        character = text[at]
        if character in _DROPPED:
            continue
        yield (" " if character.isspace() else _SAME.get(character, character)), at, None


def gaps(text, separator):
    """(start, end) of the stretches of a text between the hits of a pattern."""
    edges = [0]
    for found in separator.finditer(text):
        edges += [found.start(), found.end()]
    edges.append(len(text))
    return [(a, b) for a, b in list(pairwise(edges))[::2] if b > a]
