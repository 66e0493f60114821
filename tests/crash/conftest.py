"""An installation of its own for each crash test, on the services this run is about."""

import os
from contextlib import contextmanager

import pytest

from script import services
from tests.installation import Desk, Installation, own_database


@contextmanager
def _services():
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield {}
        return
    with own_database("crash") as database, services.redis() as redis:
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
