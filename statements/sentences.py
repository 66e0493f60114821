"""Where one sentence of our Markdown ends and the next begins."""

import re
from dataclasses import dataclass, replace

# Never the end of a sentence, whatever follows.
_NEVER = {
    *("e.g", "i.e", "mr", "mrs", "ms", "dr", "prof", "st", "vs", "cf", "approx", "sec", "art"),
    *("nos", "fig", "ca", "viz", "resp", "incl", "est", "dept"),
}
# The end of a sentence only before a word that begins one.
_MAYBE = {
    *("inc", "ltd", "corp", "co", "llc", "plc", "gmbh", "etc", "a.m", "p.m", "am", "pm", "u.s"),
    *("u.k", "u.s.a", "e.u", "p.o", "d.c", "mio", "mrd", "jr", "sr", "jan", "feb", "mar", "apr"),
    *("jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
}
_STARTERS = re.compile(
    r"(?:we|the|this|that|these|those|it|if|you|your|our|no|none|in|on|at|as|they|there|a|an|when|"
    r"please|someone|somebody|for|to|he|she|up|about|more|nobody|nothing|however|but|and|some|"
    r"names|passwords|attackers?|an?)\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]+[\"'\u201d\u2019)\]*_\u00bb]*(?=\s|\Z)")
_WORD_BEFORE = re.compile(r"[\w.]*\Z")
_INITIAL = re.compile(r"(?:\A|[\s.(])[A-HJ-Z]\Z")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ITEM = re.compile(r"[ \t>]*(?:[-*+\u2022\u2023\u25aa\u25e6]|\d{1,9}[.)])[ \t]+")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_TABLE_RULE = re.compile(r"[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?\Z")
_CELL = re.compile(r"(?:\\.|[^|\\])+")
_LEADING_MARKS = re.compile(r"[\s*_>#|]*")
_TRAILING_MARKS = frozenset(" \t\r\n*_|\u00a0\u202f")
_LETTER = re.compile(r"[^\W_]")
PARAGRAPH, ITEM, HEADING, CELL = "paragraph", "item", "heading", "cell"


@dataclass(frozen=True)
class Span:
    """A stretch of a text that is one sentence; `intro` is the Span whose colon announces it."""

    start: int
    end: int
    kind: str = PARAGRAPH
    intro: "Span | None" = None
    announces: bool = False


def split(text):
    """The Spans of the sentences of a part, in order; text[start:end] begins and ends with words
    or punctuation, never with marks of Markdown or spaces."""
    found, intro = [], None
    for kind, start, end in _blocks(text):
        inside = [replace(span, kind=kind) for span in _in_block(text, start, end)]
        if intro and found[-1] is intro and inside and _is_announced(text, inside[0]):
            found[-1] = intro = replace(intro, announces=True)
        if kind == ITEM:
            inside = [replace(span, intro=intro) for span in inside]
        elif inside:
            intro = inside[-1] if text[: inside[-1].end].endswith(":") else None
        found += inside
    return found


def _is_announced(text, span):
    """Whether a sentence is what a colon before it announces: a list, or a question still open."""
    return span.kind in (ITEM, CELL) or text.startswith("[[", span.start)


def _blocks(text):
    """(kind, start, end) of paragraphs, list items, headings and table cells."""
    kind, start, end = None, 0, 0
    for line in _LINE.finditer(text):
        bare = line[0].rstrip("\r\n")
        opens = _opens(bare, kind)
        if opens is None and kind is not None:
            end = line.start() + len(bare)
            continue
        if kind is not None:
            yield kind, start, end
        kind = None
        if opens == CELL:
            yield from _cells(line.start(), bare)
        elif opens:
            start, end = line.start() + _mark_length(bare, opens), line.start() + len(bare)
            if opens == HEADING:
                yield opens, start, end
            else:
                kind = opens
    if kind is not None:
        yield kind, start, end


def _opens(line, kind):
    """What a line begins: a kind of block, "" for none of them, None where it only goes on."""
    if not line.strip(" \t>"):
        return ""
    if _HEADING.match(line):
        return HEADING
    if _ITEM.match(line):
        return ITEM
    if line.lstrip(" >").startswith("|") or ("|" in line and kind is None):
        return CELL
    if _TABLE_RULE.match(line):
        return ""
    return None if kind else PARAGRAPH


def _mark_length(line, kind):
    pattern = {ITEM: _ITEM, HEADING: _HEADING}.get(kind)
    return pattern.match(line).end() if pattern else 0


def _cells(at, line):
    if _TABLE_RULE.match(line):
        return
    for cell in _CELL.finditer(line):
        yield CELL, at + cell.start(), at + cell.end()


def _in_block(text, start, end):
    at = start
    for found in _END.finditer(text, start, end):
        if found[0].startswith(".") and not _ends(text, at, found, end):
            continue
        yield from _trimmed(text, at, found.end())
        at = found.end()
    yield from _trimmed(text, at, end)


def _ends(text, start, found, end):
    """Whether a full stop ends a sentence, or only an abbreviation or an initial."""
    before = _WORD_BEFORE.search(text, max(start, found.start() - 24), found.start())[0].lower()
    after = text[found.end() : min(end, found.end() + 24)].lstrip(" \t\r\n*_\u00a0\u202f")
    if before in _NEVER or (before == "no" and after[:1].isdigit()):
        return False
    is_initial = _INITIAL.search(text, max(start, found.start() - 3), found.start()) is not None
    if before in _MAYBE or is_initial:
        return not after or (after[0].isupper() and bool(_STARTERS.match(after)))
    return not (before.isdigit() and found.start() - start == len(before))


def _trimmed(text, start, end):
    start = _LEADING_MARKS.match(text, start, end).end()
    while end > start and text[end - 1] in _TRAILING_MARKS:
        end -= 1
    if _LETTER.search(text, start, end):
        yield Span(start, end)
