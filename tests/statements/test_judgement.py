"""A sentence about the incident stands on a fact, or counsel lets it stand and all see it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from breachcomm.refusal import Refused
from statements import cases, gate, judgement, operations
from statements.models import Waiver
from tests import factories
from tests.statements.factories import edited, submitted, team, word
from tests.statements.pages import signed_in, url
from tests.statements.test_gate import codes
from tests.statements.test_staleness import count

pytestmark = pytest.mark.django_db
FREE = "We counted 12,400 people."


@pytest.fixture
def people():
    people = team()
    factories.fact(people.incident, "people_affected", count(12_400), by=people.developer)
    return people


@pytest.fixture
def revision(people):
    return edited(submitted(people), by=people.pr, lead=FREE)


def claims(revision):
    return judgement.open_claims(cases.of(revision))


def waive(people, revision, claim=None, *, by=None, reason="It is a name.", **options):
    return operations.waive(
        revision,
        by=by or people.legal,
        claim=(claim or claims(revision)[0]).name,
        reason=reason,
        **{"seen_digest": revision.digest, **options},
    )


def test_a_number_no_fact_is_cited_for_shuts_the_gate(people, revision):
    [blocker] = [b for b in gate.blockers(revision) if b.code == "untraced_claim"]
    assert blocker.place == "First lines"
    assert "12,400 people" in blocker.sentence
    assert blocker.about.suggested(people.incident.known()) == ["people_affected"]


def test_citing_changes_no_word_and_opens_the_gate(people, revision):
    citations = judgement.suggestions(cases.of(revision))
    cited = operations.cite(
        revision, by=people.pr, citations=citations, seen_digest=revision.digest
    )
    assert cited.lead == revision.lead
    assert cited.written["lead"] == "We counted 12,400 people.{people_affected:cite}"
    assert cited.citations.get().fact == people.incident.known()["people_affected"]
    assert codes(cited) == ["no_legal_sign_off", "no_pr_sign_off"]


def test_citing_waits_until_the_text_says_what_is_known(people, revision):
    both = edited(revision, by=people.pr, lead=f"{FREE} {{people_affected:number}} of them wrote.")
    factories.fact(people.incident, "people_affected", count(12_900), by=people.developer)
    cite = [("lead", 0, "people_affected")]
    with pytest.raises(Refused, match="Take over what is known now"):
        operations.cite(both, by=people.pr, citations=cite, seen_digest=both.digest)


@pytest.mark.parametrize("where", [("nowhere", 0), ("lead", 99), ("lead", -1), ("lead", 5)])
def test_a_citation_goes_between_words_and_tokens_of_a_part_there_is(people, revision, where):
    token = edited(revision, by=people.pr, lead="{people_affected:number} of them wrote.")
    cite = [(*where, "people_affected")]
    with pytest.raises(Refused, match="as it did"):
        operations.cite(token, by=people.pr, citations=cite, seen_digest=token.digest)


def test_a_citation_that_is_deleted_shuts_the_gate_again(people, revision):
    cited = edited(revision, by=people.pr, lead=f"{FREE}{{people_affected:cite}}")
    assert claims(cited) == []
    assert [one.code for one in claims(edited(cited, by=people.pr, lead=FREE))] == ["count"]


def test_another_value_contradicts_whether_it_is_cited_or_not(people, revision):
    for cite in ("", "{people_affected:cite}"):
        revision = edited(revision, by=people.pr, lead=f"We counted 13,100 people.{cite}")
        assert codes(revision)[0] == "contradicted_claim"


def test_counsel_lets_a_sentence_stand_for_these_words_and_these_facts(people, revision):
    waive(people, revision)
    assert "untraced_claim" not in codes(revision)
    same_words = edited(revision, by=people.pr, lead=FREE, title="Another title")
    assert "untraced_claim" not in codes(same_words)
    other_words = edited(same_words, by=people.pr, lead="We counted 12,400 people twice.")
    assert "untraced_claim" in codes(other_words)
    back = edited(other_words, by=people.pr, lead=FREE)
    assert "untraced_claim" not in codes(back)
    factories.fact(people.incident, "people_affected", count(13_100), by=people.developer)
    assert "contradicted_claim" in codes(back)


def test_a_waiver_can_be_taken_back(people, revision):
    waive(people, revision)
    [claim] = claims(revision)
    operations.withdraw_waiver(
        revision,
        by=people.legal,
        claim=claim.name,
        reason="It is no name.",
        seen_digest=revision.digest,
    )
    assert "untraced_claim" in codes(revision)
    assert [w.is_withdrawn for w in Waiver.objects.all()] == [False, True]
    waive(people, revision)
    assert "untraced_claim" not in codes(revision)


def test_only_counsel_lets_a_sentence_stand_and_says_why(people, revision):
    for person in (people.pr, people.developer, people.observer, team().legal):
        with pytest.raises(PermissionDenied):
            waive(people, revision, by=person)
    for options in ({"reason": " "}, {"seen_digest": "0" * 64}):
        with pytest.raises(Refused):
            waive(people, revision, **options)
    waive(people, revision)
    with pytest.raises(Refused, match="so already"):
        waive(people, revision)


def test_the_database_takes_no_waiver_of_anybody_else(people, revision):
    def put(by, role):
        with transaction.atomic():
            return Waiver.objects.create(
                revision=revision, sentence=FREE, code="count", reason="So.", by=by, role=role
            )

    for by, role in ((people.pr, "pr"), (people.pr, "legal"), (people.developer, "legal")):
        with pytest.raises(DatabaseError):
            put(by, role)
    assert put(people.legal, "legal").pk


def test_who_signed_before_a_waiver_reads_it_and_signs_again(people, revision):
    word(revision, people.pr)
    waive(people, revision)
    word(revision, people.legal)
    assert codes(revision) == ["waiver_unseen"]
    word(revision, people.pr)
    assert codes(revision) == []
    with pytest.raises(Refused, match="done that already"):
        word(revision, people.pr)


def test_nobody_signs_over_a_waiver_that_did_not_stand_on_their_page(client, people, revision):
    signed_in(client, people.pr)
    seen = {"seen_digest": revision.digest}
    given = waive(people, revision)
    answer = client.post(url("sign_off", revision), seen)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Counsel lets a sentence stand that you had not read." in shown
    assert f'name="seen_waivers" value="{given.pk}"' in shown
    assert "It is a name." in shown
    assert not revision.sign_offs.exists()
    client.post(url("sign_off", revision), {**seen, "seen_waivers": given.pk})
    assert revision.sign_offs.get().by == people.pr


def test_who_waives_has_read_it(people, revision):
    waive(people, revision)
    sign = {"decision": "signed", "seen_digest": revision.digest}
    assert operations.sign_off(revision, by=people.legal, **sign)


def test_the_view_of_sentences_leads_to_every_cure(client, people, revision):
    page = url("statement", revision.statement, "?tab=claims")
    shown = signed_in(client, people.pr).get(page).content.decode()
    assert "Cite People affected" in shown
    assert "Let it stand" not in shown
    shown = signed_in(client, people.legal).get(page).content.decode()
    assert url("waive", revision) in shown
    assert "Read it for signing" not in shown
    assert "read and sign it" not in shown
    observer = signed_in(client, people.observer).get(page).content.decode()
    assert "12,400 people" in observer
    assert "Cite People affected" not in observer


def test_what_a_title_or_a_heading_asserts_shuts_the_gate_and_can_be_waived(
    client, people, revision
):
    section = {"heading": "Passwords of 900 people leaked", "text": "Sign in again."}
    loud = edited(revision, by=people.pr, title="900 people affected", sections=[section])
    told = [b for b in gate.blockers(loud) if b.code == "contradicted_claim"]
    assert [b.place for b in told] == ["Title", "Heading “Passwords of 900 people leaked”"]
    assert not judgement.suggestions(cases.of(loud))[1:]
    page = url("statement", loud.statement, "?tab=claims")
    shown = signed_in(client, people.pr).get(page).content.decode()
    assert f"{url('edit', loud.statement)}#id_title" in shown
    assert f"{url('edit', loud.statement)}#id_heading_0" in shown
    for claim in claims(loud):
        waive(people, loud, claim)
    assert codes(loud) == ["no_legal_sign_off", "no_pr_sign_off"]


def test_of_a_released_text_the_sentences_are_told_and_nothing_is_offered(client, people):
    revision = edited(submitted(people), by=people.pr, lead=f"{FREE}{{people_affected:cite}}")
    for person in (people.legal, people.pr):
        word(revision, person)
    operations.release(revision, by=people.pr, seen_digest=revision.digest)
    factories.fact(people.incident, "people_affected", count(13_100), by=people.developer)
    page = url("statement", revision.statement, "?tab=claims")
    shown = signed_in(client, people.legal).get(page).content.decode()
    assert "1 contradicted" in shown
    assert "below the best estimate of 13,100" in shown
    assert "Every sentence stands on a fact" not in shown
    assert url("waive", revision) not in shown
    assert url("edit", revision.statement) not in shown


def test_citing_on_the_page_saves_a_revision(client, people, revision):
    signed_in(client, people.pr)
    sent = {"seen_digest": revision.digest}
    client.post(url("cite", revision), sent)
    newest = revision.statement.newest()
    assert newest.written["lead"].endswith("{people_affected:cite}")
    client.post(url("cite", revision), sent)
    assert revision.statement.newest() == newest
    bad = {"seen_digest": newest.digest, "place": "lead", "at": "9" * 5, "key": "people_affected"}
    for wrong in (bad, {**bad, "at": 0, "key": "nonsense"}, {**bad, "at": "x"}):
        assert client.post(url("cite", newest), wrong).status_code == 302
        assert revision.statement.newest() == newest


def test_waiving_on_the_page_takes_a_reason_and_shows_it_to_the_other_signer(
    client, people, revision
):
    [claim] = claims(revision)
    sent = {"seen_digest": revision.digest, "claim": claim.name}
    signed_in(client, people.legal)
    assert client.post(url("waive", revision), sent).status_code == 400
    answer = client.post(url("waive", revision), {**sent, "reason": "It is a name."})
    assert answer.status_code == 302
    shown = signed_in(client, people.pr).get(url("sign_off", revision)).content.decode()
    assert "It is a name." in shown
    assert people.legal.name in shown
    assert "No fact is cited for “12,400 people”." in shown


def test_what_stands_behind_words_is_shown_where_they_stand(client, people, revision):
    lead = "{people_affected:sentence} We counted 900 people."
    edited(revision, by=people.pr, lead=lead)
    page = url("statement", revision.statement)
    shown = signed_in(client, people.observer).get(page).content.decode()
    assert 'class="fact fact-long has-about"' in shown
    assert 'class="remark has-about"' in shown
    factories.fact(people.incident, "people_affected", count(13_100), by=people.developer)
    shown = client.get(page).content.decode()
    assert 'class="fact fact-stale fact-long has-about"' in shown
    assert "<del>12,400 people are affected.</del>" in shown


def test_a_fact_that_was_rolled_back_answers_for_no_other(people, revision):
    """SQLite gives its number to the next row: what was judged by it is not the answer any more."""

    def fact(n, **more):
        factories.fact(people.incident, "people_affected", count(n), by=people.developer, **more)
        return claims(revision)[0].verdict

    with transaction.atomic():
        assert fact(13_100) == "contradicted"
        transaction.set_rollback(True)
    assert fact(12_400, basis="Counted again.") == "uncited"
