"""What a careful reader says of a sentence, the rules say too."""

import pytest

from statements import tokens
from statements.claims import PLAIN, review
from statements.claims.findings import VERDICTS
from tests.statements.claims.facts import FACTS
from tests.statements.claims.table import EVERYTHING

pytestmark = pytest.mark.once


def read(text, **facts):
    """The Sentences of a text on FACTS, with these in their places; None takes one out."""
    known = {key: fact for key, fact in {**FACTS, **facts}.items() if fact is not None}
    written = {"title": "", "lead": text, "sections": []}
    return review(written, tokens.values(written, known, "lay"), known)


def verdict(text, **facts):
    found = [sentence.verdict for sentence in read(text, **facts)]
    return max(found, key=VERDICTS.index, default=PLAIN)


@pytest.mark.parametrize(
    ("text", "expected", "facts"),
    [pytest.param(*row[:3], id=f"{row[0]} {list(row[2])}") for row in EVERYTHING],
)
def test_a_sentence_gets_the_verdict_of_a_careful_reader(text, expected, facts):
    assert verdict(text, **facts) == expected


def test_the_table_says_how_well_the_first_run_did(figure):
    misses = sum(len(row) == 4 for row in EVERYTHING)
    figure(f"claims: {len(EVERYTHING)} sentences with facts, {misses} wrong in the first run")
