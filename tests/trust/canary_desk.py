"""Seeds an installation with privileged words, reads what it keeps, and leaks on purpose.

Runs in a process of its own beside the real ones: see `tests.installation.Desk`.
"""

import base64
import binascii
import json
import re
from pathlib import Path

import redis
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from breachcomm.accounts.models import Role, User
from breachcomm.celery import app
from incidents.models import Contribution
from statements import queue
from statements.models import RenderJob
from tests.statements import desk
from tests.statements.factories import released, submitted, team
from tests.trust import canaries

JOBS = RenderJob._meta.db_table
_BASE64 = re.compile(r'"body": ?"([A-Za-z0-9+/=]+)"')


def seed():
    """An incident with every kind of privileged word, a text in review and one released."""
    people = team()
    people.tokens = canaries.tokens()
    canaries.seed(people)
    canaries.seed_threads(people, desk.written(people))
    statement = submitted(people).statement_id
    return {
        "tokens": people.tokens,
        "incident": people.incident.reference,
        "statement": statement,
        "jobs": released(people).jobs.count(),
        **{role: getattr(people, role).email for role in ("legal", "pr")},
    }


def standings():
    return sorted(queue.standing(job) for job in RenderJob.objects.all())


def broker():
    """All that Redis, or the folder in its place, holds, packed messages unpacked."""
    if settings.CELERY_BROKER_URL.startswith("redis"):
        with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
            return _unpacked("".join(f"{key} {_value(client, key)}" for key in client.scan_iter()))
    files = (settings.DATA_DIR / "queue").rglob("*")
    return _unpacked("".join(path.read_text() for path in files if path.is_file()))


def _value(client, key):
    kind = client.type(key).decode()
    read = {
        "string": lambda: [client.get(key)],
        "list": lambda: client.lrange(key, 0, -1),
        "hash": lambda: [part for pair in client.hgetall(key).items() for part in pair],
        "set": lambda: client.smembers(key),
        "zset": lambda: client.zrange(key, 0, -1),
        "stream": lambda: [json.dumps(str(client.xrange(key))).encode()],
    }
    return " ".join(part.decode("utf-8", "replace") for part in read[kind]())


def _unpacked(text):
    for packed in _BASE64.findall(text.replace("\\", "")):
        try:
            text += base64.b64decode(packed).decode("utf-8", "replace")
        except binascii.Error:
            continue
    return text


def sessions():
    return " ".join(str(each.get_decoded()) for each in Session.objects.all())


def tables():
    """Every table but those that may hold privileged words."""
    models = apps.get_models(include_auto_created=True)
    kept = (model for model in models if model not in canaries.HOLDERS)
    return " ".join(str(list(model._base_manager.values_list())) for model in kept)


def files():
    """Everything on the disk but the database."""
    base = Path(settings.DATABASES["default"]["NAME"]).name
    found = (path for path in settings.DATA_DIR.rglob("*") if path.is_file())
    return " ".join(path.read_bytes().decode("latin-1") for path in found if base not in path.name)


def refuse_contributions():
    """From now on the database takes no contribution: a fault nobody foresaw."""
    table = Contribution._meta.db_table
    if connection.vendor == "postgresql":
        _run(f"ALTER TABLE {table} ADD CONSTRAINT broken CHECK (id < 0) NOT VALID")
    else:
        _run(
            f"CREATE TRIGGER broken BEFORE INSERT ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )


def leak(word):
    """The same word on every way out that the search must know."""
    app.send_task("leak", args=[word])
    # Nobody takes this one, so that it is still there when the broker is searched.
    app.send_task("leak", args=[word], queue="nobody")
    session = SessionStore()
    session["leak"] = word
    session.save()
    User.objects.filter(role=Role.DEVELOPER).update(name=word)
    (settings.DATA_DIR / "leak.txt").write_text(word)


def leak_from_the_scheduler(word):
    """Its next look at the queue of record fails with the word in the reason."""
    _run(f"ALTER TABLE {JOBS} RENAME TO moved")
    if connection.vendor == "postgresql":
        _run(
            "CREATE FUNCTION broken() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{word}'; END $$"
        )
        rows = "moved WHERE broken()"
    else:
        rows = word
    _run(f"CREATE VIEW {JOBS} AS SELECT * FROM {rows}")  # noqa: S608 - our own words


def _run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
