"""One part of a text that two people changed at once, woven together by paragraph and by word."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby

from statements import redline
from statements.tokens import TOKEN

SAME, MINE, THEIRS, BOTH = "same", "mine", "theirs", "both"
# A fact in a text is one word, whatever stands between its braces.
_WORDS = re.compile(rf"{TOKEN.pattern}|\s+|\w+|[^\w\s]")
_BREAK = re.compile(r"(\n[^\S\n]*\n\s*)")
_MARK = r"(?:[-*+]|\d+[.)])[^\S\n]+"
# What stands between two sentences: space behind the end of one, a line break before a list item.
_BETWEEN = re.compile(
    rf"(?:(?<=[.!?…])|(?<=[.!?…][)\"”’*_]))\s+(?:{_MARK})?"
    rf"|\n[^\S\n]*\n\s*(?:{_MARK})?|\n[^\S\n]*{_MARK}|\A{_MARK}"
)
# What keeps two changes apart: an unchanged word, an empty line, the next item of a list.
_APART = re.compile(r"\w|\n\s*\n|\n[^\S\n]*[-*+] ")


@dataclass(frozen=True)
class Piece:
    """A run of merged text and who put it there: SAME (as before), MINE, THEIRS or BOTH."""

    kind: str
    text: str


@dataclass(frozen=True)
class Conflict:
    """A passage both changed, and not to the same words; "" where a side has none of it.

    number: its place among the conflicts of the whole text.
    """

    base: str
    mine: str
    theirs: str
    number: int = 0

    def said(self, choice):
        """The words in its place once MINE, THEIRS or BOTH was chosen."""
        if choice == BOTH:
            return _both(self.mine, self.theirs)
        return self.theirs if choice == THEIRS else self.mine


def _both(mine, theirs):
    """One after the other, with as much room between as the longer of them has in itself."""
    if not mine or not theirs or mine[-1].isspace() or theirs[0].isspace():
        return f"{mine}{theirs}"
    gap = next((gap for gap in ("\n\n", "\n") if gap in mine or gap in theirs), " ")
    return f"{mine}{gap}{theirs}"


def plain(pieces, choices):
    """Woven pieces as one text; mine where nothing was chosen."""
    return "".join(
        piece.said(choices.get(piece.number, MINE)) if isinstance(piece, Conflict) else piece.text
        for piece in pieces
    )


def weave(base, mine, theirs, most):
    """Merge two texts (str) that began as `base` into a tuple of Pieces and Conflicts.

    most: how many paragraphs, and words of a passage, may differ before it is taken as a whole.
    """
    before = _paragraphs(base)
    hunks = [
        hunk
        for side, text in ((MINE, mine), (THEIRS, theirs))
        for hunk in _hunks(_by_paragraph(before, _paragraphs(text), most), side)
    ]

    def by_word(old, ours, others):
        return _by_word(old, ours, others, most)

    return tuple(_joined(_resolved(base, _groups(base, hunks, _paragraphs_apart), by_word)))


def _paragraphs(text):
    """Paragraphs and the empty lines between them, each a unit."""
    return [unit for unit in _BREAK.split(text) if unit]


def _by_paragraph(before, after, most):
    whole = [redline.Piece(redline.GONE, one) for one in before]
    whole += [redline.Piece(redline.NEW, one) for one in after]
    pieces = redline.changes(before, after, most)
    return whole if pieces is None else pieces


def _by_word(base, mine, theirs, most):
    hunks = [
        hunk
        for side, text in ((MINE, mine), (THEIRS, theirs))
        for hunk in _hunks(redline.compare(base, text, most, _words), side)
    ]
    groups = _whole_sentences(base, list(_groups(base, hunks, _words_apart)))
    return _resolved(base, groups, lambda *three: [_decided(*three)])


def _words(text):
    return [found[0] for found in _WORDS.finditer(text)]


def _decided(base, mine, theirs):
    """One passage, changed by one side or by both."""
    if mine == theirs:
        return Piece(BOTH, mine)
    if theirs == base:
        return Piece(MINE, mine)
    return Piece(THEIRS, theirs) if mine == base else Conflict(base, mine, theirs)


@dataclass(frozen=True)
class _Hunk:
    """What one side put in the place of base[start:end]; `is_one`: one unit for one."""

    start: int
    end: int
    text: str
    side: str
    is_one: bool


def _hunks(pieces, side):
    at = 0
    for is_same, run in groupby(pieces, key=lambda piece: piece.kind == redline.SAME):
        run = list(run)
        gone = [piece.text for piece in run if piece.kind != redline.NEW]
        end = at + sum(map(len, gone))
        if not is_same:
            new = [piece.text for piece in run if piece.kind == redline.NEW]
            yield _Hunk(at, end, "".join(new), side, len(gone) == len(new) == 1)
        at = end


def _resolved(base, groups, decide):
    """Pieces of a text: what no hunk touches as it was, each group of hunks as decided."""
    at = 0
    for group, start, end in groups:
        yield Piece(SAME, base[at:start])
        yield from decide(*_three(base, group, start, end))
        at = end
    yield Piece(SAME, base[at:])


def _groups(base, hunks, apart):
    """(hunks, start, end): the hunks that have to be looked at together, in the order of the base.

    Hunks that overlap, or stand side by side with nothing to keep them apart, are one group.
    """
    group, start, end = [], 0, 0
    for hunk in sorted(hunks, key=lambda each: (each.start, each.end)):
        if group and hunk.start >= end and apart(base, group, end, hunk):
            yield group, start, end
            group = []
        start = hunk.start if not group else start
        end = max(end, hunk.end) if group else hunk.end
        group.append(hunk)
    if group:
        yield group, start, end


def _words_apart(base, group, end, hunk):
    return _APART.search(base[end : hunk.start]) is not None


def _paragraphs_apart(base, group, end, hunk):
    """A whole paragraph stays itself: what is put beside it, or taken away there, is no matter."""
    return hunk.start > end or hunk.is_one or all(each.is_one for each in group)


def _whole_sentences(base, groups):
    """Groups where a conflict takes in the whole of its sentence, with what else changed there.

    Half a sentence of one and half of the other's make none, and nobody can choose between halves.
    """
    between = [found.span() for found in _BETWEEN.finditer(base)]
    while True:
        wide = list(_overlapping([_widened(base, between, *group) for group in groups]))
        if wide == groups:
            return groups
        groups = wide


def _widened(base, between, group, start, end):
    if not isinstance(_decided(*_three(base, group, start, end)), Conflict):
        return group, start, end
    before = bisect_right(between, start, key=lambda gap: gap[1])
    first = between[before - 1][1] if before else 0
    after = bisect_left(between, end, key=lambda gap: gap[0])
    last = between[after][0] if after < len(between) else len(base)
    if start == end and (start <= first or end >= last):
        return group, start, end  # two sentences added in one place: the one before is as it was
    return group, min(first, start), max(last, end)


def _overlapping(groups):
    """The groups in their order, those that overlap as one."""
    hunks, start, end = [], 0, 0
    for more, begin, finish in sorted(groups, key=lambda group: group[1:]):
        if hunks and begin >= end:
            yield hunks, start, end
            hunks = []
        start = start if hunks else begin
        end = max(end, finish) if hunks else finish
        hunks = sorted([*hunks, *more], key=lambda hunk: (hunk.start, hunk.end))
    if hunks:
        yield hunks, start, end


def _three(base, group, start, end):
    """base[start:end] as it was, and with the hunks of each side."""
    sides = (_applied(base, start, end, group, side) for side in (MINE, THEIRS))
    return base[start:end], *sides


def _applied(base, start, end, group, side):
    """base[start:end] with the hunks of one side."""
    parts, at = [], start
    for hunk in (each for each in group if each.side == side):
        parts += [base[at : hunk.start], hunk.text]
        at = hunk.end
    return "".join([*parts, base[at:end]])


def _joined(pieces):
    """Neighbours of one kind in one Piece, conflicts between them; nothing empty."""
    kept = (piece for piece in pieces if isinstance(piece, Conflict) or piece.text)
    for kind, run in groupby(kept, key=lambda piece: getattr(piece, "kind", None)):
        if kind is None:
            yield from run
        else:
            yield Piece(kind, "".join(piece.text for piece in run))
