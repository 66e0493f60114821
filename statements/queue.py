"""The queue of record: one row per file still to be rendered. The broker is only a wake-up."""

import logging
import os
import tempfile
import threading
import time
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from json import loads

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from statements import content, renditions, rules
from statements.models import RenderJob, Rendition

# No shorter than the hard limit of a task, so that nobody takes a job from a worker still at it.
# Killed at once, 30 s, the sweep's 10 s and the worst letter's 17 s stay below a minute.
LEASE = timedelta(seconds=30)
# The longest a request waits for the broker, whatever keeps it: a name, a handshake, silence.
WAKE_SECONDS = 1
HALF_MADE = "half-made-"
# Far above any lease: a file is written in an instant, so this allows for clocks that disagree.
HALF_MADE_SECONDS = 3600
# A killed worker is not the text's fault, an exception probably is; a text that kills the
# worker each time must still come to an end.
MAX_FAILURES = 3
MAX_ATTEMPTS = 100
WORKER = "The render worker"

logger = logging.getLogger(__name__)


class WrongContent(RuntimeError):
    """The frozen text is not the text whose digest was signed. It must not be rendered."""


def enqueue(release):
    """Ask for every format of a release; called inside the release's transaction."""
    for format in renditions.FORMATS:
        RenderJob.objects.create(release=release, format=format)
    wake(release)


def wake(release):
    """Tell the worker once the transaction is in; should that fail, the sweep finds the rows."""
    from statements import tasks

    transaction.on_commit(lambda: _send_briefly(tasks.wake, release.pk), robust=True)


def hand_out(release_id):
    """In the worker: a task for each file still to be made, under a time limit of its own."""
    from statements import tasks

    _send(tasks.render, *due().filter(release=release_id).values_list("pk", flat=True))


def _send_briefly(task, number):
    # Time-outs of sockets add up, and looking up a name has none; a thread can be left behind.
    sending = threading.Thread(target=_send, args=(task, number), daemon=True)
    sending.start()
    sending.join(WAKE_SECONDS)


def _send(task, *numbers):
    try:
        for number in numbers:
            task.delay(number)
    except Exception as error:
        logger.warning("The worker was not called, the sweep will do it: %s", error)


def due():
    """Jobs nobody is working on: never leased, or leased by somebody who did not come back."""
    idle = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
    return RenderJob.objects.filter(
        idle,
        done_at__isnull=True,
        failures__lt=MAX_FAILURES,
        attempts__lt=MAX_ATTEMPTS,
    )


def standing(job):
    """Where a job stands, in a word: "queued", "rendering", "ready" or "failed"."""
    if job.done_at:
        return "ready"
    if job.failures >= MAX_FAILURES or job.attempts >= MAX_ATTEMPTS:
        return "failed"
    if job.leased_until and job.leased_until > timezone.now():
        return "rendering"
    return "queued"


def sweep():
    """Render whatever a lost message or a killed worker left behind; returns how many."""
    # A job queued a moment ago is on its way through the broker: leave it to the worker.
    old = timezone.now() - timedelta(seconds=5)
    jobs = list(due().filter(queued_at__lt=old).values_list("pk", flat=True))
    rendered = sum(run(pk) for pk in jobs)
    _remove_half_made()
    return rendered


def run(job_id):
    """Render one job if it is still to be done. Harmless to run twice, or at once in two places."""
    job = _lease(job_id)
    if job is None:
        return False
    try:
        data = _render(job)
        _store(job, data)
    except Exception as error:
        logger.exception("Rendering job %s failed", job_id)
        _note_failure(job, error)
        return False
    return True


@transaction.atomic
def _lease(job_id):
    job = due().select_for_update(of=("self",), no_key=True).filter(pk=job_id).first()
    if job is None:
        return None
    job.leased_until = timezone.now() + LEASE
    job.attempts += 1
    job.save(update_fields=["leased_until", "attempts"])
    return job


def _render(job):
    """The bytes of one format, from the frozen text and nothing else."""
    release = job.release
    if content.digest(release.frozen) != release.digest:
        raise WrongContent("The frozen text does not match the digest that was signed.")
    letter = content.letter(loads(release.frozen), digest=release.digest, released_at=release.at)
    return renditions.FORMATS[job.format].render(letter)


def path_of(digest):
    """Where the bytes with this SHA-256 lie."""
    return settings.RENDITIONS_DIR / digest[:2] / digest


def _store(job, data):
    """The file first, complete and on disk under its own hash; then the row that names it."""
    digest = sha256(data).hexdigest()
    _write_whole(path_of(digest), data)
    with transaction.atomic():
        job = RenderJob.objects.select_for_update(no_key=True).get(pk=job.pk)
        if job.done_at:
            return
        rendition = Rendition.objects.create(
            release=job.release, format=job.format, sha256=digest, size=len(data)
        )
        job.done_at, job.leased_until, job.error = timezone.now(), None, ""
        job.save(update_fields=["done_at", "leased_until", "error"])
        _record(Action.RENDITION_READY, job, by=WORKER, sha256=digest, bytes=rendition.size)


def _write_whole(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    # At the top, where the sweep finds what a kill left without walking through every folder.
    top = settings.RENDITIONS_DIR
    with tempfile.NamedTemporaryFile(dir=top, prefix=HALF_MADE, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)


def _remove_half_made():
    """Files whose writer was killed before it could give them their name."""
    old = time.time() - HALF_MADE_SECONDS
    for path in settings.RENDITIONS_DIR.glob(f"{HALF_MADE}*"):
        # A younger one may get its name and be gone while we look.
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < old:
                path.unlink()


@transaction.atomic
def _note_failure(job, error):
    job = RenderJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.done_at:
        return
    job.leased_until, job.error = None, f"{type(error).__name__}: {error}"[:500]
    job.failures += 1
    job.save(update_fields=["leased_until", "error", "failures"])
    _record(Action.RENDITION_FAILED, job, by=WORKER, attempts=job.attempts)


@transaction.atomic
def retry(job, *, by):
    """Try a failed rendering again, from the first attempt."""
    rules.require(rules.can_retry_rendering(by, job.release.statement))
    job = RenderJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.done_at:
        raise Refused("It has been rendered in the meantime. Reload the page.")
    job.attempts, job.failures, job.leased_until, job.error = 0, 0, None, ""
    job.save(update_fields=["attempts", "failures", "leased_until", "error"])
    _record(Action.RENDITION_RETRIED, job, by=by)
    wake(job.release)


def _record(action, job, *, by, **facts):
    statement = job.release.statement
    record(
        action,
        by=by,
        incident=statement.incident,
        subject=statement,
        format=job.format,
        **facts,
    )


class Damaged(RuntimeError):
    """The file is gone, or its bytes are not those that were recorded."""


def read(rendition):
    """The bytes of a rendition, checked against the recorded hash on every read."""
    try:
        data = path_of(rendition.sha256).read_bytes()
    except OSError as error:
        raise Damaged(str(error)) from error
    if sha256(data).hexdigest() != rendition.sha256:
        raise Damaged(f"{rendition} does not have the recorded hash.")
    return data


@transaction.atomic
def note_download(rendition, *, by):
    """Put on record who took which file."""
    statement = rendition.release.statement
    record(
        Action.RENDITION_DOWNLOADED,
        by=by,
        incident=statement.incident,
        subject=statement,
        format=rendition.format,
        sha256=rendition.sha256,
    )
