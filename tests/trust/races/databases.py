"""Databases to race on: migrated once, copied for each run, gone afterwards.

The rows cannot be deleted, so the database the other tests share cannot be used for real commits.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


class Stable:
    """Keeps one migrated database and hands out copies of it."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0
        self.is_postgresql = connection.vendor == "postgresql"
        self.base = self._environment("base")
        if self.is_postgresql:
            self._on_the_server(f"CREATE DATABASE {self._name('base')}")
        self._python(self.base, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")

    def run(self, *arguments):
        """One race on a fresh copy; returns what it printed."""
        with self._copy() as environment:
            return self._python(environment, "-m", "tests.trust.races", *arguments)

    def close(self):
        if self.is_postgresql:
            self._on_the_server(f"DROP DATABASE IF EXISTS {self._name('base')} WITH (FORCE)")

    @contextmanager
    def _copy(self):
        self.count += 1
        label = f"run{self.count}"
        environment = self._environment(label)
        if not self.is_postgresql:
            shutil.copy(self.folder / "base" / "db.sqlite3", self.folder / label)
            yield environment
            return
        self._on_the_server(f"CREATE DATABASE {self._name(label)} TEMPLATE {self._name('base')}")
        try:
            yield environment
        finally:
            self._on_the_server(f"DROP DATABASE {self._name(label)} WITH (FORCE)")

    def _environment(self, label):
        folder = self.folder / label
        folder.mkdir()
        ours = ("DATABASE_URL", "REDIS_URL")
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BREACHCOMM_", *ours))
        }
        environment |= {
            "BREACHCOMM_DATA_DIR": str(folder),
            "BREACHCOMM_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "breachcomm.settings",
        }
        if self.is_postgresql:
            environment["DATABASE_URL"] = self._url(self._name(label))
        return environment

    def _name(self, label):
        # Begins as test databases do, so that whoever clears those away finds it.
        return f"{connection.settings_dict['NAME']}_races_{label}"

    def _url(self, name):
        return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))

    def _on_the_server(self, sql):
        with psycopg.connect(self._url("postgres"), autocommit=True) as server:
            server.execute(sql)

    def _python(self, environment, *arguments):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout
