"""What a careful reader says of a sentence, the rules say too."""

import pytest

from statements import tokens
from statements.claims import PLAIN, review
from statements.claims.findings import VERDICTS
from tests.statements.claims import tables
from tests.statements.claims.facts import FACTS, VARIANTS

pytestmark = pytest.mark.once


def read(text, known=FACTS):
    """The Sentences of a text as it is written."""
    written = {"title": "", "lead": text, "sections": []}
    return review(written, tokens.values(written, known, "lay"), known)


def verdict(text, known=FACTS):
    found = [sentence.verdict for sentence in read(text, known)]
    return max(found, key=VERDICTS.index, default=PLAIN)


@pytest.mark.parametrize("row", tables.EVERYTHING, ids=str)
def test_a_sentence_gets_the_verdict_of_a_careful_reader(row):
    assert verdict(row.say, row.known) == row.verdict


@pytest.mark.parametrize("name", tables.SAMPLES)
def test_a_table_says_how_well_the_first_run_did(name, figure):
    rows = tables.rows(name)
    missed = sum(row.missed for row in rows)
    figure(f"claims, {name} table: {len(rows)} sentences, {missed} wrong in the first run")


def test_no_row_names_facts_that_are_not_there():
    assert {row.facts for row in tables.EVERYTHING} - {""} <= set(VARIANTS)
