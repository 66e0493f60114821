"""What a notice says, and where: examples of each element, whole notices, and real ones."""

import time
from pathlib import Path

import pytest
import yaml

from statements.wording.elements import elements, questions
from statements.wording.rules import HERE as RULES
from statements.wording.rules import languages, read_yaml, rulebook
from statements.wording.signs import notice_book

pytestmark = pytest.mark.once

HERE = Path(__file__).parent
NOTICES = yaml.safe_load((HERE / "notices.yaml").read_text(encoding="utf-8"))["notices"]
SENTENCES = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
SOUGHT = [(name, one) for name in languages() for one in notice_book(name).elements.values()]
MEASURED = [one.name for one in notice_book().elements.values() if not one.beyond]
NAMED = pytest.mark.parametrize(
    ("language", "sought"), SOUGHT, ids=[f"{name}-{one.name}" for name, one in SOUGHT]
)


def read(text, language="en"):
    return rulebook(language).read(text)


def shown(text, language="en"):
    found = elements(read(text, language), notice_book(language))
    return [name for name, element in found.items() if element.present]


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_companies_write_are_told_apart(name):
    table = SENTENCES[name]
    assert [text for text in table["shows"] if name not in shown(text)] == []
    assert [text for text in table["shows_not"] if name in shown(text)] == []


class Score:
    """True and false hits over notices. f1: the harmonic mean of both."""

    def __init__(self):
        self.right = self.wrong = self.missed = 0
        self.faults = []

    def add(self, name, text, wanted):
        found = set(shown(text)) & set(MEASURED)
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)
        self.faults += [f"{name}: {one} too many" for one in sorted(found - wanted)]
        self.faults += [f"{name}: no {one}" for one in sorted(wanted - found)]

    @property
    def precision(self):
        return self.right / (self.right + self.wrong)

    @property
    def recall(self):
        return self.right / (self.right + self.missed)

    @property
    def f1(self):
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    def __str__(self):
        return f"precision {self.precision:.2f}, recall {self.recall:.2f}, F1 {self.f1:.2f}"


@NAMED
def test_an_element_says_what_it_is_why_it_counts_and_what_to_write(language, sought):
    assert sought.label
    assert sought.ask.endswith(".")
    assert sought.why.endswith(".")
    assert len(set(sought.shows)) >= 3
    assert len(set(sought.shows_not)) >= 3


@NAMED
def test_an_element_is_seen_where_it_is_and_nowhere_else(language, sought):
    assert [text for text in sought.shows if sought.name not in shown(text, language)] == []
    assert [text for text in sought.shows_not if sought.name in shown(text, language)] == []


def strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in ("label", "ask", "why", "shows", "shows_not"):
                yield from strings(value)
    elif isinstance(data, list):
        for one in data:
            yield from strings(one)


def parts_phrases_bare(pattern):
    """Whether a bar beside a space stands outside all brackets, where it is easy to misread."""
    depth = 0
    for character in pattern:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0 and " " in pattern:
            return True
    return False


def test_bars_that_part_phrases_stand_in_brackets():
    patterns = [
        pattern
        for name in languages()
        for pattern in strings(read_yaml(RULES / name / "elements.yaml"))
    ]
    assert [one for one in patterns if parts_phrases_bare(one)] == []


def test_notices_of_all_kinds_show_what_a_careful_reader_finds_in_them(figure):
    score = Score()
    for notice in NOTICES:
        score.add(notice["name"], notice["text"], set(notice["has"]))
    figure(f"elements of {len(NOTICES)} notices of our own: {score}")
    assert score.f1 >= 0.98, score.faults


def test_real_notices_show_what_their_labels_say(shared, figure):
    folder = shared / "data" / "notices"
    labelled = yaml.safe_load((folder / "labels.yaml").read_text(encoding="utf-8"))["notices"]
    score = Score()
    for notice in labelled:
        text = (folder / notice["file"]).read_text(encoding="utf-8")
        wanted = {name for name, is_there in notice["elements"].items() if is_there}
        score.add(notice["id"], text, wanted)
    figure(f"elements of {len(labelled)} real notices: {score}")
    assert score.f1 >= 0.97, score.faults


