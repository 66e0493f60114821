"""Suggestions and threads on a text of our own, each made through its operation."""

from statements import anchors, operations
from statements.models import Anchor
from tests.statements.factories import drafted, edited

TEXT = {
    "title": "A notice to you",
    "lead": "Please read this letter to the end.",
    "sections": [
        {"heading": "What You Can Do", "text": "Change your password.\n\nAsk us for a new card."},
        {"heading": "More", "text": "Write to us at any hour."},
    ],
}
WHY = "It reads better."


def text(**changes):
    """The text with some parts typed anew; text_0 and heading_0 are those of the first section."""
    sections = [dict(each) for each in TEXT["sections"]]
    for number, section in enumerate(sections):
        for name in ("heading", "text"):
            section[name] = changes.pop(f"{name}_{number}", section[name])
    return {**TEXT, "sections": sections, **changes}


def written(team, **options):
    """A draft that says TEXT."""
    return edited(drafted(team, **options), by=team.pr, **TEXT)


def suggested(revision, *, by, reason=WHY, **changes):
    return operations.suggest(revision, by=by, reason=reason, **text(**changes))


def decided(suggestions, *, by, accept, **more):
    newest = suggestions[0].revision.statement.newest()
    return operations.decide(suggestions, by=by, accept=accept, seen_digest=newest.digest, **more)


def talked(revision, quote="new card", place="0", *, by, said="Is that so?", **more):
    """A thread on the words of a part as they are written."""
    part = part_of(revision.written, place)
    start = part.index(quote)
    where = {"place": place, "start": start, "end": start + len(quote)}
    return operations.open_thread(revision, by=by, text=said, **where, **more)


def part_of(written, place):
    return anchors.parts(written)[place]


def standing(thing):
    """The anchor that stands, and the words it stands on now."""
    name = type(thing).__name__.lower()
    anchor = Anchor.objects.filter(**{name: thing}).last()
    newest = thing.revision.statement.newest()
    return anchor, part_of(newest.written, anchor.place)[anchor.start : anchor.end]
