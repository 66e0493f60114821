"""How many syllables a word has: the vowels of each piece a hyphenation dictionary divides it into.

Neither does alone. The dictionary never divides a single letter off ("area"), so it counts too few;
vowels alone do not see where two of them part ("create") or an "e" falls silent ("statement").
"""

import re
import unicodedata
from functools import lru_cache

import pyphen

# Longer ones are no words, and must not cost more than one.
_LONGEST = 40
_CACHED = 20_000


class Syllables:
    """The counter of one language, made from the `syllables` of its readability.yaml."""

    def __init__(self, data):
        self._dictionary = pyphen.Pyphen(lang=data["dictionary"])
        self._vowels = re.compile(data["vowels"])
        self._not_vowels = re.compile(data["not_vowels"])
        self._silent_in_a_word = re.compile(data["silent_in_a_word"])
        self._silent_at_the_end = re.compile(data["silent_at_the_end"])
        self._known = {word: count for count, words in data["known"].items() for word in words}
        self.of = lru_cache(_CACHED)(self._of)

    def _of(self, word):
        """The number of syllables of a word, at least one; parts with hyphens are added up."""
        return max(1, sum(self._part(part) for part in _plain(word).split("-") if part))

    def _part(self, word):
        if known := self._known.get(word):
            return known
        bare = word.partition("'")[0][:_LONGEST]
        if known := self._known.get(bare):
            return known
        *pieces, last = self._pieces(bare)
        return sum(self._piece(each, self._silent_in_a_word) for each in pieces) + self._piece(
            last, self._silent_at_the_end
        )

    def _pieces(self, word):
        kept = self._dictionary.hd.cache
        if len(kept) > _CACHED:
            # It keeps every word it ever saw, and people can type new ones all day.
            kept.clear()
        ends = [*self._dictionary.positions(word), len(word)]
        return [word[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def _piece(self, letters, silent):
        letters = self._not_vowels.sub("", letters)
        heard = len(self._vowels.findall(letters))
        return max(1, heard - (heard > 1 and bool(silent.search(letters))))


def _plain(word):
    """A word in small letters without accents, its apostrophes made straight."""
    word = word[: 4 * _LONGEST].replace("\u2019", "'").replace("\u2011", "-").lower()
    return "".join(
        each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each)
    )
