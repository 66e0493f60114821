"""However a text is twisted, laying it out ends soon: the worst shapes we know."""

import time

import pytest

from statements.renditions import FORMATS, pdf
from statements.renditions.letter import Section

from .letters import notice
from .reading import opened

pytestmark = pytest.mark.once

FIELD = 20_000  # the most a person can type into one field
SECONDS = 30  # of one processor for 200,000 hostile characters: measured 0.3 to 17
SHAPES = {
    "quotes in quotes": ">" * FIELD,
    "lists in lists": "\n".join("  " * n + "- x" for n in range(190)),
    "a table of one column": "|a|\n|-|\n" + "|b|\n" * (FIELD // 4),
    "a table of many columns": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|b" * 2000 + "|",
    "as many cells as we lay out": "|a" * 12 + "|\n" + "|-" * 12 + "|\n" + ("|b" * 12 + "|\n") * 70,
    "open brackets": "[" * FIELD,
    "open links": "[a](" * (FIELD // 4),
    "open questions": "[[" * (FIELD // 2),
    "stars": "*a **a " * (FIELD // 7),
    "underscores": "_a" * (FIELD // 2),
    "bold words": "**a** " * (FIELD // 6),
    "one word": "x" * FIELD,
    "items": "- x\n" * (FIELD // 4),
    "fences": "```\n" * (FIELD // 4),
    "back-ticks": "".join("`" * n + " " for n in range(1, 199)),
    "words": "word " * (FIELD // 5),
}


def seconds(letter):
    """Processor time for all formats, so that a busy machine changes nothing."""
    before = time.process_time()
    made = [format.render(letter) for format in FORMATS.values()]
    taken = time.process_time() - before
    with opened(made[0]) as document:
        assert len(document.pages) >= 1
    return taken


def test_every_hostile_shape_in_one_letter_is_laid_out_in_bounded_time():
    sections = tuple(Section(name, text[: FIELD // 4]) for name, text in SHAPES.items())
    assert seconds(notice(sections=sections)) < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_ten_full_fields_of_one_shape_are_laid_out_in_bounded_time(name):
    sections = tuple(Section(f"Part {n}", SHAPES[name][:FIELD]) for n in range(10))
    assert seconds(notice(sections=sections)) < SECONDS


def test_more_than_a_letter_can_hold_is_refused_with_a_sentence():
    letter = notice(lead="word " * 300_000)
    with pytest.raises(pdf.RenditionError, match="longer than a letter can be"):
        pdf.render(letter)
