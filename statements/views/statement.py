"""The page of a statement: its text, what stands before release, and the next step."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from breachcomm.accounts.models import Role, User
from statements import marked_copy, redline, remarking
from statements.audiences import REQUIRED_ROLES
from statements.cases import TEXT_OF_REVISION
from statements.desk import tracked
from statements.models import Decision, Objection, Revision
from statements.operations import OPEN_STATES
from statements.views import cures, nextstep, remarks, sentences, signatures
from statements.views.access import find_revision, find_statement
from statements.views.beside import beside
from statements.views.document import document_of, document_of_case
from statements.views.seen import on_screen, released_before

# Of a long list of revisions the page shows so many.
SHOWN = 30
AT_A_GLANCE = (
    "affected_systems",
    "people_affected",
    "exposure",
    "exfiltration",
    "contact_point",
    "next_update",
)


@require_safe
def statement(request, pk):
    statement = find_statement(request, pk)
    revision = statement.newest()
    revision.statement = statement
    context = desk(request.user, statement, revision)
    context |= beside(request.user, statement, revision, context["may"])
    tab = request.GET.get("tab", "text")
    context |= _revisions(request, revision)
    views = {"since": _since, "compare": _compare, "claims": _claims, "suggested": _suggested}
    views["wording"] = _wording
    context |= views.get(tab, _text)(request, context)
    return render(request, "statements/statement.html", context)


def desk(user, statement, revision):
    """Everything beside the text: gate, next step, sign-offs, objections, facts."""
    step, now, blockers, case = nextstep.of(user, revision)
    signers = _signers(statement)
    signature = signatures.signature_of(user, revision, case.sign_offs)
    happened = signature and signatures.since(signature, revision, case.known)
    lies = cures.Desk(user, case, now, signers, signature)
    overtaken = cures.overtaken(blockers) if statement.state in OPEN_STATES else ""
    return {
        "case": case,
        "remarking": remarking.of(case),
        "statement": statement,
        "incident": statement.incident,
        "revision": revision,
        "is_newest": True,
        "step": step,
        "now": now,
        "may": now.may,
        "lines": cures.lines(lies, blockers),
        "is_clear": not blockers,
        "words": _words(statement, case.sign_offs, signers, overtaken),
        "happened": happened,
        "lapsed": signatures.lapsed(happened, blockers, now.my_word, statement.state),
        "objections": _objections(statement),
        "facts": [case.known[key] for key in AT_A_GLANCE if key in case.known],
    }


def _revisions(request, newest):
    """The newest revisions without their texts, or every one with ?revisions=all."""
    rows = newest.statement.revisions.order_by("-number").select_related("by")
    rows = rows.defer("lead", "sections", "source", "values")
    revisions = list(rows if "revisions" in request.GET else rows[:SHOWN])
    return {"revisions": revisions, "older_revisions": newest.number - len(revisions)}


def _signers(statement):
    """{role: names of the members who could sign for it}."""
    people = User.objects.filter(
        memberships__incident=statement.incident_id,
        is_active=True,
        role__in=REQUIRED_ROLES[statement.audience],
    )
    signers = {}
    for person in people:
        signers.setdefault(person.role, []).append(person.name)
    return signers


def _words(statement, sign_offs, signers, overtaken):
    """One line per role whose word is wanted: who, what they said, when, and whether it counts."""
    return [
        {
            "role": Role(role).label,
            "given": sign_offs.get(role),
            "stands": role in sign_offs and _stands(sign_offs[role], overtaken),
            "people": signers.get(role, []),
        }
        for role in REQUIRED_ROLES[statement.audience]
    ]


def _stands(given, overtaken):
    return given.by.holds(given.role) and not (overtaken and given.decision == Decision.SIGNED)


def _objections(statement):
    found = Objection.objects.filter(revision__statement=statement)
    found = found.select_related("by", "revision", "settlement__by")
    return list(found.defer(*TEXT_OF_REVISION))


def _text(request, context):
    case = context["case"]
    is_open = case.statement.state in OPEN_STATES
    if not is_open:
        return {"tab": "text", "document": document_of(case.revision)}
    beside = {"talks": context["talks"], "pending": context["shown_pending"]}
    beside["remarks"] = context["remarking"].shown
    return {"tab": "text", "document": document_of_case(case, **beside)}


def _claims(request, context):
    """Every sentence of the text, and what carries it."""
    return {"tab": "claims", **sentences.table(request, context)}


def _wording(request, context):
    """What the wording review remarks on, and what a reader makes of the text."""
    return {"tab": "wording", **remarks.table(request, context)}


def _since(request, context):
    """What changed since the reader, or their role, last signed."""
    if context["happened"] is None:
        return {"tab": "since"}
    happened = signatures.with_saves(context["happened"])
    texts = {"old": happened.signed, "new": context["revision"]}
    return {"tab": "since", "happened": happened, **texts, **_redline(request, **texts)}


def _suggested(request, context):
    """The text with what is suggested in it."""
    blocks, left_out = tracked(context["revision"], context["pending"])
    return {"tab": "suggested", "blocks": blocks, "left_out": left_out}


def _compare(request, context):
    """Any two revisions of this statement, or the released text it follows; no other id exists."""
    statement, newest = context["statement"], context["revision"]
    released = released_before(statement)
    revisions = list(statement.revisions.order_by("-number").only("statement", "number"))
    choices = [*revisions, *([released] if released else [])]
    before = released or revisions[:2][-1]
    old = _chosen(request.GET.get("from"), choices, before)
    new = _chosen(request.GET.get("to"), choices, newest)
    texts = Revision.objects.in_bulk([old.pk, new.pk])
    shown = {"tab": "compare", "old": old, "new": new, "choices": choices, "released": released}
    return {**shown, **_redline(request, texts[old.pk], texts[new.pk])}


def _chosen(named, choices, otherwise):
    if not named:
        return otherwise
    for revision in choices:
        if str(revision.pk) == named:
            return revision
    raise Http404


def _redline(request, old, new):
    blocks = redline.redline(old, new)
    whole = "whole" in request.GET
    shown = on_screen(blocks, whole=whole)
    return {
        "blocks": shown,
        "whole": whole,
        "is_same": not any(block.changed for block in blocks),
        "is_folded": any(getattr(p, "folded", 0) for block in shown for p in block.pieces),
    }


@require_safe
def revision(request, pk):
    """One exact older text, to read only; the newest has a page where things happen."""
    revision = find_revision(request, pk)
    statement = revision.statement
    newest = statement.newest()
    if newest.pk == revision.pk:
        return redirect("statements:statement", statement.pk)
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": revision,
        "newest": newest,
        "document": document_of(revision),
        "sign_offs": revision.sign_offs.select_related("by"),
    }
    return render(request, "statements/revision.html", context)


@require_safe
def draft_pdf(request, pk):
    """This text as it would be laid out, with DRAFT across each page. Nothing is stored."""
    revision = find_revision(request, pk)
    try:
        data = marked_copy.lay_out(revision)
    except marked_copy.NotLaidOut as problem:
        context = {"revision": revision, "statement": revision.statement, "problem": problem}
        context["incident"] = revision.statement.incident
        return render(request, "statements/no_draft_pdf.html", context, status=503)
    reference = revision.statement.reference.replace("/", "-")
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="DRAFT-{reference}-r{revision.number}.pdf"'
    )
    response["Content-Length"] = len(data)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
