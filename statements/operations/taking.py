"""Taking the newer words of a clause into a text: one person's choice, never automatic."""

from django.db import transaction

from breachcomm.refusal import Refused
from statements import clauses, rules
from statements.operations.acting import lock
from statements.operations.writing import save_revision


@transaction.atomic
def take_newer_clause(revision, *, by, version):
    """Save the text again with these words of a clause in place of those it was written with.

    version: the ClauseVersion whose words the person read. Raises Overtaken when the text was
    saved again meanwhile, Refused when counsel revised or retired the clause meanwhile.
    """
    rules.require(rules.can_edit(by, revision.statement))
    statement = lock(revision.statement)
    _check(revision, version)
    return save_revision(
        statement,
        by=by,
        based_on=revision.number,
        reason=f"Takes version {version.number} of the clause “{version.clause.title}”.",
        **clauses.with_version(revision.written, version),
    )


def _check(revision, version):
    clause = version.clause
    if not revision.clause_uses.filter(version__clause=clause).exists():
        raise Refused("This clause does not stand in the text.")
    newest = clause.newest()
    if newest.is_retired:
        raise Refused(f"“{clause.title}” is retired: it gives no words to a text any more.")
    if newest.pk != version.pk:
        raise Refused(f"There is a version {newest.number} by now. Read it first.")
