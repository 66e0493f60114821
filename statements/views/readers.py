"""What a reader makes of a text: the questions it answers, what it must say, how hard it reads."""

from dataclasses import dataclass

GRADE, EASE = 8, 60
SENTENCE = (15, 20)
# From so many words on a sentence is worth naming.
LONG = 25


@dataclass(frozen=True)
class Answer:
    """A question or an element: where it is answered, and the sentence; "" where nowhere."""

    label: str
    where: str = ""
    sentence: str = ""
    why: str = ""

    @property
    def is_there(self):
        return bool(self.sentence)


@dataclass(frozen=True)
class Measure:
    """One figure of readability beside its aim. is_met: None where there is no aim."""

    label: str
    value: str
    aim: str = ""
    is_met: bool | None = None
