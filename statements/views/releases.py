"""Letting a text leave the house, following its files, and saying that it no longer stands."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from breachcomm.accounts.models import Role
from breachcomm.refusal import Refused
from statements import cases, judgement, marked_copy, operations, queue, redline, rules
from statements.forms import FreshSeenForm, WithdrawForm
from statements.models import Decision, State
from statements.renditions import FORMATS
from statements.views import cures, nextstep
from statements.views.access import (
    find_release,
    find_render_job,
    find_rendition,
    find_revision,
)
from statements.views.corrections import due_for
from statements.views.document import document_as_sent, document_of_case


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def release(request, pk):
    revision = find_revision(request, pk)
    rules.require(rules.can_release(request.user, revision.statement))
    form = FreshSeenForm(
        request.POST or None, request=request, initial={"seen_digest": revision.digest}
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                released = operations.release(revision, by=request.user, **form.acts)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, f"Revision {revision.number} has left the house.")
                return redirect("statements:release_page", released.pk)
    context = _before_release(request.user, revision)
    return render(request, "statements/release.html", {**context, "form": form}, status=status)


def _before_release(user, revision):
    statement = revision.statement
    _, now, blockers, case = nextstep.of(user, revision)
    lies = cures.Desk(user, case, now, {})
    newest = statement.newest()
    overtaken = newest if newest.pk != revision.pk else None
    return {
        "statement": statement,
        "incident": statement.incident,
        "revision": revision,
        "document": document_of_case(case),
        "waived": judgement.waived(case),
        "lines": cures.lines(lies, blockers),
        "is_clear": not blockers,
        "newest": overtaken,
        "newer_blocks": redline.redline(revision, newest) if overtaken else (),
    }


@require_safe
def release_page(request, pk):
    release = find_release(request, pk)
    user, statement = request.user, release.statement
    may_withdraw = rules.can_withdraw_release(user, statement)
    files = _files(user, release)
    standing = _standing(release)
    # What follows a replaced text follows the one that took its place.
    may_follow = rules.can_draft(user, statement.incident, statement.audience)
    context = {
        **standing,
        "document": document_as_sent(release),
        "files": files,
        "is_waiting": _is_waiting(files),
        "signatures": _signatures(release),
        "due": due_for(release),
        "may_withdraw": may_withdraw and statement.state == State.RELEASED,
        "may_follow": may_follow and not standing["replaced_by"],
    }
    return render(request, "statements/release_page.html", context)


def _standing(release):
    return {
        "release": release,
        "statement": release.statement,
        "incident": release.statement.incident,
        "withdrawal": getattr(release, "withdrawal", None),
        "replaced_by": _replaced_by(release),
    }


def _signatures(release):
    """Whose word the release rests on: the two it cannot go without, and any other."""
    binding = {release.legal_sign_off_id, release.pr_sign_off_id}
    latest = cases.sign_offs(release.revision).values()
    return [
        {"by": given.by, "at": given.at, "role_label": Role(given.role).label}
        for given in latest
        if given.pk in binding or given.decision == Decision.SIGNED
    ]


def _replaced_by(release):
    """The statement whose release took this one's place, or None."""
    later = release.superseded_by.select_related("statement__incident").first()
    return later and later.statement


def _is_historical(release):
    return release.statement.state == State.WITHDRAWN or _replaced_by(release) is not None


def _is_waiting(files):
    return any(file["state"] in ("queued", "rendering") for file in files)


def _files(user, release):
    """One line per format: where its rendering stands, and the file once there is one."""
    # The jobs first: a file that is made between the two queries then counts as not ready yet.
    jobs = list(release.jobs.all())
    made = {rendition.format: rendition for rendition in release.renditions.all()}
    historical = _is_historical(release)
    may_retry = rules.can_retry_rendering(user, release.statement)
    return [
        {
            "format": FORMATS[job.format],
            "job": job,
            "state": queue.standing(job),
            "rendition": made.get(job.format),
            "url": _url_of(made.get(job.format), release),
            "is_historical": historical,
            "is_kept": historical and not user.holds(Role.LEGAL),
            "may_retry": may_retry,
        }
        for job in jobs
    ]


def _url_of(rendition, release):
    if rendition is None:
        return ""
    return reverse("statements:download", args=[rendition.pk, name_of(rendition, release)])


def name_of(rendition, release):
    """A name a person can file: INC-2026-0007-S1-r6-notice-of-data-breach.pdf."""
    frozen = document_as_sent(release)
    reference = release.statement.reference.replace("/", "-")
    words = slugify(frozen.title)[:60].strip("-") or "statement"
    suffix = FORMATS[rendition.format].suffix
    return f"{reference}-r{release.revision.number}-{words}.{suffix}"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    release = find_release(request, pk)
    rules.require(rules.can_withdraw_release(request.user, release.statement))
    form = WithdrawForm(request.POST or None, request=request)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                operations.withdraw(release, by=request.user, **form.acts)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, "Withdrawn. Tell the readers; what was sent stays sent.")
                return redirect("statements:release_page", release.pk)
    context = {**_standing(release), "form": form}
    return render(request, "statements/withdraw.html", context, status=status)


@require_safe
def progress(request, pk):
    """The list of files alone, asked for again every two seconds while one is not ready."""
    release = find_release(request, pk)
    files = _files(request.user, release)
    context = {**_standing(release), "files": files, "is_waiting": _is_waiting(files)}
    return render(request, "statements/_progress.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def download(request, pk, file_name):
    """A file of a release. One that no longer stands goes to counsel only, who must ask for it."""
    rendition = find_rendition(request, pk)
    release = rendition.release
    name = name_of(rendition, release)
    if file_name != name:
        raise Http404
    if _is_historical(release):
        if not request.user.holds(Role.LEGAL):
            return render(request, "statements/historical.html", _standing(release), status=403)
        if request.method != "POST":
            context = {**_standing(release), "rendition": rendition, "name": name}
            return render(request, "statements/historical.html", {**context, "may_take": True})
        return _historical_copy(request, rendition, name)
    try:
        data = queue.read(rendition)
    except queue.Damaged:
        return render(request, "statements/damaged.html", _standing(release), status=500)
    return _file(request, rendition, name, data)


def _historical_copy(request, rendition, name):
    """The file as it was sent, with a mark on every page that says that it no longer stands."""
    release = rendition.release
    try:
        data = marked_copy.lay_out_historical(release, rendition.format)
    except marked_copy.NotLaidOut as problem:
        context = {**_standing(release), "revision": release.revision, "problem": problem}
        return render(request, "statements/no_draft_pdf.html", context, status=503)
    withdrawn = release.statement.state == State.WITHDRAWN
    name = f"{'WITHDRAWN' if withdrawn else 'REPLACED'}-{name}"
    return _file(request, rendition, name, data)


def _file(request, rendition, name, data):
    if request.method != "HEAD":
        queue.note_download(rendition, by=request.user)
    kind = FORMATS[rendition.format].content_type
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = len(data)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def retry(request, pk):
    job = find_render_job(request, pk)
    rules.require(rules.can_retry_rendering(request.user, job.release.statement))
    try:
        queue.retry(job, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"{FORMATS[job.format].label} is queued again.")
    return redirect("statements:release_page", job.release_id)
