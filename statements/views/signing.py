"""The moves between a first draft and the release: submit, sign, return, object, settle."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from breachcomm.refusal import Refused
from statements import cases, gate, judgement, operations, redline, remarking, rules
from statements.forms import (
    ObjectionForm,
    ReturnForm,
    SeenForm,
    SettlementForm,
    SigningForm,
)
from statements.models import Decision, State
from statements.views import signatures
from statements.views.access import find_objection, find_revision
from statements.views.document import document_of_case
from statements.views.nextstep import CLAIMS, NEEDS_EDITING, WORDING
from statements.views.seen import on_screen


@require_POST
def submit(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_edit(request.user, revision.statement))
    return _at_once(
        request,
        revision,
        lambda: operations.submit(revision, by=request.user),
        f"Revision {revision.number} is in review. The signers see it on their home page.",
    )


@require_POST
def take_new_values(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_edit(request.user, revision.statement))
    return _at_once(
        request,
        revision,
        lambda: operations.take_new_values(revision, by=request.user),
        "The text now says what is known now. It is a new revision: read it once more.",
    )


@require_POST
def take_back(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_edit(request.user, revision.statement))
    return _at_once(
        request,
        revision,
        lambda: operations.take_back(revision, by=request.user),
        "Taken out of review. Nobody is asked to sign it until you submit it again.",
    )


@require_POST
def withdraw_sign_off(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_sign_off(request.user, revision.statement))
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["seen_digest"][0])
        return redirect("statements:statement", revision.statement_id)
    return _at_once(
        request,
        revision,
        lambda: operations.sign_off(
            revision, by=request.user, decision=Decision.WITHDRAWN, **form.acts
        ),
        f"The signature on revision {revision.number} is withdrawn. It does not count any more.",
    )


def _at_once(request, revision, act, done):
    """Acts that need nothing filled in: a sentence either way, then the statement again."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, done)
    return redirect("statements:statement", revision.statement_id)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_sign_off(request.user, revision.statement))
    signature = signatures.earlier_signature(request.user, revision)
    form = SigningForm(
        request.POST or None,
        request=request,
        initial={"seen_digest": revision.digest},
        since=signature.revision.digest if signature else "",
    )
    return _give_word(
        request, revision, form, Decision.SIGNED, "statements/sign_off.html", signature
    )


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_sign_off(request.user, revision.statement))
    signature = signatures.earlier_signature(request.user, revision)
    form = ReturnForm(request.POST or None, initial={"seen_digest": revision.digest})
    return _give_word(
        request, revision, form, Decision.RETURNED, "statements/return.html", signature
    )


def _give_word(request, revision, form, decision, template, signature):
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                operations.sign_off(revision, by=request.user, decision=decision, **form.acts)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, _SAID[decision].format(number=revision.number))
                return redirect("statements:statement", revision.statement_id)
    context = _to_read(request, revision, form, signature)
    return render(request, template, context, status=status)


_SAID = {
    Decision.SIGNED: "You signed revision {number}. Your word holds for exactly this text.",
    Decision.RETURNED: "You returned revision {number}. Its authors see your note on their page.",
}


def _to_read(request, revision, form, signature):
    """The text that is signed, what changed since one's last signature, and any newer text."""
    newest = revision.statement.newest()
    overtaken = newest if newest.pk != revision.pk else None
    case = cases.of(revision)
    found = remarking.of(case)
    return {
        "statement": revision.statement,
        "incident": revision.statement.incident,
        "revision": revision,
        "form": form,
        "document": document_of_case(case, remarks=found.shown),
        "gaps": [b for b in gate.of(case) if b.code in NEEDS_EDITING | CLAIMS | WORDING],
        "waived": judgement.waived(case),
        "remarks_let_stand": remarking.to_read(case),
        "warnings": [one for one in found.shown if not one.is_error],
        "is_waiting": revision.statement.state == State.IN_REVIEW and not overtaken,
        "newest": overtaken,
        "newer_blocks": redline.redline(revision, newest) if overtaken else (),
        **_since(signature, revision),
    }


def _since(signature, revision):
    """What changed since one's last signature on an earlier text."""
    if signature is None:
        return {"happened": None}
    known = revision.statement.incident.known()
    happened = signatures.with_saves(signatures.since(signature, revision, known))
    return {
        "happened": happened,
        "blocks": on_screen(redline.redline(happened.signed, revision)),
        "is_same": happened.same_words,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_object(request.user, revision.statement))
    form = ObjectionForm(request.POST or None)
    return _write_down(
        request,
        revision,
        form,
        lambda: operations.raise_objection(revision, by=request.user, **form.cleaned_data),
        "Your objection stands. Nothing goes out until your role says it is settled.",
        "statements/object.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, pk):
    objection = find_objection(request, pk)
    rules.require(rules.can_settle(request.user, objection))
    form = SettlementForm(request.POST or None)
    return _write_down(
        request,
        objection.revision,
        form,
        lambda: operations.settle(objection, by=request.user, **form.cleaned_data),
        "Settled. It does not block any more.",
        "statements/settle.html",
        objection=objection,
    )


def _write_down(request, revision, form, act, done, template, **more):
    """A form with one text in it: the act when it is right, else the form again."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act()
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, done)
                return redirect("statements:statement", revision.statement_id)
    statement = revision.statement
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": revision,
        "form": form,
        **more,
    }
    return render(request, template, context, status=status)
