"""The letter as a tagged, archival PDF (PDF/UA-1 and PDF/A-3a in one file)."""

import re
from hashlib import sha256

from . import fonts, page

MAX_MARKUP = 1_000_000
# A word that fills several lines costs its length squared: it gets places to break at.
LONG_WORD = re.compile(r"<[^>]*>|(?:&[#\w]+;|[^\s<>&]){200,}")
PIECE = re.compile(r"(?:&[#\w]+;|[^&]){1,40}")
# Columns are as wide as their longest word: an address must not push the others off the page.
CELL = re.compile(r"<t[hd][ >].*?</t[hd]>", re.DOTALL)
LONG_IN_CELL = re.compile(r"<[^>]*>|(?:&[#\w]+;|[^\s<>&]){24,}")
PIECE_IN_CELL = re.compile(r"(?:&[#\w]+;|[^&]){1,12}")
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
    head, body, text = markup.partition("<body")
    text = LONG_WORD.sub(_in_pieces(PIECE), CELL.sub(_cell, body + text))
    markup = head + START.sub(_counting, text)
    identifier = sha256(f"{letter.digest}\0{markup}".encode()).digest()[:16]
    return engine.write(markup, letter.layout, identifier)


def _in_pieces(piece):
    return lambda word: word[0] if word[0].startswith("<") else "<wbr>".join(piece.findall(word[0]))


def _cell(found):
    return LONG_IN_CELL.sub(_in_pieces(PIECE_IN_CELL), found[0])


def _counting(found):
    return f'<ol style="counter-reset: list-item {int(found[1]) - 1}">'
