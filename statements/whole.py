"""A whole text in one piece, as a reader meets it, and the way back to its parts."""

from bisect import bisect_right
from dataclasses import dataclass, field

from statements import anchors, tokens

_BETWEEN = "\n\n"


@dataclass(frozen=True)
class Whole:
    """text: all parts as they are read, one blank line between two.

    parts: [(place, start)] where each begins in it, in reading order; empty ones are left out.
    """

    text: str
    parts: tuple
    _starts: tuple = field(repr=False)
    _offsets: dict = field(repr=False, compare=False)

    def place_of(self, at):
        """(place, offset in that part) of an offset of the text."""
        number = max(0, bisect_right(self._starts, at) - 1)
        place, start = self.parts[number]
        return place, at - start

    def offset_of(self, place):
        """Where a part begins in the text, or None for one without words."""
        return self._offsets.get(place)

    def headlines(self):
        """(place, text) of the title and the headings."""
        for place, start in self.parts:
            if _mark(place):
                yield place, self.text[start:].partition(_BETWEEN)[0]


def of(written, values):
    """The Whole of a source. values: {token: words}, as Revision.values."""
    text, parts = "", []
    for place, part in anchors.parts(tokens.read(written, values)).items():
        if not part.strip():
            continue
        text += (_BETWEEN if text else "") + _mark(place)
        parts.append((place, len(text)))
        text += part
    return Whole(text, tuple(parts), tuple(start for _, start in parts), dict(parts))


def _mark(place):
    """What makes the part a heading to whoever reads Markdown."""
    if place == "title":
        return "# "
    return "## " if place.endswith(anchors.HEADING) else ""
