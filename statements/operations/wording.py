"""The wording review: a remark somebody lets stand, the terms of the house, and its policy."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.plain_text import problem
from breachcomm.refusal import Refused
from statements import cases, house_style, remarking, rules
from statements.models import HouseTerm, Revision, WordingPolicy, WordingWaiver
from statements.models.wording import INSTEAD_MAX, WHY_MAX
from statements.operations.acting import OPEN_STATES, lock, lock_people, record_on
from statements.wording.rules import languages

GONE = "This remark does not stand in the newest text as it did. Reload the page."
SO_ALREADY = "That is so already. Reload the page."
# The record says which by number: the words themselves are the house's affair.
A_TERM = "a term"


@transaction.atomic
def waive_remark(revision, *, by, remark, reason, seen_digest):
    """Let one remark on the wording stand. remark: its name, as remarking.Placed gives it."""
    return _say(revision, by, remark, reason, seen_digest, is_withdrawn=False)


@transaction.atomic
def withdraw_remark_waiver(revision, *, by, remark, reason, seen_digest):
    """Say that a remark may not stand after all."""
    return _say(revision, by, remark, reason, seen_digest, is_withdrawn=True)


def _say(revision, by, remark, reason, seen_digest, *, is_withdrawn):
    by, found = _found(revision, by, remark, seen_digest)
    if bool(found.waiver) != is_withdrawn:
        raise Refused(SO_ALREADY)
    if not reason.strip():
        raise Refused("Say why, so that whoever signs can judge it.")
    waiver = WordingWaiver.objects.create(
        revision=revision,
        sentence=found.sentence,
        rule=found.remark.rule,
        severity=found.remark.severity,
        words=found.remark.text,
        reason=reason,
        is_withdrawn=is_withdrawn,
        by=by,
        role=by.role,
    )
    action = Action.REMARK_WAIVER_WITHDRAWN if is_withdrawn else Action.REMARK_WAIVED
    record_on(action, revision, by=by, rule=found.remark.rule, waiver=waiver.pk)
    return waiver


def _found(revision, by, remark, seen_digest):
    """The person as they are now and the remark as it stands now, both held until we are done."""
    rules.require(rules.can_waive_remark(by, revision.statement))
    statement = lock(revision.statement)
    by = lock_people(by)[by.pk]
    rules.require(rules.can_waive_remark(by, statement))
    if statement.state not in OPEN_STATES:
        raise Refused("This statement has left the house. What it says stands as it was sent.")
    revision = Revision.objects.select_related("statement__incident").get(pk=revision.pk)
    if not revision.is_current or revision.digest != seen_digest:
        raise Refused("The text changed while you were reading it. Read it again, then decide.")
    found = remarking.of(cases.of(revision)).named(remark)
    if found is None:
        raise Refused(GONE)
    return by, found


@transaction.atomic
def add_term(*, by, term, kind, reason, severity, instead="", language="en"):
    """Take a term into the house's list, or say something else of one that is there.

    Returns the newest row of the term; the same once more makes no row.
    """
    by = _keeper(by)
    term, instead = house_style.tidied(term), instead.strip()
    _check_term(term, kind, instead, severity, language)
    _check_reason(reason)
    told = {"kind": kind, "instead": instead, "reason": reason, "severity": severity}
    standing = _live(language).filter(term=term).first()
    if standing and all(getattr(standing, name) == value for name, value in told.items()):
        return standing
    if not standing and _live(language).count() >= house_style.MOST_TERMS:
        raise Refused(f"There are {house_style.MOST_TERMS} terms. Retire one first.")
    row = HouseTerm.objects.create(term=term, language=language, by=by, role=by.role, **told)
    action = Action.TERM_CHANGED if standing else Action.TERM_ADDED
    told = {"kind": str(kind), "severity": str(severity), "language": language}
    record(action, by=by, subject=A_TERM, term=row.pk, **told)
    return row


@transaction.atomic
def retire_term(term, *, by, reason):
    """Take a term off the house's list. What was said of it stays on record."""
    by = _keeper(by)
    _check_reason(reason)
    standing = _live(term.language).filter(term=term.term).first()
    if standing is None or standing.pk != term.pk:
        raise Refused("This term was changed or retired meanwhile. Reload the page.")
    told = {name: getattr(standing, name) for name in ("kind", "instead", "severity", "language")}
    row = HouseTerm.objects.create(
        term=standing.term, is_retired=True, reason=reason, by=by, role=by.role, **told
    )
    record(Action.TERM_RETIRED, by=by, subject=A_TERM, term=standing.pk)
    return row


@transaction.atomic
def set_severity(kind, *, by, severity, reason):
    """Say how grave a class of remarks is in this house: a severity, "off" or "default"."""
    by = _keeper(by)
    _check_reason(reason)
    if kind not in house_style.classes():
        raise Refused("There is no such class of remarks.")
    if severity not in WordingPolicy.Weight.values:
        raise Refused("There is no such severity.")
    newest = WordingPolicy.objects.filter(kind=kind).last()
    if severity == (newest.severity if newest else WordingPolicy.Weight.DEFAULT):
        raise Refused(SO_ALREADY)
    row = WordingPolicy.objects.create(
        kind=kind, severity=severity, reason=reason, by=by, role=by.role
    )
    record(Action.SEVERITY_SET, by=by, subject=kind, severity=str(severity), policy=row.pk)
    return row


def _keeper(by):
    """The person as they are now, held until we are done."""
    rules.require(rules.can_keep_house_style(by))
    held = lock_people(by)[by.pk]
    rules.require(rules.can_keep_house_style(held))
    return held


def _live(language):
    return HouseTerm.objects.live().filter(language=language)


def _check_reason(reason):
    if not reason.strip():
        raise Refused("Say why. It stands beside every remark and stays on record.")
    if wrong := problem(reason, max_length=WHY_MAX, one_line=True):
        raise Refused(wrong)


def _check_term(term, kind, instead, severity, language):
    if language not in languages():
        raise Refused("There is no wording review in that language.")
    if wrong := house_style.problem(term, language):
        raise Refused(wrong)
    if wrong := problem(instead, max_length=INSTEAD_MAX, one_line=True):
        raise Refused(wrong)
    if kind not in HouseTerm.Kind.values or severity not in house_style.SEVERITIES:
        raise Refused("Choose from the lists on the page.")
    if kind == HouseTerm.Kind.PREFERRED and not instead:
        raise Refused("Say what to write instead.")
