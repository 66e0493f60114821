"""The words in a text that stand on no fact: clauses, and what a released text said before."""

from statements import clauses, following


def words_for(statement, written):
    """{token: words} for a source of this statement."""
    return {**following.said_before(statement), **clauses.texts_of(written)}
