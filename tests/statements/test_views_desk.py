"""Suggestions and threads on their pages, by those who may and those who may not."""

from html import escape

import pytest

from statements import operations
from statements.models import Suggestion, Thread, Verdict
from tests.statements import desk
from tests.statements import factories as make
from tests.statements.pages import signed_in, typed, url

pytestmark = pytest.mark.django_db
SECRET = "Our exposure under the contract."


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    return desk.written(team)


def seen(revision):
    return {"seen_digest": revision.digest}


def page(client, person, address):
    return signed_in(client, person).get(address).content.decode()


def suggest(client, person, revision, **changes):
    address = url("suggest", revision.statement)
    return signed_in(client, person).post(address, typed(revision, reason="Warmer.", **changes))


def test_somebody_suggests_in_the_editor_they_know_and_the_text_stays(client, team, revision):
    editor = page(client, team.developer, url("suggest", revision.statement))
    assert "Suggest these changes" in editor
    assert 'name="add"' not in editor
    answer = suggest(client, team.developer, revision, lead="Please read this letter twice.")
    assert answer.url == url("statement", revision.statement, "#suggestions")
    assert revision.statement.newest() == revision
    shown = page(client, team.pr, url("statement", revision.statement))
    assert "letter <del>to the end</del><ins>twice</ins>." in shown
    assert "“Warmer.”" in shown


def test_an_observer_reads_suggestions_and_makes_none(client, team, revision):
    assert suggest(client, team.observer, revision, lead="Read.").status_code == 403
    assert suggest(client, team.pr, revision, lead="Read.").status_code == 302
    shown = page(client, team.observer, url("statement", revision.statement))
    assert "<ins>Read</ins>" in shown
    assert "data-accept" not in shown
    assert "data-reject" not in shown
    assert url("suggest", revision.statement) not in shown


def test_what_is_wrong_with_a_suggestion_is_said_and_nothing_typed_is_lost(client, team, revision):
    address = url("suggest", revision.statement)
    client = signed_in(client, team.developer)
    without_reason = client.post(address, typed(revision, lead="Other words."))
    fewer = client.post(address, typed(revision, reason="R", heading_1="", text_1=""))
    assert [without_reason.status_code, fewer.status_code] == [400, 409]
    assert "Other words." in without_reason.content.decode()
    assert operations.WORDS_ONLY in fewer.content.decode()
    same = client.post(address, typed(revision, reason="R"), follow=True).content.decode()
    assert "nothing is suggested" in same
    assert not Suggestion.objects.exists()


def test_editors_accept_and_reject_and_authors_take_back(client, team, revision):
    one, other, mine = [
        *desk.suggested(revision, by=team.legal, lead="Read on.", title="To you"),
        *desk.suggested(revision, by=team.developer, heading_1="More help"),
    ]
    client = signed_in(client, team.developer)
    assert client.post(url("accept", one), seen(revision)).status_code == 403
    assert client.post(url("reject", one), seen(revision)).status_code == 403
    assert client.post(url("reject", mine), seen(revision)).status_code == 302
    client = signed_in(client, team.pr)
    assert client.post(url("reject", other), seen(revision)).status_code == 302
    answer = client.post(url("accept", one), seen(revision), follow=True)
    assert "Suggestion taken over: revision" in answer.content.decode()
    verdicts = Verdict.objects.order_by("suggestion").values_list("is_accepted", "by", "note")
    assert [*verdicts] == [
        (True, team.pr.pk, ""),
        (False, team.pr.pk, ""),
        (False, team.developer.pk, "taken back"),
    ]


def test_a_decision_in_view_of_another_text_is_refused_in_words(client, team, revision):
    [one] = desk.suggested(revision, by=team.legal, lead="Read on.")
    make.edited(revision, by=team.pr, **desk.text(title="To you"))
    client = signed_in(client, team.pr)
    for data in (seen(revision), {}):
        answer = client.post(url("accept", one), data, follow=True).content.decode()
        assert "Read it again, then decide." in answer
    assert not Verdict.objects.exists()


def test_all_at_once_are_those_on_the_page_and_no_others(client, team, revision):
    desk.suggested(revision, by=team.legal, lead="Read on.", title="To you")
    shown = page(client, team.pr, url("suggestions", revision.statement))
    assert "Accept all 2" in shown
    assert "Reject all 2" in shown
    named = shown.split('name="suggestions" value="')[1].split('"')[0]
    desk.suggested(revision, by=team.developer, heading_1="More help")
    client.post(
        url("decide_many", revision.statement),
        {**seen(revision), "suggestions": named, "accept": "yes"},
    )
    assert revision.statement.newest().written == desk.text(title="To you", lead="Read on.")
    assert Suggestion.objects.pending().count() == 1


