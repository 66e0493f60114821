"""The letter as a tagged, archival PDF (PDF/UA-1 and PDF/A-3a in one file)."""

import re
from hashlib import sha256

from . import fonts, page

MAX_MARKUP = 1_000_000
# A word that fills several lines costs its length squared: it gets places to break at.
LONG_WORD = re.compile(r"<[^>]*>|(?:&[#\w]+;|[^\s<>&]){200,}")
PIECE = re.compile(r"(?:&[#\w]+;|[^&]){1,40}")
# WeasyPrint numbers a list from its style, not from `start`.
START = re.compile(r'<ol start="(\d+)">')


class RenditionError(Exception):
    """The letter cannot be laid out; an ordinary error, whatever the engine raised."""


def render(letter):
    """Deterministic: no clock, no host font, no network; the file's identifier is its source's."""
    from . import engine

    markup = fonts.drawable(page.fill(letter.layout, page.slots(letter, styles="")))
    if len(markup) > MAX_MARKUP:
        raise RenditionError("This text is longer than a letter can be. Shorten it.")
    markup = START.sub(_counting, LONG_WORD.sub(_breakable, markup))
    identifier = sha256(f"{letter.digest}\0{markup}".encode()).digest()[:16]
    return engine.write(markup, letter.layout, identifier)


def _breakable(found):
    return found[0] if found[0].startswith("<") else "<wbr>".join(PIECE.findall(found[0]))


def _counting(found):
    return f'<ol style="counter-reset: list-item {int(found[1]) - 1}">'
