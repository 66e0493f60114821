"""What we write ourselves passes our own review: templates, words of facts, clauses."""

import pytest
import yaml

from incidents.facts import CATALOGUE
from incidents.facts.exposure import CATEGORIES, EXPLANATIONS
from incidents.facts.risks import RISKS
from statements import demo, tokens
from statements.audiences import Audience
from statements.drafting import draft_from, reader_of
from statements.following import _OPENING
from statements.wording import review
from statements.wording.required import missing
from tests.incidents.test_facts_wording import canned_sentences
from tests.statements.wording.complete import COMPLETE

pytestmark = pytest.mark.once

DRAFTS = [(name, audience) for name in COMPLETE for audience in Audience]


def drafted(name, audience):
    """The first text from a template, as it reads."""
    facts = COMPLETE[name]
    source = draft_from(facts, audience, reference="INC-2026-0007", organisation="Harbour Sign")
    text = tokens.resolved(source, facts, reader_of(audience))
    sections = (f"## {one['heading']}\n\n{one['text']}" for one in text["sections"])
    return "\n\n".join([f"# {text['title']}", text["lead"], *sections])


def remarks(text):
    return [(remark.rule, remark.text) for remark in review(text).remarks]


@pytest.mark.parametrize(("name", "audience"), DRAFTS)
def test_a_draft_of_a_complete_incident_is_clean_and_easy(name, audience):
    text = drafted(name, audience)
    found = review(text).readability
    assert "[[" not in text
    assert found.grade <= 8
    assert found.reading_ease >= 60
    assert remarks(text) == []


def test_every_template_stays_below_the_eighth_grade(figure):
    grades = {
        audience.value: max(review(drafted(name, audience)).readability.grade for name in COMPLETE)
        for audience in Audience
    }
    figure("hardest draft: " + ", ".join(f"{name} {grade}" for name, grade in grades.items()))
    assert max(grades.values()) <= 8


@pytest.mark.parametrize(("name", "audience"), DRAFTS)
def test_a_draft_of_a_complete_incident_says_all_that_its_audience_needs(name, audience):
    found = review(drafted(name, audience))
    assert missing(found.elements, audience.value) == ()


@pytest.mark.parametrize("name", COMPLETE)
def test_the_letter_to_people_answers_their_five_questions(name):
    answers = review(drafted(name, Audience.AFFECTED_PEOPLE)).questions
    assert [question for question, answer in answers.items() if not answer.present] == []


def own_sentences():
    for sentence in canned_sentences():
        yield sentence.replace("{}", "by 6 June 2026" if " more {}" in sentence else "names")
    for category in CATEGORIES.values():
        yield f"The exposed data includes {category.lay}."
        yield f"The exposed data includes {category.technical}."
    for kind in CATALOGUE.values():
        yield f"[[{kind.question}]]"
    yield from (*EXPLANATIONS.values(), *RISKS, *_OPENING.values())


@pytest.mark.parametrize("sentence", sorted(set(own_sentences()) - {""}))
def test_the_words_of_a_fact_raise_no_remark(sentence):
    assert remarks(sentence) == []


def clauses():
    data = yaml.safe_load((demo.FOLDER / "clauses.yaml").read_text(encoding="utf-8"))
    return {one["slug"]: one["text"] for one in data}


@pytest.mark.parametrize("slug", clauses())
def test_a_clause_that_comes_with_the_product_is_clean_and_easy(slug):
    text = clauses()[slug]
    assert remarks(text) == []
    assert review(text).readability.grade <= 8
    assert review(text).readability.reading_ease >= 60
