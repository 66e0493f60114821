"""What becomes of a text that left the house when the facts it stands on change."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.refusal import Refused
from statements import following, rules
from statements.models import CorrectionDecision, Course
from statements.operations.acting import lock, lock_people, record_on


@transaction.atomic
def decide_correction(release, *, by, course, seen_facts, reason=""):
    """Say whether a released text is corrected, updated or left as it is.

    seen_facts: ids of the fact rows the person decided in view of. Raises Refused when others
    stand now, when nothing the text relies on has changed, or when leaving it takes a reason.
    """
    statement = lock(release.statement)
    by = lock_people(by)[by.pk]
    rules.require(rules.can_decide_correction(by, statement))
    incident = statement.incident
    due = {one.release.pk: one for one in following.due(incident, incident.known())}
    if release.pk not in due:
        raise Refused("Nothing this text relies on has changed. Reload the page.")
    standing = due[release.pk]
    if sorted(seen_facts) != standing.facts:
        raise Refused("A fact changed while you were reading. Look again, then decide.")
    if course == Course.LEAVE and not reason.strip():
        raise Refused("Say why it may stand as it is.")
    if standing.decision and standing.decision.course == course:
        raise Refused("That is decided already. Reload the page.")
    decision = CorrectionDecision.objects.create(
        release=release,
        course=course,
        reason=reason,
        facts=standing.facts,
        by=by,
        role=by.role,
    )
    record_on(
        Action.CORRECTION_DECIDED, release.revision, by=by, course=course, decision=decision.pk
    )
    return decision
