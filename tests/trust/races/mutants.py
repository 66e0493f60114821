"""Four gates that are broken the way real products were. Each must be caught, or the race that
lets the real gate pass proves nothing. They run without the database's own guard."""

import time
from types import SimpleNamespace

from django.db import connection, transaction

from breachcomm.accounts.models import User
from breachcomm.audit.catalogue import Action
from breachcomm.refusal import Refused
from statements import cases, content, gate, operations, rules
from statements.models import Decision, Objection, Release, Revision, SignOff, State
from statements.operations.acting import record_on

KEYS = (
    "a_release_is_of_this_revision",
    "legal_signed_this_revision",
    "pr_signed_this_revision",
)


def disarm():
    """Take the guard off the release table, so that a broken gate can show."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER a_release_is_signed ON statements_release")
            for key in KEYS:
                cursor.execute(f"ALTER TABLE statements_release DROP CONSTRAINT {key}")
        else:
            # The composite keys go with PRAGMA foreign_keys, which the runner leaves off.
            cursor.execute("DROP TRIGGER a_release_is_signed")


def _write(revision, given, *, by):
    """The second half of a release: everything but the questions."""
    released = Release.objects.create(
        statement=revision.statement,
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
    statement = revision.statement
    statement.state = State.RELEASED
    statement.save(update_fields=["state"])
    record_on(
        Action.RELEASED,
        revision,
        by=by,
        digest=revision.digest,
        legal_sign_off=given["legal"].pk,
        pr_sign_off=given["pr"].pk,
    )
    return released


def _check(revision, by, seen_digest):
    rules.require(rules.can_release(by, revision.statement))
    if seen_digest != revision.digest:
        raise Refused("The text changed while you were reading it.")


def _hold_everybody(revision, by):
    """What is honest about a broken gate: the statement and all people are locked and checked."""
    statement = operations.lock(revision.statement)
    people = operations.lock_people(*User.objects.all())
    rules.require(rules.can_release(people[by.pk], statement))
    return statement


def without_the_lock(revision, *, by, seen_digest):
    """Looks, then acts: what happens in between nobody sees."""
    _check(revision, by, seen_digest)
    revision = Revision.objects.select_related("statement__incident").get(pk=revision.pk)
    if blockers := gate.blockers(revision):
        raise operations.Blocked(blockers)
    given = cases.sign_offs(revision)
    with transaction.atomic():
        return _write(revision, given, by=by)


_reset_at = {}


def _flags(statement):
    """ "Legal: yes, PR: yes" for the statement, whatever text they meant."""
    given = SignOff.objects.filter(
        revision__statement=statement, pk__gt=_reset_at.get(statement.pk, 0)
    )
    return {each.role: each for each in given.select_related("by").order_by("pk")}


@transaction.atomic
def by_flags(revision, *, by, seen_digest):
    """Asks whether the statement was approved, not which text was."""
    _check(revision, by, seen_digest)
    statement = _hold_everybody(revision, by)
    flags = _flags(statement)
    needed = rules.REQUIRED_ROLES[statement.audience]
    given = [flags[role] for role in needed if role in flags]
    approved = [each.decision == Decision.SIGNED and each.by.holds(each.role) for each in given]
    if statement.state != State.IN_REVIEW or approved != [True] * len(needed):
        raise Refused("It is not approved.")
    if Objection.objects.filter(revision__statement=statement, settlement__isnull=True):
        raise Refused("There is an objection.")
    newest = statement.newest()
    newest.statement = statement
    return _write(newest, flags, by=by)


def edit_then_reset(statement, **fields):
    """Takes the approvals away once the edit is in: a moment too late."""
    revision = operations.save_revision(statement, **fields)
    time.sleep(0.02)
    last = SignOff.objects.order_by("pk").last()
    _reset_at[statement.pk] = last.pk if last else 0
    return revision


@transaction.atomic
def of_the_latest(revision, *, by, seen_digest):
    """Checks the text that was approved, and publishes the newest."""
    _check(revision, by, seen_digest)
    statement = _hold_everybody(revision, by)
    revision = Revision.objects.select_related("statement__incident").get(pk=revision.pk)
    blockers = [each for each in gate.blockers(revision) if each.code != "superseded"]
    if blockers:
        raise operations.Blocked(blockers)
    newest = statement.newest()
    newest.statement = statement
    return _write(newest, cases.sign_offs(revision), by=by)


def _instead(**replaced):
    names = [name for name in dir(operations) if not name.startswith("__")]
    return SimpleNamespace(**{name: getattr(operations, name) for name in names} | replaced)


# What gives each away: the one thing about its releases that only this fault makes wrong.
UNSIGNED = "not signed by every role"
TELLTALES = {
    "drop the lock": "",
    "compare flags, not digests": UNSIGNED,
    "reset after the edit": UNSIGNED,
    "release the latest": UNSIGNED,
}
MUTANTS = {
    "drop the lock": lambda: _instead(release=without_the_lock),
    "compare flags, not digests": lambda: _instead(release=by_flags),
    "reset after the edit": lambda: _instead(release=by_flags, save_revision=edit_then_reset),
    "release the latest": lambda: _instead(release=of_the_latest),
}
