"""From files of strangers to records: whatever stands in them, a record or a reason."""

import gzip
import hashlib
import json
import math
import os
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path

from breachcomm.plain_text import tidy_imported, visible

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
_TOP = ("action", "actor", "asset", "attribute")
_NAME_MAX = 300


class Unreadable(Exception):
    """A file or line that is no VERIS record; `reason` is a sentence."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Record:
    """One VERIS record as it came. `data` holds the same with harmful characters replaced."""

    file_name: str
    raw: str
    sha256: str
    data: dict
    replaced: int

    @property
    def import_key(self):
        """incident_id is not unique in the wild; the file and its bytes are."""
        return f"{self.file_name}:{self.sha256}"


def parse(raw, path):
    """The record in `raw` bytes. Raises Unreadable."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"It is larger than {MAX_BYTES:,} bytes.")
    text = _decode(raw)
    data = _load(text)
    if not isinstance(data, dict) or not any(part in data for part in _TOP):
        raise Unreadable("It is not a VERIS record: it has no action, actor, asset or attribute.")
    tidy = _Tidy()
    data = tidy.value(data, 0)
    name = data.get("_file") if isinstance(data.get("_file"), str) else os.fspath(path)
    name = _file_name(name) or _file_name(os.fspath(path)) or "unnamed"
    return Record(name, text, hashlib.sha256(raw).hexdigest(), data, tidy.replaced)


def _file_name(path):
    return tidy_imported(path.replace("\\", "/").rpartition("/")[2]).text.strip()[-_NAME_MAX:]


def _decode(raw):
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("It is written in UTF-16. Save it as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"It is not UTF-8 text: byte {error.start + 1:,} is wrong.") from error
    if "\x00" in text:
        raise Unreadable("It holds a NUL character and is no text.")
    return text


def _load(text):
    try:
        return json.loads(
            text,
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno:,}, column {error.colno:,}"
        raise Unreadable(f"It is not JSON: {error.msg.lower()} at {where}.") from error
    except RecursionError as error:
        raise Unreadable(f"It is nested more than {MAX_DEPTH} levels deep.") from error
    except ValueError as error:
        raise Unreadable("It holds a number too long to read.") from error


def _no_key_twice(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise Unreadable(f"It gives \u201c{visible(twice[:60])}\u201d twice in one place.")
    return found


def _no_constant(name):
    raise Unreadable(f"It holds {name}, which is no number.")


def _finite(text):
    number = float(text)
    if not math.isfinite(number):
        raise Unreadable("It holds a number too large to read.")
    return number


class _Tidy:
    """Replaces what may not stand in a text, everywhere, and counts it."""

    def __init__(self):
        self.replaced = 0

    def value(self, value, depth):
        if depth > MAX_DEPTH:
            raise Unreadable(f"It is nested more than {MAX_DEPTH} levels deep.")
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.value(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return {self._text(k): self.value(item, depth + 1) for k, item in value.items()}
        return value

    def _text(self, text):
        text, replaced = tidy_imported(text)
        self.replaced += replaced
        return text


def read_many(paths):
    """(label, bytes or Unreadable) for each record in files, folders and .ndjson(.gz) files.

    Holds one record in memory at a time. A folder gives its .json files, in order.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _read_folder(path)
        elif path.name.lower().endswith((".ndjson", ".ndjson.gz")):
            yield from _read_lines(path)
        else:
            yield visible(str(path)), _read_file(path)


def _read_folder(folder):
    refused = []
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(".json"):
                path = Path(parent, name)
                yield visible(str(path)), _read_file(path)
    for error in refused:
        yield visible(str(error.filename)), Unreadable(_why(error))


def _read_file(path):
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Unreadable("It is not an ordinary file.")
        with path.open("rb") as file:
            # One byte more than allowed is enough to see that it is too large.
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return Unreadable(_why(error))
    return raw if len(raw) <= MAX_BYTES else Unreadable(f"It is larger than {MAX_BYTES:,} bytes.")


def _why(error):
    reason = getattr(error, "strerror", None) or "the path is not valid"
    return f"It cannot be read: {reason.lower()}."


def _read_lines(path):
    label = visible(str(path))
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
            for number, raw in _lines(file):
                yield f"{label} line {number}", raw
    except (OSError, EOFError, zlib.error, ValueError) as error:
        broken = isinstance(error, EOFError | zlib.error | gzip.BadGzipFile)
        reason = "It is cut short or damaged." if broken else _why(error)
        yield label, Unreadable(reason)


def _lines(file):
    number = 0
    while raw := file.readline(MAX_BYTES + 1):
        number += 1
        if len(raw) > MAX_BYTES and not raw.endswith(b"\n"):
            _skip_the_rest(file)
            yield number, Unreadable(f"It is longer than {MAX_BYTES:,} bytes.")
        elif raw := raw.strip():
            yield number, raw


def _skip_the_rest(file):
    while (rest := file.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass
