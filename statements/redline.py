"""What changed between two texts, word by word, for people who read redlines for a living."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)
# Past this many words a block is compared line by line, so that no text takes seconds.
_MANY_WORDS = 4000


@dataclass(frozen=True)
class Piece:
    """A run of text and what became of it: "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """One part of a statement (title, first lines, a section) with its pieces."""

    heading: str
    pieces: tuple

    @property
    def changed(self):
        return any(piece.kind != SAME for piece in self.pieces)


def compare(old, new):
    """Redline two texts into Pieces: "same" + "gone" is `old`, "same" + "new" is `new`."""
    before, after = _split(old), _split(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(before[i:j])))
            continue
        if i < j:
            pieces.append(Piece(GONE, "".join(before[i:j])))
        if k < m:
            pieces.append(Piece(NEW, "".join(after[k:m])))
    return tuple(_without_crumbs(pieces))


def _split(text):
    words = _WORDS.findall(text)
    return words if len(words) <= _MANY_WORDS else text.splitlines(keepends=True)


def _without_crumbs(pieces):
    """Join changes that only a space keeps apart: "the ~~old~~ new ~~way~~ one" reads badly."""
    joined = []
    for piece in pieces:
        if joined and piece.kind == SAME and piece.text.isspace() and "\n" not in piece.text:
            joined.append(Piece(GONE, piece.text))
            joined.append(Piece(NEW, piece.text))
        else:
            joined.append(piece)
    return _grouped(joined)


def _grouped(pieces):
    gone, new = "", ""
    for piece in [*pieces, Piece(SAME, "")]:
        if piece.kind == GONE:
            gone += piece.text
        elif piece.kind == NEW:
            new += piece.text
        else:
            if gone and gone == new:
                yield Piece(SAME, gone)
            else:
                if gone:
                    yield Piece(GONE, gone)
                if new:
                    yield Piece(NEW, new)
            gone, new = "", ""
            if piece.text:
                yield piece


def redline(old, new):
    """Blocks of two revisions, sections matched by heading, in the order a reader meets them."""
    before, after = _parts(old), _parts(new)
    order = list(after)
    for place, heading in enumerate(before):
        if heading not in after:
            order.insert(min(place, len(order)), heading)
    return [Block(h[0], compare(before.get(h, ""), after.get(h, ""))) for h in order]


def _parts(revision):
    """{(heading, nth of that name): text}; a heading used twice stays two parts."""
    parts = {("Title", 0): revision.title, ("First lines", 0): revision.lead}
    for section in revision.sections:
        nth = 0
        while (section["heading"], nth) in parts:
            nth += 1
        parts[section["heading"], nth] = section["text"]
    return parts
