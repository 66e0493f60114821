"""An installation of its own for each crash test, on the services this run is about."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from script import services
from tests.installation import Desk, Installation


@contextmanager
def _database():
    """A database of its own on the server of this run; script/test clears up by the same name."""
    given = urlsplit(os.environ["DATABASE_URL"])
    name = f"test_{given.path.strip('/')}_crash_{os.getpid()}"
    server = urlunsplit(given._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(given._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _services():
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield {}
        return
    with _database() as database, services.redis() as redis:
        yield {"DATABASE_URL": database, "REDIS_URL": redis}


@pytest.fixture
def build(tmp_path):
    """Make a migrated installation, and a desk in it, with more variables if need be."""
    made = []

    def build(**variables):
        installation = Installation(tmp_path, CRASH_FOLDER=str(tmp_path), **variables)
        made.append(installation.stop)
        installation.manage("migrate", "--verbosity", "0")
        desk = Desk(installation, "tests.crash.desk")
        made.append(desk.close)
        desk.set_up()
        return installation, desk

    yield build
    for undo in reversed(made):
        undo()


@pytest.fixture
def services_of_run():
    with _services() as variables:
        yield variables
