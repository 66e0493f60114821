"""The wording review: rules as data, one engine, no Django, no database, no network."""

from statements.wording.elements import both
from statements.wording.engine import remarks
from statements.wording.readability import readability
from statements.wording.remarks import Review
from statements.wording.rules import rulebook
from statements.wording.signs import notice_book


def review(text, language="en", *, standing=None, policy=None, house=()):
    """The Review of one text: its remarks, elements, readability and the reader's questions.

    text: plain text or Markdown. standing, policy and house are those of `engine.remarks`. Offsets
    are in characters of the text as it was given. Raises LookupError where there are no rules for
    the language, and nothing for any text.
    """
    read = rulebook(language).read(text)
    shown, answered = both(read, notice_book(language))
    return Review(
        remarks(read, language, standing=standing, policy=policy, house=house),
        shown,
        readability(text, read.spans, language),
        answered,
    )
