"""Configuration from the environment, read here and nowhere else.

`docs/operations.md` holds the same table for people; a test compares the two.
"""

import difflib
import ipaddress
import os
import re
import secrets
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY_LENGTH = 50


class ConfigurationError(SystemExit):
    """A value the site must not start with; the message is for the person who starts it."""


@dataclass(frozen=True)
class Database:
    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    sslmode: str = ""


@dataclass(frozen=True)
class Variable:
    name: str
    parse: Callable
    default: str
    help: str
    secret: bool = False

    @property
    def key(self):
        return self.name.removeprefix("BREACHCOMM_").lower()


def _one_of(*choices):
    def parse(value):
        if value.upper() not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value.upper()

    return parse


def _site_address(value):
    url = urlsplit(value)
    bare = url.path in ("", "/") and not (url.query or url.fragment or url.username)
    if url.scheme not in ("http", "https") or not url.hostname or not bare:
        raise ValueError("must look like http://127.0.0.1:8000 or https://notices.example.org")
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", url.hostname):
        raise ValueError("names a host with characters no host name has")
    if url.port == 0:
        raise ValueError("names port 0, which nobody can visit")
    return value.rstrip("/")


def _folder(value):
    return Path(value).expanduser().resolve()


def _zone(value):
    try:
        return zoneinfo.ZoneInfo(value).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a time zone name such as Europe/Berlin or UTC") from None


def _secret_key(value):
    if len(value) < SECRET_KEY_LENGTH:
        raise ValueError(f"must be at least {SECRET_KEY_LENGTH} characters long")
    return value


def _secret_keys(value):
    return [_secret_key(part.strip()) for part in value.split(",") if part.strip()]


def _database(value):
    url = urlsplit(value)
    if url.scheme == "sqlite" and url.path.strip("/") and not url.netloc:
        return Database("sqlite3", unquote(url.path))
    if url.scheme in ("postgres", "postgresql"):
        return _postgresql(url)
    raise ValueError(
        "must look like postgres://user:password@host:5432/name, "
        "postgres:///name?host=/socket/folder or sqlite:////absolute/path"
    )


def _postgresql(url):
    options = dict(parse_qsl(url.query, keep_blank_values=True))
    unknown = set(options) - {"host", "sslmode"}
    if unknown:
        raise ValueError(f"has the option {sorted(unknown)[0]!r}; only host and sslmode are known")
    name = unquote(url.path.lstrip("/"))
    if not name or "/" in name:
        raise ValueError("must end in the name of one database, as in postgres://host/name")
    return Database(
        "postgresql",
        name,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        host=options.get("host") or unquote(url.hostname or ""),
        port=str(url.port or ""),
        sslmode=options.get("sslmode", ""),
    )


def _redis(value):
    url = urlsplit(value)
    if url.scheme in ("redis", "rediss") and url.hostname:
        url.port  # noqa: B018 - reading it is what checks that it is a number
        return value
    if url.scheme == "redis+socket" and url.path:
        return value
    raise ValueError("must look like redis://host:6379/0 or redis+socket:///path/to/socket")


VARIABLES = (
    Variable(
        "BREACHCOMM_URL",
        _site_address,
        "http://127.0.0.1:8000",
        "The address people type; https means production.",
    ),
    Variable(
        "BREACHCOMM_SECRET_KEY",
        _secret_key,
        "",
        "Signs sessions; made once in the data folder unless the address is https.",
        secret=True,
    ),
    Variable(
        "BREACHCOMM_SECRET_KEY_FALLBACKS",
        _secret_keys,
        "",
        "Earlier keys, separated by commas, that still count while you change the key.",
        secret=True,
    ),
    Variable(
        "BREACHCOMM_DATA_DIR",
        _folder,
        str(BASE_DIR / "var"),
        "The folder for the SQLite database, released files, the embedded queue and its key.",
    ),
    Variable(
        "BREACHCOMM_TIME_ZONE",
        _zone,
        "UTC",
        "The zone times are shown in.",
    ),
    Variable(
        "BREACHCOMM_LOG_LEVEL",
        _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
        "WARNING",
        "How much the processes say.",
    ),
    Variable(
        "DATABASE_URL",
        _database,
        "",
        "The database; without it SQLite in the data folder. Required with https.",
        secret=True,
    ),
    Variable(
        "REDIS_URL",
        _redis,
        "",
        "The broker that wakes the worker; without it a folder in the data folder.",
        secret=True,
    ),
)


