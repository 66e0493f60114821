"""The environment: understood, or refused with one sentence."""

import os
import re
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from breachcomm import env

ROOT = Path(__file__).resolve().parent.parent
KEY = "k3y-" * 15 + "random"
PRODUCTION = {
    "BREACHCOMM_URL": "https://notices.example.org",
    "BREACHCOMM_SECRET_KEY": KEY,
    "DATABASE_URL": "postgres://web:p%40ss@db:5433/notices",
}

pytestmark = pytest.mark.once


def test_an_empty_environment_is_the_embedded_default():
    config = env.read({})
    assert config.url == "http://127.0.0.1:8000"
    assert not config.https
    assert config.database_url == env.Database("sqlite3", str(ROOT / "var" / "db.sqlite3"))
    assert config.redis_url is None
    assert config.time_zone == "UTC"


def test_production_values_are_understood():
    config = env.read(PRODUCTION | {"REDIS_URL": "redis://queue:6379/0"})
    assert config.https
    assert config.database_url == env.Database("postgresql", "notices", "web", "p@ss", "db", "5433")
    assert env.hosts(config) == ["notices.example.org"]


MALFORMED = [
    ({"BREACHCOMM_URL": "notices.example.org"}, "BREACHCOMM_URL must look like"),
    ({"BREACHCOMM_URL": "ftp://notices.example.org"}, "BREACHCOMM_URL must look like"),
    ({"BREACHCOMM_URL": "http://h/below"}, "BREACHCOMM_URL must look like"),
    ({"BREACHCOMM_URL": "http://h:99999"}, "BREACHCOMM_URL is not a valid address"),
    ({"BREACHCOMM_URL": "http://h:0"}, "BREACHCOMM_URL names port 0"),
    ({"BREACHCOMM_URL": "http://[::1"}, "BREACHCOMM_URL is not a valid address"),
    ({"BREACHCOMM_URL": "http://a_b"}, "BREACHCOMM_URL names a host"),
    ({"BREACHCOMM_SECRET_KEY": "short"}, "BREACHCOMM_SECRET_KEY must be at least 50"),
    ({"BREACHCOMM_SECRET_KEY_FALLBACKS": "short"}, "_FALLBACKS must be at least 50"),
    ({"BREACHCOMM_TIME_ZONE": "Berlin"}, "BREACHCOMM_TIME_ZONE must be a time zone name"),
    ({"BREACHCOMM_TIME_ZONE": "../etc/passwd"}, "BREACHCOMM_TIME_ZONE must be"),
    ({"BREACHCOMM_LOG_LEVEL": "LOUD"}, "BREACHCOMM_LOG_LEVEL must be one of"),
    ({"DATABASE_URL": "mysql://h/name"}, "DATABASE_URL must look like"),
    ({"DATABASE_URL": "postgres://h"}, "DATABASE_URL must end in the name"),
    ({"DATABASE_URL": "postgres://h:port/name"}, "DATABASE_URL is not a valid address"),
    ({"DATABASE_URL": "postgres://h/name?pool=yes"}, "DATABASE_URL has the option 'pool'"),
    ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL must look like"),
    ({"REDIS_URL": "amqp://h"}, "REDIS_URL must look like"),
    ({"REDIS_URL": "redis://h:port/0"}, "REDIS_URL is not a valid address"),
    ({"BREACHCOMM_COLOUR": "red"}, "BREACHCOMM_COLOUR is not a setting"),
    ({"BREACHCOMM_SECRETKEY": KEY}, "Did you mean BREACHCOMM_SECRET_KEY?"),
    ({"BREACHCOMM_URL_FILE": "/x"}, "BREACHCOMM_URL_FILE is not a setting"),
    ({"DATABASE_URL_FILE": "/nowhere"}, "cannot be read: No such file"),
    ({"DATABASE_URL_FILE": "/dev/null"}, "which is empty"),
    ({"REDIS_URL_FILE": "/x", "REDIS_URL": "redis://h/0"}, "not both"),
    (PRODUCTION | {"BREACHCOMM_SECRET_KEY": ""}, "is required when BREACHCOMM_URL is https"),
    (PRODUCTION | {"BREACHCOMM_SECRET_KEY": "ab" * 30}, "must be random"),
    (PRODUCTION | {"DATABASE_URL": ""}, "is required when BREACHCOMM_URL is https"),
]


