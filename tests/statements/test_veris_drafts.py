"""Real incidents, whatever their coder left out, give a first notice that guesses nothing."""

import re

import pytest

from incidents import veris
from incidents.models import Incident
from incidents.veris_import import CONSOLE, IMPORTED, import_record
from statements import tokens
from statements.audiences import Audience
from statements.drafting import draft_from
from statements.gate import PLACEHOLDER

pytestmark = pytest.mark.django_db


def imported(folder):
    """The incidents of every file below `folder`, and how many files were refused."""
    outcomes = [
        import_record(label, raw, by=CONSOLE) for label, raw in veris.read_many([str(folder)])
    ]
    stored = [outcome.incident for outcome in outcomes if outcome.result == IMPORTED]
    assert all(outcome.reason for outcome in outcomes if outcome.result == "refused")
    return stored, len(outcomes)


def notice(incident):
    facts = incident.known()
    source = draft_from(
        facts,
        Audience.AFFECTED_PEOPLE,
        reference=incident.reference,
        organisation=incident.organisation,
    )
    return tokens.resolved(source, facts, "lay")


def words(text):
    return "\n".join([text["title"], text["lead"], *(s["text"] for s in text["sections"])])


def test_every_real_record_becomes_a_notice_with_its_open_questions_marked(shared, capsys):
    stored, read = imported(shared / "data" / "veris" / "dev")
    assert read == 210
    questions = 0
    for incident in Incident.objects.filter(pk__in=[i.pk for i in stored]):
        text = words(notice(incident))
        found = PLACEHOLDER.findall(text)
        assert "[[What happened, in one plain sentence?]]" in found, incident
        assert "[[Whom can people ask?]]" in found, incident
        questions += len(found)
    with capsys.disabled():
        figures = f"{read} records read, {len(stored)} drafted, {questions} open questions"
        print(f"\nVERIS: {figures}")  # noqa: T201 (the figure is what the test is for)


def test_no_prose_and_no_record_count_of_a_file_reaches_the_notice(shared):
    stored, _ = imported(shared / "data" / "veris" / "dev")
    for incident in Incident.objects.filter(pk__in=[i.pk for i in stored]):
        text = words(notice(incident))
        records = incident.known().get("data_records")
        if records and records.value and records.value["best"] > 999:
            assert f"{records.value['best']:,}" not in re.findall(r"[\d,]+", text), incident
        for prose in incident.contributions.filter(text__startswith="Summary in the VERIS file:"):
            _, _, summary = prose.text.partition(": ")
            assert summary[:60] not in text, incident
