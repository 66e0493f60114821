"""House style as the tests keep it: rows as the operations would write them."""

from statements import cases, operations, remarking
from statements.models import Revision


def fresh(revision):
    return Revision.objects.select_related("statement__incident").get(pk=revision.pk)


def remarked(revision):
    """The Remarking of a text as it stands now."""
    return remarking.of(cases.of(fresh(revision)))


def term(by, term="leverage*", **told):
    """A term of the house, banned with an error unless told otherwise."""
    usual = {"kind": "banned", "instead": "", "reason": "Nobody says that.", "severity": "error"}
    return operations.add_term(by=by, term=term, **{**usual, **told})


def weigh(by, kind="speculation_hedge", severity="error", reason="Counsel asked for it."):
    return operations.set_severity(kind, by=by, severity=severity, reason=reason)


def let_stand(revision, by, remark=None, *, act=operations.waive_remark, **told):
    """Let the first remark that is no hint stand, or take that back."""
    found = remarked(revision)
    named = remark or (found.waived or found.shown)[0]
    usual = {"reason": "It is a quotation.", "seen_digest": revision.digest}
    return act(revision, by=by, remark=named.name, **{**usual, **told})
