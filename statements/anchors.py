"""Where words stand in a text as it is written, and where they stand after somebody edited it.

A Span belongs to one text; `moved` takes it through one edit. It stays on its words: what is typed
beside it does not join it, what is deleted of it leaves the rest, and when none of its words is
left there is nowhere to stand. Tokens of facts are whole: nobody points into one.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from statements import redline, tokens

_UNIT = re.compile(rf"{tokens.TOKEN.pattern}|\s+|\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w")
_LEADING, _TRAILING = re.compile(r"[^\w{]*"), re.compile(r"[^\w}]*\Z")
HEADING = ".heading"
# A section that was renamed shares at least this much of its words with what it was.
ALIKE = 0.4
# Fewer words than these found in another part are a coincidence.
MANY = 3


@dataclass(frozen=True)
class Span:
    """From `start` to before `end` in one place: "title", "lead", "0", "0.heading", "1" ...

    One of no length is a point between two words.
    """

    place: str
    start: int
    end: int


def parts(written):
    """{place: text} of a text as it is written, in reading order."""
    found = {"title": written["title"], "lead": written["lead"]}
    for number, section in enumerate(written["sections"]):
        found[f"{number}{HEADING}"] = section["heading"]
        found[str(number)] = section["text"]
    return found


def with_parts(found):
    """The text whose parts these are."""
    count = sum(1 for place in found if place.endswith(HEADING))
    sections = [
        {"heading": found[f"{number}{HEADING}"], "text": found[str(number)]}
        for number in range(count)
    ]
    return {"title": found["title"], "lead": found["lead"], "sections": sections}


def reading_order(span):
    """What to sort spans by, so that they stand as a reader meets them."""
    number, is_heading = span.place.removesuffix(HEADING), span.place.endswith(HEADING)
    first = int(number) if number.isdigit() else {"title": -2, "lead": -1}[number]
    return first, not is_heading, span.start, span.end


def name_of(written, place):
    """What people call a place: "Title", "First lines", or the heading of a section."""
    number = place.removesuffix(HEADING)
    if not number.isdigit():
        return {"title": "Title", "lead": "First lines"}[place]
    sections = written["sections"]
    heading = sections[int(number)]["heading"] if int(number) < len(sections) else ""
    heading = heading or f"Section {int(number) + 1}"
    return f"Heading “{heading}”" if place.endswith(HEADING) else heading


def quoted(written, span):
    """The words a span stands on, as they are written; "" where the text has no such place."""
    return parts(written).get(span.place, "")[span.start : span.end]


def units(text):
    """(start, end) of each word, token, gap and mark of a text, one after the other."""
    return [found.span() for found in _UNIT.finditer(text)]


def words(text):
    """The words and tokens of a text."""
    return [text[a:b] for a, b in units(text) if _WORD.search(text, a, b)]


def widened(text, start, end):
    """(start, end) on whole words and tokens, without the gaps around them; None without a word."""
    inside = [(a, b) for a, b in units(text) if a < end and b > start and not text[a:b].isspace()]
    if not any(_WORD.search(text, a, b) for a, b in inside):
        return None
    return inside[0][0], inside[-1][1]


def moved(old, new, spans):
    """{span: where it stands in `new`, or None when its words are gone}.

    old, new: texts as they are written, before and after one edit.
    """
    before, after = parts(old), parts(new)
    places = _places(old, new)
    ways = {}
    for place in {span.place for span in spans}:
        if (there := places.get(place)) is not None:
            ways[place] = _Way(there, before[place], after[there])
    return {span: _follow(span, ways, before, after) for span in spans}


def _follow(span, ways, before, after):
    way = ways.get(span.place)
    there = way.of(span) if way else None
    if span.start == span.end or span.place not in before:
        return there
    quote = before[span.place][span.start : span.end]
    if there and after[there.place][there.start : there.end] == quote:
        return there
    return _found_again(span, quote, way, before, after) or there


def _found_again(span, quote, way, before, after):
    """Words cut here and pasted there: they must stand once in the whole text, then and now."""
    now = _everywhere(after, quote)
    if len(now) != 1 or _everywhere(before, quote) != [(span.place, span.start)]:
        return None
    [(place, at)] = now
    if len(words(quote)) < MANY and (way is None or place != way.place):
        return None
    return Span(place, at, at + len(quote))


def _everywhere(found, quote):
    return [(place, at) for place, text in found.items() for at in occurrences(text, quote)]


@dataclass(frozen=True)
class _Run:
    """Characters that stayed: from `start` to before `end` in the old, `shift` further now."""

    start: int
    end: int
    shift: int


class _Way:
    """From one part of the old text to what became of it."""

    def __init__(self, place, old, new):
        self.place, self.old, self.new = place, old, new
        self.units = units(old)
        self.words = [(a, b) for a, b in self.units if _WORD.search(old, a, b)]
        self.runs = _runs(old, new)

    def of(self, span):
        if span.start == span.end:
            at = self._point(span.start)
            return None if at is None else Span(self.place, at, at)
        whole = [(a, b) for a, b in self.units if a < span.end and b > span.start]
        if not whole:
            return None
        return self._stretch(whole[0][0], whole[-1][1])

    def _stretch(self, start, end):
        quote = self.old[start:end]
        kept = self._kept(start, end)
        if kept is None:
            return None
        start, end = self._trimmed(kept, quote)
        if self.new[start:end] != quote:
            # Two ways to match the same letters: the one that keeps the words together is right.
            for at in occurrences(self.new, quote):
                if at < end and at + len(quote) > start:
                    start, end = at, at + len(quote)
                    break
        return Span(self.place, start, end)

    def _kept(self, start, end):
        """(start, end) around what is left of a stretch, or None where no word is."""
        left = [
            (max(start, run.start) + run.shift, min(end, run.end) + run.shift)
            for run in self.runs
            if run.start < end and run.end > start
        ]
        if _WORD.search(self.old, start, end):
            left = [(a, b) for a, b in left if _WORD.search(self.new, a, b)]
        return (left[0][0], left[-1][1]) if left else None

    def _trimmed(self, kept, quote):
        """Without gaps and marks at an edge where a word stood."""
        start, end = kept
        if not _LEADING.match(quote)[0]:
            start = _LEADING.match(self.new, start, end).end()
        if not _TRAILING.search(quote)[0]:
            end = _TRAILING.search(self.new, start, end).start()
        return start, end

    def _point(self, at):
        """Between the same two words; beside the one that is left; nowhere when both are gone."""
        if self.old == self.new:
            return at
        before = max((b for _, b in self.words if b <= at), default=None)
        after = min((a for a, _ in self.words if a >= at), default=None)
        if before is not None and (left := self._after(before)) is not None:
            here = left + at - before
            return here if self.new[left:here] == self.old[before:at] else left
        if after is not None and (right := self._before(after)) is not None:
            here = right - (after - at)
            return here if here >= 0 and self.new[here:right] == self.old[at:after] else right
        if before is None:
            return 0
        return len(self.new) if after is None else None

    def _after(self, end):
        """Where the word that ended here ends now."""
        return next((end + run.shift for run in self.runs if run.start < end <= run.end), None)

    def _before(self, start):
        """Where the word that began here begins now."""
        return next((start + run.shift for run in self.runs if run.start <= start < run.end), None)


def _runs(old, new):
    """What stayed between two texts, word by word; of very different ones, lines or the ends."""
    if old == new:
        return [_Run(0, len(old), 0)] if old else []
    for unit in (_UNIT, _LINE):
        before, after = ([found[0] for found in unit.finditer(text)] for text in (old, new))
        if (pieces := redline.changes(before, after, redline.MOST_CHANGES)) is not None:
            return _merged(_same(pieces))
    return _ends(old, new)


def _same(pieces):
    here = there = 0
    for piece in pieces:
        size = len(piece.text)
        if piece.kind == redline.SAME:
            yield _Run(here, here + size, there - here)
        here += size if piece.kind != redline.NEW else 0
        there += size if piece.kind != redline.GONE else 0


def _ends(old, new):
    before, after = units(old), units(new)
    heads = zip(before, after, strict=False)
    head = 0
    for one, other in heads:
        if old[slice(*one)] != new[slice(*other)]:
            break
        head = one[1]
    tail = 0
    for one, other in zip(reversed(before), reversed(after), strict=False):
        if old[slice(*one)] != new[slice(*other)] or one[0] < head or other[0] < head:
            break
        tail = len(old) - one[0]
    found = [_Run(0, head, 0), _Run(len(old) - tail, len(old), len(new) - len(old))]
    return [run for run in found if run.start < run.end]


def occurrences(text, quote):
    """Where a quote stands in a text on the edges of words and tokens."""
    at, found = text.find(quote), []
    edges = {0, *(end for _, end in units(text))} if at >= 0 else ()
    while at >= 0:
        if at in edges and at + len(quote) in edges:
            found.append(at)
        at = text.find(quote, at + 1)
    return found


def _places(old, new):
    """{place in the old text: the place it became}, without those that are gone."""
    found = {"title": "title", "lead": "lead"}
    for number, other in sections(old, new).items():
        found[str(number)] = str(other)
        found[f"{number}{HEADING}"] = f"{other}{HEADING}"
    return found


def sections(old, new):
    """{number of a section in the old text: its number in the new}, by heading, then likeness."""
    before, after = _named(old["sections"]), _named(new["sections"])
    found = {number: after[name] for name, number in before.items() if name in after}
    rest = [number for number in before.values() if number not in found]
    free = [number for number in after.values() if number not in found.values()]
    for number in rest:
        alike = {other: _likeness(old, number, new, other) for other in free}
        best = max(alike, key=alike.get, default=None)
        if best is not None and alike[best] >= ALIKE:
            found[number] = best
            free.remove(best)
    return found


def _named(sections):
    """{(heading, nth of that name): number}."""
    seen, named = {}, {}
    for number, section in enumerate(sections):
        nth = seen[section["heading"]] = seen.get(section["heading"], -1) + 1
        named[section["heading"], nth] = number
    return named


def _likeness(old, number, new, other):
    """How much of two sections is the same, by the words in them: 0 to 1."""
    one = set(words(old["sections"][number]["text"]))
    two = set(words(new["sections"][other]["text"]))
    return len(one & two) / max(len(one | two), 1)


@dataclass(frozen=True)
class Hunk:
    """Words to put in the place of others: `was` stands at the span."""

    span: Span
    was: str
    becomes: str


def hunks(old, new):
    """What to change in `old` to get `new`, as Hunks; both have the same sections.

    Changes with fewer than two words between them are one, if no line ends between them.
    """
    before, after = parts(old), parts(new)
    return [
        hunk
        for place, text in before.items()
        if text != after[place]
        for hunk in _hunks(place, text, after[place])
    ]


def _hunks(place, old, new):
    gaps = [(run.start, run.end, run.shift) for run in _runs(old, new)]
    edges = [(0, 0, 0), *gaps, (len(old), len(old), len(new) - len(old))]
    found = []
    for (_, start, shift), (end, _, next_shift) in pairwise(edges):
        was, becomes = old[start:end], new[start + shift : end + next_shift]
        if was != becomes:
            found.append(Hunk(Span(place, start, end), was, becomes))
    return _together(found, old)


def _merged(runs):
    """Runs that touch in both texts are one."""
    found = []
    for run in runs:
        if found and found[-1].end == run.start and found[-1].shift == run.shift:
            run = replace(run, start=found.pop().start)
        found.append(run)
    return found


def _together(found, old):
    """Neighbours a word apart read better as one change."""
    joined = []
    for hunk in found:
        if joined:
            last = joined[-1]
            between = old[last.span.end : hunk.span.start]
            if "\n" not in between and len(words(between)) < 2:
                joined[-1] = Hunk(
                    replace(last.span, end=hunk.span.end),
                    last.was + between + hunk.was,
                    last.becomes + between + hunk.becomes,
                )
                continue
        joined.append(hunk)
    return joined


def applied(written, hunks):
    """The text with each hunk's words in the place of those at its span; none may overlap."""
    found = parts(written)
    numbered = sorted(enumerate(hunks), key=lambda one: (*_edges(one[1]), one[0]), reverse=True)
    for _, hunk in numbered:
        span, text = hunk.span, found[hunk.span.place]
        found[span.place] = text[: span.start] + hunk.becomes + text[span.end :]
    return with_parts(found)


def _edges(hunk):
    return hunk.span.start, hunk.span.end


def overlap(one, other):
    """Whether two spans claim the same words; a point at the edge of a span does not."""
    is_apart = one.end <= other.start or other.end <= one.start
    return one.place == other.place and not is_apart
