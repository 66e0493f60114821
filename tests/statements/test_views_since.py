"""When a signature no longer counts: who changed what since, and signing again in view of it."""

import re
from html import unescape

import pytest

from incidents import operations as incidents
from statements import operations
from statements.models import Decision, SignOff
from statements.redline import touched
from tests import factories
from tests.statements import factories as make
from tests.statements.filled import fields
from tests.statements.pages import signed_in, url

pytestmark = pytest.mark.django_db

NEW = "Please read this letter with care."
CHANGED = "“This affected the sign-in service.” is now “This affected the mail service.”"
WITH_FACT = "Please read this. {affected_systems:sentence}"


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def signed(team):
    """A text in review that legal signed."""
    revision = make.submitted(team)
    make.word(revision, team.legal)
    return revision


@pytest.fixture
def with_fact(team):
    """The same, and a fact stands in it."""
    factories.fact(team.incident, "affected_systems", "the sign-in service", by=team.developer)
    operations.submit(make.edited(make.drafted(team), by=team.pr, lead=WITH_FACT), by=team.pr)
    revision = team.incident.statements.get().newest()
    make.word(revision, team.legal)
    return revision


def read(client, person, page):
    """The words on a page for somebody, without its markup."""
    answer = signed_in(client, person).get(page)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", answer.content.decode())).split())


def page(revision, query=""):
    return url("statement", revision.statement, query)


def since(revision):
    return page(revision, "?tab=since")


def colleague(team, role="legal"):
    other = factories.person(role)
    incidents.add_member(team.incident, by=team.legal, person=other)
    return other


def test_a_signer_reads_near_the_gate_who_changed_the_text_since(client, team, signed):
    make.edited(signed, by=team.pr, lead=NEW)
    words = read(client, team.legal, page(signed))
    assert (
        f"Your signature on revision {signed.number} no longer counts: "
        f"{team.pr.name} (PR manager) changed it just now." in words
    )
    assert "See what changed since you signed" in words


def test_the_last_of_several_changes_is_named_with_their_number(client, team, signed):
    second = make.edited(signed, by=team.legal, lead=NEW)
    assert "no longer counts: you changed it just now." in read(client, team.legal, page(signed))
    make.edited(second, by=team.pr, lead="Another.")
    words = read(client, team.legal, page(signed))
    assert f"{team.pr.name} (PR manager) changed it just now, the last of 2 changes since." in words


def test_a_colleague_is_told_whose_signature_of_their_role_it_was(client, team, signed):
    newer, other = make.edited(signed, by=team.pr, lead=NEW), colleague(team)
    words = read(client, other, page(signed))
    mine = f"{team.legal.name}’s signature for your role on revision {signed.number}"
    assert f"{mine} no longer counts" in words
    assert f"{team.legal.name} signed for your role revision {signed.number}." in words
    for told in (since(signed), url("sign_off", newer)):
        assert f"{team.legal.name} signed for your role revision" in read(client, other, told)


def test_nobody_else_is_told(client, team, signed):
    make.edited(signed, by=team.pr, lead=NEW)
    for person in (team.pr, team.developer, team.observer):
        assert "no longer counts" not in read(client, person, page(signed))


def test_a_signature_that_stands_is_not_talked_about(client, team, signed):
    assert "no longer counts" not in read(client, team.legal, page(signed))
    assert "nothing has changed since" in read(client, team.legal, since(signed))


def test_a_word_taken_back_by_its_giver_needs_no_explanation(client, team, signed):
    make.word(signed, team.legal, Decision.WITHDRAWN)
    make.edited(signed, by=team.pr, lead=NEW)
    assert "no longer counts" not in read(client, team.legal, page(signed))
    assert "and that word was taken back" in read(client, team.legal, since(signed))


def test_once_a_colleague_signed_the_newest_text_nothing_lapsed(client, team, signed):
    newer = make.edited(signed, by=team.pr, lead=NEW)
    make.word(newer, colleague(team))
    assert "no longer counts" not in read(client, team.legal, page(signed))


def test_a_release_ends_the_talk_of_lapsed_signatures(client, team):
    release = make.released(team)
    assert "no longer counts" not in read(client, team.legal, page(release))


