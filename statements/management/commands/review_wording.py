import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from statements import given_facts
from statements.standing import standing_of
from statements.wording import review
from statements.wording.report import as_data, as_lines
from statements.wording.rules import languages

CLEAN, REMARKS, UNREADABLE = 0, 1, 2
STDIN = "-"
# A file has no tokens: its brackets are only brackets, and stay as long as they are.
_BRACKETS = str.maketrans("{}", "()")


class CannotRead(Exception):
    """A file cannot be read. The message is a sentence."""


class Command(BaseCommand):
    help = (
        "Review the wording of texts, without a database. JSON is one object for one FILE and a "
        "list for several; offsets are in characters of the file as it is, newlines and byte "
        "order mark counted. Exit code 0 no remarks, 1 remarks, 2 a file cannot be read."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 text; - reads stdin")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument(
            "--facts", metavar="FILE", help="JSON: {key: {value, confidence, basis}}"
        )
        parser.add_argument("--language", choices=languages(), default="en")

    def handle(self, *, files, facts, language, **options):
        try:
            known = _facts(facts) if facts else None
        except CannotRead as problem:
            self.stderr.write(str(problem))
            sys.exit(UNREADABLE)
        read, code = [], CLEAN
        for name in files:
            try:
                text = _text_of(name)
            except CannotRead as problem:
                self.stderr.write(str(problem))
                code = UNREADABLE
                continue
            found = review(text, language, standing=_standing(text, known, language))
            read.append((name, text, found))
        self._say(read, options["format"], language, is_one=len(files) == 1)
        if code == CLEAN and any(found.remarks for _, _, found in read):
            code = REMARKS
        sys.exit(code)

    def _say(self, read, format_, language, *, is_one):
        if format_ == "text":
            for name, text, found in read:
                for line in as_lines(name, text, found, language):
                    self.stdout.write(line)
            return
        data = [as_data(name, found, language) for name, _, found in read]
        if data or not is_one:
            said = data[0] if is_one else data
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))


def _text_of(name):
    """The text of a file with every character it has."""
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise CannotRead(f"{name} is not UTF-8: byte {problem.start + 1} is none.") from problem
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise CannotRead(f"{name} cannot be read: {reason}.") from problem


def _facts(name):
    try:
        return given_facts.read(_text_of(name))
    except given_facts.BadFacts as problem:
        raise CannotRead(f"{name}: {problem}") from problem


def _standing(text, known, language):
    """What the facts say of each sentence, or None where none were given."""
    if known is None:
        return None
    written = {"title": "", "lead": text.translate(_BRACKETS), "sections": []}
    return standing_of(written, {}, known, "lay", language)
