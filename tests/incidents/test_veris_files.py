import gzip
import json
import os

import pytest

from breachcomm.plain_text import problem
from incidents.veris import MAX_BYTES, Unreadable, findings, parse, read_many
from tests.incidents.veris_records import record


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "not a VERIS record"),
        (b'"text"', "not a VERIS record"),
        (b"null", "not a VERIS record"),
        (b"{}", "not a VERIS record"),
        (b'{"incident": {"action": {}}}', "not a VERIS record"),
        (b'{"action": {}, "action": {}}', "\u201caction\u201d twice"),
        (b'{"action": {"x": {"a": 1, "b": 2, "a": 3}}}', "\u201ca\u201d twice"),
        (b'{"action": NaN}', "NaN"),
        (b'{"action": -Infinity}', "-Infinity"),
        (b'{"action": 1e999}', "too large"),
        (b'{"action": ' + b"9" * 5_000 + b"}", "too long"),
        (b'{"action": "\xff"}', "not UTF-8 text: byte 13"),
        ('{"action": {}}'.encode("utf-16"), "UTF-16"),
        (b'{"action": {}}\x00', "NUL"),
        (b'{"action": "a\nb"}', "not JSON"),
        (b'{"action": ' + b"[" * 60 + b"]" * 60 + b"}", "50 levels"),
        (b"[" * 400_000, "50 levels"),
        (b'{"a":' * 150_000, "50 levels"),
        (b'{"action": "' + b"x" * MAX_BYTES + b'"}', "larger than 1,000,000 bytes"),
    ],
    ids=range(21),
)
def test_a_broken_file_is_refused_with_its_reason(raw, reason):
    with pytest.raises(Unreadable) as refused:
        parse(raw, "broken.json")
    assert reason in refused.value.reason
    assert problem(refused.value.reason) is None


def test_a_byte_order_mark_is_no_reason_to_refuse():
    raw = b"\xef\xbb\xbf" + json.dumps(record()).encode()
    assert findings(parse(raw, "bom.json")).organisation == "Example Ltd"


# Reading files


def test_files_folders_and_lines_are_read_in_order(tmp_path):
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    for name in ("b.JSON", "a copy.json", "deeper/c.json", "notes.txt"):
        (folder / name).write_bytes(b"{}")
    lines = tmp_path / "lines.ndjson"
    lines.write_bytes(b'{"n": 1}\n\n  \n{"n": 2}')
    packed = tmp_path / "lines.ndjson.gz"
    packed.write_bytes(gzip.compress(b'{"n": 3}\n'))
    single = tmp_path / "single.veris"
    single.write_bytes(b"{}")
    found = [(label.removeprefix(f"{tmp_path}{os.sep}"), raw)
             for label, raw in read_many([folder, str(lines), packed, single])]  # fmt: skip
    assert found == [
        ("folder/a copy.json", b"{}"),
        ("folder/b.JSON", b"{}"),
        ("folder/deeper/c.json", b"{}"),
        ("lines.ndjson line 1", b'{"n": 1}'),
        ("lines.ndjson line 4", b'{"n": 2}'),
        ("lines.ndjson.gz line 1", b'{"n": 3}'),
        ("single.veris", b"{}"),
    ]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path):
    big = tmp_path / "big.json"
    big.write_bytes(b" " * (MAX_BYTES + 1))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    long_line = tmp_path / "long.ndjson"
    long_line.write_bytes(b"x" * (3 * MAX_BYTES) + b"\n{}\n")
    cut = tmp_path / "cut.ndjson.gz"
    cut.write_bytes(gzip.compress(b"{}\n" * 9)[:-12])
    no_gzip = tmp_path / "plain.ndjson.gz"
    no_gzip.write_bytes(b"{}")
    paths = [tmp_path / "gone.json", "nul\x00.json", big, pipe, long_line, cut, no_gzip]
    found = list(read_many(paths))
    reasons = [raw.reason for _, raw in found if isinstance(raw, Unreadable)]
    assert reasons == [
        "It cannot be read: no such file or directory.",
        "It cannot be read: the path is not valid.",
        "It is larger than 1,000,000 bytes.",
        "It is not an ordinary file.",
        "It is longer than 1,000,000 bytes.",
        "It is cut short or damaged.",
        "It is cut short or damaged.",
    ]
    assert (f"{long_line} line 2", b"{}") in found


def test_a_file_many_times_the_memory_we_want_is_read_line_by_line(tmp_path):
    packed = tmp_path / "bomb.ndjson.gz"
    with gzip.open(packed, "wb") as file:
        for _ in range(100):
            file.write(b" " * MAX_BYTES)
    (found,) = read_many([packed])
    assert isinstance(found[1], Unreadable)
