"""A review is quick, and no text makes it slow."""

import random
import time

import pytest

from statements.wording import review, rules

pytestmark = pytest.mark.once

LONGEST = 100_000
# What patterns are made of, so that random texts come close to matching.
WORDS = sorted(
    {
        word
        for rule in rules.rulebook().rules
        for example in (*rule.fires, *rule.silent)
        for word in example.split()
    }
)
MARKS = [
    *" \n\r\t.,;:!?()[]|*_#>-+\u2019\"'/@\u00a0\u0301\U0001f512",
    "\r\n\r\n",
    "- ",
    "1. ",
    "a",
    "1",
    "0",
]
SEEDS = [
    *("no ", "may have been ", "a", ", ", "(", "((a) ", "| a ", "a.", "1-", "a@a.", "take-", "1 "),
    *(
        "risk that is very is low ",
        "not ",
        "www.a.",
        "(1) ",
        "'",
        "a'",
        "1,",
        "A.",
        "\n",
        "> - 1. ",
    ),
    *(
        "prevent the the ",
        "committed to ",
        "is not is not ",
        "May ",
        "\u0301",
        "a\u0301",
        "\U0001f512",
    ),
]


def texts(count, seed):
    """Random and adversarial texts: loose words of the rules, marks, one thing repeated."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        length = LONGEST if number % 50 == 0 else chance.randrange(1, 4_000)
        kind = chance.choice(("words", "marks", "repeated", "mixed"))
        if kind == "repeated":
            seed_text = chance.choice(SEEDS) * chance.choice((1, 1, 3)) + chance.choice(SEEDS)
            yield (seed_text * (length // len(seed_text) + 1))[:length]
            continue
        pool = {"words": WORDS, "marks": MARKS, "mixed": WORDS + MARKS * 8}[kind]
        between = chance.choice((" ", " ", "", "\n"))
        yield between.join(chance.choices(pool, k=length // 5 + 1))[:length]


def slowest(count, seed):
    worst = 0.0
    for text in texts(count, seed):
        began = time.process_time()
        review(text)
        worst = max(worst, time.process_time() - began)
    return worst


def test_no_text_takes_a_second(figure):
    worst = slowest(400, seed=4)
    figure(f"Wording, 400 random and adversarial texts up to 100 KB: slowest {worst:.2f} s")
    assert worst < 1


@pytest.mark.slow
def test_no_text_of_ten_thousand_takes_a_second(figure):
    worst = slowest(10_000, seed=5)
    figure(f"Wording, 10,000 random and adversarial texts up to 100 KB: slowest {worst:.2f} s")
    assert worst < 1


def test_time_grows_with_the_text_and_no_faster():
    """Twice the text, about twice the time: four times would be a pattern that reads it twice."""
    for seed in SEEDS:
        small, large = (seed * (n // len(seed)) for n in (25_000, 100_000))
        assert _seconds(large) < max(12 * _seconds(small), 0.2)


def _seconds(text):
    best = 9.0
    for _ in range(2):
        began = time.process_time()
        review(text)
        best = min(best, time.process_time() - began)
    return best
