"""How hits become remarks: joined, weighed, and judged in view of what is known."""

import pytest

from statements.wording.engine import Standing, remarks, worst

pytestmark = pytest.mark.once

DOUBT = "Your name may have been accessed."
NO_EVIDENCE = "We have no evidence of misuse."


def of(text, **more):
    return [(one.rule, one.severity) for one in remarks(text, **more)]


def test_hits_of_one_class_side_by_side_are_one_remark():
    (one,) = remarks("We believe the hacker may have accessed your name.")
    assert one.text == "believe the hacker may have accessed"
    assert set(one.rules) == {"we-believe", "may-have-been"}
    assert one.rewrite is None


def test_what_facts_would_tell_apart_stays_apart():
    text = "There is no evidence that limited information was read."
    assert of(text) == [("no-evidence", "warning"), ("limited", "warning")]
    known = of(text, standing=lambda s, e: Standing(has_basis=True))
    assert known == [("limited", "warning")]


def test_hits_of_two_classes_stay_two():
    kinds = {one.kind for one in remarks("Rest assured, we take your privacy seriously.")}
    assert {"guarantee_absolute", "boilerplate"} <= kinds


def test_a_doubt_is_wrong_where_we_know():
    assert of(DOUBT, standing=lambda s, e: Standing(is_known=True)) == [("may-have-been", "error")]


def test_a_doubt_is_right_while_we_are_looking():
    assert of(DOUBT, standing=lambda s, e: Standing(is_open=True)) == []


def test_a_doubt_about_nothing_on_record_stays_what_it_is():
    assert of(DOUBT) == [("may-have-been", "warning")]
    assert of(DOUBT, standing=lambda s, e: Standing()) == of(DOUBT)


def test_no_evidence_needs_its_basis():
    assert of(NO_EVIDENCE) == [("no-evidence", "warning")]
    assert of(NO_EVIDENCE, standing=lambda s, e: Standing()) == [("no-evidence", "error")]
    assert of(NO_EVIDENCE, standing=lambda s, e: Standing(has_basis=True)) == []


def test_a_guarantee_is_wrong_always():
    known = [Standing(is_known=True), Standing(is_open=True), Standing(has_basis=True)]
    for standing in known:
        assert of("Rest assured.", standing=lambda s, e, one=standing: one) == [("assure", "error")]


def test_facts_are_asked_about_the_sentence_the_remark_stands_in():
    text = f"First of all. {DOUBT} And more."
    asked = []
    of(text, standing=lambda s, e: asked.append(text[s:e]) or Standing())
    assert set(asked) == {DOUBT}


def test_the_house_says_how_grave_a_class_is():
    assert of(DOUBT, policy={"speculation_hedge": "error"}) == [("may-have-been", "error")]
    assert of(DOUBT, policy={"speculation_hedge": "off"}) == []


def test_the_gravest_severity_of_remarks():
    assert worst(remarks(f"{DOUBT} Rest assured.")) == "error"
    assert worst(remarks("We lost a laptop.")) == ""


def test_a_language_without_rules_is_named():
    with pytest.raises(LookupError, match="no rules"):
        remarks("Bonjour.", "fr")
