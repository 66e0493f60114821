"""Threads on words of a text: they follow them, outlive them, and may stand in the way."""

import json
import re
from time import perf_counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from breachcomm.accounts.models import Role
from breachcomm.audit.models import Entry
from breachcomm.refusal import Refused
from incidents import operations as incidents
from incidents import timeline
from statements import desk as reading
from statements import gate, operations
from statements.models import Anchor, Comment, Objection, Suggestion, Thread, ThreadClosing
from tests import factories
from tests.statements import desk
from tests.statements import factories as make
from tests.statements.pages import signed_in, url

pytestmark = pytest.mark.django_db
CARD = desk.TEXT["sections"][0]["text"]
SECRET = "Our exposure under the contract."


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    return desk.written(team)


def test_a_thread_keeps_its_words_and_who_said_what(team, revision):
    thread = desk.talked(revision, by=team.developer, said="Is it free?")
    operations.comment(thread, by=team.pr, text="It is.")
    assert thread.quote == "new card"
    assert [(one.by, one.role, one.text) for one in thread.comments.all()] == [
        (team.developer, "developer", "Is it free?"),
        (team.pr, "pr", "It is."),
    ]


def test_a_thread_stands_on_whole_words_and_quotes_a_fact_as_it_reads(team, revision):
    token = "{became_aware:date}"
    later = make.edited(revision, by=team.pr, **desk.text(lead=f"We knew. {token} Read on."))
    thread = desk.talked(later, "aware:", "lead", by=team.legal)
    assert (thread.end - thread.start, thread.quote) == (
        len(token),
        "[[When did we become aware?]]",
    )


def test_a_thread_follows_its_words_and_is_an_orphan_when_they_are_gone(team, revision):
    thread = desk.talked(revision, by=team.developer)
    turned = [*desk.text(text_0=f"First, sit down.\n\n{CARD}")["sections"]][::-1]
    moved = make.edited(revision, by=team.pr, **desk.text(sections=turned))
    anchor, words = desk.standing(thread)
    assert (anchor.place, words, anchor.revision) == ("1", "new card", moved)
    same = make.edited(moved, by=team.pr, **desk.text(sections=turned, lead="Read on."))
    assert desk.standing(thread)[0] == anchor
    gone = make.edited(same, by=team.pr, **desk.text(text_0="Change your password."))
    assert desk.standing(thread)[0].is_orphan
    [(listed, where)] = reading.open_threads(revision.statement, gone, team.observer)
    assert (listed.quote, where.is_orphan) == ("new card", True)


def test_whoever_acts_speaks_and_nobody_else(team, revision):
    thread = desk.talked(revision, by=team.developer)
    for person in (team.developer, team.legal, team.pr):
        assert operations.comment(thread, by=person, text="Yes.")
    for person in (team.observer, factories.person("pr"), None):
        for act in (
            lambda who: desk.talked(revision, by=who),
            lambda who: operations.comment(thread, by=who, text="Yes."),
            lambda who: operations.close_thread(thread, by=who),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


def test_a_closed_thread_takes_no_comments(team, revision):
    thread = desk.talked(revision, by=team.developer)
    closing = operations.close_thread(thread, by=team.pr, note="It is free.")
    assert Thread.objects.get().closed_by == closing
    for act in (
        lambda: operations.comment(thread, by=team.developer, text="But."),
        lambda: operations.close_thread(thread, by=team.developer),
    ):
        with pytest.raises(Refused, match="closed"):
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.create(thread=thread, text="But.", by=team.pr, role="pr")
    make.edited(revision, by=team.pr, **desk.text(text_0=f"So: {CARD}"))
    assert Anchor.objects.filter(thread=thread).count() == 1


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"said": " "}, "Say what there is to say"),
        ({"quote": ".\n\n"}, "Choose the words"),
        ({"quote": ""}, "Choose the words"),
    ],
)
def test_a_thread_speaks_of_words_and_says_something(team, revision, told, reason):
    with pytest.raises(Refused, match=reason):
        desk.talked(revision, by=team.legal, **told)
    assert not Thread.objects.exists()


