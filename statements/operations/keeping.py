"""The clause library: counsel adds words, revises them, and takes them out of use."""

from django.db import IntegrityError, transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.plain_text import problem
from breachcomm.refusal import Refused
from statements import clauses, rules
from statements.models import Clause, ClauseVersion
from statements.operations.acting import lock_people


@transaction.atomic
def add_clause(slug, *, by, text, reason, review_by=None, **head):
    """Take words counsel approved into the library. Returns their first version.

    head: title, element, and, where they differ from any audience and English, audience, language.
    """
    by = _keeper(by)
    if wrong := clauses.slug_problem(slug):
        raise Refused(wrong)
    _check(text, reason)
    try:
        with transaction.atomic():
            clause = Clause.objects.create(slug=slug, **head)
    except IntegrityError:
        if not Clause.objects.filter(slug=slug).exists():
            raise
        raise Refused(f"There is a clause called {slug} already. Give it another.") from None
    version = _write(clause, 1, by=by, text=text, reason=reason, review_by=review_by)
    record(
        Action.CLAUSE_ADDED,
        by=by,
        subject=clause,
        audience=str(clause.audience) or "any",
        language=clause.language,
        element=str(clause.element),
        digest=version.digest,
    )
    return version


class Superseded(Refused):
    """Somebody saved a newer version of a clause meanwhile; `newest` is it."""

    def __init__(self, newest):
        super().__init__(
            f"{newest.by.name} saved version {newest.number} while you were writing. "
            "Nothing of yours is lost: compare the two below and save again."
        )
        self.newest = newest


@transaction.atomic
def revise_clause(clause, *, by, based_on, text, reason, review_by=None):
    """Save other words, or another day to look at them. Returns the newest version.

    based_on: number of the version the person started from. A retired clause comes back into use.
    Raises Superseded when somebody saved in between.
    """
    newest = _lock(clause).newest()
    by = _keeper(by)
    if not newest.is_retired and (newest.text, newest.review_by) == (text, review_by):
        return newest
    if newest.number != based_on:
        raise Superseded(newest)
    _check(text, reason)
    version = _write(
        clause, newest.number + 1, by=by, text=text, reason=reason, review_by=review_by
    )
    record(
        Action.CLAUSE_REVISED,
        by=by,
        subject=clause,
        version=version.number,
        digest=version.digest,
    )
    return version


@transaction.atomic
def retire_clause(clause, *, by, based_on, reason):
    """Take a clause out of use. Texts that have its words keep them."""
    newest = _lock(clause).newest()
    by = _keeper(by)
    if newest.is_retired:
        raise Refused("This clause is retired already. Reload the page.")
    if newest.number != based_on:
        raise Superseded(newest)
    _check(newest.text, reason)
    version = _write(
        clause, newest.number + 1, by=by, text=newest.text, reason=reason, is_retired=True
    )
    record(Action.CLAUSE_RETIRED, by=by, subject=clause, version=version.number)
    return version


def _keeper(by):
    """The person as they are now, held until we are done."""
    rules.require(rules.can_keep_clauses(by))
    held = lock_people(by)[by.pk]
    rules.require(rules.can_keep_clauses(held))
    return held


def _lock(clause):
    return Clause.objects.select_for_update(no_key=True).get(pk=clause.pk)


def _check(text, reason):
    if not text.strip():
        raise Refused("A clause has words.")
    if wrong := problem(text) or clauses.problem(text):
        raise Refused(wrong)
    if not reason.strip():
        raise Refused("Say why these words may be used from now on.")


def _write(clause, number, *, by, text, reason, review_by=None, is_retired=False):
    return ClauseVersion.objects.create(
        clause=clause,
        number=number,
        text=text,
        reason=reason,
        review_by=review_by,
        is_retired=is_retired,
        by=by,
        role=by.role,
    )
