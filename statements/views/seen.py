"""Which texts a person may compare, and a redline as it stands on a screen."""

from dataclasses import dataclass, replace

from statements import redline
from statements.models import Revision

# An unchanged stretch longer than this folds to its first and last words.
FOLD = 420
KEEP = 140


def released_before(statement):
    """The released text that this statement follows, or None."""
    if statement.follows_id is None:
        return None
    return (
        Revision.objects.filter(release__statement=statement.follows_id)
        .select_related("statement__incident", "by")
        .first()
    )


@dataclass(frozen=True)
class Stretch(redline.Piece):
    """A piece of a redline on a screen. `folded` words in the middle are left out."""

    before: str = ""
    after: str = ""
    folded: int = 0


def on_screen(blocks, *, whole=False):
    """Redline blocks with long unchanged stretches folded; all of it with `whole`."""
    if whole:
        return list(blocks)
    return [
        replace(block, pieces=tuple(_folded(piece) for piece in block.pieces)) for block in blocks
    ]


def _folded(piece):
    if piece.kind != redline.SAME or len(piece.text) <= FOLD:
        return piece
    before = piece.text[:KEEP].rpartition(" ")[0] or piece.text[:KEEP]
    after = piece.text[-KEEP:].partition(" ")[2] or piece.text[-KEEP:]
    hidden = piece.text[len(before) : len(piece.text) - len(after)]
    return Stretch(piece.kind, piece.text, before=before, after=after, folded=len(hidden.split()))
