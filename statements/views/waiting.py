"""What waits for one person, as sentences with a link. A fixed number of queries, always."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from breachcomm.accounts.models import Role
from incidents.models import Contribution, Incident
from incidents.rules import ACTING
from statements import cases, following, gate, queue
from statements.audiences import EDITORS, REQUIRED_ROLES
from statements.models import (
    Course,
    Decision,
    Objection,
    RenderJob,
    Revision,
    SignOff,
    State,
    Statement,
)
from statements.operations import OPEN_STATES
from statements.views import corrections, promised
from statements.views.nextstep import CLAIMS, NEEDS_EDITING, WORDING

MOST = 50
SIGNERS = sorted({role for roles in REQUIRED_ROLES.values() for role in roles})


@dataclass(frozen=True)
class Item:
    """One line: the act as a link, what it is about, since when."""

    act: str
    url: str
    about: str
    detail: str
    incident: object
    at: datetime


def for_person(user):
    """Everything that waits for this person, the most binding first."""
    if not user.holds(*ACTING):
        return []
    return [
        *_corrections(user),
        *_to_release(user),
        *_promised(user),
        *_to_sign(user),
        *_returned(user),
        *_objections(user),
        *_suggestions(user),
        *_questions(user),
        *_failed(user),
        *_drafts(user),
    ]


def _latest_word(role):
    """The latest word of a role on the newest revision, "" for none."""
    words = SignOff.objects.filter(revision=OuterRef("newest_id"), role=role).order_by("-pk")
    return Coalesce(Subquery(words.values("decision")[:1]), Value(""))


def _statements(user, *, state, audiences):
    newest = Revision.objects.filter(statement=OuterRef("pk")).order_by("-number")
    return (
        Statement.objects.visible_to(user)
        .filter(state=state, audience__in=audiences)
        .annotate(
            newest_id=Subquery(newest.values("pk")[:1]),
            number_of_newest=Subquery(newest.values("number")[:1]),
            saved_at=Subquery(newest.values("at")[:1]),
            saved_by=Subquery(newest.values("by__name")[:1]),
            saved_by_id=Subquery(newest.values("by")[:1]),
        )
        .select_related("incident")
        .order_by("saved_at")
    )


def _with_words(statements):
    """Each role's latest word on the newest revision, beside the statement."""
    return statements.annotate(**{f"{role}_word": _latest_word(role) for role in SIGNERS})


def _returned_by_anybody():
    wanted = Q()
    for role in SIGNERS:
        wanted |= Q(**{f"{role}_word": Decision.RETURNED})
    return wanted


def _item(statement, act, name, detail, pk=None):
    return Item(
        act,
        reverse(f"statements:{name}", args=[pk or statement.pk]),
        statement.get_audience_display(),
        detail,
        statement.incident,
        statement.saved_at,
    )


def _in_review(user, table):
    audiences = _audiences_of(table, user)
    return _with_words(_statements(user, state=State.IN_REVIEW, audiences=audiences))


def _audiences_of(table, user):
    return [audience for audience, roles in table.items() if user.role in roles]


def _to_sign(user):
    mine = f"{user.role}_word"
    asked = _in_review(user, REQUIRED_ROLES).exclude(_returned_by_anybody())
    found = list(asked.filter(**{f"{mine}__in": ["", Decision.WITHDRAWN]})[:MOST])
    codes = _codes(found)
    for statement in found:
        number = statement.number_of_newest
        if (NEEDS_EDITING | CLAIMS | WORDING) & codes[statement.newest_id]:
            detail = f"Revision {number} is in review, and its text has to change first."
            yield _item(statement, "Look at what is open", "statement", detail)
        else:
            detail = f"{statement.saved_by} asks for your word on this text."
            act = f"Read and sign revision {number}"
            yield _item(statement, act, "sign_off", detail, statement.newest_id)


def _codes(statements):
    """{newest revision: codes of what the gate says of it}."""
    ids = [statement.newest_id for statement in statements]
    texts = Revision.objects.filter(pk__in=ids).select_related("statement__incident")
    return {
        case.revision.pk: {blocker.code for blocker in gate.of(case)}
        for case in cases.of_many(texts)
    }


def _returned(user):
    mine = f"{user.role}_word"
    found = _in_review(user, EDITORS).filter(_returned_by_anybody())
    for statement in found.exclude(**{mine: Decision.RETURNED})[:MOST]:
        detail = f"Revision {statement.number_of_newest} was returned with a note."
        yield _item(statement, "Edit the returned text", "statement", detail)


def _corrections(user):
    """Texts that left the house and stand on facts that changed since: counsel decides, then
    somebody begins what was decided on."""
    if not user.holds(Role.LEGAL, Role.PR):
        return
    standing = following.standing(Incident.objects.visible_to(user))
    asked = [one for one in following.waiting(standing) if _may_answer(user, one)]
    for due in asked[:MOST]:
        statement = due.release.statement
        labels = dict.fromkeys(one.label for one in due.stale)
        yield Item(
            *_answer(due),
            statement.get_audience_display(),
            f"Changed since its release: {', '.join(labels)}.",
            statement.incident,
            due.since,
        )


