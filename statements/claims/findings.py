"""What a review says: sentences, what each asserts, and whether a recorded fact carries it."""

from dataclasses import dataclass

PLAIN, CARRIED, UNCITED, CONTRADICTED = "plain", "carried", "uncited", "contradicted"
# From best to worst: a sentence is as good as the worst thing it asserts.
VERDICTS = (PLAIN, CARRIED, UNCITED, CONTRADICTED)


@dataclass(frozen=True)
class Finding:
    """One thing a sentence asserts.

    start, end: of the asserting words, in the part as it is read. reason: one sentence for people
    about what is wrong and what would cure it, "" where the words are carried. keys: of the facts
    that carry the words, contradict them, or would carry them if they were cited.
    """

    code: str
    verdict: str
    start: int
    end: int
    words: str
    reason: str = ""
    keys: tuple = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text, its verdict, and the keys of the facts it cites.

    place: "lead", "0", "1" ... start, end: in the part as it is read. source_end: where in the
    part as it is written a `{key:cite}` for this sentence may be inserted.
    """

    place: str
    start: int
    end: int
    source_end: int
    text: str
    verdict: str
    cites: tuple = ()
    findings: tuple = ()

    @property
    def takes_citations(self):
        """Titles and headings are read as they are; facts stand in the text below."""
        return self.place == "lead" or self.place.isdigit()


def worst(findings):
    """The verdict on a sentence that asserts all of these."""
    return max((finding.verdict for finding in findings), key=VERDICTS.index, default=PLAIN)
