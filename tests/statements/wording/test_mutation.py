"""No pattern is dead weight: with any one of them taken away its rule hits an example less well."""

from dataclasses import replace

import pytest

from statements.wording import engine
from statements.wording.reading import Text
from statements.wording.rules import languages, rulebook

pytestmark = pytest.mark.once

PATTERNS = [
    (name, rule, number)
    for name in languages()
    for rule in rulebook(name).rules
    for number in range(len(rule.patterns))
]


def hits(rule, book, text):
    """The words one rule alone hits in a text: {(sentence, start, end)}."""
    index = engine.Index([rule])
    read = Text(text, book.proper, book.lexicon.spoken)
    found = [
        hit for number in range(len(read.sentences)) for hit in engine._hits(read, number, index)
    ]
    looked_at = engine._looked_at(read, found, engine.looking([rule]), book)
    return {(hit.sentence, hit.start, hit.end) for hit in engine._joined(looked_at, book.kinds)}


@pytest.mark.parametrize(
    ("language", "rule", "number"),
    PATTERNS,
    ids=[f"{name}-{rule.id}-{number}" for name, rule, number in PATTERNS],
)
def test_without_a_pattern_its_rule_misses_words_of_an_example(language, rule, number):
    left = (*rule.patterns[:number], *rule.patterns[number + 1 :])
    without, book = replace(rule, patterns=left), rulebook(language)
    assert any(hits(without, book, text) != hits(rule, book, text) for text in rule.fires)
