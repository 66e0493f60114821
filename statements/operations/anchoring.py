"""Anchors follow the text, in the transaction of the edit that moved their words."""

from django.db.models import Q

from statements import anchors
from statements.models import Anchor, Revision, Suggestion, Thread


def follow(revision):
    """Take what stands in the text before this one along, in a fixed number of queries."""
    standing = list(_standing(revision.statement)) if revision.number > 1 else []
    if standing:
        before = Revision.objects.get(statement=revision.statement, number=revision.number - 1)
        carry(standing, before, revision)


def carry(standing, old, new):
    """Write down where anchors of one text stand in a later one: what moved, and orphans."""
    there = anchors.moved(old.written, new.written, {anchor.span for anchor in standing})
    Anchor.objects.bulk_create(
        _anchor(anchor, there[anchor.span], new)
        for anchor in standing
        if there[anchor.span] != anchor.span
    )


def _standing(statement):
    """The anchors of open threads and undecided suggestions whose words still stand."""
    threads = Thread.objects.still_open().filter(revision__statement=statement)
    suggestions = Suggestion.objects.pending().filter(revision__statement=statement)
    ours = Anchor.objects.filter(Q(thread__in=threads) | Q(suggestion__in=suggestions))
    return ours.standing().filter(is_orphan=False)


def _anchor(anchor, there, revision):
    span = there or anchor.span
    return Anchor(
        thread_id=anchor.thread_id,
        suggestion_id=anchor.suggestion_id,
        revision=revision,
        place=span.place,
        start=span.start,
        end=span.end,
        is_orphan=there is None,
    )
