"""What we write ourselves has no errors in its wording: our drafts and the demonstration."""

import pytest
from django.core.management import call_command

from statements import cases, remarking, standing, tokens, whole, wording
from statements.audiences import Audience
from statements.drafting import draft_from, reader_of
from statements.models import HouseTerm, Revision
from tests.incidents.test_facts_wording import FULL
from tests.statements.claims.facts import FACTS


def errors(found):
    return [(one.rule, one.text) for one in found if one.severity == "error"]


@pytest.mark.once
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("facts", [FULL, FACTS, {}], ids=["full", "mixed", "none"])
def test_a_draft_has_no_error_in_view_of_its_facts(facts, audience):
    source = draft_from(facts, audience, reference="INC-2026-0007", organisation="Harbour Sign")
    reader = reader_of(audience)
    values = tokens.values(source, facts, reader)
    stands = standing.standing_of(source, values, facts, reader)
    found = wording.review(whole.of(source, values).text, standing=stands)
    assert errors(found.remarks) == []


@pytest.mark.django_db
def test_the_demonstration_reads_as_it_should_and_keeps_a_house_style(capsys):
    call_command("load_demo")
    for revision in Revision.objects.select_related("statement__incident"):
        found = remarking.of(cases.of(revision)).placed
        assert errors(one.remark for one in found) == [], revision
    assert HouseTerm.objects.live().count() == 3