def test_all_are_rejected_with_one_note(client, team, revision):
    made = desk.suggested(revision, by=team.legal, lead="Read on.", title="To you")
    named = ",".join(str(one.pk) for one in made)
    data = {**seen(revision), "suggestions": named, "accept": "no", "note": "Not now."}
    signed_in(client, team.pr).post(url("decide_many", revision.statement), data)
    assert {verdict.note for verdict in Verdict.objects.all()} == {"Not now."}
    shown = page(client, team.pr, url("suggestions", revision.statement))
    assert "Nothing is waiting" in shown
    assert "“Not now.”" in shown


def test_several_are_ticked_and_decided_together(client, team, revision):
    first, second, third = desk.suggested(
        revision, by=team.legal, lead="Read on.", title="To you", heading_1="More help"
    )
    shown = page(client, team.pr, url("suggestions", revision.statement))
    assert shown.count('form="ticked"') == 3
    address = url("decide_many", revision.statement)
    ticked = {**seen(revision), "suggestions": [first.pk, third.pk], "accept": "yes"}
    client.post(address, ticked)
    assert revision.statement.newest().written == desk.text(title="To you", heading_1="More help")
    assert [*Suggestion.objects.pending()] == [second]
    none = client.post(address, {**seen(revision), "accept": "yes"}, follow=True)
    assert "Tick the suggestions you mean." in none.content.decode()


def test_suggestions_of_another_statement_cannot_be_slipped_in(client, team, revision):
    elsewhere = desk.suggested(desk.written(team), by=team.legal, lead="Read on.")
    data = {**seen(revision), "suggestions": f"{elsewhere[0].pk},x,", "accept": "yes"}
    client = signed_in(client, team.pr)
    answer = client.post(url("decide_many", revision.statement), data, follow=True)
    assert "There is nothing to decide." in answer.content.decode()
    assert not Verdict.objects.exists()


def test_what_cannot_be_taken_over_together_is_told_apart(client, team, revision):
    desk.suggested(revision, by=team.developer, lead="Please read this letter twice.")
    desk.suggested(revision, by=team.legal, lead="Please read this letter now.")
    gone = desk.suggested(revision, by=team.legal, text_1="Write to us by letter.")
    make.edited(revision, by=team.pr, **desk.text(text_1="We are here for you."))
    desk.suggested(revision, by=team.legal, title="To you")
    shown = page(client, team.pr, url("suggestions", revision.statement))
    assert "Accept the other 1" in shown
    assert "3 of 4 must be decided one by one" in shown
    assert "out of place" in shown
    drawn = page(client, team.pr, url("statement", revision.statement, "?tab=suggested"))
    assert "letter <del>to the end</del><ins>twice</ins>." in drawn
    assert f"suggestion-{gone[0].pk}" in drawn


def test_editors_find_suggestions_on_their_first_page_and_authors_do_not(client, team, revision):
    desk.suggested(revision, by=team.legal, lead="Read on.", title="To you")
    link = url("suggestions", revision.statement)
    assert f'href="{link}">Decide 2 suggestions</a>' in page(client, team.pr, "/")
    for person in (team.legal, team.developer, team.observer):
        assert link not in page(client, person, "/")


def talk(client, person, revision, **fields):
    said = {"quote": "new card", "text": "Is it free?", **fields}
    return signed_in(client, person).post(url("new_thread", revision), said)


def test_words_are_pasted_to_talk_about_them(client, team, revision):
    prefilled = page(client, team.developer, url("new_thread", revision, "?quote=new+card"))
    assert ">\nnew card</textarea>" in prefilled
    answer = talk(client, team.developer, revision)
    thread = Thread.objects.get()
    assert answer.url == url("thread", thread)
    assert (thread.place, thread.quote) == ("0", "new card")
    shown = page(client, team.observer, url("thread", thread))
    assert "Ask us for a <mark>new card</mark>." in shown
    assert "Is it free?" in shown
    assert "Your reply" not in shown
    assert talk(client, team.observer, revision).status_code == 403


