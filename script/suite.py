"""Runs the tests twice: on the embedded default, and on PostgreSQL with Redis."""

import getpass
import os
import secrets
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
import services

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5


def main(arguments):
    in_ci = os.environ.get("CI", "").lower() in ("1", "true")
    with ExitStack() as stack:
        # Found before the first pass, so that what is missing is said by the last one.
        found, missing = _services(stack)
        codes = [_run("SQLite", arguments, {}, [] if found else missing)]
        if found:
            codes.append(_run("PostgreSQL and Redis", arguments, found, missing))
    if missing and in_ci:
        return 1
    bad = [code for code in codes if code not in (0, NOTHING_COLLECTED)]
    return bad[0] if bad else min(codes)


def _services(stack):
    try:
        database = stack.enter_context(_own_database(_postgresql(stack)))
        return {"DATABASE_URL": database, "REDIS_URL": _redis(stack)}, []
    except services.Missing as error:
        return {}, [f"everything on PostgreSQL with Redis. {error}"]


def _run(title, arguments, extra, missing):
    print(f"\n{title}", flush=True)
    ours = ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "REDIS_URL_FILE")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("BREACHCOMM_")
    }
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=short", *arguments]
    if not any((ROOT / each.partition("::")[0]).exists() for each in arguments):
        command += ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    command += [f"--not-run={line}" for line in missing]
    code = subprocess.run(command, cwd=ROOT, env={**environment, **extra}, check=False).returncode
    if code < 0:
        print(f"\nThe tests on {title} were ended by signal {-code} before they could finish.")
    return code


def _postgresql(stack):
    for url in _likely_postgresql():
        with suppress(psycopg.Error), psycopg.connect(_named(url, "postgres"), connect_timeout=2):
            return url
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise services.Missing("PostgreSQL: the server that DATABASE_URL names does not answer")
    return stack.enter_context(services.postgresql())


def _likely_postgresql():
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return [given]
    people = dict.fromkeys(["postgres", getpass.getuser()])
    return [f"postgres://{person}@127.0.0.1:5432/postgres" for person in people]


def _redis(stack):
    url = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0"
    with suppress(redis.RedisError), redis.Redis.from_url(url, socket_timeout=2) as client:
        client.ping()
        return url
    if os.environ.get("REDIS_URL"):
        raise services.Missing("Redis: the server that REDIS_URL names does not answer")
    return stack.enter_context(services.redis())


def _named(url, name):
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def _own_database(url):
    """An address with a database name nobody else uses, and no trace of it afterwards."""
    name = f"breachcomm_{secrets.token_hex(4)}"
    try:
        yield _named(url, name)
    finally:
        with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
            _drop(connection, f"test_{name}")


def _drop(connection, prefix):
    left = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
    ).fetchall()
    for (name,) in left:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    # Ended from outside, we still take our servers and databases with us.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    sys.exit(main(sys.argv[1:]))
