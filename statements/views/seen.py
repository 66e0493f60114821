"""Which texts a person has seen and signed, and which they may compare."""

from dataclasses import dataclass, replace

from statements import redline
from statements.models import Decision, Revision

# An unchanged stretch longer than this folds to its first and last words.
FOLD = 420
KEEP = 140


def last_signed(user, revision):
    """The newest earlier revision this person signed; else the newest their role signed."""
    earlier = revision.statement.revisions.filter(number__lt=revision.number)
    for signer in ({"sign_offs__by": user}, {"sign_offs__role": user.role}):
        signed = earlier.filter(sign_offs__decision=Decision.SIGNED, **signer)
        if found := signed.order_by("-number").select_related("by").first():
            return found
    return None


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
