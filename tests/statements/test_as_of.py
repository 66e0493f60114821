"""Who knew what when: the facts as known at a moment beside what had been said by then."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.facts import CATALOGUE
from incidents.models import Fact
from statements import as_of, operations
from statements.audiences import Audience
from statements.models import Withdrawal
from tests import factories
from tests.statements.factories import team
from tests.statements.pages import outsider, signed_in
from tests.statements.test_comparing import released, text
from tests.statements.test_staleness import count, known

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 13, 5, 30, tzinfo=UTC)
BERLIN = "Europe/Berlin"
KEYS = ("people_affected", "vulnerability", "cause", "exposure.email", "root_cause")
EPOCH = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def people():
    return team()


@pytest.fixture
def incident():
    return factories.incident(by=factories.person())


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 50)), max_size=25),
    minute=st.integers(-1, 51),
)
def test_what_was_known_is_what_a_replay_ends_with(incident, rows, minute):
    facts = [_fact(incident, n, *row) for n, row in enumerate(rows)]
    at, replayed = _minute(minute), {}
    for fact in facts:
        if fact.at <= at:
            replayed[fact.key] = fact
    known = SimpleNamespace(then=_of(incident, facts, at), now=_of(incident, facts))
    assert known.then == replayed
    assert list(known.then) == [key for key in CATALOGUE if key in replayed]
    assert known.now == {fact.key: fact for fact in facts}


def _minute(number):
    return EPOCH + timedelta(minutes=number)


def _fact(incident, number, key, minute):
    return Fact.objects.create(
        incident=incident, key=key, value=number, confidence="confirmed", at=_minute(minute)
    )


def _of(incident, facts, at=None):
    """What was known, counting only the facts of this example: facts are never deleted."""
    first = facts[0].pk if facts else 2**62
    mine = SimpleNamespace(pk=incident.pk, facts=incident.facts.filter(pk__gte=first))
    return type(incident).known(mine, at)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-24T13:00", "2026-11-24T12:00:59.999999"),
        ("2026-11-23", "2026-11-23T22:59:59.999999"),
        ("2026-11-24T14:05", "2026-11-24T13:05:30"),
        ("2026-11-24", "2026-11-24T13:05:30"),
        ("2026-11-24T13:05:07.125Z", "2026-11-24T13:05:07.125"),
        ("2026-10-25T02:30", "2026-10-25T01:30:59.999999"),
    ],
)
def test_a_minute_and_a_day_mean_their_last_instant_in_the_zone(written, meant):
    assert as_of.moment(written, BERLIN, NOW) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("yesterday", as_of.WRITTEN_LIKE),
        ("T14:05", as_of.WRITTEN_LIKE),
        ("2026-11-24T14:05\x00", as_of.WRITTEN_LIKE),
        ("0001-01-01T00:00:00Z", as_of.WRITTEN_LIKE),
        ("2026-13-01T00:00:00Z", as_of.WRITTEN_LIKE),
        ("2026-02-30T14:05", "There is no such time: 2026-02-30T14:05."),
        ("2026-02-30", "There is no such day: 2026-02-30."),
        ("2026-03-29T02:30", f"There is no such time in {BERLIN}: clocks went forward over it."),
        ("2026-11-24T14:06", as_of.AHEAD),
        ("2026-11-25", as_of.AHEAD),
        ("9999-12-31T23:59:59Z", as_of.AHEAD),
    ],
)
def test_a_moment_one_cannot_look_from_is_named(written, sentence):
    with pytest.raises(as_of.BadMoment) as refused:
        as_of.moment(written, BERLIN, NOW)
    assert str(refused.value).startswith(sentence)


def test_the_link_of_a_moment_leads_to_that_very_moment():
    at = datetime(2026, 11, 24, 14, 5, 7, 120_003, tzinfo=ZoneInfo(BERLIN))
    assert as_of.moment(as_of.link(at), BERLIN, NOW + timedelta(hours=2)) == at


def fact(minute, by="dana", key="cause"):
    by = SimpleNamespace(name=by)
    return SimpleNamespace(at=_minute(minute), by=PEOPLE.setdefault(by.name, by), key=key)


PEOPLE = {}


def test_the_findings_of_one_save_are_one_moment():
    later = fact(0)
    later.at += timedelta(milliseconds=40)
    found = as_of.moments([fact(0), later, fact(0.01, by="lena"), fact(5)], [])
    assert [(one.who, one.did) for one in found] == [
        ("dana", "recorded 2 findings"),
        ("lena", "recorded Kind of cause"),
        ("dana", "recorded Kind of cause"),
    ]
    assert (found[0].began, found[0].at) == (_minute(0), later.at)


@pytest.mark.parametrize(
    ("minute", "expected"),
    [
        (-1, (None, None, 0)),
        (0, (0, None, 1)),
        (2, (0, 0, 1)),
        (3, (1, 0, 2)),
        (9, (2, 2, None)),
    ],
)
def test_one_steps_from_moment_to_moment(minute, expected):
    found = as_of.moments([fact(0), fact(3), fact(6)], [])
    number = {one: n for n, one in enumerate(found)} | {None: None}
    assert tuple(number[one] for one in as_of.beside(found, _minute(minute))) == expected


def page(client, people, moment=None, person=None, **asked):
    address = reverse("statements:as_of", args=[people.incident.reference])
    asked |= {"at": as_of.link(moment)} if moment else {}
    return signed_in(client, person or people.observer).get(address, asked)


def story(people):
    """12,400 are recorded, said, corrected by 13,100, and the text is withdrawn."""
    known(people, people_affected=count(12_400))
    release = released(people, text(people)).release
    known(people, people_affected=count(13_100))
    operations.withdraw(release, by=people.legal, reason="A figure was wrong.")
    return release


def test_each_moment_shows_what_was_known_and_said_by_then_and_no_more(client, people):
    release = story(people)
    moments = page(client, people).context["moments"][::-1]
    assert [one.did for one in moments] == [
        "recorded People affected",
        "released Notice to affected people",
        "recorded People affected",
        "withdrew Notice to affected people",
    ]
    seen = []
    for one in moments:
        then = page(client, people, one.at).context
        [(_, [standing])] = then["sections"]
        said = [(each.standing, each.lines[0].otherwise != []) for each in then["said"]]
        seen.append((standing.value["best"], said))
    assert seen == [
        (12_400, []),
        (12_400, [("in force", False)]),
        (13_100, [("in force", True)]),
        (13_100, [("withdrawn", True)]),
    ]
    assert moments[-1].at == Withdrawal.objects.get(release=release).at


def test_words_and_what_was_known_otherwise_stand_side_by_side(client, people):
    story(people)
    words = page(client, people).content.decode()
    assert "12,400 people are affected." in words
    assert "Known at this moment" in words
    assert "13,100 people, final (confirmed)" in words
    assert "Withdrawn by then" in words


def test_the_same_answer_recorded_again_is_not_set_against_the_text(client, people):
    known(people, people_affected=count(12_400))
    released(people, text(people))
    factories.fact(
        people.incident, "people_affected", count(12_400), by=people.developer, basis="Again."
    )
    [said] = page(client, people).context["said"]
    assert said.lines[0].otherwise == []


def test_a_text_is_replaced_from_the_moment_the_next_one_leaves(client, people):
    known(people, people_affected=count(12_400))
    first = released(people, text(people))
    second = released(people, text(people, follows=first.statement))
    instant = timedelta(microseconds=1)
    before = page(client, people, second.release.at - instant).context["said"]
    after = page(client, people, second.release.at).context["said"]
    assert [one.standing for one in before] == ["in force"]
    assert [one.standing for one in after] == ["in force", "replaced"]
    assert after[1].since == second.release.at


def test_nothing_yet_is_said_in_words(client, people):
    words = page(client, people).content.decode()
    assert "Nothing has been recorded and nothing has been said so far." in words
    assert "Nothing was known yet" in words
    assert "Nothing had been said yet" in words
    assert "As of now" in words


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"at": "soon"}, as_of.WRITTEN_LIKE),
        ({"date": "2190-01-01", "time": "12:00"}, as_of.AHEAD),
    ],
)
def test_a_bad_moment_is_named_and_now_is_shown(client, people, asked, sentence):
    known(people, people_affected=count(12_400))
    shown = page(client, people, **asked)
    words = shown.content.decode()
    assert shown.status_code == 400
    assert sentence in words
    assert "Below stands what is known now." in words
    assert asked.get("date", "") in words


def test_the_form_names_the_zone_and_asks_by_its_clock(client, people):
    people.incident.zone = "Asia/Tokyo"
    people.incident.save()
    known(people, people_affected=count(12_400))
    shown = page(client, people, date="2024-05-01", time="09:30")
    words = shown.content.decode()
    assert "Time in Asia/Tokyo" in words
    assert 'As of <span class="num">1 May 2024, 09:30:59 JST' in words
    assert shown.context["sections"] == []


def test_a_longer_story_takes_no_more_queries(client, people, django_assert_max_num_queries):
    story(people)
    page(client, people)
    address = reverse("statements:as_of", args=[people.incident.reference])
    with django_assert_max_num_queries(11) as before:
        client.get(address)
    for number in range(3):
        known(people, immediate_actions=[f"We closed log {n}." for n in range(number + 1)])
        first = released(people, text(people))
        released(people, text(people, follows=first.statement))
        released(people, text(people, Audience.TECHNICAL, lead="{immediate_actions:list}"))
    with django_assert_max_num_queries(len(before)):
        assert len(client.get(address).context["said"]) == 10


def test_somebody_who_was_not_let_in_finds_nothing(client, people):
    assert page(client, people, person=outsider("legal")).status_code == 404
