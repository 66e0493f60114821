"""Finding the words somebody quotes in the text as it is written.

People quote what they read: without the stars and dashes of the source, with the words of a fact
where the source has its token. So words are compared, and nothing that stands between them.
"""

import operator
import re
from bisect import bisect_right
from dataclasses import dataclass

from statements import anchors, tokens
from statements.anchors import Span

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Word:
    """A word as it is read, and where it comes from in the source."""

    text: str
    start: int
    end: int


def find(revision, quote, place=""):
    """Every Span of a revision's written text that reads like the quote, in reading order.

    place: look there only. The first and last word may be cut short, if nothing fits whole.
    """
    wanted = [word.casefold() for word in _WORD.findall(quote)]
    parts = anchors.parts(revision.written)
    looked_in = {place: parts[place]} if place in parts else parts
    values = revision.values or {}
    for ways in (
        _to_the_letter(quote.strip()),
        _by_word(wanted, values, operator.eq),
        _by_word(wanted, values, _is_cut),
    ):
        stretches = ((where, each) for where, text in looked_in.items() for each in ways(text))
        if wanted and (found := [Span(where, *each) for where, each in stretches]):
            return found
    return []


def whole(revision, place):
    """The Span of all the words of a part, or None where it has none."""
    text = anchors.parts(revision.written).get(place, "")
    stretch = anchors.widened(text, 0, len(text))
    return stretch and Span(place, *stretch)


def _to_the_letter(quote):
    """A way to find (start, end) in a part: as the source has it, tokens and all."""
    return lambda text: [(at, at + len(quote)) for at in anchors.occurrences(text, quote)]


def _by_word(wanted, values, fits):
    """A way to find (start, end) in a part: a run of words that fits, one token being one place."""

    def find_in(text):
        there = list(_words(text, values))
        said = [word.text for word in there]
        last = len(wanted) - 1
        starts = (at for at in range(len(said) - last) if fits(said[at : at + last + 1], wanted))
        around = _units_around(text)
        return dict.fromkeys(around(there[at].start, there[at + last].end) for at in starts)

    return find_in


def _units_around(text):
    """A way to widen many stretches of words of one text to whole words and tokens."""
    units = list(anchors.units(text))
    starts = [start for start, _ in units]

    def around(start, end):
        first, last = (bisect_right(starts, at) - 1 for at in (start, end - 1))
        return units[first][0], units[last][1]

    return around


def _is_cut(run, wanted):
    if len(run) == 1:
        return wanted[0] in run[0]
    return (
        run[0].endswith(wanted[0]) and run[-1].startswith(wanted[-1]) and run[1:-1] == wanted[1:-1]
    )


def _words(text, values):
    at = 0
    for token in tokens.TOKEN.finditer(text):
        yield from _plain(text, at, token.start())
        said = values.get(token[1], token[1])
        for word in _WORD.findall(said):
            yield _Word(word.casefold(), *token.span())
        at = token.end()
    yield from _plain(text, at, len(text))


def _plain(text, start, end):
    for word in _WORD.finditer(text, start, end):
        yield _Word(word[0].casefold(), *word.span())
