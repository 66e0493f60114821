"""The little language rules are written in, and the way a text is searched for them.

A pattern is words in lower case, a hyphen as good as a space:

    may|might have been @done      one of two words; `@done` is a list of the lexicon
    out of (an|the)? abundance     parentheses hold alternatives of any length; `?` makes optional
    committed to ~3 security       up to three words of any kind, as few as do
    accessed ~6!@learned on        up to six words, none of which begins what stands behind the `!`
    compromis*  *ed                words that begin, or end, so
    <date> <phone> <mail> <url>    what is no word; `#` is a number, `_` any one word
    ^ please                       only where a sentence begins

In brackets `|` parts phrases. Marks are words too: `,` `;` `:` and, in quotes, `"("` and `"?"`.
A pattern is tried only where a word of its beginning stands, so a text is read in one go.
"""

import re
from dataclasses import dataclass

_PART = re.compile(r"\s*(\"[^\"]+\"\??|\(|\)\??|\||~\d+(?:!@?[\w'-]+)?|[^\s()|]+)")
_ANY = r"[^ ]+ "
MOST_GAPS, WIDEST_GAP = 3, 8
# A gap that bars words ends at the first of them, so it may be wider.
WIDEST_BARRED = 16


class BadPattern(ValueError):
    """A pattern that cannot be read. The message names it and says what is wrong."""


@dataclass(frozen=True)
class Start:
    """How the first word of a match looks: exactly so, or only its beginning or its end."""

    words: frozenset = frozenset()
    stems: frozenset = frozenset()
    endings: frozenset = frozenset()
    is_any: bool = False

    def __or__(self, other):
        return Start(
            self.words | other.words,
            self.stems | other.stems,
            self.endings | other.endings,
            self.is_any or other.is_any,
        )


NOWHERE, ANYWHERE = Start(), Start(is_any=True)


@dataclass(frozen=True)
class _Node:
    """A piece of a pattern: its regular expression, how it may begin, whether it may be empty."""

    regex: str
    start: Start
    is_optional: bool = False


class Pattern:
    """One pattern, ready to be tried at a word of a Sentence."""

    def __init__(self, written, lexicon):
        self.written = written
        node = _Reader(written, lexicon).whole()
        if node.is_optional:
            raise BadPattern(f"“{written}” would match nothing at all.")
        self.start = node.start
        self._match = re.compile(node.regex).match
        self._ending = None
        self._regex = node.regex

    def match_at(self, sentence, offset):
        """The end of the match that begins at this offset of sentence.low, or None."""
        found = self._match(sentence.low, offset)
        return found.end() if found else None

    def is_before(self, sentence, offset):
        """Whether a match ends right before this offset."""
        if self._ending is None:
            self._ending = re.compile(f"{self._regex}\\Z").match
        number = sentence.number_at(offset)
        for first in range(number - 1, max(-1, number - 9), -1):
            if self._ending(sentence.low, sentence.offset_of(first), offset):
                return True
        return False

    def places(self, sentence):
        """Every offset of a sentence where the pattern may begin."""
        start = self.start
        if start.is_any:
            return [at for places in sentence.index.values() for at in places]
        found = [at for word in start.words & sentence.index.keys() for at in sentence.index[word]]
        if start.stems or start.endings:
            stems, endings = tuple(start.stems), tuple(start.endings)
            for word, places in sentence.index.items():
                if word not in start.words and (
                    (stems and word.startswith(stems)) or (endings and word.endswith(endings))
                ):
                    found += places
        return found

    def search(self, sentence):
        """Whether the pattern stands anywhere in a sentence."""
        return any(self.match_at(sentence, at) is not None for at in self.places(sentence))


