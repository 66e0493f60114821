"""`manage.py review_wording`: what it prints, where, and with which exit code."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from statements.wording.signs import notice_book

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
DOUBT = "Your name may have been copied."
PLAIN = "A thief copied our customer list on 3 May 2024. Please call 1-800-555-0142."
KEYS = ["file", "words", "grade", "reading_ease", "remarks", "elements", "questions"]
REMARK_KEYS = ["rule", "class", "severity", "start", "end", "text", "reason", "rewrite"]
FOUND_NOTHING = {
    "misuse_seen": {"value": "no", "confidence": "ruled_out", "basis": "Dana read the logs."}
}


@pytest.fixture
def write(tmp_path):
    """Writes a file and gives its name."""

    def written(content, name="notice.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return written


def run(*arguments):
    """(exit code, stdout, stderr) of the command."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("review_wording", *arguments, stdout=out, stderr=err)
    return left.value.code, out.getvalue(), err.getvalue()


def as_json(*arguments):
    code, out, _ = run("--format", "json", *arguments)
    return code, json.loads(out)


def test_a_clean_text_leaves_with_0_and_one_with_remarks_with_1(write):
    assert run(write(PLAIN))[0] == 0
    assert run(write(DOUBT))[0] == 1


def test_json_of_one_file_is_one_object_with_these_keys(write):
    name = write(DOUBT)
    _, said = as_json(name)
    assert list(said) == KEYS
    assert (said["file"], said["words"]) == (name, 6)
    assert [list(one) for one in said["remarks"]] == [REMARK_KEYS]
    assert said["remarks"][0]["class"] == "speculation_hedge"
    fourteen = [name for name, one in notice_book().elements.items() if not one.beyond]
    assert list(said["elements"]) == fourteen
    assert said["elements"]["data_types"] == {"present": True, "start": 0, "end": 31}
    assert said["elements"]["apology"] == {"present": False, "start": 0, "end": 0}


def test_json_of_several_files_is_a_list(write):
    code, said = as_json(write(PLAIN, "a.txt"), write(DOUBT, "b.txt"))
    assert code == 1
    assert [Path(one["file"]).name for one in said] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "text",
    [
        f"Dear Sam,\r\n\r\n{DOUBT}\r\n",
        f"\ufeff{DOUBT}",
        f"\U0001f512\u00a0Caf\u0065\u0301\u00a0news\n\n{DOUBT}",
        f"Dear Sam,\r\r{DOUBT}",
    ],
)
def test_offsets_count_every_character_of_the_file(write, text):
    _, said = as_json(write(text))
    places = [*said["remarks"], said["elements"]["data_types"]]
    assert [text[one["start"] : one["end"]] for one in places] == [
        said["remarks"][0]["text"],
        DOUBT,
    ]


def test_text_names_line_and_column_class_reason_and_cure(write):
    name = write(f"Dear Sam,\r\n\r\nHello. {DOUBT}")
    _, out, _ = run(name)
    first, reason, cure, *rest = out.splitlines()
    assert first == f"{name}:3:18: warning speculation_hedge: “may have been copied”"
    assert reason.startswith("    ")
    assert cure.startswith("    ")
    assert "An apology" in rest[0]
    assert rest[-1].startswith(f"{name}: 9 words, grade ")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"caf\xe9", "is not UTF-8: byte 4 is none."), (None, "cannot be read: No such file")],
)
def test_what_cannot_be_read_leaves_with_2_and_the_others_are_reviewed(write, content, sentence):
    bad = "no-such-file.txt" if content is None else write(content, "bad.txt")
    code, out, err = run(bad, write(DOUBT))
    assert code == 2
    assert sentence in err
    assert "may have been copied" in out


def test_a_file_that_cannot_be_read_alone_prints_no_json():
    code, out, _ = run("--format", "json", "no-such-file.txt")
    assert (code, out) == (2, "")


def test_facts_make_a_doubt_wrong_or_right(write):
    said = write("We have no evidence that anyone misused this data.")
    facts = write(json.dumps(FOUND_NOTHING), "facts.json")
    assert run(said)[0] == 1
    open_question = {"misuse_seen": {"value": None, "confidence": "under_investigation"}}
    other = write(json.dumps(open_question), "open.json")
    severities = [
        {one["severity"] for one in as_json("--facts", given, said)[1]["remarks"]}
        for given in (facts, other)
    ]
    assert severities == [set(), {"error"}]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ("{", "The facts are not JSON"),
        ("[]", "one JSON object"),
        ('{"colour": {}}', "There is no fact “colour”."),
        ('{"misuse_seen": "no"}', "as a JSON object"),
        ('{"misuse_seen": {"value": "no"}}', "confidence must be one of"),
        ('{"misuse_seen": {"value": "x", "confidence": "confirmed"}}', "misuse_seen: "),
        ('{"people_affected": {"value": 7, "confidence": "confirmed"}}', "people_affected: "),
        ('{"misuse_seen": {"value": "no", "confidence": "ruled_out"}}', "misuse_seen: "),
        ('{"misuse_seen": {"value": "no", "confidence": "confirmed", "basis": 1}}', "basis"),
    ],
)
def test_facts_that_cannot_be_used_leave_with_2_and_a_sentence(write, facts, sentence):
    name = write(facts, "facts.json")
    code, out, err = run("--facts", name, write(PLAIN))
    assert (code, out) == (2, "")
    assert sentence in err
    assert name in err


def test_brackets_of_a_file_are_no_tokens(write):
    text = "{people_affected} {x} Hello. We have no evidence that anyone misused this data."
    facts = write(json.dumps(FOUND_NOTHING), "facts.json")
    assert as_json("--facts", facts, write(text))[1]["remarks"] == []


def test_no_database_is_asked_and_a_dash_is_what_is_piped_in(tmp_path):
    ran = subprocess.run(
        [sys.executable, "manage.py", "review_wording", "--format", "json", "-"],
        cwd=ROOT,
        input=f"\ufeff{DOUBT}\r\n".encode(),
        env={
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
            "BREACHCOMM_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr, said["file"]) == (1, b"", "-")
    assert said["remarks"][0]["start"] == 11
