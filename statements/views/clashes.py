"""What two people changed differently, as the choices on a page: one for each passage."""

from dataclasses import dataclass

from statements import redline
from statements.merging import ORDER
from statements.weaving import BOTH, MINE, THEIRS, Conflict, plain

# How much of the passage around stands beside the words in question.
AROUND = 160
# Past this many changed words a side is marked as new in one piece: no page takes long.
MOST_MARKED = 100
OTHERS = "the others"


@dataclass(frozen=True)
class Clash:
    """What both did to a passage ("words"), a whole section ("section") or to the "order" of all.

    key: of the choices of a Merged; options: (side, words); before, after: the passage around.
    """

    key: object
    kind: str
    place: str
    options: tuple
    base: str = ""
    mine: str = ""
    theirs: str = ""
    before: str = ""
    after: str = ""
    default: str = MINE

    @property
    def name(self):
        return str(self.key)

    @property
    def sides(self):
        """[(side, pieces of a redline)]: the words of each, marked where they are new."""
        return [
            (
                side,
                [
                    one
                    for one in redline.compare(self.base, words, MOST_MARKED)
                    if one.kind != redline.GONE
                ],
            )
            for side, words in ((MINE, self.mine), (THEIRS, self.theirs))
        ]


def clashes(merged, whose):
    """Every Clash of a Merged, in reading order. whose: the other side, "M. Lindqvist"."""
    found = [
        _of_section(pieces[at], place, whose)
        if kind == "section"
        else _of_words(pieces, at, place, whose)
        for kind, place, pieces in _parts(merged)
        for at, piece in enumerate(pieces)
        if isinstance(piece, Conflict)
    ]
    return [*found, _of_order(merged, whose)] if merged.their_order else found


def _parts(merged):
    """(kind, what people call it, pieces) of each part, as its conflicts are numbered."""
    yield "words", "Title", merged.title
    yield "words", "First lines", merged.lead
    for section in merged.sections:
        name = plain(section.heading, {}) or "A section without heading"
        if section.removal:
            yield "section", name, (section.removal,)
        yield "words", f"Heading of “{name}”", section.heading
        yield "words", name, section.text


def _of_words(pieces, at, place, whose):
    conflict = pieces[at]
    options = ((MINE, "Yours"), (THEIRS, _theirs(whose)), (BOTH, "Both, yours first"))
    return Clash(
        conflict.number,
        "words",
        place,
        options,
        conflict.base,
        conflict.mine,
        conflict.theirs,
        *_around(pieces, at),
    )


def _around(pieces, at):
    """What stands before and after in the same paragraph, no more than helps to know the place."""
    before = plain(pieces[:at], {}).rpartition("\n\n")[2]
    after = plain(pieces[at + 1 :], {}).partition("\n\n")[0]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]} …"
    return before, after


def _theirs(whose):
    return "Theirs" if whose == OTHERS else f"Theirs ({whose})"


def _of_section(conflict, place, whose):
    """A section one side removed and the other edited: it stays until somebody decides."""
    if conflict.mine:
        options = ((MINE, "Keep it, as you edited it"), (THEIRS, f"Remove it, as {whose} did"))
    else:
        options = ((THEIRS, f"Keep it, as {whose} edited it"), (MINE, "Remove it, as you did"))
    return Clash(
        conflict.number,
        "section",
        place,
        options,
        base=conflict.base,
        mine=conflict.mine,
        theirs=conflict.theirs,
        default=MINE if conflict.mine else THEIRS,
    )


def _of_order(merged, whose):
    headings = [plain(section.heading, {}) for section in merged.sections]
    return Clash(
        ORDER,
        "order",
        "The order of the sections",
        ((MINE, "Yours"), (THEIRS, _theirs(whose))),
        mine="\n".join(headings),
        theirs="\n".join(headings[at] for at in merged.their_order),
    )
