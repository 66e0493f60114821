"""The letter as plain text: for a mail, a terminal, a screen reader, a paste."""

from . import letter as letters
from . import markdown, plain

WIDTH = 72


def render(letter):
    """UTF-8, lines of at most 72 characters where words allow, headings underlined."""
    return ("\n\n".join(part for part in _parts(letter) if part) + "\n").encode()


def _parts(letter):
    yield _mark(letter)
    yield f"{letter.sender.name}\n{letter.sender.address}".strip()
    yield letters.date(letter)
    yield _underlined(letter.title, "=")
    yield markdown.to_plain(letter.lead, WIDTH)
    for section in letter.sections:
        yield _underlined(section.heading, "-")
        yield markdown.to_plain(section.text, WIDTH)
    yield f"-- \n{letters.provenance(letter)}\n{letter.digest}"
    yield _mark(letter)


def _mark(letter):
    return f"*** {letter.mark} ***" if letter.mark else ""


def _underlined(heading, line):
    lines = plain.filled(heading, WIDTH)
    return f"{lines}\n{line * max(map(len, lines.splitlines()))}" if lines else ""
