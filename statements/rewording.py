"""Other words in the place of those a remark is about: where they stand, and what becomes of them.

Asks no database. Words that a fact or a clause says are not typed here, and cannot be replaced.
"""

import re

from statements import anchors
from statements.anchors import Span
from statements.claims.reading import Part

_BODY = re.compile(r"lead|\d+")
_SENTENCE_BEGINS = re.compile(
    r"(?:\A|[.!?:\u2026][\"')\u201d\u2019*_]*\s+|\n)[\s>*_#-]*(?:\d+[.)]\s+)?\Z"
)
_NEAR = 80
_STRAY = re.compile(r"[ \t\u00a0]*,?[ \t\u00a0]*")
_LONE_END = re.compile(r"[ \t\u00a0]*[.!?]+[ \t\u00a0]*")
_CLOSES = (".", ",", ";", ":", "!", "?", ")")


def source_span(written, values, place, start, end):
    """Where words of a part as read stand in it as written.

    Returns a Span, or None where a fact, a citation or a clause has a part in them.
    """
    text = anchors.parts(written).get(place)
    if text is None:
        return None
    if not _BODY.fullmatch(place):
        return Span(place, start, end)
    for run in Part(text, values or {}, {}, "lay").runs:
        if run.start <= start < run.end:
            if run.token or end > run.end:
                return None
            shift = run.source_start - run.start
            return Span(place, start + shift, end + shift)
    return None


def reworded(written, span, rewrite):
    """The whole source with `rewrite` in the place of a Span; "" takes the words out."""
    parts = anchors.parts(written)
    parts[span.place] = replaced(parts[span.place], span.start, span.end, rewrite)
    return anchors.with_parts(parts)


def replaced(text, start, end, rewrite):
    """A text with other words in the place of text[start:end], capitals and commas put right."""
    before, was, after = text[:start], text[start:end], text[end:]
    opens = bool(_SENTENCE_BEGINS.search(before if len(before) < _NEAR else f"x{before[-_NEAR:]}"))
    if rewrite:
        takes_capital = opens and was[:1].isupper()
        return before + (_capital(rewrite) if takes_capital else rewrite) + after
    if opens:
        lone = _LONE_END.match(after)
        rest = after[(lone or _STRAY.match(after)).end() :]
        return before + (rest if lone else _capital(rest) if was[:1].isupper() else rest)
    return _closed(before, after)


def _capital(words):
    return words[:1].upper() + words[1:]


def _closed(before, after):
    """What stood around words that are gone, with one gap and one comma between."""
    rest = after.lstrip(" \t\u00a0")
    if rest.startswith(_CLOSES):
        before = before.rstrip(" \t\u00a0")
        return before.removesuffix(",") + rest
    if after != rest and before.endswith((" ", "\n", "\u00a0", "(")):
        return before + rest
    return before + after
