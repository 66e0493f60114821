"""Rules of the house beside those of the language, and classes a house does not want to hear of."""

from statements.wording.engine import Standing, remarks
from statements.wording.patterns import Lexicon, Pattern
from statements.wording.remarks import OFF
from statements.wording.rules import Rule


def house(*terms, severity="warning"):
    return tuple(
        Rule(f"house-{n}", "house", (Pattern(one, Lexicon({})),), "No.", severity=severity)
        for n, one in enumerate(terms)
    )


def said(text, rules, **options):
    found = remarks(text, house=rules, **options)
    return [(one.rule, one.text, one.severity) for one in found if one.kind == "house"]


def test_each_term_is_a_remark_of_its_own_with_its_own_severity():
    rules = (*house("synergy"), *house("x", "leverage synergy", "leverage", severity="error")[1:])
    assert said("We leverage synergy.", rules) == [
        ("house-2", "leverage", "error"),
        ("house-1", "leverage synergy", "error"),
        ("house-0", "synergy", "warning"),
    ]


def test_two_terms_side_by_side_are_not_one_remark():
    assert len(said("Leverage synergy leverage.", house("leverage", "synergy"))) == 3


def test_a_term_is_read_in_every_case_and_never_inside_a_word():
    rules = house("cat*", "dog")
    found = said("CATS, Cat and dogs; a Dog, a bobcat.", rules)
    assert [text for _, text, _ in found] == ["CATS", "Cat", "Dog"]


def test_what_the_house_says_does_not_change_the_rules_of_the_language():
    text = "Somebody may have leveraged it."
    alone = remarks(text)
    assert [one for one in remarks(text, house=house("leverag*")) if one.kind != "house"] == [
        *alone
    ]


def test_a_class_that_is_off_says_nothing_even_where_we_know():
    text = "Names may have been read."

    def known(start, end):
        return Standing(is_known=True)

    assert [one.severity for one in remarks(text, standing=known)] == ["error"]
    assert remarks(text, standing=known, policy={"speculation_hedge": OFF}) == ()
