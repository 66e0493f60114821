"""Starting, keeping and stopping the processes of one machine; headers; the throttle's counting."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from breachcomm import alive, env, headers, probe, processes, throttle, vendored
from tests import waiting
from tests.waiting import running, until

ROOT = Path(__file__).resolve().parent.parent


# The runner --------------------------------------------------------------------------------

# Stand-ins for web, worker and scheduler: each writes its process number down, and has a child
# of its own, as gunicorn and celery have.
FAMILY = """
import sys
from breachcomm.processes import Child, Runner
CHILD = '''
import os, subprocess, sys, time
own = subprocess.Popen([sys.executable, "-c", "import ctypes,time;"
    "ctypes.CDLL(None).prctl(1, 9); print(flush=True); time.sleep(600)"], stdout=subprocess.PIPE)
own.stdout.readline()
with open(sys.argv[1], "a") as file:
    print(os.getpid(), own.pid, file=file, flush=True)
print("up", flush=True)
time.sleep(600)
'''
def child(name, **options):
    return Child(name, [sys.executable, "-c", CHILD, sys.argv[1] + "/" + name], **options)
sys.exit(Runner([child("web", vital=True), child("worker"), child("scheduler")]).run())
"""


class Family:
    def __init__(self, folder):
        self.folder = folder
        self.runner = subprocess.Popen(
            [sys.executable, "-c", FAMILY, str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def numbers(self, name):
        path = self.folder / name
        return [int(each) for each in path.read_text().split()] if path.exists() else []

    def everybody(self):
        return [each for name in ("web", "worker", "scheduler") for each in self.numbers(name)]

    def wait_until_up(self):
        return until(lambda: len(self.everybody()) == 6 and self.everybody(), "all are up")

    def output(self):
        return self.runner.communicate(timeout=waiting.SECONDS)[0]


@pytest.fixture
def family(tmp_path):
    family = Family(tmp_path)
    yield family
    with family.runner as runner:
        runner.kill()


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs the Linux kernel's help")


@pytest.mark.once
@linux_only
def test_killing_the_runner_leaves_nothing_running(family):
    numbers = family.wait_until_up()
    assert len(running(numbers)) == 6
    family.runner.kill()
    until(lambda: not running(numbers), "every process has ended")


@pytest.mark.once
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_runner_stops_everything_and_counts_as_success(family, number):
    numbers = family.wait_until_up()
    family.runner.send_signal(number)
    assert "ended with code" not in family.output()
    assert family.runner.returncode == 0
    assert not running(numbers)


@pytest.mark.once
def test_a_worker_that_dies_is_started_again_with_a_sentence(family):
    numbers = family.wait_until_up()
    os.kill(family.numbers("worker")[0], signal.SIGKILL)
    second = until(lambda: family.numbers("worker")[2:], "the worker is started again")
    assert not running(family.numbers("worker")[:2])
    assert running(second)
    assert running(family.numbers("web")) == family.numbers("web") == numbers[:2]
    family.runner.send_signal(signal.SIGTERM)
    assert "worker ended with code -9; starting it again in 1 s." in family.output()


@pytest.mark.once
def test_the_end_of_the_web_process_is_the_end_of_all(family):
    numbers = family.wait_until_up()
    os.kill(family.numbers("web")[0], signal.SIGKILL)
    assert "web ended with code -9; stopping the rest." in family.output()
    assert family.runner.returncode == 1
    assert not running(numbers)


@pytest.mark.once
def test_lines_carry_the_name_of_who_said_them(family):
    family.wait_until_up()
    family.runner.send_signal(signal.SIGTERM)
    assert "scheduler | up" in family.output().splitlines()


@pytest.mark.once
def test_a_process_that_keeps_dying_is_tried_less_and_less_often():
    child = processes.Child("worker", [])
    child.started = time.monotonic()
    assert [child.plan_restart() for _ in range(6)] == [1, 2, 5, 10, 30, 30]
    child.started -= processes.STEADY_SECONDS + 1
    assert child.plan_restart() == 1


@pytest.mark.once
def test_a_taken_port_is_named_with_the_variable_that_changes_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "-m", "breachcomm.processes"],
            cwd=ROOT,
            env={**os.environ, "BREACHCOMM_URL": f"http://127.0.0.1:{port}"},
            capture_output=True,
            text=True,
            timeout=waiting.SECONDS,
            check=False,
        )
    assert run.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in run.stderr
    assert "set BREACHCOMM_URL to another one" in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.once
def test_the_runner_refuses_an_https_address():
    config = env.read(
        {
            "BREACHCOMM_URL": "https://notices.example.org",
            "BREACHCOMM_SECRET_KEY": "k3y-" * 15 + "random",
            "DATABASE_URL": "postgres://h/name",
        }
    )
    with pytest.raises(SystemExit, match=r"docs/operations\.md"):
        processes.address(config)


@pytest.mark.once
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("http://localhost:8010", ("127.0.0.1", 8010)),
        ("http://[::1]:8010", ("::1", 8010)),
        ("http://192.168.1.5", ("192.168.1.5", 80)),
    ],
)
def test_the_runner_listens_on_the_address_people_type(url, expected):
    assert processes.address(env.read({"BREACHCOMM_URL": url})) == expected


@pytest.mark.once
def test_the_welcome_names_the_address_and_the_demonstrations_people(tmp_path):
    config = env.read({"BREACHCOMM_DATA_DIR": str(tmp_path)})
    assert "Sign in" not in processes.welcome(config)
    (tmp_path / "demo_sign_ins.txt").write_text("developer\tdev@example.org\tcorrect horse\n")
    shown = processes.welcome(config)
    assert "http://127.0.0.1:8000" in shown
    assert shown.splitlines()[2].split()[:2] == ["developer", "dev@example.org"]


@pytest.mark.once
@pytest.mark.parametrize("kind", [[], ["--dev"]])
def test_a_second_bootstrap_installs_nothing_and_says_nothing(kind):
    command = [ROOT / "script" / "bootstrap", *kind]
    subprocess.run(command, capture_output=True, check=True)
    start = time.monotonic()
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (second.stdout, second.stderr) == ("", "")
    assert time.monotonic() - start < 5


@pytest.mark.once
def test_an_old_python_is_refused_with_a_sentence(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    run = subprocess.run(
        [ROOT / "script" / "bootstrap"],
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr == (
        "breachcomm needs Python 3.11, 3.12 or 3.13: please install python3 and python3-venv.\n"
    )


# Health -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_health_answers_to_anybody_when_the_database_does(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_health_says_so_when_the_database_does_not_answer(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert b"database" in answer.content


@pytest.mark.once
def test_a_silent_process_is_unhealthy(monkeypatch, tmp_path):
    monkeypatch.setattr(alive.tempfile, "gettempdir", lambda: str(tmp_path))
    assert probe.trouble("worker") == "The worker has not come up yet."
    alive.beat("worker")
    assert probe.trouble("worker") == ""
    mark = next(tmp_path.iterdir())
    os.utime(mark, (0, time.time() - 100))
    assert probe.trouble("worker") == "The worker has been silent for 100 s."


# Headers ------------------------------------------------------------------------------------

EVERYWHERE = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/sign-in/", 200),
        ("/", 302),
        ("/nothing-here/", 404),
        ("/static/nothing-here.css", 404),
        ("/static/bootstrap/css/bootstrap.min.css", 200),
    ],
)
def test_every_answer_carries_the_headers(client, path, status):
    answer = client.get(path)
    answer.close()
    assert answer.status_code == status
    assert set(answer.headers) >= EVERYWHERE
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    is_file = path.startswith("/static/") and status == 200
    assert (answer.headers.get("Cache-Control") == "no-store, private") is not is_file


@pytest.mark.django_db
def test_an_answer_to_a_wrong_host_carries_them_too(client):
    answer = client.get("/sign-in/", headers={"host": "elsewhere.example.org"})
    assert answer.status_code == 400
    assert set(answer.headers) >= EVERYWHERE


@pytest.mark.once
def test_a_view_cannot_make_its_page_cacheable():
    def careless(request):
        return HttpResponse(headers={"Cache-Control": "public, max-age=600"})

    answer = headers.HeadersMiddleware(careless)(RequestFactory().get("/incidents/"))
    assert answer.headers["Cache-Control"] == "no-store, private"


# The throttle's counting ----------------------------------------------------------------------


@pytest.mark.once
def test_capitals_and_blanks_buy_no_further_guesses():
    request = RequestFactory().post("/sign-in/", {"username": " Dev@Example.ORG "})
    assert throttle.name(request) == "dev@example.org"
    assert throttle.name(request, {"username": "PR@example.org"}) == "pr@example.org"


@pytest.mark.once
def test_the_visitors_own_header_does_not_change_where_a_guess_came_from():
    claimed = RequestFactory().get("/", headers={"x-forwarded-for": "9.9.9.9, 203.0.113.7"})
    assert throttle.address(claimed) == "127.0.0.1"
    with override_settings(BEHIND_PROXY=True):
        assert throttle.address(claimed) == "203.0.113.7"


# Files of packages ----------------------------------------------------------------------------


@pytest.mark.once
def test_every_vendored_file_is_there_and_no_other_is_served(client):
    for name in vendored.FILES:
        assert Path(vendored.PackageFinder().find(name)).is_file()
    assert vendored.PackageFinder().find("bootstrap/version.txt") == []
    assert vendored.PackageFinder().find("fonts/../__init__.py") == []


@pytest.mark.once
def test_every_vendored_file_is_used():
    folders = (ROOT / "templates", ROOT / "static")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix != ".svg"]
    ours = unquote("".join(path.read_text(encoding="utf-8") for path in files if path.is_file()))
    used = [name for name in vendored.FILES if "LICENSE" not in name and ".map" not in name]
    assert [name for name in used if name.rpartition("/")[2] not in ours] == []
