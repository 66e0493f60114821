"""Asking for people's word, giving it, and what must be settled first."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from statements import cases, judgement, remarking, rules
from statements.models import Decision, Objection, Settlement, SignOff, State
from statements.operations.acting import OPEN_STATES, lock, lock_people, move, record_on


@transaction.atomic
def submit(revision, *, by):
    """Ask the signers to read this text."""
    rules.require(rules.can_edit(by, revision.statement))
    statement = lock(revision.statement)
    if statement.state != State.DRAFTING:
        raise Refused("This statement is not being drafted any more. Reload the page.")
    if not revision.is_current:
        raise Refused("There is a newer revision. Read it, then submit that one.")
    move(statement, State.IN_REVIEW)
    record_on(Action.SUBMITTED, revision, by=by, digest=revision.digest)


@transaction.atomic
def take_back(revision, *, by):
    """Take a text out of review to go on drafting."""
    rules.require(rules.can_edit(by, revision.statement))
    statement = lock(revision.statement)
    if statement.state != State.IN_REVIEW:
        raise Refused("This statement is not in review. Reload the page.")
    move(statement, State.DRAFTING)
    record_on(Action.TAKEN_BACK, revision, by=by)


_SIGN_OFF_ACTIONS = {
    Decision.SIGNED: Action.SIGN_OFF_GIVEN,
    Decision.RETURNED: Action.REVISION_RETURNED,
    Decision.WITHDRAWN: Action.SIGN_OFF_WITHDRAWN,
}


@transaction.atomic
def sign_off(revision, *, by, decision, seen_digest, note="", **seen):
    """Give or withhold `by`'s word on this exact text.

    seen: ids of what stood on the page, as `seen_waivers` and, for remarks on the wording,
    `seen_remarks`; nobody signs over what another let stand unread.
    """
    rules.require(rules.can_sign_off(by, revision.statement))
    statement = lock(revision.statement)
    by = lock_people(by)[by.pk]
    rules.require(rules.can_sign_off(by, statement))
    if statement.state != State.IN_REVIEW or not revision.is_current:
        raise Refused("This text is no longer waiting for sign-off. Reload the page.")
    if seen_digest != revision.digest:
        raise Refused("The text changed while you were reading it. Read it again, then sign.")
    if decision == Decision.RETURNED and not note.strip():
        raise Refused("Say what has to change, so that the author knows.")
    standing = cases.sign_offs(revision).get(by.role)
    if _is_repeated(revision, standing, decision, by):
        raise Refused(f"You have done that already: {standing.get_decision_display().lower()}.")
    if decision == Decision.WITHDRAWN and not _is_signed(standing):
        raise Refused("There is no signature of your role to withdraw.")
    if decision == Decision.SIGNED:
        _check_read(cases.of(revision), by, **seen)
    given = SignOff.objects.create(
        revision=revision,
        digest=revision.digest,
        role=by.role,
        by=by,
        decision=decision,
        note=note,
    )
    record_on(_SIGN_OFF_ACTIONS[decision], revision, by=by, digest=revision.digest)
    return given


def _is_repeated(revision, standing, decision, by):
    """The same word by the same person; not where a waiver came after it and wants it again."""
    if not standing or (standing.decision, standing.by) != (decision, by):
        return False
    if decision != Decision.SIGNED:
        return True
    case = cases.of(revision)
    return not (judgement.unseen_by(case, standing) or remarking.unseen_by(case, standing))


def _check_read(case, by, *, seen_waivers=(), seen_remarks=()):
    """Refuses a signature over something another person lets stand that was not on the page."""
    if _has_unread(judgement.waived(case), by, seen_waivers):
        raise Refused("Counsel lets a sentence stand that you had not read. Read it, then sign.")
    if _has_unread(remarking.to_read(case), by, seen_remarks):
        raise Refused(
            "Somebody lets a remark on the wording stand that you had not read. Read it, then sign."
        )


def _has_unread(waived, by, seen):
    others = (one.waiver for one in waived)
    return any(one.by_id != by.pk and one.pk not in seen for one in others)


def _is_signed(sign_off):
    return sign_off is not None and sign_off.decision == Decision.SIGNED


@transaction.atomic
def raise_objection(revision, *, by, text):
    """Raise a point that blocks the statement until it is settled."""
    rules.require(rules.can_object(by, revision.statement))
    statement = lock(revision.statement)
    if statement.state not in OPEN_STATES:
        raise Refused("This statement has left the house. Ask PR or legal to withdraw it.")
    if not text.strip():
        raise Refused("Say what must be settled.")
    objection = Objection.objects.create(revision=revision, text=text, by=by, role=by.role)
    record_on(Action.OBJECTION_RAISED, revision, by=by, objection=objection.pk)
    return objection


@transaction.atomic
def settle(objection, *, by, note):
    """Say how an objection was settled; it stops blocking."""
    rules.require(rules.can_settle(by, objection))
    statement = lock(objection.revision.statement)
    if Settlement.objects.filter(objection=objection).exists():
        raise Refused("This objection is settled already. Reload the page.")
    if not note.strip():
        raise Refused("Say how it was settled.")
    settlement = Settlement.objects.create(objection=objection, note=note, by=by, role=by.role)
    record(
        Action.OBJECTION_SETTLED,
        by=by,
        incident=statement.incident,
        subject=statement,
        objection=objection.pk,
    )
    return settlement
