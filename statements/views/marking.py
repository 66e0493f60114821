"""Marks in a text on a page: words a fact carries, claims nothing carries, places people speak of.

A text is Markdown and a mark is a span of it, so a mark may begin in a list and end in bold words.
Two characters that no text can hold (plain_text.py refuses them) stand at its ends while the
Markdown becomes HTML; then the words between them are wrapped, run by run, and never a tag.
"""

import re
from dataclasses import dataclass
from html import escape

from statements.renditions import markdown

_FIRST = 0xF0000
_MOST = 4_000
_ENDS = re.compile("[\U000f0000-\U000fffff]")
_TAG = re.compile(r"(<[^>]*>)")
# What a line may begin with that is not yet a word: marks of lists, headings, quotes, tables.
_BEGINNING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|\|)[ \t]+)*")


@dataclass(frozen=True)
class Mark:
    """A span of a text as read, or a point in it where start == end.

    about: HTML of a template, shown where the focus or the pointer is. name: the id to link to.
    """

    start: int
    end: int
    css: str
    about: str = ""
    name: str = ""


def to_html(text, marks, prefix="mark"):
    """HTML of a text with its marks, out of the allow-list but for the spans put in here.

    A mark that would change a word is left out.
    """
    plain = markdown.to_html(text)
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))[:_MOST]
    if not marks or _ENDS.search(text):
        return plain
    html = _with_ends(text, marks)
    if _ENDS.sub("", html) != plain:
        marks = [mark for mark in marks if _ENDS.sub("", _with_ends(text, [mark])) == plain]
        html = _with_ends(text, marks)
        if _ENDS.sub("", html) != plain:
            return plain
    return _wrapped(html, marks, prefix)


def _with_ends(text, marks):
    """The HTML with the two ends of every mark in it."""
    points = []
    for number, mark in enumerate(marks):
        opening, closing = chr(_FIRST + 2 * number), chr(_FIRST + 2 * number + 1)
        for start, end in _runs(text, mark):
            points.append((start, 1, number, opening))
            points.append((end, 0 if end > start else 1, number + 0.5, closing))
    pieces, at = [], 0
    for place, _, _, end in sorted(points):
        pieces += [text[at:place], end]
        at = place
    return markdown.to_html("".join([*pieces, text[at:]]))


def _runs(text, mark):
    """The parts of a span that lie on one line each, without what only arranges the line."""
    if mark.start == mark.end:
        yield mark.start, mark.end
        return
    at = mark.start
    for line in text[mark.start : mark.end].split("\n"):
        start, end = at, at + len(line)
        if start == 0 or text[start - 1] == "\n":
            start = min(_BEGINNING.match(text, start).end(), end)
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            yield start, end
        at += len(line) + 1


def _wrapped(html, marks, prefix):
    """Every run of words inside the spans of its marks, the innermost mark last."""
    opened, shown, pieces = [], set(), []
    for run in _TAG.split(html):
        if run.startswith("<"):
            pieces.append(run)
            continue
        at = 0
        for found in _ENDS.finditer(run):
            pieces.append(_run(run[at : found.start()], opened, shown, marks, prefix))
            number, is_end = divmod(ord(found[0]) - _FIRST, 2)
            if not is_end:
                opened.append(number)
            elif number in opened:
                if marks[number].start == marks[number].end:
                    pieces.append(_run("", [number], shown, marks, prefix, even_empty=True))
                opened.remove(number)
            at = found.end()
        pieces.append(_run(run[at:], opened, shown, marks, prefix))
    return "".join(pieces)


def _run(words, opened, shown, marks, prefix, *, even_empty=False):
    if not opened or not (words or even_empty):
        return words
    *outer, inner = opened
    html = _span(words, inner, shown, marks, prefix, is_inner=True)
    for number in reversed(outer):
        html = _span(html, number, shown, marks, prefix, is_inner=False)
    return html


def _span(html, number, shown, marks, prefix, *, is_inner):
    """One span. The first of a mark carries its name, the first innermost one what it is about."""
    mark, more, about = marks[number], "", ""
    if mark.name and ("name", number) not in shown:
        shown.add(("name", number))
        more = f' id="{escape(mark.name)}"'
    if mark.about and is_inner and ("about", number) not in shown:
        shown.add(("about", number))
        known_as = f"{prefix}-{number}"
        about = f'<span class="about" role="tooltip" id="{known_as}">{mark.about}</span>'
        more += f' tabindex="0" aria-describedby="{known_as}"'
    css = f"{mark.css} has-about" if about else mark.css
    return f'<span class="{escape(css)}"{more}>{html}{about}</span>'