def test_a_place_that_is_none_has_no_words(team, revision):
    where = {"place": "7", "start": 0, "end": 5}
    with pytest.raises(Refused, match="Choose the words"):
        operations.open_thread(revision, by=team.legal, text="Hm.", **where)


def test_a_thread_that_objects_blocks_until_it_is_settled(team, revision):
    thread = desk.talked(revision, by=team.developer, said="We send none.", objection=True)
    operations.submit(revision, by=team.pr)
    for person in (team.legal, team.pr):
        make.word(revision, person)
    revision.statement.refresh_from_db()
    [blocker] = gate.blockers(revision)
    assert blocker.code == "open_objection"
    assert blocker.sentence.endswith("objects: We send none.")
    with pytest.raises(Refused, match="closes when the objection is settled"):
        operations.close_thread(thread, by=team.developer)
    with pytest.raises(DatabaseError), transaction.atomic():
        ThreadClosing.objects.create(thread=thread, by=team.developer, role="developer")
    with pytest.raises(PermissionDenied):
        operations.settle(thread.objection, by=team.pr, note="We do.")
    colleague = factories.person(Role.DEVELOPER)
    incidents.add_member(team.incident, by=team.pr, person=colleague)
    operations.settle(thread.objection, by=colleague, note="We do.")
    assert gate.blockers(revision) == []
    assert Thread.objects.get().closed_by.note == "We do."
    assert not Thread.objects.still_open().exists()
    with pytest.raises(Refused, match="closed"):
        operations.comment(thread, by=team.developer, text="But.")


def test_of_a_privileged_objection_others_learn_that_there_is_one(team, revision):
    desk.talked(revision, by=team.legal, said=SECRET, privileged=True, objection=True)
    assert Objection.objects.get().text == operations.UNSPOKEN
    sentence = next(b.sentence for b in gate.blockers(revision) if b.code == "open_objection")
    assert sentence == f"{team.legal.name} (Legal counsel) objects: {operations.UNSPOKEN}"


def test_privileged_threads_exist_for_legal_only(team, revision):
    thread = desk.talked(revision, by=team.legal, said=SECRET, privileged=True)
    plain = desk.talked(revision, by=team.legal)
    for person in (team.developer, team.pr, team.observer):
        assert [*Thread.objects.visible_to(person)] == [plain]
        assert [one.thread for one in Comment.objects.visible_to(person)] == [plain]
        assert [one.thread for one in Anchor.objects.visible_to(person)] == [plain]
    assert Thread.objects.visible_to(team.legal).count() == 2
    assert not Thread.objects.visible_to(factories.person(Role.LEGAL)).exists()
    for person in (team.developer, team.pr):
        for act in (
            lambda who: desk.talked(revision, by=who, privileged=True),
            lambda who: operations.comment(thread, by=who, text="Hm."),
            lambda who: operations.close_thread(thread, by=who),
        ):
            with pytest.raises(PermissionDenied):
                act(person)
        with pytest.raises(DatabaseError), transaction.atomic():
            Comment.objects.create(thread=thread, text="Hm.", by=person, role=person.role)
    assert operations.comment(thread, by=team.legal, text="Settled out of court.")


def test_suggestions_are_seen_by_whoever_sees_the_text(team, revision):
    desk.suggested(revision, by=team.developer, lead="Read on.")
    assert Suggestion.objects.visible_to(team.observer).count() == 1
    assert Anchor.objects.visible_to(team.observer).count() == 1
    assert not Suggestion.objects.visible_to(factories.person("pr")).exists()


