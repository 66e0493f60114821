"""One part of a text as it is read, and the way back to the part as it is written.

The walk is that of `tokens.pieces`, which throws the places in the source away; a property test
holds the two together.
"""

from bisect import bisect_left
from dataclasses import dataclass

from incidents.facts import BadToken
from statements import tokens


@dataclass(frozen=True)
class Run:
    """A stretch of the text as read; `token` is where its words came from, "" for free text.

    The words of a clause are free text: no fact carries them, so they are judged like all others.
    keys: of the facts its token cites.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    token: str = ""
    keys: tuple = ()

    @property
    def is_fact(self):
        return bool(self.token) and not tokens.is_clause(self.token) and self.end > self.start


class Part:
    """The text of a part as it is read, and its Runs in order."""

    def __init__(self, written, values, facts, reader):
        self.text = tokens.joined(written, values)
        self.runs = list(_runs(written, values, facts, reader))
        self._ends = [run.end for run in self.runs]

    def source_at(self, end):
        """Where in the source the words that end at `end` of the text are over."""
        run = self.runs[min(bisect_left(self._ends, end), len(self.runs) - 1)]
        return run.source_end if run.token else run.source_start + end - run.start

    def facts_in(self, start, end):
        """The Runs of facts with words in this stretch of the text."""
        first = bisect_left(self._ends, start)
        for run in self.runs[first:]:
            if run.start >= end:
                return
            if run.is_fact and run.end > start:
                yield run

    def citations(self):
        """The Runs of the invisible citations."""
        return [run for run in self.runs if tokens.is_cite(run.token)]


def _runs(written, values, facts, reader):
    at = source = 0
    for found in tokens.TOKEN.finditer(written):
        token = found[1]
        if token not in values:
            continue
        before = written[source : found.start()]
        length = len(before.rstrip(" ") if tokens.is_cite(token) else before)
        yield Run(at, at + length, source, source + length)
        at += length
        length = len(values[token])
        keys = _keys(facts, token, reader)
        yield Run(at, at + length, found.start(), found.end(), token, keys)
        at, source = at + length, found.end()
    yield Run(at, at + len(written) - source, source, len(written))


def _keys(facts, token, reader):
    """What a token cites; nothing for one that stands for nothing, or for what nobody answered."""
    try:
        return tuple(tokens.facts_of(facts, token, reader))
    except BadToken:
        return ()