class Lexicon:
    """The named lists of words of a language: {name: [phrase]}, phrases being patterns.

    spoken: {"cannot": ("can", "not")}, as the text is read too.
    """

    def __init__(self, lists, spoken=None):
        self._lists, self._nodes, self.spoken = lists, {}, spoken or {}

    def beside(self, lists):
        """A Lexicon that knows these lists too, and takes them where both have one."""
        return Lexicon({**self._lists, **lists}, self.spoken)

    def node(self, name):
        if name not in self._lists:
            raise BadPattern(f"There is no list @{name}.")
        if name not in self._nodes:
            self._nodes[name] = None
            self._nodes[name] = _either(
                [_Reader(phrase, self).whole() for phrase in self._lists[name]]
            )
        if self._nodes[name] is None:
            raise BadPattern(f"The list @{name} is made of itself.")
        return self._nodes[name]


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, written, lexicon):
        self.written, self.lexicon = written, lexicon
        self.parts = [part for chunk in _chunks(written) for part in _PART.findall(chunk)]
        self.at = self.gaps = 0

    def whole(self):
        node = self._sequences()
        if self.at < len(self.parts):
            raise BadPattern(f"“{self.written}” closes a bracket that was not opened.")
        if self.gaps > MOST_GAPS:
            raise BadPattern(f"“{self.written}” has more than {MOST_GAPS} gaps.")
        return node

    def _sequences(self):
        """Alternatives up to the end or the closing bracket. In brackets `|` parts phrases."""
        sequences = [[]]
        while self.at < len(self.parts) and not self.parts[self.at].startswith(")"):
            part = self.parts[self.at]
            if part == "|":
                self.at += 1
                sequences.append([])
            else:
                sequences[-1].append(self._piece(part))
        return _either([_sequence(nodes, self.written) for nodes in sequences])

    def _piece(self, part):
        self.at += 1
        if part == "(":
            inner = self._sequences()
            if self.at >= len(self.parts):
                raise BadPattern(f"“{self.written}” does not close a bracket.")
            closing = self.parts[self.at]
            self.at += 1
            return _optional(inner) if closing == ")?" else inner
        if part.startswith("~"):
            return self._gap(*part[1:].partition("!")[::2])
        if part.startswith('"'):
            word = _word(part.rstrip("?")[1:-1] or "?")
            return _optional(word) if part.endswith("?") and part != '"?"' else word
        if part.endswith("?") and len(part) > 1:
            return _optional(self._atom(part[:-1]))
        return self._atom(part)

    def _gap(self, width, barred):
        self.gaps += 1
        widest = WIDEST_BARRED if barred else WIDEST_GAP
        if not 0 < int(width) <= widest:
            raise BadPattern(f"“{self.written}” has a gap wider than {widest} words.")
        none_of = f"(?!{self._atom(barred).regex})" if barred else ""
        return _Node(rf"(?:{none_of}{_ANY}){{0,{width}}}?", ANYWHERE, is_optional=True)

    def _atom(self, part):
        if part.startswith("@"):
            return self.lexicon.node(part[1:])
        if part == "_":
            return _Node(_ANY, ANYWHERE)
        if part == "^":
            return _Node(r"(?<![^ ] )", NOWHERE, is_optional=True)
        if part.endswith("*"):
            stem = part[:-1]
            return _Node(rf"{re.escape(stem)}[^ ]* ", Start(stems=frozenset({stem})))
        if part.startswith("*"):
            ending = part[1:]
            return _Node(rf"[^ ]*{re.escape(ending)} ", Start(endings=frozenset({ending})))
        parts = part.split("-") if len(part) > 1 else [part]
        words = [word for one in parts if one for word in self.lexicon.spoken.get(one, (one,))]
        return _sequence([_word(word) for word in words], self.written)


def _chunks(written):
    """The pieces between spaces that stand in no bracket; `a|b` becomes `(a|b)`."""
    depth, chunk = 0, ""
    for character in f"{written} ":
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character.isspace() and depth == 0:
            is_bare = "|" in chunk and "(" not in chunk
            yield re.sub(r"\A(.+?)(\??)\Z", r"(\1)\2", chunk) if is_bare else chunk
            chunk = ""
        else:
            chunk += character
    yield chunk


def _word(word):
    return _Node(re.escape(f"{word} "), Start(frozenset({word})))


def _optional(node):
    return _Node(f"(?:{node.regex})?", node.start, is_optional=True)


def _sequence(nodes, written):
    """One after the other."""
    if not nodes:
        raise BadPattern(f"“{written}” has an empty alternative.")
    start, is_optional = NOWHERE, True
    for node in nodes:
        start |= node.start
        if not node.is_optional:
            is_optional = False
            break
    return _Node("".join(node.regex for node in nodes), start, is_optional)


def _either(nodes):
    """Any of them; the longest words first do not matter, for a word ends with its space."""
    if len(nodes) == 1:
        return nodes[0]
    start = NOWHERE
    for node in nodes:
        start |= node.start
    regex = f"(?:{'|'.join(node.regex for node in nodes)})"
    return _Node(regex, start, any(node.is_optional for node in nodes))