def _may_answer(user, due):
    if due.is_decided:
        return user.holds(*EDITORS[due.release.statement.audience])
    return user.holds(Role.LEGAL)


def _answer(due):
    """What is to be done, and where."""
    if due.is_decided:
        name = "correction" if due.decision.course == Course.CORRECT else "update"
        return f"Write the {name}", corrections.follow_url(due.release, due)
    page = reverse("statements:correction", args=[due.release.pk])
    return "Decide what becomes of a released text", page


def _to_release(user):
    """The query names candidates; whether the gate is open only the gate says."""
    if user.role != Role.PR:
        return
    found = list(_in_review(user, REQUIRED_ROLES).filter(_has_every_signature())[:MOST])
    codes = _codes(found)
    for statement in found:
        if not codes[statement.newest_id]:
            detail = f"Revision {statement.number_of_newest} has every signature it needs."
            yield _item(statement, "Check and release it", "release", detail, statement.newest_id)


def _has_every_signature():
    wanted = Q()
    for audience, roles in REQUIRED_ROLES.items():
        wanted |= Q(audience=audience, **{f"{role}_word": Decision.SIGNED for role in roles})
    return wanted


def _promised(user):
    """Updates promised to readers that are overdue or due within a day."""
    if not user.holds(Role.LEGAL, Role.PR):
        return
    now = timezone.now()
    pressing = promised.pressing(Incident.objects.visible_to(user), now)
    for line in promised.lines(pressing[:MOST], user, now):
        act = "Finish" if line.is_begun else "Write"
        yield Item(
            f"{act} the update promised for {line.when}",
            line.write_url,
            line.audience,
            f"{line.left}. Promised in the text that went out",
            line.release.statement.incident,
            line.release.at,
        )


def _drafts(user):
    found = _statements(user, state=State.DRAFTING, audiences=_audiences_of(EDITORS, user))
    for statement in found.filter(saved_by_id=user.pk)[:MOST]:
        detail = f"Your revision {statement.number_of_newest} is not in review yet."
        yield _item(statement, "Finish and submit your draft", "statement", detail)


def _objections(user):
    found = Objection.objects.filter(
        role=user.role,
        settlement__isnull=True,
        revision__statement__in=Statement.objects.visible_to(user).filter(state__in=OPEN_STATES),
    ).select_related("by", "revision__statement__incident")
    for objection in found[:MOST]:
        statement = objection.revision.statement
        yield Item(
            "Settle an objection",
            reverse("statements:settle", args=[objection.pk]),
            statement.get_audience_display(),
            f"{objection.by.name} on revision {objection.revision.number}: "
            f"{_short(objection.text)}",
            statement.incident,
            objection.at,
        )


def _suggestions(user):
    """What others would change in a text that is mine to edit."""
    theirs = Q(revisions__suggestions__isnull=False, revisions__suggestions__verdict__isnull=True)
    theirs &= ~Q(revisions__suggestions__by=user)
    found = (
        Statement.objects.visible_to(user)
        .filter(state__in=OPEN_STATES, audience__in=_audiences_of(EDITORS, user))
        .annotate(
            waiting=Count("revisions__suggestions", filter=theirs),
            saved_at=Max("revisions__suggestions__at", filter=theirs),
        )
        .filter(waiting__gt=0)
        .select_related("incident")
        .order_by("saved_at")
    )
    for statement in found[:MOST]:
        many = f"{statement.waiting} suggestions" if statement.waiting > 1 else "a suggestion"
        detail = "Your colleagues would have the text read differently."
        yield _item(statement, f"Decide {many}", "suggestions", detail)


def _questions(user):
    found = (
        Contribution.objects.visible_to(user)
        .open_questions()
        .filter(owner=user)
        .select_related("incident", "by")
    )
    for question in found[:MOST]:
        reference = question.incident.reference
        yield Item(
            "Answer a question",
            reverse("incidents:answer", args=[reference, question.pk]),
            f"From {question.by.name}" if question.by else "From a file",
            _short(question.text),
            question.incident,
            question.at,
        )


def _failed(user):
    found = RenderJob.objects.filter(
        Q(failures__gte=queue.MAX_FAILURES) | Q(attempts__gte=queue.MAX_ATTEMPTS),
        done_at__isnull=True,
        release__statement__in=Statement.objects.visible_to(user),
    ).select_related("release__statement__incident")
    for job in found[:MOST]:
        statement = job.release.statement
        yield Item(
            "Look at a file that failed",
            reverse("statements:release_page", args=[job.release_id]),
            statement.get_audience_display(),
            f"The {job.format.upper()} could not be made.",
            statement.incident,
            job.queued_at,
        )


def _short(text, most=140):
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
