"""How hard a text is to read: grade, reading ease, lengths, and how long reading takes.

The grade is Flesch-Kincaid (Kincaid, Fishburne, Rogers and Chissom 1975, Navy Research Branch
Report 8-75), the ease is Flesch's (Flesch 1948, Journal of Applied Psychology 32). Both look at two
means, words per sentence and syllables per word, and as Flesch did we take as a word what stands
between spaces. What a writer cannot choose does not count against them:

* A name is one word of one syllable, however long it is: capitals inside a sentence, with numbers
  and "of the" between them. So are a postal address, a date and "Section 1798.82 of the California
  Civil Code". A capital that begins a sentence makes no name, nor do capitals in a sentence of
  which most words have one.
* A number, a telephone number, a URL and an e-mail address are each one word of one syllable.
* Headings count for nothing. Words without an end mark, such as "Dear Ms Smith," or a short item
  of a list, count for the length of words. For the length of sentences they count from ten words
  on, so that a column of fragments does not make long sentences look shorter.
"""

import heapq
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from statements.sentences import HEADING, split
from statements.wording.syllables import Syllables

HERE = Path(__file__).parent
# A stretch without an end mark is read as a sentence from so many words on.
FRAGMENT_BELOW = 10
LONGEST_NAMED = 3
_CHUNK = re.compile(r"\S+")
_PARTS = re.compile(r"[^\u2013\u2014/]+")
_WORDY = re.compile(r"[^\W_]")
_BEFORE = re.compile(r"[\W_]*")
_AFTER = re.compile(r"[\W_]+\Z")
_ENDS = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]*_]*\Z")
_MOSTLY_CAPITALS, _ENOUGH_TO_TELL = 0.75, 6
# So many words back, a number makes the name an address or a date, which commas do not part.
_NEAR = 8
NAME, NUMBER, OTHER = "name", "number", "other"


@dataclass(frozen=True)
class Readability:
    """How a text reads.

    words: all words, as between spaces; sentences: those that count. grade: school years in the
    United States, one decimal; reading_ease: 0 (hard) to 100 (easy), beyond both for odd texts,
    one decimal. mean_sentence: words; mean_word: syllables; one and two decimals. minutes: to read
    it silently, one decimal. longest: up to three (start, end, words), the longest sentence first;
    text[start:end] is the sentence. Without words all are None or 0, and longest is empty.
    """

    words: int = 0
    sentences: int = 0
    grade: float | None = None
    reading_ease: float | None = None
    mean_sentence: float | None = None
    mean_word: float | None = None
    minutes: float = 0.0
    longest: tuple = ()


def readability(text, spans=None, language="en"):
    """The Readability of a text.

    text: plain text or Markdown. spans: what statements.sentences.split(text) gave, where it is at
    hand. Takes time in proportion to the length of the text. Raises LookupError where nothing is
    known of the language, and nothing for any text.
    """
    known = _language(language)
    read = [_Read(text, span, known) for span in (split(text) if spans is None else spans)]
    read = [one for one in read if one.raw]
    words = sum(one.raw for one in read)
    prose = [one for one in read if one.span.kind != HEADING] or read
    units = sum(one.words for one in prose)
    if not units:
        return Readability()
    sentences = [one for one in prose if one.is_sentence] or prose
    per_sentence = sum(one.words for one in sentences) / len(sentences)
    per_word = sum(one.syllables for one in prose) / units
    longest = heapq.nlargest(LONGEST_NAMED, sentences, key=lambda one: one.raw)
    return Readability(
        words=words,
        sentences=len(sentences),
        grade=known.score("grade", per_sentence, per_word),
        reading_ease=known.score("ease", per_sentence, per_word),
        mean_sentence=round(per_sentence, 1),
        mean_word=round(per_word, 2),
        minutes=round(words / known.words_per_minute, 1),
        longest=tuple((one.span.start, one.span.end, one.raw) for one in longest),
    )


class _Language:
    def __init__(self, data):
        self.formulas = {name: data[name] for name in ("grade", "ease")}
        self.words_per_minute = data["words_per_minute"]
        self.starters, self.within = frozenset(data["starters"]), frozenset(data["within_names"])
        self.syllables = Syllables(data["syllables"]).of

    def score(self, name, per_sentence, per_word):
        formula = self.formulas[name]
        score = formula["sentence"] * per_sentence + formula["word"] * per_word
        return round(score + formula["base"], 1)


