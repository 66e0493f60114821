"""What a reader makes of a text: the questions it answers, what it must say, how hard it reads."""

from dataclasses import dataclass

from statements import anchors
from statements.views.sentences import without_marks
from statements.wording.required import required
from statements.wording.signs import notice_book

GRADE, EASE = 8, 60
MOST = 20
# From so many words on a sentence is worth naming.
LONG = 25


@dataclass(frozen=True)
class Answer:
    """A question or an element, and the sentence that answers it; "" where none does."""

    label: str
    sentence: str = ""
    where: str = ""
    why: str = ""

    @property
    def is_there(self):
        return bool(self.sentence)


@dataclass(frozen=True)
class Measure:
    """One figure beside its aim. is_met says nothing where there is no aim."""

    label: str
    value: str
    aim: str = ""
    is_met: bool = True


@dataclass(frozen=True)
class Reader:
    """All of it for one text. grade: how hard it reads, "" without words. longest: [(words,
    sentence, where)]."""

    grade: str
    questions: list
    elements: list
    measures: list
    longest: list

    @property
    def missing(self):
        return [one for one in self.elements if not one.is_there]

    @property
    def there(self):
        return [one for one in self.elements if one.is_there]

    @property
    def unanswered(self):
        return sum(not one.is_there for one in self.questions)


def of(found, written, statement):
    """The Reader of a Remarking, or None where the language has no review or there is no text."""
    review = found.review
    if review.readability is None:
        return None
    located = _Located(found.text, written)
    book = notice_book(statement.language.partition("-")[0])
    must = required(statement.audience, statement.variant)
    grade = review.readability.grade
    return Reader(
        "" if grade is None else f"grade {grade}",
        [located.answer(book.questions[name], one) for name, one in review.questions.items()],
        [
            located.answer(book.elements[name], one)
            for name, one in review.elements.items()
            if one.present or name in must
        ],
        _measures(review.readability),
        list(_longest(review, located)),
    )


class _Located:
    """Sentences of the whole text and the parts they stand in."""

    def __init__(self, text, written):
        self.text, self.written = text, written

    def sentence(self, start, end):
        """(the words, what people call the part they stand in)."""
        words = without_marks(self.text.text[start:end])
        place, _ = self.text.place_of(start)
        return words, anchors.name_of(self.written, place)

    def answer(self, sought, element):
        said = self.sentence(element.start, element.end) if element.present else ("", "")
        return Answer(sought.label, *said, why=sought.ask)


def _measures(read):
    if not read.words:
        return []
    ease, mean = read.reading_ease, read.mean_sentence
    return [
        Measure("Words", f"{read.words:,}"),
        Measure("Reading time", _minutes(read.minutes)),
        Measure("Grade", str(read.grade), f"{GRADE} or less", read.grade <= GRADE),
        Measure("Reading ease", str(ease), f"{EASE} or more", ease >= EASE),
        Measure("Words in a sentence", str(mean), f"{MOST} or fewer on average", mean <= MOST),
    ]


def _minutes(minutes):
    whole = round(minutes)
    return f"{whole} minutes" if whole > 1 else "about a minute"


def _longest(review, located):
    for start, end, words in review.readability.longest:
        if words >= LONG:
            yield (words, *located.sentence(start, end))
