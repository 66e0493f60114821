"""The broker is only a wake-up call: without it, or with too much of it, the files are the same."""

import shutil
import socket

import pytest

from script import services
from tests.installation import until

pytestmark = pytest.mark.once

# A release by itself takes a tenth of a second, and its request waits a second for the broker.
HANG_SECONDS = 2
SWEPT_SECONDS = 60
ALL_WELL = {"missing": [], "duplicate": [], "wrong": [], "unreadable": []}


def _released_without_hanging(desk, count):
    made = desk.release(count=count)
    assert max(seconds for _, seconds in made) < HANG_SECONDS
    return made


def _wait_until_ready(desk, jobs):
    until(
        lambda: desk.standings() == {"ready": jobs},
        f"{jobs} jobs are ready",
        seconds=SWEPT_SECONDS,
        every=0.5,
    )


def test_releases_end_with_their_files_when_the_folder_of_messages_is_gone(build):
    installation, desk = build()
    installation.serve()
    shutil.rmtree(installation.data / "queue")
    # A file in its place: nobody can make the folder again, so nothing can be published.
    (installation.data / "queue").write_text("")
    _released_without_hanging(desk, 2)
    _wait_until_ready(desk, 6)
    assert desk.look() == {"releases": 2, **ALL_WELL}


def test_the_worker_goes_on_when_the_folder_of_messages_is_made_again(build):
    installation, desk = build()
    installation.serve()
    shutil.rmtree(installation.data / "queue")
    _released_without_hanging(desk, 1)
    _wait_until_ready(desk, 3)
    for folder in ("messages", "control"):
        (installation.data / "queue" / folder).mkdir(parents=True, exist_ok=True)
    _released_without_hanging(desk, 1)
    _wait_until_ready(desk, 6)
    assert desk.look() == {"releases": 2, **ALL_WELL}


def test_releases_end_with_their_files_when_redis_stops_and_starts_again(build):
    server = services.redis()
    installation, desk = build(REDIS_URL=server.__enter__())
    try:
        installation.serve()
        _released_without_hanging(desk, 1)
        _wait_until_ready(desk, 3)
    finally:
        server.__exit__(None, None, None)
    made = _released_without_hanging(desk, 2)
    _wait_until_ready(desk, 9)
    assert len(made) == 2
    assert desk.look() == {"releases": 3, **ALL_WELL}


def test_a_broker_that_is_silent_or_away_costs_a_moment_and_one_line(build, figure):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        _, desk = build(REDIS_URL=f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        ((_, unanswered),) = _released_without_hanging(desk, 1)
        until(desk.warnings, "the desk says that the broker is silent", seconds=10)
    ((_, refused),) = _released_without_hanging(desk, 1)
    until(lambda: len(desk.warnings()) > 1, "the desk says that the broker is away", seconds=10)
    assert len(desk.warnings()) == 2
    for logger, message, has_traceback in desk.warnings():
        assert (logger, has_traceback, message.count("\n")) == ("statements.queue", False, 0)
        assert message.startswith("The worker was not called, the sweep will do it: ")
    figure(f"a release with a silent broker {unanswered:.2f} s, with none {refused:.2f} s.")


def test_a_message_delivered_ten_times_makes_one_file(build):
    installation, desk = build()
    desk.release(count=2)
    assert len(_messages(installation)) == 2, "one call of the worker for each release"
    assert desk.deliver_again(times=10) == 6
    installation.serve()
    _wait_until_ready(desk, 6)
    desk.deliver_again(times=2)
    until(lambda: not _messages(installation), "every message is taken")
    assert desk.look() == {"releases": 2, **ALL_WELL}


def _messages(installation):
    return list((installation.data / "queue" / "messages").glob("*.msg"))


def test_a_text_that_is_not_the_signed_one_fails_with_a_reason_and_a_retry_mends_it(build):
    installation, desk = build()
    ((release, _),) = desk.release(count=1)
    desk.spoil(release=release)
    installation.serve()
    until(
        lambda: desk.standings() == {"failed": 3},
        "all three files are given up",
        seconds=2 * SWEPT_SECONDS,
        every=0.5,
    )
    jobs = desk.failures()
    assert {error for _, _, error, _ in jobs} == {
        "WrongContent: The frozen text does not match the digest that was signed."
    }
    assert desk.look()["missing"] == [[release, format] for _, format, _, _ in jobs]
    desk.mend(release=release)
    for job, *_ in jobs:
        desk.retry(job=job)
    _wait_until_ready(desk, 3)
    assert desk.look() == {"releases": 1, **ALL_WELL}
