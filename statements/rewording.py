"""Other words in the place of those a remark is about: where they stand, and what becomes of them.

Asks no database. Words that a fact or a clause says are not typed here, and cannot be replaced.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from statements import anchors
from statements.anchors import Span
from statements.claims.reading import Part

_BODY = re.compile(r"lead|\d+")
_SENTENCE_BEGINS = re.compile(
    r"(?:\A|[.!?:\u2026][\"')\u201d\u2019*_]*\s+|\n)[\s>*_#-]*(?:\d+[.)]\s+)?\Z"
)
_NEAR = 80
_BLANKS = " \t\u00a0"
_BLANKS_AND_MORE = f"{_BLANKS}\n("
_GAP = re.compile(rf"[{_BLANKS}]*")
_STRAY = re.compile(r"[ \t\u00a0]*,?[ \t\u00a0]*")
_LONE_END = re.compile(r"[ \t\u00a0]*[.!?]+[ \t\u00a0]*")
_CLOSES = (".", ",", ";", ":", "!", "?", ")")


class Source:
    """A text as written, and the way to it from the words as they are read."""

    def __init__(self, written, values):
        self.parts, self._values, self._runs = anchors.parts(written), values or {}, {}

    def span(self, place, start, end):
        """Where words of a part as read stand in it as written.

        Returns a Span, or None where a fact, a citation or a clause has a part in them.
        """
        if place not in self.parts:
            return None
        if not _BODY.fullmatch(place):
            return Span(place, start, end)
        runs, ends = self._runs_of(place)
        run = runs[min(bisect_right(ends, start), len(runs) - 1)]
        if run.token or not run.start <= start < run.end or end > run.end:
            return None
        shift = run.source_start - run.start
        return Span(place, start + shift, end + shift)

    def _runs_of(self, place):
        if place not in self._runs:
            runs = Part(self.parts[place], self._values, {}, "lay").runs
            self._runs[place] = runs, [run.end for run in runs]
        return self._runs[place]


def reworded(written, span, rewrite):
    """The whole source with `rewrite` in the place of a Span; "" takes the words out."""
    parts = anchors.parts(written)
    text = parts[span.place]
    edit = edit_for(text, span.start, span.end, rewrite)
    parts[span.place] = text[: edit.start] + edit.words + text[edit.end :]
    return anchors.with_parts(parts)


@dataclass(frozen=True)
class Edit:
    """Put `words` in the place of text[start:end]."""

    start: int
    end: int
    words: str


def edit_for(text, start, end, rewrite):
    """The Edit that puts a rewrite in the place of text[start:end].

    A sentence still begins with a capital, and nothing is left of gaps and commas around words
    that go.
    """
    before = text[max(0, start - _NEAR) : start]
    opens = bool(_SENTENCE_BEGINS.search(before if start <= _NEAR else f"x{before}"))
    takes_capital = opens and text[start : start + 1].isupper()
    if rewrite:
        return Edit(start, end, _capital(rewrite) if takes_capital else rewrite)
    if opens:
        return _opening(text, start, end, takes_capital)
    return _closed(text, start, end)


def _capital(words):
    return words[:1].upper() + words[1:]


def _opening(text, start, end, takes_capital):
    """Out with the first words of a sentence, or with all of it."""
    if lone := _LONE_END.match(text, end):
        return Edit(start, lone.end(), "")
    rest = _STRAY.match(text, end).end()
    first = text[rest : rest + 1]
    if takes_capital and first.islower():
        return Edit(start, rest + 1, first.upper())
    return Edit(start, rest, "")


def _closed(text, start, end):
    """Out with words inside a sentence; one gap and one comma are left of those around them."""
    rest = _GAP.match(text, end).end()
    if text.startswith(_CLOSES, rest):
        while start and text[start - 1] in _BLANKS:
            start -= 1
        return Edit(start - 1 if text[start - 1 : start] == "," else start, rest, "")
    return Edit(start, rest if text[start - 1 : start] in _BLANKS_AND_MORE else end, "")
