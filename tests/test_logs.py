"""A database quotes rows back in its errors; the log keeps what was wrong and not the row."""

import logging
import sys

import pytest
from django.db import DataError, Error, IntegrityError, connection, transaction

from breachcomm.logs import LEFT_OUT, Line

SECRET = "zzsecretzz"
# A column that must be filled is not.
ROW = "INSERT INTO axes_accesslog (user_agent, path_info) VALUES (%s, NULL)"


def line_of(error):
    try:
        raise error
    except Exception:
        record = logging.LogRecord("web", 40, __file__, 1, "It failed.", None, sys.exc_info())
    return Line("%(levelname)s %(message)s").format(record)


def test_the_first_line_of_a_database_error_is_kept_and_the_row_is_not():
    line = line_of(IntegrityError(f'violates "one_word"\nDETAIL: contains (1, {SECRET}\n{SECRET})'))
    assert f'IntegrityError: violates "one_word" {LEFT_OUT}' in line
    assert SECRET not in line


def test_a_value_the_database_could_not_read_is_not_quoted():
    error = DataError(f'invalid input for type integer: "{SECRET}"')
    error.sqlstate = "22P02"
    line = line_of(error)
    assert f"DataError: 22P02 {LEFT_OUT}" in line
    assert SECRET not in line


def test_an_error_behind_another_one_is_shortened_too():
    outer = ValueError("The note was not saved.")
    outer.__cause__ = IntegrityError(f"refused\nDETAIL: {SECRET}")
    line = line_of(outer)
    assert "ValueError: The note was not saved." in line
    assert SECRET not in line


def test_every_other_error_is_written_as_it_is():
    assert "ValueError: first\nsecond" in line_of(ValueError("first\nsecond"))


@pytest.mark.django_db
def test_a_real_refusal_does_not_quote_what_was_written():
    with pytest.raises(Error) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROW, [SECRET])
    line = line_of(caught.value)
    assert "axes_accesslog" in line
    assert SECRET not in line
