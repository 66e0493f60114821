"""What a rule with `check:` looks at beyond its words: small functions, by name.

Each takes the Text, the Rule and the rule's hits in reading order and yields the hits that stay.
They know no word of any language: what they compare with stands in `words` of the rule.
"""

import re

from statements.sentences import PARAGRAPH

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CAPITALS = re.compile(r"([A-Z]{2,})(?:['\u2019]?s)?")
_LONGEST_ACRONYM = 6
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n|\r[ \t]*\r")
_MANY_STEPS = 3


def no_year_near(read, rule, hits):
    """Dates whose year stands neither in their sentence nor in one beside it."""
    for hit in hits:
        first, last = max(0, hit.sentence - 1), min(len(read.sentences) - 1, hit.sentence + 1)
        around = read.text[read.sentences[first].start : read.sentences[last].end]
        if not _YEAR.search(around):
            yield hit


def acronym(read, rule, hits):
    """Words in capitals, neither commonly known nor introduced where they first stand."""
    seen = set(rule.words)
    for hit in hits:
        sentence = read.sentences[hit.sentence]
        number = sentence.number_at(hit.start)
        word = _capitals(read, sentence, number)
        if word.lower() in seen or not 0 < len(word) <= _LONGEST_ACRONYM:
            continue
        if _is_shouted(read, sentence, number):
            continue
        seen.add(word.lower())
        if not _is_introduced(sentence, number):
            yield hit


def crowded(read, rule, hits):
    """The first of many steps for the reader within one paragraph of running text."""
    of_paragraph = {}
    paragraphs = _paragraphs(read)
    for hit in hits:
        if read.sentences[hit.sentence].kind == PARAGRAPH:
            of_paragraph.setdefault(paragraphs[hit.sentence], {})[hit.sentence, hit.start] = hit
    for steps in of_paragraph.values():
        if len(steps) >= _MANY_STEPS:
            yield next(iter(steps.values()))


CHECKS = {"acronym": acronym, "crowded": crowded, "no_year_near": no_year_near}


def _capitals(read, sentence, number):
    """The letters of a word in capitals, "" for others and for parts of a word."""
    if not 0 <= number < len(sentence.words):
        return ""
    at = sentence.offset_of(number)
    start, end = sentence.place(at, at + len(sentence.words[number]) + 1)
    found = _CAPITALS.fullmatch(read.text[start:end])
    is_part = "-" in (read.text[start - 1 : start], read.text[end : end + 1])
    return found[1] if found and not is_part else ""


def _is_shouted(read, sentence, number):
    """Whether a word is in capitals because its neighbours are, as in headings."""
    return any(_capitals(read, sentence, beside) for beside in (number - 1, number + 1))


def _is_introduced(sentence, number):
    """Whether a sentence says "Long Form (LF)" or "LF (long form)"."""
    before = [word for word in sentence.words[max(0, number - 4) : number] if word != '"']
    after = [word for word in sentence.words[number + 1 : number + 5] if word != '"']
    if after[:1] == [")"] and "(" in before:
        return number > 1
    return after[:1] == ["("] and ")" not in after[:3]


def _paragraphs(read):
    """For each sentence the number of its paragraph."""
    numbers, number, end = [], 0, 0
    for sentence in read.sentences:
        number += bool(_BLANK_LINE.search(read.text, end, sentence.start))
        numbers.append(number)
        end = sentence.end
    return numbers