def test_a_changed_fact_in_the_newest_text_is_named_with_its_words_and_who_recorded_it(
    client, team, with_fact
):
    factories.fact(team.incident, "affected_systems", "the mail service", by=team.developer)
    words = read(client, team.legal, page(with_fact))
    assert f"Your signature on revision {with_fact.number} no longer counts" in words
    assert CHANGED in words
    assert f"Recorded by {team.developer.name} (developer) just now." in words
    told = read(client, team.legal, since(with_fact))
    assert "facts in it have changed since" in told
    assert "This affected the sign-in service. This affected the mail service." in told


def test_a_text_that_only_took_over_facts_says_so_word_by_word(client, team, with_fact):
    factories.fact(team.incident, "affected_systems", "the mail service", by=team.developer)
    newer = operations.take_new_values(with_fact, by=team.pr)
    notice = read(client, team.legal, page(with_fact))
    assert f"{team.pr.name} (PR manager) changed it" in notice
    assert CHANGED in notice
    for told in (since(newer), url("sign_off", newer)):
        words = read(client, team.legal, told)
        assert "Only facts changed: the text itself is as it was written" in words
        assert "This affected the sign-in service. This affected the mail service." in words


def test_a_fact_the_newest_text_does_not_use_any_more_is_not_mentioned(client, team, with_fact):
    make.edited(with_fact, by=team.pr, lead=NEW)
    factories.fact(team.incident, "affected_systems", "the mail service", by=team.developer)
    assert "This affected the mail service." not in read(client, team.legal, since(with_fact))


def test_each_revision_since_is_listed_with_author_reason_and_what_it_touched(client, team, signed):
    second = make.edited(signed, by=team.pr, lead=NEW, reason="Kinder.")
    sections = [*second.sections, {"heading": "Our Thanks", "text": "Thank you."}]
    third = make.edited(second, by=team.legal, lead=NEW, sections=sections)
    for told in (since(third), url("sign_off", third)):
        words = read(client, team.legal, told)
        assert f"You signed revision {signed.number} on" in words
        assert f"Revision {second.number} {team.pr.name} (PR manager)," in words
        assert "“Kinder.”Touched: First lines" in words
        assert f"Revision {third.number} {team.legal.name} (legal counsel)," in words
        assert "Touched: Our Thanks" in words


def test_the_words_are_shown_against_the_text_that_was_signed(client, team, signed):
    second = make.edited(signed, by=team.pr, lead="Something between.")
    third = make.edited(second, by=team.pr, lead=NEW)
    for told in (since(third), url("sign_off", third)):
        shown = signed_in(client, team.legal).get(told)
        [block] = [block for block in shown.context["blocks"] if block.changed]
        assert block.heading == "First lines"
        assert "between" not in "".join(piece.text for piece in block.pieces)


def test_more_than_twenty_revisions_since_are_counted(client, team, signed):
    revision = signed
    for number in range(23):
        revision = make.edited(revision, by=team.pr, lead=f"{NEW} {number}")
    answer = signed_in(client, team.legal).get(since(signed))
    happened = answer.context["happened"]
    assert [save.revision.number for save in happened.saves][-1] == signed.number + 4
    assert all(save.parts == ["First lines"] for save in happened.saves)
    assert b"and 3 earlier ones" in answer.content


@pytest.mark.parametrize("told", [page, since, lambda revision: url("sign_off", revision)])
def test_more_revisions_since_take_no_more_queries(
    client, team, signed, told, django_assert_max_num_queries
):
    revision = make.edited(signed, by=team.pr, lead=NEW)
    signed_in(client, team.legal).get(told(revision))
    with django_assert_max_num_queries(60) as before:
        client.get(told(revision))
    for number in range(25):
        revision = make.edited(revision, by=team.pr, lead=f"{NEW} {number}")
    with django_assert_max_num_queries(len(before)):
        client.get(told(revision))


def test_same_words_in_another_envelope_say_what_changed_around_them(client, team, signed):
    incidents.change_incident(
        team.incident,
        by=team.legal,
        **{**head(team.incident), "organisation": "Ferrante Cloud SE"},
    )
    on_newest = read(client, team.legal, page(signed))
    assert f"Your signature on revision {signed.number} no longer counts" in on_newest
    newer = make.edited(signed, by=team.pr)
    assert newer.number == signed.number + 1
    for told in (since(newer), url("sign_off", newer)):
        words = read(client, team.legal, told)
        assert "Not a word differs from the text that was signed." in words
        assert "The sender’s name: Ferrante Cloud GmbH Ferrante Cloud SE" in words
        assert "Touched not a word" in words


