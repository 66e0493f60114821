"""What two people changed differently, as the choices on a page: one for each passage."""

from dataclasses import dataclass

from statements.merging import ORDER
from statements.weaving import BOTH, MINE, THEIRS, Conflict, plain

# How much of the passage around stands beside the words in question.
AROUND = 160


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
    options = (
        (MINE, "Yours"),
        (THEIRS, f"Those of {whose}"),
        (BOTH, "Both, yours first"),
    )
    before, after = plain(pieces[:at], {}), plain(pieces[at + 1 :], {})
    return Clash(
        conflict.number,
        "words",
        place,
        options,
        conflict.base,
        conflict.mine,
        conflict.theirs,
        before if len(before) <= AROUND else f"… {before[-AROUND:].partition(' ')[2]}",
        after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]} …",
    )


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
        ((MINE, "Yours"), (THEIRS, f"That of {whose}")),
        mine="\n".join(headings),
        theirs="\n".join(headings[at] for at in merged.their_order),
    )
