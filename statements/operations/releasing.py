"""Out of the house, and back as far as that can be."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.refusal import Refused
from statements import cases, content, gate, queue, rules
from statements.models import Release, Revision, State, Withdrawal
from statements.operations.acting import lock, lock_people, move, record_on


def release(revision, *, by, seen_digest):
    """Let this exact text leave the house. A refused release goes on record too."""
    rules.require(rules.can_release(by, revision.statement))
    try:
        return _release(revision, by=by, seen_digest=seen_digest)
    except Refused as refusal:
        # The first transaction is rolled back; the refusal is put on record in its own.
        with transaction.atomic():
            codes = getattr(refusal, "codes", ["not_the_text_seen"])
            record_on(Action.RELEASE_REFUSED, revision, by=by, blockers=codes)
        raise


class Blocked(Refused):
    """The gate is shut; `codes` are those of its blockers."""

    def __init__(self, blockers):
        super().__init__(*(blocker.sentence for blocker in blockers))
        self.codes = [blocker.code for blocker in blockers]


@transaction.atomic
def _release(revision, *, by, seen_digest):
    statement = lock(revision.statement)
    revision = Revision.objects.select_related("statement__incident").get(pk=revision.pk)
    signers = [given.by for given in cases.sign_offs(revision).values()]
    by = lock_people(by, *signers)[by.pk]
    rules.require(rules.can_release(by, statement))
    if seen_digest != revision.digest:
        raise Refused("The text changed while you were reading it. Read it again, then release.")
    case = cases.of(revision)
    if blockers := gate.of(case):
        raise Blocked(blockers)
    given = case.sign_offs
    released = Release.objects.create(
        statement=statement,
        revision=revision,
        digest=revision.digest,
        frozen=content.freeze(revision.content()),
        legal_sign_off=given["legal"],
        legal_user=given["legal"].by,
        pr_sign_off=given["pr"],
        pr_user=given["pr"].by,
        by=by,
        role=by.role,
        supersedes=_superseded(statement),
    )
    move(statement, State.RELEASED)
    queue.enqueue(released)
    record_on(
        Action.RELEASED,
        revision,
        by=by,
        digest=revision.digest,
        legal_sign_off=given["legal"].pk,
        pr_sign_off=given["pr"].pk,
    )
    return released


def _superseded(statement):
    """The release this one takes the place of: that of the statement it follows, if it stands."""
    return Release.objects.filter(
        statement=statement.follows_id,
        statement__state=State.RELEASED,
        superseded_by__isnull=True,
    ).first()


@transaction.atomic
def withdraw(release, *, by, reason):
    """Say that a released text no longer stands, and why. What was sent cannot be unsent."""
    rules.require(rules.can_withdraw_release(by, release.statement))
    statement = lock(release.statement)
    if statement.state != State.RELEASED:
        raise Refused("This release is withdrawn already. Reload the page.")
    if not reason.strip():
        raise Refused("Say why it no longer stands.")
    withdrawal = Withdrawal.objects.create(release=release, reason=reason, by=by, role=by.role)
    move(statement, State.WITHDRAWN)
    record_on(Action.RELEASE_WITHDRAWN, release.revision, by=by, digest=release.digest)
    return withdrawal