def test_words_that_stand_twice_are_asked_about(client, team, revision):
    twice = make.edited(revision, by=team.pr, **desk.text(text_1="Ask us for a new card."))
    asked = talk(client, team.legal, twice)
    assert asked.status_code == 400
    assert "stand in the text 2 times" in asked.content.decode()
    assert "Ask us for a “new card”." in asked.content.decode()
    assert talk(client, team.legal, twice, at=f"1:{twice.sections[1]['text'].index('new')}").url
    assert talk(client, team.legal, twice, place="0").url
    assert [one.place for one in Thread.objects.all()] == ["1", "0"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"quote": "old card"}, "do not stand in the text"),
        ({"quote": ""}, "Paste the words you speak of"),
        ({"quote": "", "place": "nowhere"}, "Select a valid choice"),
        ({"text": ""}, "This field is required"),
        ({"quote": "o", "place": ""}, "Quote more."),
    ],
)
def test_what_is_wrong_with_a_thread_is_said(client, team, revision, fields, sentence):
    long = " ".join(["so"] * 30)
    later = make.edited(revision, by=team.pr, **desk.text(text_1=long))
    answer = talk(client, team.legal, later, **fields)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not Thread.objects.exists()


def test_a_whole_part_can_be_spoken_of(client, team, revision):
    assert talk(client, team.legal, revision, quote="", place="1.heading").url
    assert Thread.objects.get().quote == "More"


def test_only_counsel_is_offered_privilege_and_only_counsel_gets_it(client, team, revision):
    offered = 'name="privileged"'
    assert offered not in page(client, team.pr, url("new_thread", revision))
    assert talk(client, team.pr, revision, privileged="on").status_code == 302
    assert offered in page(client, team.legal, url("new_thread", revision))
    assert talk(client, team.legal, revision, privileged="on").status_code == 302
    assert [one.is_privileged for one in Thread.objects.all()] == [False, True]


def test_a_privileged_thread_does_not_exist_for_others(client, team, revision):
    thread = desk.talked(revision, by=team.legal, said=SECRET, privileged=True, objection=True)
    lists = [url("statement", revision.statement), url("threads", revision.statement)]
    for person in (team.pr, team.developer, team.observer):
        client = signed_in(client, person)
        assert client.get(url("thread", thread)).status_code == 404
        assert client.post(url("comment", thread), {"text": "Hm."}).status_code == 404
        assert client.post(url("close_thread", thread)).status_code == 404
        for address in lists:
            shown = client.get(address).content.decode()
            assert "legal only" not in shown
            assert SECRET not in shown
        assert escape(operations.UNSPOKEN) in client.get(lists[0]).content.decode()
    for address in (*lists, url("thread", thread)):
        assert SECRET in page(client, team.legal, address)
    assert "everybody in the incident reads it" in page(
        client, team.legal, url("settle", thread.objection)
    )


def test_replies_and_the_end_of_a_thread(client, team, revision):
    thread = desk.talked(revision, by=team.developer)
    client = signed_in(client, team.pr)
    assert client.post(url("comment", thread), {"text": ""}).status_code == 400
    assert client.post(url("comment", thread), {"text": "It is."}).url == url("thread", thread)
    client.post(url("close_thread", thread), {"note": "Said all."})
    shown = client.get(url("thread", thread)).content.decode()
    assert "It is." in shown
    assert f"Closed by {team.pr.name}" in shown
    assert "Said all." in shown
    assert client.post(url("comment", thread), {"text": "But."}).status_code == 409
    again = client.post(url("close_thread", thread), follow=True).content.decode()
    assert "closed already" in again
    assert "Closed</summary>" in page(client, team.pr, url("threads", revision.statement))


def test_an_objection_leads_its_role_to_settling_and_closes_with_it(client, team, revision):
    talk(client, team.developer, revision, objection="on")
    thread = Thread.objects.get()
    settle = url("settle", thread.objection)
    assert settle in page(client, team.developer, url("thread", thread))
    assert settle not in page(client, team.pr, url("thread", thread))
    signed_in(client, team.developer).post(settle, {"note": "It is free."})
    shown = page(client, team.pr, url("thread", thread))
    assert f"Settled by {team.developer.name}" in shown


def test_a_thread_whose_words_are_gone_is_listed_as_such(client, team, revision):
    thread = desk.talked(revision, by=team.developer)
    make.edited(revision, by=team.pr, **desk.text(text_0="Change your password."))
    for address in (url("statement", revision.statement), url("threads", revision.statement)):
        shown = page(client, team.pr, address)
        assert "Their words are gone" in shown
        assert "new card</blockquote>" in shown
        assert "words gone" in shown
    assert "About words that are gone" in page(client, team.pr, url("thread", thread))