def head(incident):
    names = ("title", "organisation", "organisation_address", "zone", "is_exercise")
    return {name: getattr(incident, name) for name in names}


def test_the_sign_page_shows_the_change_first_and_signs_in_view_of_it(client, team, signed):
    newer = make.edited(signed, by=team.pr, lead=NEW)
    answer = signed_in(client, team.legal).get(url("sign_off", newer))
    shown = answer.content.decode()
    assert shown.index("What changed since revision") < shown.index("The whole text of revision")
    button = f"I have read what changed since revision {signed.number} and sign revision"
    assert f"{button} {newer.number}</button>" in shown
    sent = fields(answer, form="sign")
    assert sent == {"seen_digest": newer.digest, "seen_since": signed.digest}
    assert client.post(url("sign_off", newer), sent).status_code == 302
    assert newer.sign_offs.get().by == team.legal


@pytest.mark.parametrize("seen", ["", "0" * 64, "x" * 65, "\0", None])
def test_a_signature_without_a_look_at_the_change_is_not_taken(client, team, signed, seen):
    newer = make.edited(signed, by=team.pr, lead=NEW)
    sent = {"seen_digest": newer.digest} | ({} if seen is None else {"seen_since": seen})
    answer = signed_in(client, team.legal).post(url("sign_off", newer), sent)
    assert answer.status_code == 400
    assert not newer.sign_offs.exists()
    again = fields(answer, form="sign")
    assert again["seen_since"] == signed.digest
    assert client.post(url("sign_off", newer), again).status_code == 302


def test_a_change_shown_against_an_older_signature_does_not_do(client, team, signed):
    second = make.edited(signed, by=team.pr, lead=NEW)
    third = make.edited(second, by=team.pr, lead="Another.")
    make.word(third, team.legal)
    fourth = make.edited(third, by=team.pr, lead="Yet another.")
    sent = {"seen_digest": fourth.digest, "seen_since": signed.digest}
    assert signed_in(client, team.legal).post(url("sign_off", fourth), sent).status_code == 400
    assert not fourth.sign_offs.exists()


def test_the_digest_of_the_text_is_asked_for_all_the_same(client, team, signed):
    newer = make.edited(signed, by=team.pr, lead=NEW)
    for digest in ("", "0" * 64, signed.digest):
        sent = {"seen_digest": digest, "seen_since": signed.digest}
        answer = signed_in(client, team.legal).post(url("sign_off", newer), sent)
        assert answer.status_code in (400, 409)
    assert SignOff.objects.count() == 1


def test_what_a_revision_touched_is_named_part_by_part(team, signed):
    first, second = signed.sections
    moved = make.edited(signed, by=team.pr, title="Another title", sections=[second, first])
    assert touched(signed, moved) == ["Title", "The order of the sections"]
    shorter = make.edited(moved, by=team.pr, title="Another title", sections=[second])
    assert touched(moved, shorter) == [first["heading"]]
    assert touched(shorter, shorter) == []


def test_no_list_shows_a_signature_as_good_that_no_longer_counts(client, team, with_fact):
    signed = f"Legal counsel signed revision {with_fact.number}"
    words = read(client, team.pr, page(with_fact))
    assert signed in words
    assert "No longer counts" not in words
    factories.fact(team.incident, "affected_systems", "the mail service", by=team.developer)
    words = read(client, team.pr, page(with_fact))
    assert f"{signed}, before a fact in it changed" in words
    assert words.count("No longer counts") == 1


def test_after_the_release_its_signatures_stand_as_they_were_given(client, team, with_fact):
    make.word(with_fact, team.pr)
    operations.release(with_fact, by=team.pr, seen_digest=with_fact.digest)
    factories.fact(team.incident, "affected_systems", "the mail service", by=team.developer)
    words = read(client, team.pr, page(with_fact))
    assert f"Legal counsel signed revision {with_fact.number}" in words
    assert "No longer counts" not in words
    assert "before a fact in it changed" not in words
