"""What every test stands on: a data folder of its own, real services, and no silent skip."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test.utils import override_settings

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="run the slow tests too")
    parser.addoption(
        "--screenshots", default="screenshots", help="folder for pictures of the pages"
    )
    parser.addoption("--not-run", action="append", default=[], help="say at the end what is left")


def pytest_configure(config):
    folder = Path(tempfile.mkdtemp(prefix="breachcomm-test-"))
    config.own_data_dir = folder
    config.own_settings = override_settings(
        DATA_DIR=folder,
        RENDITIONS_DIR=folder / "renditions",
        # Argon2 is slow on purpose; test_settings checks that it is what people get.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CELERY_BROKER_URL="memory://",
        CELERY_BROKER_TRANSPORT_OPTIONS={},
    )
    config.own_settings.enable()
    # Named by process: several sessions may share one PostgreSQL server.
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}_{os.getpid()}"


def pytest_unconfigure(config):
    config.own_settings.disable()
    shutil.rmtree(config.own_data_dir, ignore_errors=True)


def pytest_collection_modifyitems(config, items):
    skip = set() if config.getoption("--full") else {"slow"}
    if _on_postgresql():
        # Said already by the pass on the embedded default.
        skip |= {"browser", "once"}
    left = [item for item in items if skip & {mark.name for mark in item.iter_markers()}]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
    # The slowest modules first, so that the last one does not run alone at the end.
    items.sort(key=lambda item: not _starts_processes(item))


def _starts_processes(item):
    return not {"browser", "crash", "races", "test_server.py"}.isdisjoint(item.path.parts)


def _on_postgresql():
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def pytest_terminal_summary(terminalreporter, config):
    """Say what was measured, and name what did not run: a green line alone would hide it."""
    for line in _figures(terminalreporter):
        terminalreporter.write_line(f"Measured: {line}")
    left = sorted(set(_skipped(terminalreporter)) | set(config.getoption("--not-run")))
    for line in left:
        terminalreporter.write_line(f"Not run: {line}", yellow=True)


def _figures(reporter):
    for report in reporter.stats.get("passed", []):
        yield from (words for name, words in report.user_properties if name == "figure")


@pytest.fixture
def figure(record_property):
    """Say a figure at the end of the run: `figure("6 kills, 0 files missing")`."""
    return lambda words: record_property("figure", words)


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left = session.config.getoption("--not-run") or (reporter and list(_skipped(reporter)))
    if IN_CI and left and exitstatus == 0:
        session.exitstatus = 1


def _skipped(reporter):
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        yield f"{report.nodeid}: {reason.removeprefix('Skipped: ')}"


@pytest.fixture(scope="session")
def shared():
    """The folder of real files beside the project, or a skip that is named at the end."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("needs the folder shared/ with real files beside the project")
    return folder


@pytest.fixture
def redis_url():
    """An empty database of the Redis server this run was given; emptied again afterwards."""
    import redis

    url = os.environ.get("REDIS_URL", "")
    if not url:
        pytest.skip("needs REDIS_URL: script/test finds or starts a server")
    base = redis.Redis.from_url(_numbered(url, 0))
    number = _claim(base)
    own = redis.Redis.from_url(_numbered(url, number))
    yield _numbered(url, number)
    own.flushdb()
    base.delete(_mark(number))
    base.close()
    own.close()


def _numbered(url, number):
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{number}"


def _mark(number):
    return f"breachcomm-test-database-{number}"


def _claim(base):
    for number in range(1, 16):
        if base.set(_mark(number), os.getpid(), nx=True, ex=900):
            return number
    pytest.fail("Every database of the Redis server is in use by another test run.")
