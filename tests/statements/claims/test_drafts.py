"""Our own words assert nothing that no fact carries: neither in templates nor in the wording."""

import pytest

from incidents.models import Incident
from statements import tokens
from statements.audiences import Audience
from statements.claims import CONTRADICTED, UNCITED, review
from statements.drafting import draft_from, reader_of
from statements.following import _OPENING
from tests.incidents.test_facts_wording import FULL
from tests.statements.claims.facts import FACTS
from tests.statements.test_veris_drafts import imported


def reviewed(facts, audience):
    source = draft_from(facts, audience, reference="INC-2026-0007", organisation="Harbour Sign")
    reader = reader_of(audience)
    return review(source, tokens.values(source, facts, reader), facts, reader)


def alarms(sentences):
    return [(s.text, s.findings) for s in sentences if s.verdict in (UNCITED, CONTRADICTED)]


@pytest.mark.once
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("facts", [FULL, FACTS, {}], ids=["full", "mixed", "none"])
def test_a_draft_raises_no_alarm(facts, audience):
    assert alarms(reviewed(facts, audience)) == []


@pytest.mark.django_db
def test_no_draft_of_a_real_record_raises_an_alarm(shared, figure):
    stored, read = imported(shared / "data" / "veris" / "dev")
    sentences = []
    for incident in Incident.objects.filter(pk__in=[one.pk for one in stored]):
        known = incident.known()
        for audience in Audience:
            sentences += reviewed(known, audience)
    assert alarms(sentences) == []
    figure(
        f"claims: {len(sentences):,} sentences in {len(Audience)} drafts of each of {len(stored)} "
        f"VERIS files ({read} read): 0 false alarms"
    )


@pytest.mark.once
@pytest.mark.parametrize("opening", _OPENING.values())
def test_what_an_update_says_of_the_text_before_raises_no_alarm(opening):
    given = {
        tokens.PREVIOUS: "1 November 2026",
        "people_affected:said": "“up to 9,000 accounts are affected”",
        "became_aware:said": "“We learned of this on 23 October 2026.”",
    }
    changes = " ".join(
        f"We said: {{{key}:said}} We now know: {{{key}:sentence}}"
        for key in ("people_affected", "became_aware")
    )
    source = {
        "title": "Update",
        "lead": f"{opening} {{summary_lay}}",
        "sections": [{"heading": "What Has Changed", "text": changes}],
    }
    assert alarms(review(source, tokens.values(source, FACTS, "lay", given), FACTS)) == []
