"""What the crash tests do in an installation: release, edit, and look at what came of it.

Runs in a process of its own beside the real worker: see `tests.installation.Desk`.
"""

import hashlib
import io
import logging
import os
import subprocess
import time
from json import loads

import pikepdf
from django.db import connection

from breachcomm.accounts.models import User
from statements import content, operations, queue, renditions
from statements.models import Release, RenderJob
from statements.renditions import compare
from tests.statements.factories import drafted, edited, signed, team

NEVER_SENT = "zzdraftzz"
_made = {}
_warnings = []


class _Listener(logging.Handler):
    def emit(self, record):
        _warnings.append([record.name, record.getMessage(), bool(record.exc_info)])


def set_up():
    """People, an incident, and a draft that is edited on while releases are rendered."""
    logging.getLogger().addHandler(_Listener(logging.WARNING))
    _made["team"] = team()
    _made["draft"] = drafted(_made["team"])


def release(count):
    """Release `count` statements of different words; [[id of the release, seconds it took]]."""
    made = []
    for _ in range(count):
        revision = signed(_made["team"])
        started = time.monotonic()
        released = operations.release(revision, by=_made["team"].pr, seen_digest=revision.digest)
        made.append([released.pk, time.monotonic() - started])
    return made


def warnings():
    """What this process logged, whoever logged it: [[logger, message, with a traceback?]]."""
    return _warnings


def edit_drafts():
    """Somebody goes on writing: a new revision, and a new statement of the same incident."""
    words = f"{NEVER_SENT} {time.monotonic_ns()}"
    _made["draft"] = edited(_made["draft"], by=_made["team"].pr, lead=words)
    drafted(_made["team"])


def standings():
    """How many render jobs stand where: {"ready": 7, "queued": 2}."""
    found = {}
    for job in RenderJob.objects.all():
        word = queue.standing(job)
        found[word] = found.get(word, 0) + 1
    return found


def failures():
    return [
        [job.pk, job.format, job.error, job.failures]
        for job in RenderJob.objects.filter(failures__gt=0)
    ]


def done_at(job):
    """When a job was done, in seconds since 1970; None while it is not."""
    at = RenderJob.objects.get(pk=job).done_at
    return at and at.timestamp()


def deliver_again(times):
    """The broker hands every message out `times` times more."""
    from statements import tasks

    jobs = list(RenderJob.objects.values_list("pk", flat=True))
    for pk in jobs * times:
        tasks.render.delay(pk)
    for pk in list(Release.objects.values_list("pk", flat=True)) * times:
        tasks.wake.delay(pk)
    return len(jobs)


def spoil(release):
    """Change a frozen text behind the database's back, as only its owner can."""
    _without_guards(release, lambda frozen: frozen.replace("beginning", "start"))


def mend(release):
    _without_guards(release, lambda frozen: frozen.replace("start", "beginning"))


def _without_guards(release, change):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
            [Release._meta.db_table],
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        frozen = Release.objects.get(pk=release).frozen
        cursor.execute(
            f"UPDATE {Release._meta.db_table} SET frozen = %s WHERE id = %s",  # noqa: S608
            [change(frozen), release],
        )
        assert change(frozen) != frozen
        for _, sql in triggers:
            cursor.execute(sql)


def retry(job):
    by = _made["team"].pr if _made else User.objects.get(role="pr")
    queue.retry(RenderJob.objects.get(pk=job), by=by)


def look():
    """What came of every release: {"releases": n, "missing": [...], "wrong": [...], ...}."""
    found = {"releases": 0, "missing": [], "duplicate": [], "wrong": [], "unreadable": []}
    for release in Release.objects.select_related("revision__statement__incident"):
        found["releases"] += 1
        _look_at(release, found)
    return found


def _look_at(release, found):
    for format in renditions.FORMATS:
        made = list(release.renditions.filter(format=format))
        if not made or release.jobs.get(format=format).done_at is None:
            found["missing"].append([release.pk, format])
        elif len(made) > 1:
            found["duplicate"].append([release.pk, format])
        else:
            _look_into(release, made[0], found)


def _look_into(release, rendition, found):
    where = [release.pk, rendition.format]
    path = queue.path_of(rendition.sha256)
    data = path.read_bytes() if path.exists() else b""
    if len(data) != rendition.size or hashlib.sha256(data).hexdigest() != rendition.sha256:
        found["unreadable"].append(where)
    elif rendition.format == "pdf" and (trouble := _trouble_in_pdf(release, data)):
        found["wrong"].append([*where, trouble])
    elif NEVER_SENT.encode() in data or _letter(release, rendition.format) != data:
        found["wrong"].append([*where, "it is not what the frozen text gives"])


def _letter(release, format):
    return renditions.FORMATS[format].render(_source(release))


def _source(release):
    return content.letter(loads(release.frozen), digest=release.digest, released_at=release.at)


def _trouble_in_pdf(release, data):
    """Against what was signed, not against what was frozen."""
    approved = release.revision
    with pikepdf.open(io.BytesIO(data)) as pdf:
        embedded = str(pdf.docinfo.get("/contentsha256", ""))
    if embedded != approved.digest:
        return f"embedded digest {embedded}, signed {approved.digest}"
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    letter = content.letter(approved.content(), digest=approved.digest, released_at=release.at)
    return compare.difference(text, letter)


def stray_files():
    """Names in the folder of renditions that no row knows."""
    return [path.name for path in _strays()]


def sweep_strays(age):
    """What a sweep leaves of the strays when they have lain there for `age` seconds."""
    for path in _strays():
        os.utime(path, (time.time() - age,) * 2)
    queue.sweep()
    return stray_files()


def _strays():
    from django.conf import settings

    known = {
        str(queue.path_of(r.sha256))
        for each in Release.objects.all()
        for r in each.renditions.all()
    }
    files = [path for path in settings.RENDITIONS_DIR.rglob("*") if path.is_file()]
    return [path for path in files if str(path) not in known]
