"""A text as the rules see it: sentences of plain lower-case words that know where they stand."""

import re
from bisect import bisect_left, bisect_right

from statements.sentences import split

# What cannot be said in words becomes one word of its own. The order matters: a URL holds dots.
_SHAPES = (
    ("<url>", r"(?:https?://|www\.)[^\s<>\"')\]]{1,300}"),
    ("<mail>", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
    ("<url>", r"(?<![\w.@-])(?:[a-z0-9-]{2,63}\.){1,4}(?:com|org|net|gov|edu|co\.uk|eu|de|io)"
     r"(?:\.[a-z]{2})?(?:/[^\s<>\"')\]]{0,300})?(?![\w-])"),
    ("<date>", r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?![\d-])"),
    ("", r"(?<!\d)(?:\d{5}-\d{4}|\d{3}-\d{2}-\d{4}|\d{4}\s?[-\u2013]\s?\d{4})(?![\d-])"),
    ("<phone>", r"(?<![\d-])\+?(?:\(\d{1,5}\)[ \u00a0]?)?\d{1,5}(?:[ \u00a0.-]?\(\d{1,5}\))?"
     r"(?:[ \u00a0.-]\d{2,5}){1,4}(?![\d-])"),
    ("<time>", r"\d{1,2}:\d{2}(?!\d)"),
    ("#", r"\d{1,20}(?:[.,]\d{1,20}){0,6}%?"),
)  # fmt: skip
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff"
_WORD = rf"[^\W_\d](?:[\w{_MARKS}]|['\u2019\u02bc](?=[^\W\d_]))*"
_ABBREVIATION = r"(?<![\w.])(?:[^\W\d_]\.){2,5}"
_TOKEN = re.compile(
    "|".join(
        [
            *(f"(?P<s{number}>{shape})" for number, (_, shape) in enumerate(_SHAPES)),
            f"(?P<abbreviation>{_ABBREVIATION})",
            f"(?P<word>{_WORD})",
            r"(?P<mark>[,;:()?!.\"\u201c\u201d\u2013\u2014\u2026/\[\]])",
        ]
    ),
    re.IGNORECASE,
)
_DIGITS_OF_A_PHONE = range(7, 16)
_QUOTES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})
_QUOTES |= str.maketrans({"\u2013": "-", "\u2014": "-", "[": "(", "]": ")"})
# Longer ones are cut where they are: nobody wrote them, and rules must not read them forever.
LONGEST = 150
_LONGEST_WORD = 40


class Sentence:
    """One sentence. `low` is its words and marks, each followed by one space, after one space.

    words: the same as a tuple. kind: as in statements.sentences ("item", "heading" ...).
    """

    __slots__ = ("_ends", "_offsets", "_starts", "end", "index", "kind", "low", "start", "words")

    def __init__(self, tokens, kind):
        self.words = tuple(word for word, _, _ in tokens)
        self._starts = [start for _, start, _ in tokens]
        self._ends = [end for _, _, end in tokens]
        self.start, self.end, self.kind = self._starts[0], self._ends[-1], kind
        self.low = f" {' '.join(self.words)} "
        self._offsets, at = [], 1
        self.index = {}
        for word in self.words:
            self._offsets.append(at)
            self.index.setdefault(word, []).append(at)
            at += len(word) + 1

    def number_at(self, offset):
        """The number of the word at or before an offset of `low`."""
        return bisect_right(self._offsets, offset) - 1

    def offset_of(self, number):
        return self._offsets[number]

    def around(self, start, end):
        """The offsets of `low` of the words on text[start:end]: the way back from `place`."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end) - 1
        return self._offsets[first], self._offsets[last] + len(self.words[last]) + 1

    def place(self, start, end):
        """Where low[start:end], which begins with a word, stands in the text: (start, end)."""
        first = bisect_left(self._offsets, start)
        last = bisect_left(self._offsets, end) - 1
        return self._starts[first], self._ends[max(first, last)]


class Text:
    """A text, its Spans (see statements.sentences) and its Sentences, in reading order."""

    def __init__(self, text, proper=(), spoken=None):
        """proper: words that are others with a capital. spoken: {"can't": ("can", "not")}."""
        self.text, self.proper, self.spoken = text, frozenset(proper), spoken or {}
        self.spans = split(text)
        self.sentences = [one for span in self.spans for one in self._sentences(span)]
        self._starts = [one.start for one in self.sentences]

    def _sentences(self, span):
        tokens = list(self._tokens(span.start, span.end))
        for first in range(0, len(tokens), LONGEST):
            yield Sentence(tokens[first : first + LONGEST], span.kind)

    def _tokens(self, start, end):
        is_first = True
        for found in _TOKEN.finditer(self.text, start, end):
            word = self._word(found, is_first)
            for one in self.spoken.get(word, (word,)):
                yield one, found.start(), found.end()
            is_first = False

    def _word(self, found, is_first):
        kind, word = found.lastgroup, found[0]
        if kind.startswith("s"):
            shape = _SHAPES[int(kind[1:])][0]
            is_phone = sum(map(str.isdigit, word)) in _DIGITS_OF_A_PHONE
            return "#" if shape == "<phone>" and not is_phone else shape or "#"
        if word in self.proper and (not is_first or self._is_before_a_number(found.end())):
            return word
        return word[:_LONGEST_WORD].translate(_QUOTES).lower()

    def _is_before_a_number(self, at):
        return self.text[at : at + 2].strip()[:1].isdigit()

    def sentence_at(self, at):
        """The number of the sentence that covers an offset of the text, or the one before."""
        return max(0, bisect_right(self._starts, at) - 1)