def read(environ):
    """All settings as one object; refuses, with one sentence, what it does not understand."""
    _refuse_unknown(environ)
    config = SimpleNamespace(**{each.key: _value(each, environ) for each in VARIABLES})
    config.https = config.url.startswith("https://")
    if config.https:
        _check_production(config)
    if not config.database_url:
        config.database_url = Database("sqlite3", str(config.data_dir / "db.sqlite3"))
    return config


def _refuse_unknown(environ):
    known = {each.name for each in VARIABLES}
    known |= {f"{each.name}_FILE" for each in VARIABLES if each.secret}
    for name in sorted(environ):
        if name.startswith("BREACHCOMM_") and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise ConfigurationError(
                f"{name} is not a setting of breachcomm.{hint} docs/operations.md lists them all."
            )


def _value(variable, environ):
    given = _given(variable, environ) or variable.default
    if not given:
        return [] if variable.parse is _secret_keys else None
    try:
        return variable.parse(given)
    except ValueError as error:
        shown = "" if variable.secret else f" (it is {given!r})"
        raise ConfigurationError(f"{variable.name} {_sentence(error)}{shown}.") from None


def _sentence(error):
    """Our own reason, or a plain one where the standard library spoke."""
    reason = str(error)
    known = reason.startswith(("must", "has", "names"))
    return reason if known else "is not a valid address: check the port and the brackets"


def _given(variable, environ):
    value = environ.get(variable.name, "").strip()
    path = environ.get(f"{variable.name}_FILE", "").strip() if variable.secret else ""
    if value and path:
        raise ConfigurationError(f"Set {variable.name} or {variable.name}_FILE, not both.")
    return _from_file(variable, path) if path else value


def _from_file(variable, path):
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise ConfigurationError(
            f"{variable.name}_FILE names {path}, which cannot be read: {reason}."
        ) from None
    if not value:
        raise ConfigurationError(f"{variable.name}_FILE names {path}, which is empty.")
    return value


def _check_production(config):
    if not config.secret_key:
        raise ConfigurationError(
            "BREACHCOMM_SECRET_KEY (or BREACHCOMM_SECRET_KEY_FILE) is required "
            "when BREACHCOMM_URL is https."
        )
    if not config.database_url:
        raise ConfigurationError(
            "DATABASE_URL (or DATABASE_URL_FILE) is required when BREACHCOMM_URL is https."
        )
    if len(set(config.secret_key)) < 5 or config.secret_key.startswith("django-insecure-"):
        raise ConfigurationError(
            "BREACHCOMM_SECRET_KEY must be random: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' prints one."
        )


def hosts(config):
    """The host names requests may carry; a local site answers to every local name."""
    host = urlsplit(config.url).hostname
    literal = f"[{host}]" if ":" in host else host
    return ["localhost", "127.0.0.1", "[::1]"] if is_local(config) else [literal]


def is_local(config):
    host = urlsplit(config.url).hostname
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def data_dir(config):
    """The data folder, made when it is not there; nobody else on the machine may look in."""
    try:
        config.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in ("renditions", "queue/messages", "queue/control"):
            (config.data_dir / folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"BREACHCOMM_DATA_DIR names {config.data_dir}, which cannot be made: {error.strerror}."
        ) from None
    return config.data_dir


def secret_key(config):
    """The configured key, or this installation's own, made on its first start."""
    if config.secret_key:
        return config.secret_key
    path = config.data_dir / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return _secret_key_of(path)


def _write_once(path, value):
    # A hard link either appears whole or not at all: two processes may start together.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(value)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _secret_key_of(path):
    try:
        return _secret_key(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        raise ConfigurationError(
            f"{path} does not hold a usable key: delete it and a new one is made "
            "(everybody signs in again)."
        ) from None
