"""What stands beside a text: suggestions to decide and threads, in a fixed number of queries."""

from statements import desk
from statements.models import Verdict
from statements.operations import OPEN_STATES

SHOWN = 30


def beside(user, statement, revision, may):
    """The two cards on the page of a statement; of a long list the first, with the number of all.

    may: verbs of this person, as nextstep.verbs_of gives them.
    """
    pending = desk.pending(statement, revision)
    open_threads = desk.open_threads(statement, revision, user)
    standing = [pair for pair in open_threads if not pair[1].is_orphan]
    orphans = [pair for pair in open_threads if pair[1].is_orphan]
    shown = desk.talks(standing[:SHOWN] + orphans[:SHOWN], revision)
    return {
        "is_open": statement.state in OPEN_STATES,
        "speaks": "object" in may,
        "edits": "edit" in may,
        "pending": pending,
        "shown_pending": pending[:SHOWN],
        "talks": [talk for talk in shown if not talk.anchor.is_orphan],
        "orphans": [talk for talk in shown if talk.anchor.is_orphan],
        "open_threads": len(open_threads),
        "closed_threads": desk.closed_threads(statement, user).count(),
        "more_threads": len(open_threads) - len(shown),
    }


def decided(statement):
    """What became of suggestions, the newest first."""
    found = Verdict.objects.filter(suggestion__revision__statement=statement)
    return found.select_related("by", "suggestion__by", "revision").order_by("-pk")