@cache
def _language(language):
    path = HERE / language / "readability.yaml"
    if path not in HERE.glob("*/readability.yaml"):
        raise LookupError(f"Nothing is known of how “{language}” reads.")
    return _Language(yaml.safe_load(path.read_text(encoding="utf-8")))


class _Read:
    """One sentence with its counts. raw: words as between spaces; words, syllables: as they
    count, a name being one of each."""

    __slots__ = ("is_sentence", "raw", "span", "syllables", "words")

    def __init__(self, text, span, known):
        self.span = span
        words = list(_words(text[span.start : span.end]))
        self.raw = len(words)
        self.words = self.syllables = 0
        for group in _groups(words, known):
            self.words += 1
            is_plain = group[0].kind == OTHER
            self.syllables += known.syllables(group[0].bare) if is_plain else 1
        ends = _ENDS.search(text, max(span.start, span.end - 12), span.end)
        self.is_sentence = span.kind != HEADING and (bool(ends) or self.raw >= FRAGMENT_BELOW)


class _Word:
    """bare: without marks around it. opens: it begins a quotation or a bracket, or follows a
    colon, so that a capital says nothing. closes: the mark behind it, if any."""

    __slots__ = ("bare", "closes", "kind", "opens")

    def __init__(self, written, follows):
        start, closing = _BEFORE.match(written).end(), _AFTER.search(written)
        self.bare = written[start : closing.start() if closing else None]
        self.closes = closing[0] if closing else ""
        self.opens = start > 0 or follows.endswith(":")
        self.kind = _kind(self.bare)


def _kind(bare):
    if any(map(str.isdigit, bare)) or "@" in bare or "://" in bare or bare.startswith("www."):
        return NUMBER
    return NAME if bare[0].isupper() and bare[:2] not in ("I", "I'", "I\u2019") else OTHER


def _words(sentence):
    """The words of a sentence. Dashes and slashes part words, except in a URL."""
    closes = ""
    for chunk in _CHUNK.findall(sentence):
        whole = "@" in chunk or "://" in chunk or chunk.startswith("www.")
        for part in [chunk] if whole else _PARTS.findall(chunk):
            if _WORDY.search(part):
                word = _Word(part, closes)
                closes = word.closes
                yield word


def _groups(words, known):
    """Words that count as one: each by itself, or all of a name, a date or an address."""
    _unname(words, known)
    group, held = [], []
    for word in words:
        if group and _goes_on(group, held, word):
            group += [*held, word]
            held = []
        elif group and _may_go_on(group, held, word, known):
            held.append(word)
        else:
            yield from _ended(group, held)
            group, held = [word], []
    yield from _ended(group, held)


def _ended(group, held):
    """A group, and the small words that waited for a name to go on, which it did not."""
    return filter(None, [group, *([word] for word in held)])


def _unname(words, known):
    """Take the capital for nothing where it only begins a sentence or all words have one."""
    names = sum(word.kind == NAME for word in words)
    if len(words) >= _ENOUGH_TO_TELL and names > _MOSTLY_CAPITALS * len(words):
        for word in words:
            word.kind = OTHER if word.kind == NAME else word.kind
        return
    for number, word in enumerate(words):
        if word.kind == NAME and (number == 0 or word.opens):
            following = words[number + 1 : number + 2]
            goes_on = following and following[0].kind != OTHER and not word.closes
            if not goes_on or word.bare.lower() in known.starters:
                word.kind = OTHER


def _goes_on(group, held, word):
    """Whether a word belongs to the name, date or address before it."""
    if OTHER in (group[0].kind, word.kind):
        return False
    if held:
        return word.kind == NAME
    closes = group[-1].closes
    has_number = any(one.kind == NUMBER for one in (*group[-_NEAR:], word))
    return closes in ("", ".") or (closes == "," and has_number)


def _may_go_on(group, held, word, known):
    """Whether a word is one of those inside a name, such as the "of" of Bank of Scotland."""
    is_name = any(one.kind == NAME for one in group[-3:])
    closes = (held or group)[-1].closes or word.closes
    return is_name and not closes and word.bare.lower() in known.within
