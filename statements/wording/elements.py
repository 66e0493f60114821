"""Which of the things a notice must say it says, and the sentence that says each."""

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
    found, seen = {}, {}
    for number, sentence in enumerate(read.sentences):
        if not _is_question(sentence):
            seeker = _Seeker(read, number, found, seen)
            for word, places in sentence.index.items():
                for sign, pattern in book.index.of(word):
                    seeker.seek(sign, pattern, places)
    return found


def _is_question(sentence):
    """A number somebody took out of the copy, such as 1-???-????, makes none."""
    return sentence.words[-1] == "?" and " # ? " not in sentence.low


class _Seeker:
    """Seeks signs in one sentence. What holds for the whole of it is asked once for each sign."""

    def __init__(self, read, number, found, seen):
        self.read, self.number, self.found, self.seen = read, number, found, seen
        self.sentence = read.sentences[number]
        self.needed, self.fitting = {}, {}

    def seek(self, sign, pattern, places):
        if sign.key in self.found or not self._has_what_it_needs(sign):
            return
        for start in places:
            end = pattern.match_at(self.sentence, start)
            if end is None or not self._stands_right(sign, start, end):
                continue
            if self._fits(sign):
                self.found[sign.key] = Element(True, self.sentence.start, self.sentence.end)
            return

    def _has_what_it_needs(self, sign):
        if not sign.needs:
            return True
        if id(sign) not in self.needed:
            self.needed[id(sign)] = any(one.search(self.sentence) for one in sign.needs)
        return self.needed[id(sign)]

    def _stands_right(self, sign, start, end):
        sentence = self.sentence
        if sign.opens and start != 1 and not any(p.is_before(sentence, start) for p in sign.opens):
            return False
        if any(one.is_before(sentence, start) for one in sign.not_after):
            return False
        return all(one.match_at(sentence, end) is None for one in sign.not_before)

    def _fits(self, sign):
        if id(sign) not in self.fitting:
            self.fitting[id(sign)] = self._has_company(sign) and self._has_address(sign)
        return self.fitting[id(sign)]

    def _has_company(self, sign):
        if any(one.search(self.sentence) for one in sign.unless):
            return False
        if not all(one.is_met(self.read, self.number, self.seen) for one in sign.near):
            return False
        return not any(one.is_met(self.read, self.number, self.seen) for one in sign.not_near)

    def _has_address(self, sign):
        if not sign.hosts and not sign.not_hosts:
            return True
        text = self.read.text[self.sentence.start : self.sentence.end].lower()
        if sign.hosts and not any(host in text for host in sign.hosts):
            return False
        return not any(host in text for host in sign.not_hosts)