def test_an_element_stands_at_the_first_sentence_that_shows_it():
    text = "Dear \U0001f4bb Sam,\r\n\r\n\u00a0We are sorry. A thief came.\n\nAgain, we are sorry."
    found = elements(read(text))["apology"]
    assert text[found.start : found.end] == "We are sorry."


@pytest.mark.parametrize(
    ("old", "new"), [("\n", "\r\n"), (" the ", "\u00a0the "), (". ", ".  \U0001f512 ")]
)
def test_signs_no_reader_minds_change_nothing_but_the_offsets(old, new):
    for notice in NOTICES:
        plain, odd = notice["text"], notice["text"].replace(old, new)
        before, after = elements(read(plain)), elements(read(odd))
        for name, element in before.items():
            words = plain[element.start : element.end].replace(old, new)
            found = after[name]
            assert odd[found.start : found.end].lstrip("\U0001f512 ") == words.lstrip()


def test_what_is_not_there_stands_nowhere():
    found = elements(read("Hello."))
    assert {(one.present, one.start, one.end) for one in found.values()} == {(False, 0, 0)}


def test_a_heading_that_asks_answers_nothing():
    assert shown("What happened? Which measures have we taken? Whom can you call?") == []


def test_an_empty_text_shows_nothing():
    assert shown("") == []


ASKED = """Someone copied our customer list on 3 May 2024. Your name and address were in it.
Please change your password. Call us at 1-800-555-0142."""


def test_the_five_questions_are_answered_by_the_sentences_that_answer_them():
    found = questions(read(ASKED))
    assert {name: ASKED[one.start : one.end] for name, one in found.items()} == {
        "what_happened": "Someone copied our customer list on 3 May 2024.",
        "is_it_me": "Your name and address were in it.",
        "which_data": "Your name and address were in it.",
        "what_now": "Please change your password.",
        "whom_to_ask": "Call us at 1-800-555-0142.",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("is_it_me", "You are receiving this letter because you stayed with us."),
        ("is_it_me", "This affects customers who paid by card in May."),
        ("is_it_me", "We have written to everyone whose data was in the file."),
        ("what_now", "There is nothing you need to do."),
        ("what_now", "You do not need to take any action."),
    ],
)
def test_a_question_may_be_answered_by_what_is_no_element(name, text):
    assert questions(read(text))[name].present


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("is_it_me", "We take security seriously."),
        ("what_now", "We will do what is needed."),
        ("whom_to_ask", "Please contact us."),
    ],
)
def test_a_question_nothing_answers_is_missing(name, text):
    assert not questions(read(text))[name].present


SEEDS = [
    *("1-800-555-0142 ", "1-800-555-0142.\n\n", "on May 3 ", "we on May 3, 2012 ", "in May that "),
    *("www.example.com\n\n", "P.O. Box 12.\n\n", "Equifax at ", "no evidence that ", "names, "),
    *("between May 3 and ", "12 ", "not ", "identity theft ", "learned of ", "? ", "change your "),
]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_of_one_thing_repeated_takes_long(seed):
    text = (seed * (100_000 // len(seed) + 1))[:100_000]
    looked = read(text)
    began = time.process_time()
    elements(looked)
    assert time.process_time() - began < 1


def test_a_thousand_words_take_little_time(figure):
    words = " ".join(notice["text"] for notice in NOTICES).split()
    looked = read(" ".join(words))
    elements(looked)
    took = min(_seconds(looked) for _ in range(5)) * 1_000 / len(words)
    figure(f"elements of 1,000 words: {took * 1_000:.1f} ms")
    assert took < 0.015


def _seconds(looked):
    began = time.process_time()
    elements(looked)
    return time.process_time() - began
