"""Real incidents, drafted and then learned about: the sentences on the changed fact, no others."""

from collections import Counter
from zlib import crc32

import pytest

from incidents import operations as incidents
from incidents import veris
from incidents.facts import CATALOGUE, Confidence
from incidents.veris_import import CONSOLE, IMPORTED, import_record
from statements import cases, gate, judgement, operations, reading, staleness
from statements.models import Citation
from statements.views import chips
from tests.statements.factories import team
from tests.statements.test_staleness_properties import flagged, fresh, outdated

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return team()


def learn(people, incident, key):
    """What was known of one thing is open again, or open for another reason."""
    standing = incident.known().get(key)
    seen = standing.pk if standing else None
    finding = incidents.Finding(None, Confidence.UNDER_INVESTIGATION, "Dana checks.", seen)
    [fact] = incidents.record_facts(incident, by=people.developer, findings={key: finding}).facts
    return fact


def one_of(keys, incident):
    """Another one for each incident, and the same one every time."""
    return sorted(keys)[crc32(incident.title.encode()) % len(keys)]


def cited_keys(revision):
    found = Citation.objects.filter(revision=revision, fact__isnull=False)
    return set(found.values_list("key", flat=True))


def unused_keys(revision):
    """What the text neither says nor asks; of a group of data any entry may become part."""
    used = set(Citation.objects.filter(revision=revision).values_list("key", flat=True))
    return {key for key in CATALOGUE if key not in used and not key.startswith("exposure.")}


def speaking_of(key, revision):
    """(place, start) of each sentence that cites a fact, as the view "Sentences" has it."""
    return {
        (one.place, one.start)
        for one in judgement.sentences(cases.of(fresh(revision)))
        if key in one.cites
    }


def marked(revision):
    """(place, start) of each sentence with words marked as changed on the page of the text."""
    case = cases.of(fresh(revision))
    stale = staleness.stale(case.revision, case.known, case.citations)
    found = chips.marks(reading.of_case(case, stale), "UTC")
    return {
        (one.place, one.start)
        for one in judgement.sentences(case)
        for mark in found.get(one.place, ())
        if "fact-stale" in mark.css and mark.start <= one.end and one.start <= mark.end
    }


def stale_tokens(revision):
    return flagged(staleness.stale(fresh(revision), revision.statement.incident.known()))


def look(people, incident):
    """Draft the notice, learn something else, then something it says. Returns what was counted."""
    drafted = operations.draft(incident, by=people.pr, audience="affected_people")
    revision = fresh(drafted.newest())
    learn(people, incident, one_of(unused_keys(revision), incident))
    unrelated = len(stale_tokens(revision)) + len(marked(revision))
    key = one_of(cited_keys(revision), incident)
    right = speaking_of(key, revision)
    learn(people, incident, key)
    # An entry of the data may have become part of what another sentence lists.
    right |= speaking_of(key, revision)
    found = marked(revision)
    assert stale_tokens(revision) == sorted(outdated(fresh(revision))) != []
    assert "stale_fact" in [blocker.code for blocker in gate.blockers(fresh(revision))]
    newer = operations.take_new_values(fresh(revision), by=people.legal)
    assert (stale_tokens(newer), marked(newer)) == ([], set())
    return Counter(
        facts=1,
        right=len(found & right),
        unrelated=unrelated + len(found - right),
        missed=len(right - found),
    )


def test_of_every_real_record_the_sentences_on_a_changed_fact_are_flagged(shared, people, figure):
    members = (people.developer, people.legal, people.pr)
    records = list(veris.read_many([str(shared / "data" / "veris" / "dev")]))
    outcomes = [import_record(*record, by=CONSOLE, members=members) for record in records]
    stored = [outcome.incident for outcome in outcomes if outcome.result == IMPORTED]
    seen = sum((look(people, incident) for incident in stored), Counter())
    figure(
        f"VERIS: {len(records)} records, {len(stored)} drafted, {seen['facts']} facts changed, "
        f"{seen['right']} right sentences flagged, {seen['unrelated']} unrelated, "
        f"{seen['missed']} missed"
    )
    assert len(stored) >= 200
    assert (seen["unrelated"], seen["missed"]) == (0, 0)
    assert seen["right"] >= len(stored)
