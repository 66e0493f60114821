"""What changed between two texts, word by word, for people who read redlines for a living."""

import re
from array import array
from dataclasses import dataclass
from itertools import groupby

SAME, GONE, NEW = "same", "gone", "new"
# A figure is one word: who reads 11,200 as 11,900 is shown both, not three digits of each.
_WORDS = re.compile(r"\s+|\d+(?:[.,:]\d+)+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Past this many changes a text is compared line by line, so that none takes seconds.
MOST_CHANGES = 1_200
MOST_CHANGES_IN_A_LONG_TEXT = 300
LONG = 60_000


@dataclass(frozen=True)
class Piece:
    """A run of text and what became of it: "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """One part of a statement (title, first lines, a section) and what became of it."""

    heading: str
    pieces: tuple
    became: str = SAME

    @property
    def changed(self):
        return self.became != SAME or any(piece.kind != SAME for piece in self.pieces)


def compare(old, new, most=MOST_CHANGES, words=_WORDS.findall):
    """Redline two texts (str) into Pieces whose "same" + "gone" is `old`, "same" + "new" is `new`.

    Word by word; line by line where more than `most` words differ; else all of it replaced.
    words: takes a text apart into the units that are never split.
    """
    for units in (words, _LINES.findall):
        before, after = units(old), units(new)
        pieces = changes(before, after, most)
        if pieces is not None:
            return tuple(_joined(_without_crumbs(list(_joined(pieces)))))
    return tuple(_joined([Piece(GONE, old), Piece(NEW, new)]))


def changes(before, after, most):
    """What became of each unit of two lists (of words, of lines): one Piece per unit.

    None when more than `most` units differ.
    """
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    middle = _script(before[start : len(before) - end], after[start : len(after) - end], most)
    if middle is None:
        return None
    head = [Piece(SAME, unit) for unit in before[:start]]
    tail = [Piece(SAME, unit) for unit in before[len(before) - end :]]
    return [*head, *middle, *tail]


def _shared(before, after):
    """How many units two lists begin with in common."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def _script(a, b, most):
    """The shortest way from a to b (Myers 1986, O(ND)): bounded where difflib takes minutes."""
    if abs(len(a) - len(b)) > most:
        return None
    length, width, bound = len(a), len(b), min(len(a) + len(b), most)
    # How far each diagonal k reaches stands at middle + k.
    middle = bound + 1
    reach, trace = [0] * (2 * bound + 3), []
    for changes in range(bound + 1):
        trace.append(array("i", reach[middle - changes - 1 : middle + changes + 2]))
        for k in range(-changes, changes + 1, 2):
            at = middle + k
            down = k == -changes or (k != changes and reach[at - 1] < reach[at + 1])
            x = reach[at + 1] if down else reach[at - 1] + 1
            y = x - k
            while x < length and y < width and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[at] = x
            if x >= length and y >= width:
                return _walk_back(a, b, trace)
    return None


def _walk_back(a, b, trace):
    x, y, steps = len(a), len(b), []
    for changes in range(len(trace) - 1, -1, -1):
        reach = trace[changes]
        at, middle = x - y, changes + 1
        down = at == -changes or (at != changes and reach[middle + at - 1] < reach[middle + at + 1])
        came = at + 1 if down else at - 1
        from_x = reach[middle + came]
        from_y = from_x - came
        while x > max(from_x, 0) and y > max(from_y, 0):
            x, y = x - 1, y - 1
            steps.append(Piece(SAME, a[x]))
        if changes:
            steps.append(Piece(NEW, b[from_y]) if down else Piece(GONE, a[from_x]))
            x, y = from_x, from_y
    return steps[::-1]


def _without_crumbs(pieces):
    """Drop a lone word left standing between changes: "the ~~old~~ new ~~way~~ one" reads badly."""
    for place, piece in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1
        if inside and piece.kind == SAME and _is_crumb(piece.text, pieces, place):
            yield Piece(GONE, piece.text)
            yield Piece(NEW, piece.text)
        else:
            yield piece


def _is_crumb(text, pieces, place):
    if "\n" in text:
        return False
    if text.isspace():
        return True
    changed = min(len(pieces[place - 1].text), len(pieces[place + 1].text))
    return len(text.split()) < 2 and len(text.strip()) < changed


def _joined(pieces):
    """Neighbours of one kind in one Piece, what is gone before what is new."""
    for is_same, run in groupby(pieces, key=lambda piece: piece.kind == SAME):
        if is_same:
            yield Piece(SAME, "".join(piece.text for piece in run))
        else:
            yield from _changed(list(run))


def _changed(run):
    gone = "".join(piece.text for piece in run if piece.kind == GONE)
    new = "".join(piece.text for piece in run if piece.kind == NEW)
    if gone == new:
        return [Piece(SAME, gone)] if gone else []
    return [Piece(kind, text) for kind, text in ((GONE, gone), (NEW, new)) if text]


def redline(old, new):
    """Blocks of two revisions, sections matched by heading, in the order a reader meets them."""
    before, after = _parts(old), _parts(new)
    order = list(after)
    for place, heading in enumerate(before):
        if heading not in after:
            order.insert(min(place, len(order)), heading)
    size = sum(map(len, [*before.values(), *after.values()]))
    most = MOST_CHANGES if size <= LONG else MOST_CHANGES_IN_A_LONG_TEXT
    return [
        Block(
            key[0],
            compare(before.get(key, ""), after.get(key, ""), most),
            _became(key, before, after),
        )
        for key in order
    ]


def touched(old, new):
    """The headings of the parts in which two revisions differ, without looking into the parts."""
    before, after = _parts(old), _parts(new)
    found = [key[0] for key in after if before.get(key) != after[key]]
    found += [key[0] for key in before if key not in after]
    kept = [key for key in before if key in after], [key for key in after if key in before]
    return list(dict.fromkeys(found)) + (
        ["The order of the sections"] if kept[0] != kept[1] else []
    )


def _became(key, before, after):
    if key not in before:
        return NEW
    return SAME if key in after else GONE


def _parts(revision):
    """{(heading, nth of that name): text}; a heading used twice stays two parts."""
    parts = {("Title", 0): revision.title, ("First lines", 0): revision.lead}
    for section in revision.sections:
        nth = 0
        while (section["heading"], nth) in parts:
            nth += 1
        parts[section["heading"], nth] = section["text"]
    return parts