@pytest.mark.parametrize(("environ", "sentence"), MALFORMED)
def test_what_makes_no_sense_stops_the_start_with_a_sentence(environ, sentence):
    with pytest.raises(env.ConfigurationError) as refused:
        env.read(environ)
    message = str(refused.value)
    assert sentence in message
    assert "\n" not in message
    assert message.endswith(".")


@pytest.mark.parametrize(
    "environ",
    [
        {"BREACHCOMM_SECRET_KEY": "tell-nobody"},
        {"DATABASE_URL": "postgres://web:tell-nobody@h:port/name"},
        {"REDIS_URL": "redis://:tell-nobody@h:port/0"},
    ],
)
def test_a_refusal_never_shows_a_secret(environ):
    with pytest.raises(env.ConfigurationError) as refused:
        env.read(environ)
    assert "tell-nobody" not in str(refused.value)


def test_the_command_line_ends_with_the_sentence_and_no_traceback():
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**os.environ, "BREACHCOMM_URL": "nonsense"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("BREACHCOMM_URL must look like")
    assert len(run.stderr.splitlines()) == 1


def test_secrets_may_come_from_files(tmp_path):
    (tmp_path / "key").write_text(KEY + "\n")
    config = env.read({"BREACHCOMM_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert config.secret_key == KEY


def test_a_postgresql_socket_folder_is_the_host():
    config = env.read({"DATABASE_URL": "postgres://web@/notices?host=/run/pg"})
    assert (config.database_url.host, config.database_url.name) == ("/run/pg", "notices")


def test_the_embedded_key_is_made_once_and_kept_from_others(tmp_path):
    config = env.read({"BREACHCOMM_DATA_DIR": str(tmp_path / "data")})
    env.data_dir(config)
    first = env.secret_key(config)
    assert len(first) >= env.SECRET_KEY_LENGTH
    assert env.secret_key(config) == first
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_damaged_embedded_key_is_named(tmp_path):
    (tmp_path / "secret_key").write_text("cut off")
    with pytest.raises(env.ConfigurationError, match="does not hold a usable key"):
        env.secret_key(env.read({"BREACHCOMM_DATA_DIR": str(tmp_path)}))


def test_a_data_folder_that_cannot_be_made_is_named():
    with pytest.raises(env.ConfigurationError, match="BREACHCOMM_DATA_DIR names /dev/null/data"):
        env.data_dir(env.read({"BREACHCOMM_DATA_DIR": "/dev/null/data"}))


ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (yes|no) \| (.+?) \|$", re.MULTILINE)


def test_the_manual_and_the_code_list_the_same_settings():
    manual = ROW.findall((ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))
    defaults = {"BREACHCOMM_DATA_DIR": "`var/`"}
    code = [
        (
            each.name,
            defaults.get(each.name) or (f"`{each.default}`" if each.default else "none"),
            "yes" if each.secret else "no",
            each.help,
        )
        for each in env.VARIABLES
    ]
    assert manual == code


def test_people_get_slow_hashes_and_long_passwords():
    hashers = _in_production("PASSWORD_HASHERS[0]")
    assert hashers.endswith(Argon2PasswordHasher.__name__)
    lengths = [each.get("OPTIONS", {}) for each in settings.AUTH_PASSWORD_VALIDATORS]
    assert {"min_length": 15} in lengths


def test_the_door_closes_for_a_quarter_of_an_hour_and_never_for_good():
    assert settings.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"
    assert settings.AXES_FAILURE_LIMIT == 5
    assert timedelta(minutes=15) == settings.AXES_COOLOFF_TIME
    assert settings.AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT is False


def test_cookies_in_production_are_bound_to_the_host_and_to_https():
    shown = _in_production("SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE")
    assert shown == "__Host-sid True"


def test_the_worker_reads_json_only():
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_SERIALIZER == "json"


def test_the_broker_waits_longer_than_any_task_may_take():
    options = _in_production("CELERY_BROKER_TRANSPORT_OPTIONS['visibility_timeout']")
    assert int(options) > 4 * settings.CELERY_TASK_TIME_LIMIT


def _in_production(expression):
    """What a setting is in production, asked in a process of its own."""
    code = f"from breachcomm import settings; print(settings.{expression})"
    environ = {**os.environ, **PRODUCTION, "REDIS_URL": "redis://queue:6379/0"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environ | {"BREACHCOMM_DATA_DIR": str(settings.DATA_DIR)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()
