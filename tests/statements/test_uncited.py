"""Take any one citation away from a text that may go out, and the gate shuts on that sentence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from incidents.operations import Finding, record_facts
from statements import gate, operations, tokens
from statements.claims import CARRIED
from tests.statements.claims.facts import FACTS
from tests.statements.claims.tables import EVERYTHING
from tests.statements.factories import team
from tests.statements.test_staleness_properties import fresh

pytestmark = pytest.mark.django_db
CLAIMS = {"untraced_claim", "contradicted_claim"}


def cites(say):
    return [found for found in tokens.TOKEN.finditer(say) if tokens.is_cite(found[1])]


# Sentences one citation carries, in view of one and the same facts.
CARRIED_BY_ONE = [
    row.say
    for row in EVERYTHING
    if row.verdict == CARRIED and not row.facts and len(cites(row.say)) == 1
]


@pytest.fixture
def people():
    people = team()
    findings = {
        key: Finding(fact.value, fact.confidence, fact.basis or "Logs.")
        for key, fact in FACTS.items()
    }
    record_facts(people.incident, by=people.developer, findings=findings)
    return people


def shut_by(people, statement, said):
    """The claims that shut the gate on a text of these paragraphs."""
    lead, *more = said
    sections = [{"heading": "More", "text": "\n\n".join(more) or "Read on."}]
    newest = statement.newest()
    revision = operations.save_revision(
        statement,
        by=people.pr,
        based_on=newest.number,
        title="A notice to you",
        lead=lead,
        sections=sections,
    )
    return [b.about for b in gate.blockers(fresh(revision)) if b.code in CLAIMS]


def test_there_are_many_sentences_that_one_citation_carries():
    assert len(set(CARRIED_BY_ONE)) >= 100


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(some.data())
def test_without_any_one_of_its_citations_a_text_stays_in_the_house(people, data):
    said = data.draw(some.lists(some.sampled_from(CARRIED_BY_ONE), min_size=1, max_size=5))
    statement = operations.draft(people.incident, by=people.pr, audience="affected_people")
    assert shut_by(people, statement, said) == []
    number = data.draw(some.integers(0, len(said) - 1))
    [cite] = cites(said[number])
    without = said[number][: cite.start()] + said[number][cite.end() :]
    shut = shut_by(people, statement, [*said[:number], without, *said[number + 1 :]])
    assert shut
    assert all(claim.sentence.text in without for claim in shut)
    assert shut_by(people, statement, said) == []
