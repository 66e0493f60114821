"""What people say about wording stays where they said it: in no file, entry, log or other table."""

import secrets

import pytest
from django.apps import apps
from django.urls import reverse

from statements import operations, queue
from statements.models import HouseTerm, WordingPolicy, WordingWaiver
from tests import factories
from tests.statements import house
from tests.statements.factories import edited, submitted, team, word
from tests.statements.pages import outsider, signed_in, url
from tests.trust.test_canary import words_of

pytestmark = pytest.mark.django_db
HOLDERS = (HouseTerm, WordingPolicy, WordingWaiver)
SAID = ("instead", "reason of a term", "reason of a retired term", "policy", "waiver", "taken back")


@pytest.fixture
def canaries():
    return {name: f"canary{secrets.token_hex(8)}" for name in SAID}


@pytest.fixture
def released(canaries):
    """A text that left the house after everything was said about its words that can be."""
    people = team()
    kept = {"kind": "preferred", "instead": canaries["instead"], "severity": "warning"}
    house.term(people.pr, "letter", reason=canaries["reason of a term"], **kept)
    gone = house.term(people.pr, "paper", severity="hint")
    why = canaries["reason of a retired term"]
    operations.retire_term(gone, by=people.legal, reason=why)
    house.weigh(people.legal, severity="hint", reason=canaries["policy"])
    revision = edited(submitted(people), by=people.pr, lead="Keep this letter.")
    house.let_stand(revision, people.pr, reason=canaries["taken back"])
    back = operations.withdraw_remark_waiver
    house.let_stand(revision, people.pr, act=back, reason=canaries["taken back"])
    house.let_stand(revision, people.pr, reason=canaries["waiver"])
    for signer in (people.legal, people.pr):
        word(revision, signer)
    release = operations.release(revision, by=people.pr, seen_digest=revision.digest)
    assert all(queue.run(job.pk) for job in release.jobs.all())
    return release


def hits(canaries, text):
    return [name for name, token in canaries.items() if token in text]


def test_no_other_table_and_no_log_holds_them(canaries, caplog, request):
    caplog.set_level("DEBUG")
    request.getfixturevalue("released")
    for model in apps.get_models(include_auto_created=True):
        text = str(list(model._base_manager.values_list()))
        assert bool(hits(canaries, text)) == (model in HOLDERS), model
    assert hits(canaries, caplog.text) == []


def test_no_file_that_leaves_the_house_holds_them(client, canaries, released):
    signed_in(client, released.pr_user)
    page = client.get(url("release_page", released)).content.decode()
    files = list(released.renditions.all())
    assert len(files) == 3
    for rendition in files:
        address = reverse("statements:download", args=[rendition.pk, file_name(rendition)])
        assert address in page
        answer = client.post(address)
        assert (answer.status_code, hits(canaries, words_of(answer))) == (200, [])
    draft = client.get(url("draft_pdf", released.revision))
    assert hits(canaries, words_of(draft)) == []


def file_name(rendition):
    from statements.views.releases import name_of

    return name_of(rendition, rendition.release)


def test_only_members_read_why_a_remark_may_stand(client, canaries, released):
    statement = url("statement", released.statement, "?tab=wording")
    member = released.statement.incident.members.first()
    assert hits(canaries, words_of(signed_in(client, member).get(statement))) != []
    for person in (outsider("legal"), factories.administrator()):
        signed_in(client, person)
        for address in (statement, url("sign_off", released.revision)):
            assert client.get(address).status_code == 404
        for name in ("house_style", "house_history"):
            page = words_of(client.get(reverse(f"statements:{name}")))
            assert "waiver" not in hits(canaries, page)


def test_house_style_is_for_people_with_a_role(client, canaries, released):
    for name in ("house_style", "house_history"):
        page = reverse(f"statements:{name}")
        assert hits(canaries, words_of(signed_in(client, outsider("observer")).get(page))) != []
        refused = signed_in(client, factories.administrator()).get(page)
        assert (refused.status_code, hits(canaries, words_of(refused))) == (403, [])
