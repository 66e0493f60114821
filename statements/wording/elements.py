"""Which of the things a notice must say it says, and the sentence that says each."""

from statements.wording.engine import holds
from statements.wording.remarks import Element
from statements.wording.signs import notice_book

ABSENT = Element(False)


def elements(read, book=None):
    """{name: Element} for every element of a book, at the first sentence of a Text that shows it.

    read: a Text. book: a NoticeBook, English unless given. Asks no database and never raises.
    """
    return both(read, book)[0]


def questions(read, book=None):
    """{name: Element} for the reader's five questions, each with the sentence that answers it."""
    return both(read, book)[1]


def both(read, book=None):
    """(elements, questions) of a Text, read once."""
    book = book or notice_book()
    found = _found(read, book)
    shown = {name: found.get(("elements", name), ABSENT) for name in book.elements}
    answered = {
        name: found.get(("questions", name)) or _first(shown[one] for one in asked.by)
        for name, asked in book.questions.items()
    }
    return shown, answered


def _first(answers):
    return next((one for one in answers if one.present), ABSENT)


def _found(read, book):
    """{key: Element} of all that a Text shows. A question shows nothing."""
    found = {}
    for number, sentence in enumerate(read.sentences):
        if _is_question(sentence):
            continue
        for word, places in sentence.index.items():
            for sign, pattern in book.index.of(word):
                if sign.key not in found and _shows(read, number, sign, pattern, places):
                    found[sign.key] = Element(True, sentence.start, sentence.end)
    return found


def _is_question(sentence):
    """A number somebody took out of the copy, such as 1-???-????, makes none."""
    return sentence.words[-1] == "?" and " # ? " not in sentence.low


def _shows(read, number, sign, pattern, places):
    sentence = read.sentences[number]
    for start in places:
        end = pattern.match_at(sentence, start)
        if (
            end is not None
            and _opens(sentence, sign, start)
            and holds(read, number, sign, start, end)
            and _stands_where_it_must(read, number, sign)
        ):
            return True
    return False


def _opens(sentence, sign, start):
    return not sign.opens or start == 1 or any(one.is_before(sentence, start) for one in sign.opens)


def _stands_where_it_must(read, number, sign):
    if not all(one.is_met(read, number) for one in sign.near):
        return False
    if any(one.is_met(read, number) for one in sign.not_near):
        return False
    sentence = read.sentences[number]
    text = read.text[sentence.start : sentence.end].lower()
    if sign.hosts and not any(host in text for host in sign.hosts):
        return False
    return not any(host in text for host in sign.not_hosts)
