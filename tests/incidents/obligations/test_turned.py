"""Each condition by itself: one answer changed, and the verdict follows."""

from pathlib import Path

import pytest
import yaml

from incidents.obligations import loading
from incidents.obligations.applying import applies
from tests.incidents.obligations.inventing import ordinary

pytestmark = pytest.mark.once

ROWS = yaml.safe_load(Path(__file__).with_name("turned.yaml").read_text(encoding="utf-8"))
LETTERS = {"applies": "a", "does_not": "n", "cannot_say": "c"}


def named(row):
    return f"{row['in'][0]}-{row.get('told', {})}-{row.get('number', 20)}"


def letter(found, expected):
    if expected in ("w", "q"):
        assert not found.applies
        return "w" if found.watch else "q"
    return LETTERS[found.verdict]


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_one_answer_turns_the_verdict(row):
    places = row["in"]
    answers = ordinary(
        dict.fromkeys(places, row.get("number", 20)),
        **{"establishments": places, **row.get("told", {})},
    )
    found = {each.key: each for each in applies(loading.current(), answers)}
    expected = row["then"]
    assert {key: letter(found[key], wanted) for key, wanted in expected.items()} == expected
