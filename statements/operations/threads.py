"""Talking about words of a text: opening a thread, replying, closing it."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from statements import anchors, rules, tokens
from statements.models import Anchor, Comment, Settlement, Thread, ThreadClosing
from statements.operations import anchoring
from statements.operations.acting import OPEN_STATES, lock, record_on
from statements.operations.signing import raise_objection

# All that others learn of an objection whose reasons are counsel's own.
UNSPOKEN = "Legal counsel has a point that must be settled first."


@transaction.atomic
def open_thread(revision, *, by, place, start, end, text, privileged=False, objection=False):
    """Speak about some words of a text as it is written; on whole words and tokens.

    privileged: seen by legal counsel only, and only theirs to open. objection: nothing goes out
    until it is settled; of a privileged one others learn no more than that there is one.
    """
    rules.require(rules.can_open_thread(by, revision.statement, privileged=privileged))
    statement = lock(revision.statement)
    if statement.state not in OPEN_STATES:
        raise Refused("This statement has left the house. Start a new one to say more.")
    part = anchors.parts(revision.written).get(place, "")
    where = anchors.widened(part, start, end)
    if where is None:
        raise Refused("Choose the words you speak of.")
    if not text.strip():
        raise Refused("Say what there is to say about these words.")
    raised = None
    if objection:
        said = UNSPOKEN if privileged else text
        raised = raise_objection(revision, by=by, text=said)
    thread = Thread.objects.create(
        revision=revision,
        place=place,
        start=where[0],
        end=where[1],
        quote=_as_read(revision, part[slice(*where)]),
        is_privileged=privileged,
        objection=raised,
        by=by,
        role=by.role,
    )
    _stand(thread)
    Comment.objects.create(thread=thread, text=text, by=by, role=by.role)
    record_on(
        Action.THREAD_OPENED,
        revision,
        by=by,
        thread=thread.pk,
        objection=objection,
        privileged=privileged,
    )
    return thread


def _as_read(revision, words):
    """A citation shows no words; it then stands for itself."""
    return tokens.joined(words, revision.values or {}).strip() or words


def _stand(thread):
    revision = thread.revision
    anchor = Anchor.objects.create(thread=thread, revision=revision, **vars(thread.span))
    newest = revision.statement.newest()
    if newest.pk != revision.pk:
        anchoring.carry([anchor], revision, newest)


@transaction.atomic
def comment(thread, *, by, text):
    """Reply in an open thread."""
    rules.require(rules.can_speak_in(by, thread))
    statement = lock(thread.revision.statement)
    if _is_closed(thread):
        raise Refused("This thread is closed. Open another one on the same words.")
    if not text.strip():
        raise Refused("Say something, or leave it at that.")
    said = Comment.objects.create(thread=thread, text=text, by=by, role=by.role)
    _record(Action.COMMENT_ADDED, statement, thread, by, comment=said.pk)
    return said


@transaction.atomic
def close_thread(thread, *, by, note=""):
    """Say that there is nothing more to say. An objection is settled instead."""
    rules.require(rules.can_speak_in(by, thread))
    statement = lock(thread.revision.statement)
    if thread.objection_id:
        raise Refused("This thread is an objection. It closes when the objection is settled.")
    if _is_closed(thread):
        raise Refused("This thread is closed already. Reload the page.")
    closing = ThreadClosing.objects.create(thread=thread, note=note, by=by, role=by.role)
    _record(Action.THREAD_CLOSED, statement, thread, by)
    return closing


def _is_closed(thread):
    if thread.objection_id:
        return Settlement.objects.filter(objection=thread.objection_id).exists()
    return ThreadClosing.objects.filter(thread=thread).exists()


def _record(action, statement, thread, by, **facts):
    record(
        action,
        by=by,
        incident=statement.incident,
        subject=statement,
        thread=thread.pk,
        privileged=thread.is_privileged,
        **facts,
    )
