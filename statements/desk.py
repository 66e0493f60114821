"""What lies beside a text: pending suggestions and threads, each where it stands in the newest."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects

from statements import anchors, redline, tokens
from statements.models import Anchor, Comment, Revision, Suggestion, Thread

# So many characters on either side say where words stand.
AROUND = 48


def stands(suggestion, anchor, written):
    """Whether the words a suggestion would change are still where it stands."""
    return not anchor.is_orphan and anchors.quoted(written, anchor.span) == suggestion.was


def name_of(anchor, revision):
    """What people call the part something stands in; "" for an orphan, which stands in none."""
    return "" if anchor.is_orphan else anchors.name_of(revision.written, anchor.place)


@dataclass(frozen=True)
class Placed:
    """A pending suggestion in the newest text, which is `revision`."""

    suggestion: Suggestion
    anchor: Anchor
    revision: Revision

    @cached_property
    def stands(self):
        return stands(self.suggestion, self.anchor, self.revision.written)

    @property
    def where(self):
        return name_of(self.anchor, self.revision)

    @cached_property
    def around(self):
        """The words before and after it, as they are read."""
        before, _, after = in_context(self.revision, self.anchor.span)
        return {"before": before, "after": after}


def pending(statement, revision):
    """Every undecided suggestion as Placed, in reading order, those without a place last.

    revision: the newest of the statement. Two queries.
    """
    found = Suggestion.objects.pending().filter(revision__statement=statement)
    suggestions = {one.pk: one for one in found.select_related("by")}
    standing = Anchor.objects.filter(suggestion__in=list(suggestions)).standing()
    placed = [Placed(suggestions[each.suggestion_id], each, revision) for each in standing]
    return sorted(placed, key=_order)


def _order(one):
    return not one.stands, anchors.reading_order(one.anchor.span), one.anchor.pk


def in_context(revision, span):
    """(the words before it on its line, its own, those after) of a span, as they are read."""
    text = anchors.parts(revision.written)[span.place]
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    own = _as_read(text[span.start : span.end], revision)
    return _last(_as_read(before, revision)), own, _first(_as_read(after, revision))


def _as_read(text, revision):
    return tokens.joined(text, revision.values or {})


def _last(text):
    """The last words of a line."""
    near = text.rpartition("\n")[2]
    return near if len(near) <= AROUND else f"…{near[-AROUND:].partition(' ')[2]}"


def _first(text):
    near = text.partition("\n")[0]
    return near if len(near) <= AROUND else f"{near[:AROUND].rpartition(' ')[0]}…"


def apart(placed):
    """Those that cannot be taken over with the others: out of place, or at odds with another."""
    return [
        one
        for one in placed
        if not one.stands
        or any(
            other.stands and anchors.overlap(one.anchor.span, other.anchor.span)
            for other in placed
            if other is not one
        )
    ]


def tracked(revision, placed):
    """The text with pending suggestions in it as redline Blocks, and those left out of it.

    Of two that want the same words only the first is drawn.
    """
    drawn, left_out = [], []
    for one in placed:
        clashes = any(anchors.overlap(one.anchor.span, other.anchor.span) for other in drawn)
        (drawn if one.stands and not clashes else left_out).append(one)
    parts = anchors.parts(revision.written)
    blocks = [
        redline.Block(
            anchors.name_of(revision.written, place),
            tuple(_pieces(text, [one for one in drawn if one.anchor.place == place], revision)),
        )
        for place, text in parts.items()
        if not place.endswith(anchors.HEADING) or _has(place, drawn)
    ]
    return [block for block in blocks if any(piece.text for piece in block.pieces)], left_out


def _has(place, drawn):
    return any(one.anchor.place == place for one in drawn)


def _pieces(text, drawn, revision):
    """What stays as it is read; what is suggested as it is written, so that tokens are seen."""
    at = 0
    for one in drawn:
        yield redline.Piece(redline.SAME, _as_read(text[at : one.anchor.start], revision))
        yield redline.Piece(redline.GONE, one.suggestion.was)
        yield redline.Piece(redline.NEW, one.suggestion.becomes)
        at = one.anchor.end
    yield redline.Piece(redline.SAME, _as_read(text[at:], revision))


@dataclass(frozen=True)
class Talk:
    """A thread with its comments and where its words stand."""

    thread: Thread
    anchor: Anchor
    comments: tuple
    where: str


def open_threads(statement, revision, user):
    """(thread, anchor) of each open thread `user` may see, in reading order. Two queries."""
    found = Thread.objects.visible_to(user).still_open().filter(revision__statement=statement)
    threads = found.in_bulk()
    standing = Anchor.objects.filter(thread__in=list(threads)).standing()
    pairs = [(threads[each.thread_id], each) for each in standing]
    return sorted(pairs, key=lambda pair: (anchors.reading_order(pair[1].span), pair[0].pk))


def closed_threads(statement, user):
    found = Thread.objects.visible_to(user).closed().filter(revision__statement=statement)
    return found.select_related("by", "closing__by", "objection__settlement__by").order_by("-pk")


def talks(pairs, revision):
    """The threads of (thread, anchor) pairs with everything said in them. Two queries."""
    prefetch_related_objects([thread for thread, _ in pairs], "by")
    said = {}
    ids = [thread.pk for thread, _ in pairs]
    for each in Comment.objects.filter(thread__in=ids).select_related("by"):
        said.setdefault(each.thread_id, []).append(each)
    return [
        Talk(
            thread,
            anchor,
            tuple(said.get(thread.pk, ())),
            name_of(anchor, revision),
        )
        for thread, anchor in pairs
    ]
