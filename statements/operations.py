"""The verbs of a statement, from the first draft to the withdrawal. Nothing else writes here."""

from django.db import transaction

from breachcomm.accounts.models import User
from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from incidents.operations import lock as lock_incident
from statements import content, gate, queue, rules
from statements.drafting import draft_from
from statements.models import (
    Decision,
    Objection,
    Release,
    Revision,
    Settlement,
    SignOff,
    State,
    Statement,
    Withdrawal,
)
from statements.renditions import layouts

OPEN_STATES = (State.DRAFTING, State.IN_REVIEW)


class Overtaken(Refused):
    """Somebody saved a newer revision while this text was being written; `newest` is it."""

    def __init__(self, newest):
        super().__init__(
            f"{newest.by.name} saved revision {newest.number} while you were writing. "
            "Nothing of yours is lost: compare the two below and save again."
        )
        self.newest = newest


def lock(statement):
    """From here on nobody moves this statement, or the incident's head, beside us."""
    locked = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    locked.incident = lock_incident(locked.incident)
    return locked


def lock_people(*people):
    """Hold these people as they are: their role and access cannot change until we are done."""
    ids = sorted({person.pk for person in people})
    held = User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {person.pk: person for person in held}


@transaction.atomic
def draft(incident, *, by, audience, follows=None):
    """Start a statement: its first revision is written from what is known."""
    rules.require(rules.can_draft(by, incident, audience))
    incident = lock_incident(incident)
    if follows and follows.incident_id != incident.pk:
        raise Refused("A statement can only follow one about the same incident.")
    last = incident.statements.order_by("-number").first()
    statement = Statement.objects.create(
        incident=incident,
        number=last.number + 1 if last else 1,
        audience=audience,
        follows=follows,
        created_by=by,
    )
    text = draft_from(
        incident.known(),
        audience,
        reference=incident.reference,
        organisation=incident.organisation,
    )
    record(
        Action.STATEMENT_DRAFTED,
        by=by,
        incident=incident,
        subject=statement,
        audience=audience,
        template=text["template"],
    )
    _write_revision(statement, by=by, number=1, reason="First draft, from the facts.", **text)
    return statement


@transaction.atomic
def save_revision(statement, *, by, based_on, title, lead, sections, reason=""):
    """Save a text as a new revision. Returns it, or the newest one when nothing changed.

    based_on: number of the revision the author started from. sections: [{"heading", "text"}].
    Raises Overtaken when somebody saved in between, Refused after release.
    """
    rules.require(rules.can_edit(by, statement))
    statement = lock(statement)
    if statement.state not in OPEN_STATES:
        raise Refused("This statement has left the house. Start a new one to say more.")
    newest = statement.newest()
    text = {"title": title, "lead": lead, "sections": sections, "template": newest.template}
    fresh = _revision(statement, by=by, number=newest.number, reason=reason, **text)
    if fresh.digest == newest.digest:
        return newest
    if newest.number != based_on:
        raise Overtaken(newest)
    return _write_revision(statement, by=by, number=newest.number + 1, reason=reason, **text)


def _revision(statement, *, by, number, reason, title, lead, sections, template):
    incident = statement.incident
    revision = Revision(
        statement=statement,
        number=number,
        title=title,
        lead=lead,
        sections=sections,
        template=template,
        layout=layouts.current(),
        layout_digest=layouts.digest(layouts.current()),
        sender_name=incident.organisation,
        sender_address=incident.organisation_address,
        zone=incident.zone,
        is_exercise=incident.is_exercise,
        reason=reason,
        by=by,
        role=by.role,
    )
    revision.digest = content.digest(content.freeze(revision.content()))
    return revision


def _write_revision(statement, **fields):
    revision = _revision(statement, **fields)
    revision.save()
    record(
        Action.REVISION_SAVED,
        by=revision.by,
        incident=statement.incident,
        subject=statement,
        revision=revision.number,
        digest=revision.digest,
    )
    return revision


@transaction.atomic
def submit(revision, *, by):
    """Ask the signers to read this text."""
    rules.require(rules.can_edit(by, revision.statement))
    statement = lock(revision.statement)
    if statement.state != State.DRAFTING:
        raise Refused("This statement is not being drafted any more. Reload the page.")
    if not revision.is_current:
        raise Refused("There is a newer revision. Read it, then submit that one.")
    _move(statement, State.IN_REVIEW)
    _record_on(Action.SUBMITTED, revision, by=by, digest=revision.digest)


@transaction.atomic
def take_back(revision, *, by):
    """Take a text out of review to go on drafting."""
    rules.require(rules.can_edit(by, revision.statement))
    statement = lock(revision.statement)
    if statement.state != State.IN_REVIEW:
        raise Refused("This statement is not in review. Reload the page.")
    _move(statement, State.DRAFTING)
    _record_on(Action.TAKEN_BACK, revision, by=by)


def _move(statement, state):
    statement.state = state
    statement.save(update_fields=["state"])


def _record_on(action, revision, *, by, **facts):
    return record(
        action,
        by=by,
        incident=revision.statement.incident,
        subject=revision.statement,
        revision=revision.number,
        **facts,
    )


_SIGN_OFF_ACTIONS = {
    Decision.SIGNED: Action.SIGN_OFF_GIVEN,
    Decision.RETURNED: Action.REVISION_RETURNED,
    Decision.WITHDRAWN: Action.SIGN_OFF_WITHDRAWN,
}


@transaction.atomic
def sign_off(revision, *, by, decision, seen_digest, note=""):
    """Give or withhold `by`'s word on this exact text."""
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
    standing = gate.sign_offs(revision).get(by.role)
    if standing and (standing.decision, standing.by) == (decision, by):
        raise Refused(f"You have done that already: {standing.get_decision_display().lower()}.")
    if decision == Decision.WITHDRAWN and not _is_signed(standing):
        raise Refused("There is no signature of your role to withdraw.")
    given = SignOff.objects.create(
        revision=revision,
        digest=revision.digest,
        role=by.role,
        by=by,
        decision=decision,
        note=note,
    )
    _record_on(_SIGN_OFF_ACTIONS[decision], revision, by=by, digest=revision.digest)
    return given


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
    _record_on(Action.OBJECTION_RAISED, revision, by=by, objection=objection.pk)
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


def release(revision, *, by, seen_digest):
    """Let this exact text leave the house. A refused release goes on record too."""
    rules.require(rules.can_release(by, revision.statement))
    try:
        return _release(revision, by=by, seen_digest=seen_digest)
    except Refused as refusal:
        # The first transaction is rolled back; the refusal is put on record in its own.
        with transaction.atomic():
            codes = getattr(refusal, "codes", ["not_the_text_seen"])
            _record_on(Action.RELEASE_REFUSED, revision, by=by, blockers=codes)
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
    signers = [given.by for given in gate.sign_offs(revision).values()]
    by = lock_people(by, *signers)[by.pk]
    rules.require(rules.can_release(by, statement))
    if seen_digest != revision.digest:
        raise Refused("The text changed while you were reading it. Read it again, then release.")
    if blockers := gate.blockers(revision):
        raise Blocked(blockers)
    given = gate.sign_offs(revision)
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
    )
    _move(statement, State.RELEASED)
    queue.enqueue(released)
    _record_on(
        Action.RELEASED,
        revision,
        by=by,
        digest=revision.digest,
        legal_sign_off=given["legal"].pk,
        pr_sign_off=given["pr"].pk,
    )
    return released


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
    _move(statement, State.WITHDRAWN)
    _record_on(Action.RELEASE_WITHDRAWN, release.revision, by=by, digest=release.digest)
    return withdrawal
