"""Every rule says what it is for, and proves it on texts it fires on and texts it lets be."""

import pytest

from statements.wording.engine import remarks
from statements.wording.rules import languages, rulebook

pytestmark = pytest.mark.once

RULES = [(name, rule) for name in languages() for rule in rulebook(name).rules]
NAMED = pytest.mark.parametrize(
    ("language", "rule"), RULES, ids=[f"{name}-{rule.id}" for name, rule in RULES]
)


def hit_by(text, rule, language):
    return rule.id in {
        one for found in remarks(text, language) for one in (found.rule, *found.rules)
    }


@NAMED
def test_a_rule_says_why_and_what_instead(language, rule):
    assert rule.reason.endswith(".")
    assert rule.ask or rule.rewrite is not None
    assert len(set(rule.fires)) >= 3
    assert len(set(rule.silent)) >= 3


@NAMED
def test_a_rule_fires_where_it_must_and_nowhere_else(language, rule):
    assert [text for text in rule.fires if not hit_by(text, rule, language)] == []
    assert [text for text in rule.silent if hit_by(text, rule, language)] == []


def test_no_two_rules_share_a_name():
    names = [(language, rule.id) for language, rule in RULES]
    assert len(names) == len(set(names))
