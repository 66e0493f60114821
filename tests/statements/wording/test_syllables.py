"""Words of this genre, each with the syllables people say, and how many of them we get right."""

import pyphen
import pytest
import yaml

from statements.wording.readability import HERE
from statements.wording.syllables import Syllables

pytestmark = pytest.mark.once

DATA = yaml.safe_load((HERE / "en/readability.yaml").read_text(encoding="utf-8"))["syllables"]
SPOKEN = {
    1: """we you your our lost took name date mail phone bank card theft fraud risk call write
        change charge age closed stopped learned reached used changed searched trained locked helped
        blocked these those were have through though while whose months weeks guests""",
    2: """letter notice number password laptop email account address insured stolen broken copied
        system server network clinic patient student parent teacher report police lawyer credit
        alert letters changes charges closes places wanted needed ended started printed restored
        people little careful safety statement payment placement nineteen being really science
        client quiet business every because believe friendly thousand sorry didn't two-step""",
    3: """customer employee hospital medical insurance computer protected company disclosure
        telephone incident attacker criminal example October important remember recover devices
        however whatever another department regular regulate yesterday arrangement management
        envelope government idea area museum radio various serious previous period register
        passenger supplier sensitive employer media tomorrow remainder""",
    4: """security technology January February automatic responsible apology society material
        community electronic misdirected supervisor temporary interruption discovery unusual
        investigate unfortunate appropriate information identify original experience identity
        authorities vulnerable accessible confidential unauthorized certificate military
        secretary immigration""",
    5: """university immediately electricity opportunity possibility investigation verification
        administrator authorization notification unfortunately communication association
        organisation cooperation""",
    6: """responsibility availability identification cybersecurity vulnerability accountability""",
    7: "confidentiality",
}
WORDS = [(word, count) for count, words in SPOKEN.items() for word in words.split()]
KNOWN = {word for words in DATA["known"].values() for word in words}


def _right(count, words):
    return sum(count(word) == said for word, said in words) / len(words)


def test_nine_of_ten_words_have_the_syllables_people_say(figure):
    syllables = Syllables(DATA).of
    hyphens = pyphen.Pyphen(lang=DATA["dictionary"]).positions
    unlisted = [each for each in WORDS if each[0] not in KNOWN]
    ours, by_hyphens = (
        _right(count, WORDS) for count in (syllables, lambda word: len(hyphens(word)) + 1)
    )
    by_rules = _right(syllables, unlisted)
    figure(
        f"syllables right of {len(WORDS)} words: {ours:.1%} "
        f"({by_rules:.1%} of those not listed, {by_hyphens:.1%} by hyphenation alone)"
    )
    assert len(WORDS) >= 200
    assert ours >= by_rules >= 0.9 > by_hyphens


@pytest.mark.parametrize("word", ["", "-", "'", "x", "zzzz", "\u4e2d", "\u0301", "a" * 5000])
def test_every_word_has_a_syllable(word):
    assert Syllables(DATA).of(word) >= 1


def test_accents_and_curly_apostrophes_change_nothing():
    syllables = Syllables(DATA).of
    assert syllables("Café") == syllables("cafe\u0301")
    assert syllables("didn\u2019t") == syllables("didn't") == 2
