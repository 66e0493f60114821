"""Invented incidents: exactly the duties, and exactly the letters, a careful reader expects."""

import pytest

from incidents.obligations import loading
from incidents.obligations.applying import applies
from incidents.obligations.variants import variants
from tests.incidents.obligations import inventing
from tests.incidents.obligations.knowing import due, known, shown

pytestmark = pytest.mark.once

TABLE = inventing.incidents()
by_name = pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])


def answers_of(row):
    return inventing.ordinary(row["lives"], **row.get("told", {}))


def found_for(row):
    return {each.key: each for each in applies(loading.current(), answers_of(row))}


def test_there_are_forty_and_each_says_why():
    assert len(TABLE) >= 40
    assert len({row["name"] for row in TABLE}) == len(TABLE)
    assert all(row["why"].endswith(".") for row in TABLE)


@by_name
def test_exactly_these_duties_apply(row):
    found = found_for(row)
    assert sorted(key for key, each in found.items() if each.applies) == sorted(row["applies"])
    for verdict in ("cannot_say", "does_not"):
        for key in row.get(verdict, ()):
            assert found[key].verdict == verdict, (key, found[key].reasons)
    watched = {key for key, each in found.items() if each.watch}
    assert set(row.get("watch", ())) <= watched
    assert not any(found[key].applies for key in watched)


@by_name
def test_what_is_open_is_asked_and_nothing_is_said_without_a_reason(row):
    found = found_for(row).values()
    asked = {id for each in found for id in each.asks}
    assert set(row.get("asks", ())) <= asked
    assert all(each.reasons for each in found)
    assert all(reason.sentence.endswith(".") for each in found for reason in each.reasons)


@by_name
def test_exactly_these_letters_are_needed(row):
    data, answers = loading.current(), answers_of(row)
    letters = variants(data, answers, applies(data, answers))
    expected = sorted(row["letters"], key=lambda letter: letter["places"])
    assert [list(each.jurisdictions) for each in letters] == [each["places"] for each in expected]
    for letter, wanted in zip(letters, expected, strict=True):
        assert set(wanted.get("required", ())) <= letter.required
        assert set(wanted.get("prohibited", ())) <= letter.prohibited
        assert letter.contested == set(wanted.get("contested", ()))
        assert (letter.layout.title if letter.layout else None) == wanted.get("title")
        assert letter.language == wanted.get("language", letter.language)


@by_name
def test_a_deadline_that_the_table_names_is_met_to_the_second(row):
    for key, (event, start, moment) in row.get("due", {}).items():
        assert shown(due(key, known(**{event: start})).strict) == moment
