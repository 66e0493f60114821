"""A promised next update is a clock: open, overdue, kept or kept late, to the second."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.lengths import how_long
from statements import operations
from statements.audiences import Audience
from statements.promises import Promise, Sent, promises, standing
from statements.views.promised import lines, sent_about, when
from tests import factories
from tests.statements import factories as make
from tests.statements.pages import signed_in, url

SENT_AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def time(value, precision="day", zone="Europe/Berlin"):
    return {"precision": precision, "zone": zone, "value": value}


def sent(statement, at=SENT_AT, promised=None, audience="affected_people", follows=None):
    return Sent(statement, follows, audience, at, promised, release=f"R{statement}")


MINUTE = time("2026-03-04T17:00", "minute")
DUE = datetime(2026, 3, 4, 16, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "due"),
    [
        (MINUTE, DUE),
        (time("2026-12-04T17:00", "minute", "Asia/Kolkata"), datetime(2026, 12, 4, 11, 31)),
        # An hour the clock shows twice: the promise lasts until the second one.
        (time("2026-10-25T02:30", "minute"), datetime(2026, 10, 25, 1, 31)),
        (time("2026-03-04"), datetime(2026, 3, 4, 23)),
        # Days on which the clock is put forward and back: 23 and 25 hours long.
        (time("2026-03-29"), datetime(2026, 3, 29, 22)),
        (time("2026-10-25"), datetime(2026, 10, 25, 23)),
        (time("2026-03", "month"), datetime(2026, 3, 31, 22)),
        (time("2028-02", "month", "UTC"), datetime(2028, 3, 1)),
        (time("2026", "year", "America/New_York"), datetime(2027, 1, 1, 5)),
        (time("2026-12-31", zone="Pacific/Kiritimati"), datetime(2026, 12, 31, 10)),
    ],
)
def test_a_promise_is_open_until_the_last_second_of_what_was_said(value, due):
    due = due.replace(tzinfo=UTC)
    promise = Promise(sent(1, promised=value))
    assert promise.due == due
    assert promise.state(due - SECOND) == "open"
    assert promise.state(due) == "overdue"
    assert promise.distance(due - SECOND) == SECOND
    assert promise.distance(due + SECOND) == -SECOND


@pytest.mark.parametrize(
    ("at", "state"),
    [(DUE - SECOND, "kept"), (DUE, "kept late"), (DUE + timedelta(days=3), "kept late")],
)
def test_an_update_keeps_it_at_the_last_second_and_keeps_it_late_after(at, state):
    first, later = sent(1, promised=MINUTE), sent(2, at)
    [promise] = promises([first, later])
    assert promise.kept_by == later
    assert promise.state(DUE + timedelta(days=99)) == state
    assert promise.distance(DUE + timedelta(days=99)) == DUE - at


def kept_by(*releases):
    return [promise.kept_by and promise.kept_by.release for promise in promises(list(releases))]


def test_a_later_text_to_the_same_readers_keeps_it_and_one_to_others_does_not():
    first = sent(1, promised=MINUTE)
    assert kept_by(first) == [None]
    assert kept_by(first, sent(2, audience="technical")) == [None]
    assert kept_by(first, sent(2, audience="technical"), sent(3)) == ["R3"]


def test_a_text_that_follows_keeps_it_directly_or_not_whomever_it_speaks_to():
    first = sent(1, promised=MINUTE)
    second = sent(2, audience="technical", follows=1)
    third = sent(3, audience="executives", follows=2)
    assert kept_by(first, second, third) == ["R2"]
    other = sent(1, promised=MINUTE, audience="holding")
    assert kept_by(other, sent(4, audience="executives", follows=9), third) == [None]
    assert kept_by(other, sent(4, audience="technical", follows=9), second) == ["R2"]


def test_a_chain_is_walked_through_texts_that_went_out_before_the_promise():
    before = sent(5, audience="technical", follows=7)
    assert kept_by(sent(7, promised=MINUTE, audience="holding"), before) == ["R5"]
    assert kept_by(before, sent(7, promised=MINUTE, audience="holding")) == [None]
    ring = [sent(1, follows=2, audience="technical"), sent(2, follows=1, audience="executives")]
    assert kept_by(sent(3, promised=MINUTE), *ring) == [None]


def test_the_newest_promise_to_the_same_readers_takes_the_place_of_the_older():
    later = time("2026-04-01")
    first, second = sent(1, promised=MINUTE), sent(2, DUE + SECOND, promised=later)
    others = sent(3, promised=time("2026-03-20"), audience="technical")
    found = standing([first, second, others])
    assert [(one.sent.release, one.state(DUE)) for one in found] == [("R3", "open"), ("R2", "open")]
    assert [one.state(DUE) for one in promises([first, second])] == ["kept late", "open"]


def test_somebody_has_to_write_within_the_last_day_and_until_it_is_kept():
    promise, day = Promise(sent(1, promised=MINUTE)), timedelta(days=1)
    assert not promise.is_pressing(DUE - day - SECOND)
    assert promise.is_pressing(DUE - day)
    assert promise.is_pressing(DUE + 90 * day)
    assert not Promise(promise.sent, kept_by=sent(2)).is_pressing(DUE)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ({"days": 2, "hours": 4, "minutes": 59}, "2 days 4 h"),
        ({"days": 1, "minutes": 59}, "1 day"),
        ({"hours": 3, "minutes": 12, "seconds": 40}, "3 h 12 min"),
        ({"hours": 1}, "1 h"),
        ({"minutes": 59, "seconds": 59}, "59 min"),
        ({"seconds": 59}, "less than a minute"),
        ({"days": -2, "hours": -4}, "2 days 4 h"),
        ({"days": 1500}, "1,500 days"),
    ],
)
def test_a_length_of_time_is_told_in_its_two_largest_units(length, words):
    assert how_long(timedelta(**length)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time("2026-12-04T17:00", "minute"), "Fri 4 Dec 2026, 17:00 CET"),
        (time("2026-12-15", zone="Europe/Dublin"), "the end of Tue 15 Dec 2026, Europe/Dublin"),
        (time("2026-12", "month"), "the end of Dec 2026, Europe/Berlin"),
        (time("2026", "year", "UTC"), "the end of 2026, UTC"),
    ],
)
def test_the_time_is_told_as_precisely_as_it_was_promised(value, words):
    assert when(value) == words


# From the releases of an incident to its pages


@pytest.fixture
def team(db):
    return make.team()


def promise(team, value, token="{next_update:sentence}", **options):  # noqa: S107
    """A release whose words name the time of the next update. Returns it."""
    standing = team.incident.known().get("next_update")
    if not standing or standing.value != value:
        factories.fact(team.incident, "next_update", value, by=team.pr, basis="Agreed.")
    revision = make.edited(make.drafted(team, **options), by=team.pr, lead=token)
    return let_out(team, revision)


def let_out(team, revision):
    operations.submit(revision, by=team.pr)
    for signer in (team.legal, team.pr):
        make.word(revision, signer)
    return operations.release(revision, by=team.pr, seen_digest=revision.digest)


def update(team, release):
    statement = operations.draft(
        team.incident, by=team.pr, audience=release.statement.audience, follows=release.statement
    )
    return make.edited(statement.newest(), by=team.pr)


def ahead(**length):
    there = timezone.now().astimezone(UTC) + timedelta(**length)
    return time(f"{there:%Y-%m-%dT%H:%M}", "minute", "UTC")


def standing_now(team):
    found = standing(sent_about([team.incident]).get(team.incident.pk, []))
    return [one.state(timezone.now()) for one in found]


@pytest.mark.parametrize(
    ("token", "count"),
    [
        ("{next_update}", 1),
        ("{next_update:when}", 1),
        ("{next_update:date} {next_update:sentence}", 1),
        ("Words of our own. {next_update:cite}", 0),
        ("No word of it.", 0),
    ],
)
def test_a_release_promises_what_its_words_name_and_nothing_else(team, token, count):
    promise(team, ahead(days=3), token)
    assert standing_now(team) == ["open"] * count


def test_ruling_out_a_further_update_promises_none(team):
    factories.fact(
        team.incident, "next_update", None, by=team.pr, confidence="ruled_out", basis="All said."
    )
    revision = make.edited(make.drafted(team), by=team.pr, lead="{next_update:cite} So long.")
    let_out(team, revision)
    assert standing_now(team) == []


def test_what_was_promised_stays_so_when_the_plan_changes_later(team):
    promise(team, time("2001-01-01"))
    factories.fact(team.incident, "next_update", ahead(days=9), by=team.pr, basis="Moved.")
    assert standing_now(team) == ["overdue"]


def test_the_promise_of_a_withdrawn_text_stands_until_an_update_goes_out(team):
    release = promise(team, time("2001-01-01"))
    operations.withdraw(release, by=team.legal, reason="A figure was wrong.")
    assert standing_now(team) == ["overdue"]
    let_out(team, update(team, release))
    assert standing_now(team) == ["kept late"]


def test_an_exercise_counts_the_same(team):
    from incidents import operations as incidents

    incidents.change_incident(team.incident, by=team.pr, is_exercise=True)
    promise(team, time("2001-01-01"))
    assert standing_now(team) == ["overdue"]


def page_of(client, person, incident):
    page = signed_in(client, person).get(reverse("incidents:detail", args=[incident.reference]))
    return " ".join(page.content.decode().split())


def test_the_incident_shows_the_clock_with_time_left_and_where_to_write(client, team):
    assert "Promised updates" not in page_of(client, team.pr, team.incident)
    release = promise(team, ahead(days=2, hours=4, minutes=30))
    start = f"{reverse('statements:create', args=[team.incident.reference])}?follows="
    for role in ("legal", "pr", "developer", "observer"):
        page = page_of(client, getattr(team, role), team.incident)
        assert "2 days 4 h left" in page
        assert (f"{start}{release.statement_id}" in page) == (role in ("legal", "pr"))
    draft = update(team, release)
    page = page_of(client, team.pr, team.incident)
    assert "Finish the update" in page
    assert url("statement", draft.statement) in page
    assert "The update is being written." in page_of(client, team.observer, team.incident)


def test_a_promise_that_passed_without_an_update_is_visible(client, team):
    promise(team, time("2001-01-01", zone="Europe/Dublin"))
    page = page_of(client, team.observer, team.incident)
    assert "promise-stop" in page
    assert "Overdue by " in page
    assert "Promised for the end of Mon 1 Jan 2001, Europe/Dublin" in page


def test_the_release_says_what_it_promised_and_what_kept_it(client, team):
    first = promise(team, ahead(days=3, hours=5, minutes=30))
    shown = signed_in(client, team.observer).get(url("release_page", first)).content.decode()
    assert "The update it promised" in shown
    second = let_out(team, update(team, first))
    shown = client.get(url("release_page", first)).content.decode()
    assert "Kept, 3 days 5 h early" in shown
    assert url("release_page", second) in shown
    assert "The update it promised" not in client.get(url("release_page", second)).content.decode()


def waiting(client, person):
    items = signed_in(client, person).get("/").context["items"]
    return [(item.act, item.url) for item in items if "update promised" in item.act]


def test_an_update_that_is_due_within_a_day_waits_for_legal_and_pr(client, team):
    release = promise(team, ahead(hours=25))
    assert waiting(client, team.pr) == []
    urgent = promise(team, ahead(hours=23), audience=Audience.HOLDING)
    start = f"{reverse('statements:create', args=[team.incident.reference])}?follows="
    for person in (team.legal, team.pr):
        [(act, address)] = waiting(client, person)
        assert act.startswith("Write the update promised for ")
        assert address == f"{start}{urgent.statement_id}"
        assert client.get(address).status_code == 200
    for person in (team.developer, team.observer, factories.person("pr")):
        assert waiting(client, person) == []
    draft = update(team, urgent)
    [(act, address)] = waiting(client, team.pr)
    assert act.startswith("Finish the update promised for ")
    assert address == url("statement", draft.statement)
    let_out(team, draft)
    assert waiting(client, team.pr) == []
    assert release.statement_id != urgent.statement_id


def test_an_overdue_update_waits_until_it_is_written(client, team):
    promise(team, time("2001-01-01"))
    assert len(waiting(client, team.legal)) == 1


def test_the_list_of_incidents_shows_what_is_overdue_or_due_within_a_day(client, team):
    page = reverse("incidents:list")
    promise(team, ahead(days=3))
    assert "Promised update" not in signed_in(client, team.observer).get(page).content.decode()
    promise(team, ahead(hours=5, minutes=1), audience=Audience.HOLDING)
    assert "Promised update: 5 h" in client.get(page).content.decode()
    promise(team, time("2001-01-01"), audience=Audience.EXECUTIVES)
    assert "Promised update: overdue by" in client.get(page).content.decode()


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_many_promises_take_as_many_queries_as_one(client, team):
    first = promise(team, time("2001-01-01"))
    incident = reverse("incidents:detail", args=[team.incident.reference])
    pages = ("/", incident, reverse("incidents:list"), url("release_page", first))
    signed_in(client, team.pr)
    before = [queries(client, page) for page in pages]
    for audience in (Audience.HOLDING, Audience.EXECUTIVES):
        promise(team, time("2001-01-01"), audience=audience)
    other = factories.incident(by=team.developer, members=[team.legal, team.pr])
    promise(make.SimpleNamespace(**{**vars(team), "incident": other}), time("2001-01-01"))
    assert [queries(client, page) for page in pages] == before


def test_the_promises_of_many_incidents_take_three_queries(team, django_assert_num_queries):
    promise(team, time("2001-01-01"))
    promise(team, ahead(days=1), audience=Audience.HOLDING)
    other = factories.incident(by=team.developer, members=[team.legal, team.pr])
    promise(make.SimpleNamespace(**{**vars(team), "incident": other}), time("2001-01-01"))
    with django_assert_num_queries(3):
        sent = sent_about([team.incident, other])
        found = [one for releases in sent.values() for one in standing(releases)]
        assert len(lines(found, team.pr, timezone.now())) == 3
