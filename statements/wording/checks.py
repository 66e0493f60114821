"""What a rule with `check:` looks at beyond its words: small functions, by name.

Each takes the Text, the Rule and the places of the rule's patterns in reading order, and yields
the places that stay: (number of the sentence, start, end), offsets of the sentence's `low`. They
know no word of any language: what they compare with stands in `words` of the rule.
"""

import re
from itertools import pairwise

from statements.sentences import PARAGRAPH

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?=(?:['\u2019]?s)?(?![\w-]))")
_NAME_GOES_ON = re.compile(r"[ \u00a0](?:[A-Z][a-z]+|&)")
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n|\r[ \t]*\r")
_LONGEST_ACRONYM = 6
_MANY_STEPS = 3


def no_year_near(read, rule, places):
    """Dates whose year stands neither in their sentence nor in one beside it."""
    for place in places:
        first, last = max(0, place[0] - 1), min(len(read.sentences) - 1, place[0] + 1)
        around = read.text[read.sentences[first].start : read.sentences[last].end]
        if not _YEAR.search(around):
            yield place


def acronym(read, rule, places):
    """Words in capitals, neither commonly known nor introduced where they first stand."""
    seen = set(rule.words)
    for number, sentence in enumerate(read.sentences):
        found = list(_CAPITALS.finditer(read.text, sentence.start, sentence.end))
        for at, one in enumerate(found):
            word = one[0].lower()
            if word in seen or len(word) > _LONGEST_ACRONYM or _is_no_acronym(read, found, at):
                continue
            start, end = sentence.around(one.start(), one.end())
            # An address or a number may hold capitals, too.
            if not sentence.low.startswith(word, start):
                continue
            seen.add(word)
            if not _is_introduced(sentence.low, start, end):
                yield number, start, end


def crowded(read, rule, places):
    """The first of many steps for the reader within one paragraph of running text."""
    steps, paragraphs = {}, _paragraphs(read)
    for number, start, end in places:
        if read.sentences[number].kind == PARAGRAPH:
            steps.setdefault(paragraphs[number], {})[number, start] = (number, start, end)
    for found in steps.values():
        if len(found) >= _MANY_STEPS:
            yield next(iter(found.values()))


CHECKS = {"acronym": acronym, "crowded": crowded, "no_year_near": no_year_near}


def _is_no_acronym(read, found, at):
    """Whether a word in capitals is shouted, or begins a name such as "GE Capital"."""
    return _is_shouted(read, found, at) or bool(_NAME_GOES_ON.match(read.text, found[at].end()))


def _is_shouted(read, found, at):
    """Whether a word is in capitals because its neighbours are, as in headings."""
    beside = pairwise(found[max(0, at - 1) : at + 2])
    return any(read.text[one.end() : other.start()].isspace() for one, other in beside)


def _is_introduced(low, start, end):
    """Whether a sentence says "Long Form (LF)" or "LF (long form)"."""
    before, after = low[:start].replace('"', " ").split(), low[end:].replace('"', " ").split()
    if after[:1] == [")"] and "(" in before[-3:]:
        return len(before) > 1
    return after[:1] == ["("] and ")" not in after[:3]


def _paragraphs(read):
    """For each sentence the number of its paragraph."""
    numbers, number, end = [], 0, 0
    for sentence in read.sentences:
        number += bool(_BLANK_LINE.search(read.text, end, sentence.start))
        numbers.append(number)
        end = sentence.end
    return numbers
