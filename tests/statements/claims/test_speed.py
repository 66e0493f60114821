"""A page shows the claims of a text each time it is opened, so reading them must cost little."""

import time

import pytest

from statements import tokens
from statements.claims import review
from tests.statements.claims.long import MANY_FACTS, long_text

pytestmark = pytest.mark.once


def test_a_thousand_words_are_read_in_a_tenth_of_a_second(figure):
    source = long_text(1_000)
    values = tokens.values(source, MANY_FACTS, "lay")
    review(source, values, MANY_FACTS)
    start = time.process_time()
    found = review(source, values, MANY_FACTS)
    took = 1_000 * (time.process_time() - start)
    words = sum(len(sentence.text.split()) for sentence in found)
    figure(f"claims: {words} words, {len(found)} sentences, {len(MANY_FACTS)} facts: {took:.0f} ms")
    # A budget of 100 ms, with room for a machine that is busy.
    assert took < 400