def test_what_somebody_typed_is_never_markup(client, team, revision):
    evil = "<script>alert(1)</script>{{7*7}}"
    made = desk.suggested(revision, by=team.developer, reason=evil, lead=evil)
    thread = desk.talked(revision, by=team.developer, said=evil)
    desk.decided(made, by=team.pr, accept=False, note=evil)
    desk.suggested(revision, by=team.developer, reason=evil, lead=evil)
    addresses = [
        url("statement", revision.statement),
        url("statement", revision.statement, "?tab=suggested"),
        url("suggestions", revision.statement),
        url("threads", revision.statement),
        url("thread", thread),
        url("new_thread", revision, "?quote=%3Cscript%3Ealert(1)%3C/script%3E"),
    ]
    for address in addresses:
        shown = page(client, team.pr, address)
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown


def test_a_long_list_shows_thirty_and_takes_no_more_queries(
    client, team, revision, django_assert_max_num_queries
):
    def grow(revision, threads):
        for _ in range(threads):
            desk.talked(revision, by=team.legal)
            typed = {"title": revision.title, "text_1": "Write to us any time."}
            desk.suggested(revision, by=team.developer, **typed)
        return make.edited(revision, by=team.pr, **desk.text(title=f"Title {threads}"))

    later = grow(revision, 2)
    address = url("statement", revision.statement)
    signed_in(client, team.legal)
    with django_assert_max_num_queries(40) as before:
        client.get(address)
    grow(later, 32)
    with django_assert_max_num_queries(len(before)):
        shown = client.get(address).content.decode()
    assert "4 more open" in shown
    assert shown.count("data-suggestion>") == 30
    assert "Decide all 34…" in shown


def test_a_long_history_shows_thirty_and_leads_to_every_one(client, team, revision):
    def reads(query=""):
        return page(client, team.observer, url("statement", revision.statement, query))

    first = revision.statement.revisions.get(number=1)
    for number in range(30):
        revision = make.edited(revision, by=team.pr, **desk.text(title=f"Title {number}"))
    short, whole, compared = reads(), reads("?revisions=all"), reads("?tab=compare")
    oldest = f"from={first.pk}&amp;to={revision.pk}"
    assert short.count(">Compare with revision ") == 29
    assert f"All {revision.number} revisions</a>" in short
    assert oldest not in short
    assert oldest in whole
    assert "revisions</a>" not in whole
    assert ">Revision 1</option>" in compared


@pytest.mark.slow
def test_the_page_stays_the_same_with_two_hundred_revisions_and_three_hundred_threads(
    client, team, revision, figure, django_assert_max_num_queries
):
    """As nobody will have it, so that nobody who comes near it waits."""
    for _ in range(300):
        desk.talked(revision, by=team.legal)
    for number in range(200):
        text = desk.text(text_0=f"Text {number}.\n\nAsk us for a new card.")
        revision = make.edited(revision, by=team.pr, **text)
    signed_in(client, team.legal)
    with django_assert_max_num_queries(40) as asked:
        client.get(url("statement", revision.statement))
    figure(f"200 revisions, 300 threads: {len(asked)} queries for the page of a statement")


def test_where_nothing_waits_one_quiet_card_leads_to_what_was(client, team, revision):
    shown = page(client, team.pr, url("statement", revision.statement))
    assert "Suggestions and threads" in shown
    assert "Earlier suggestions" in shown
    assert "suggestions-title" not in shown


def test_of_many_revisions_the_newest_five_stand_open(client, team, revision):
    for number in range(5):
        revision = make.edited(revision, by=team.pr, title=f"To you, {number}")
    shown = page(client, team.pr, url("statement", revision.statement))
    newest, _, earlier = shown.partition("Earlier ones (")
    assert earlier.startswith(f"{revision.number - 5})")
    assert f"Revision {revision.number - 4}</a>" in newest
    assert "Revision 1</a>" in earlier


def test_one_suggestion_is_decided_and_not_all_one(client, team, revision):
    desk.suggested(revision, by=team.legal, lead="Read on.")
    shown = page(client, team.pr, url("suggestions", revision.statement))
    assert "Accept it" in shown
    assert "Accept all 1" not in shown