def test_the_record_keeps_a_privileged_thread_from_all_but_legal(team, revision):
    before = {who: lines(team, who) for who in ("legal", "pr")}
    thread = desk.talked(revision, by=team.legal, said=SECRET, privileged=True)
    operations.comment(thread, by=team.legal, text=SECRET)
    operations.close_thread(thread, by=team.legal, note=SECRET)
    assert lines(team, "pr") == before["pr"]
    assert len(lines(team, "legal")) == len(before["legal"]) + 3
    assert SECRET not in str([*Entry.objects.values_list("facts", flat=True)])
    assert json.loads(Entry.objects.last().facts) == {"privileged": True, "thread": thread.pk}
    operations.comment(desk.talked(revision, by=team.legal), by=team.pr, text="Yes.")
    assert len(lines(team, "pr")) == len(before["pr"]) + 2


def lines(team, who):
    return [
        line.words for line in timeline.lines(timeline.entries(team.incident, team.__dict__[who]))
    ]


def test_a_thread_of_another_statement_and_a_strangers_objection_are_not_inserted(team, revision):
    elsewhere = desk.written(team)
    thread = desk.talked(revision, by=team.developer)
    where = {"place": "lead", "start": 0, "end": 6}
    objection = operations.raise_objection(elsewhere, by=team.legal, text="Wait.")
    honest = {"revision": revision, "quote": "Please", "by": team.legal, "role": "legal", **where}
    for spoiled in ({"objection": objection}, {"role": "pr"}, {"quote": ""}, {"end": 0}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Thread.objects.create(**honest | spoiled)
    with pytest.raises(DatabaseError), transaction.atomic():
        Thread.objects.create(**honest | {"by": team.pr, "role": "pr", "is_privileged": True})
    with pytest.raises(DatabaseError), transaction.atomic():
        Anchor.objects.create(thread=thread, revision=elsewhere, **where)
    assert Thread.objects.create(**honest).pk


def test_a_text_that_left_the_house_takes_no_threads_and_open_ones_go_on(team, revision):
    thread = desk.talked(revision, by=team.developer)
    operations.submit(revision, by=team.pr)
    for person in (team.legal, team.pr):
        make.word(revision, person)
    operations.release(revision, by=team.pr, seen_digest=revision.digest)
    with pytest.raises(Refused, match="left the house"):
        desk.talked(revision, by=team.developer)
    assert operations.comment(thread, by=team.pr, text="For next time.")
    assert operations.close_thread(thread, by=team.developer)


def test_words_people_speak_of_are_marked_in_the_text_as_far_as_one_may_know(
    client, team, revision
):
    desk.talked(revision, by=team.developer)
    desk.talked(revision, "password", by=team.legal, privileged=True, objection=True)
    desk.suggested(revision, by=team.developer, lead="Please read on.")
    page = url("statement", revision.statement)
    marked = {
        who: re.findall(
            r'class="(talk[^"]*?)(?: has-about)?"[^>]*>([^<]*)',
            signed_in(client, getattr(team, who)).get(page).content.decode(),
        )
        for who in ("pr", "legal")
    }
    assert [css for css, _ in marked["pr"]] == ["talk talk-suggestion", "talk"]
    assert ("talk talk-objection talk-privileged", "password") in marked["legal"]
    assert set(marked["pr"]) < set(marked["legal"])


@pytest.mark.slow
def test_three_hundred_threads_do_not_make_saving_slow(team, figure, django_assert_max_num_queries):
    many = " ".join(f"Word{n} and so on." for n in range(300))
    revision = make.edited(desk.written(team), by=team.pr, **desk.text(text_0=many))
    for number in range(300):
        desk.talked(revision, f"Word{number}", by=team.legal)
    began = perf_counter()
    # SQLite takes the new anchors in several lots.
    with django_assert_max_num_queries(20):
        make.edited(revision, by=team.pr, **desk.text(text_0=f"Begin here. {many}"))
    took = perf_counter() - began
    figure(f"300 threads moved in one save: {took * 1000:.0f} ms")
    assert took < 2
    assert Anchor.objects.count() == 600
    assert not Anchor.objects.filter(is_orphan=True).exists()
