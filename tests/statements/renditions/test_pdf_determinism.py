"""The same letter gives the same bytes: another process, another day, another place."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from statements.renditions import FORMATS, layouts

from .letters import NOTICE, notice
from .reading import opened, pdf

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
ELSEWHERE = """
from hashlib import sha256
from statements.renditions import FORMATS
from tests.statements.renditions.letters import NOTICE
for format in FORMATS.values():
    print(sha256(format.render(NOTICE)).hexdigest())
"""


@pytest.mark.parametrize(
    "place",
    [
        {"PYTHONHASHSEED": "0", "TZ": "America/Los_Angeles"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": "/nonexistent"},
        {"PYTHONHASHSEED": "42", "SOURCE_DATE_EPOCH": "1", "FONTCONFIG_FILE": "/nonexistent"},
    ],
)
def test_another_process_gives_the_same_bytes(place):
    environment = {"PATH": os.environ["PATH"], **place}
    told = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert told == [sha256(format.render(NOTICE)).hexdigest() for format in FORMATS.values()]


def test_threads_give_the_same_bytes():
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(pdf, [NOTICE] * 8))) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_any_change_of_the_letter_changes_the_bytes(format):
    render = FORMATS[format].render
    changes = {"title": "Other", "lead": "Other", "revision": 7, "reference": "INC-1/S1"}
    changes |= {"digest": "0" * 64, "zone": "Asia/Tokyo", "released_at": None, "mark": "DRAFT"}
    changes |= {"sections": NOTICE.sections[:1], "sender": replace(NOTICE.sender, name="Other")}
    for name, value in changes.items():
        assert render(notice(**{name: value})) != render(NOTICE), name


def test_the_identifier_of_a_file_comes_from_its_text():
    def identifier(letter):
        with opened(pdf(letter)) as document:
            return bytes(document.trailer.ID[0])

    assert identifier(NOTICE) == identifier(notice())
    assert identifier(NOTICE) != identifier(notice(digest="0" * 64))


def test_a_layout_is_known_by_all_its_files(monkeypatch, tmp_path):
    assert layouts.digest(layouts.current()) == layouts.digest.__wrapped__(layouts.current())
    for path in layouts.LAYOUTS["letter/1"].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setitem(layouts.LAYOUTS, "letter/1", tmp_path)
    before = layouts.digest.__wrapped__("letter/1")
    assert before == layouts.digest("letter/1")
    for path in tmp_path.iterdir():
        kept = path.read_bytes()
        path.write_bytes(kept + b" ")
        assert layouts.digest.__wrapped__("letter/1") != before
        path.write_bytes(kept)


def test_an_unknown_layout_is_an_error():
    with pytest.raises(KeyError):
        layouts.digest("letter/0")
