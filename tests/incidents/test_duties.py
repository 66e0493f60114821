"""What starts clocks, what counsel decides, what was sent: and where each duty stands then."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from breachcomm.audit.models import Entry
from breachcomm.refusal import Refused
from incidents import duties, operations
from incidents.duties import State
from incidents.models import DutyDataSet, DutyDecision, DutyEvent, Fulfilment, Ruling
from incidents.obligations import loading
from tests import factories
from tests.incidents import owed

DUE = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LATER = {**owed.AWARE, "value": "2026-11-20T15:00"}
EARLIER = {**owed.AWARE, "value": "2026-11-20T08:00"}


@pytest.fixture
def incident(team):
    owed.ruled(team.incident, by=team.legal)
    return team.incident


def duty(incident, key=owed.KEY):
    return duties.board(incident).duty(key)


def state(incident, now=DUE, key=owed.KEY):
    return duty(incident, key).state(now)


def test_a_duty_waits_until_its_event_is_logged_and_then_runs(team, incident):
    assert state(incident) == State.WAITING
    assert duty(incident).waits_for == "awareness"
    assert duties.board(incident).wanted(DUE) == ["awareness"]
    owed.logged(incident, by=team.developer)
    assert duty(incident).deadline.strict == DUE
    assert state(incident, DUE) == State.RUNNING
    assert state(incident, DUE + timedelta(seconds=1)) == State.OVERDUE
    assert duties.board(incident).wanted(DUE) == []


def test_a_disputed_start_shows_the_earlier_deadline_whichever_came_first(team, incident):
    owed.logged(incident, by=team.developer)
    owed.logged(incident, by=team.legal, value=LATER, is_disputed=True)
    assert duty(incident).deadline.strict == DUE
    owed.logged(incident, by=team.legal, value=EARLIER, is_disputed=True)
    assert duty(incident).deadline.strict == DUE - timedelta(minutes=90)
    assert len(duty(incident).deadline.disputed) == 3


def test_a_moment_that_is_not_disputed_takes_the_place_of_all_before_it(team, incident):
    owed.logged(incident, by=team.developer)
    owed.logged(incident, by=team.developer, value=EARLIER, is_disputed=True)
    owed.logged(incident, by=team.developer, value=LATER)
    assert duty(incident).deadline.strict == DUE + timedelta(hours=5, minutes=30)
    assert DutyEvent.objects.count() == 3


def test_an_event_that_did_not_happen_stops_its_clock_and_stays_in_the_log(team, incident):
    with pytest.raises(Refused):
        owed.taken_back(incident, by=team.developer)
    owed.logged(incident, by=team.developer)
    owed.taken_back(incident, by=team.developer)
    assert state(incident) == State.WAITING
    assert DutyEvent.objects.count() == 2


@pytest.mark.parametrize(
    ("precision", "value"), [("day", "2026-11-20"), ("month", "2026-11"), ("year", "2026")]
)
def test_a_start_that_is_not_known_to_the_minute_counts_from_its_first_moment(
    team, incident, precision, value
):
    owed.logged(
        incident, by=team.developer, value={**owed.AWARE, "precision": precision, "value": value}
    )
    start = duty(incident).deadline.start
    assert start.isoformat().startswith(
        {"day": "2026-11-20", "month": "2026-11-01"}.get(precision, "2026-01-01")
    )
    assert (start.hour, start.minute) == (0, 0)


def test_an_event_may_start_one_duty_alone_once_that_duty_applies(team, incident):
    with pytest.raises(Refused):
        owed.logged(incident, by=team.legal, kind="us-ma:individuals")
    owed.ruled(incident, "us-ma:individuals", by=team.legal)
    owed.logged(incident, by=team.legal, kind="us-ma:individuals")
    assert duty(incident, "us-ma:individuals").deadline.start == DUE - timedelta(hours=72)


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "submission_of"},
        {"kind": "calendar_year_end"},
        {"kind": "nothing"},
        {"evidence": "  "},
        {"value": {**owed.AWARE, "value": "2099-01-01T00:00"}},
        {"value": {**owed.AWARE, "value": "soon"}},
        {"value": {**owed.AWARE, "zone": "Europe/Nowhere"}},
    ],
)
def test_an_event_that_starts_no_clock_is_refused(team, incident, told):
    with pytest.raises(Refused):
        owed.logged(incident, by=team.developer, **told)
    assert not DutyEvent.objects.exists()


def test_who_decides_who_logs_and_who_only_reads(team, incident):
    for person in (team.developer, team.pr, team.observer, team.outsider, None):
        with pytest.raises(PermissionDenied):
            owed.ruled(incident, by=person)
        with pytest.raises(PermissionDenied):
            owed.filed(incident, by=person)
        with pytest.raises(PermissionDenied):
            operations.take_newer_rules(incident, by=person, reason="x", seen_checksum="")
    for person in (team.pr, team.observer, team.outsider, None):
        with pytest.raises(PermissionDenied):
            owed.logged(incident, by=person)
    assert owed.logged(incident, by=team.developer).role == "developer"
    assert owed.logged(incident, by=team.legal).role == "legal"


def test_not_required_is_a_decision_and_can_be_opened_again(team, incident):
    owed.logged(incident, by=team.developer)
    owed.ruled(incident, by=team.legal, ruling="not_required", reason="No risk: keys were safe.")
    assert state(incident) == State.NOT_REQUIRED
    owed.ruled(incident, by=team.legal, ruling="reopened", reason="A key is gone.")
    assert state(incident) == State.TO_DECIDE
    owed.ruled(incident, by=team.legal)
    assert state(incident) == State.RUNNING
    assert [one.ruling for one in duty(incident).decisions] == [
        *("applies", "reopened", "not_required", "applies"),
    ]


def test_a_decision_that_came_meanwhile_is_not_overruled_unread(team, incident):
    seen = DutyDecision.objects.last().pk
    told = {"keys": [owed.KEY], "word": operations.Word("not_required", "No risk."), "seen": seen}
    operations.decide_duty(incident, by=team.legal, **told)
    with pytest.raises(Refused, match="meanwhile"):
        operations.decide_duty(incident, by=team.legal, **told)


@pytest.mark.parametrize(
    ("keys", "ruling", "reason"),
    [
        ([], "applies", "x"),
        (["xx-none:none"], "applies", "x"),
        (["us-ma"], "applies", "x"),
        ([owed.KEY], "maybe", "x"),
        ([owed.KEY], "applies", "  "),
    ],
)
def test_a_decision_on_nothing_or_without_a_reason_is_refused(team, keys, ruling, reason):
    word = operations.Word(ruling, reason)
    with pytest.raises(Refused):
        operations.decide_duty(team.incident, by=team.legal, keys=keys, word=word)
    assert not DutyDecision.objects.exists()


def test_a_filing_meets_the_duty_and_starts_the_clocks_that_run_from_it(team, incident):
    owed.logged(incident, by=team.developer)
    owed.ruled(incident, "us-ny:individuals", by=team.legal)
    assert state(incident) == State.RUNNING
    made = owed.filed(incident, by=team.legal)
    assert state(incident) == State.MET
    assert (made.strict, made.legal_max, made.stage) == (DUE, DUE + timedelta(minutes=30), "single")
    assert duties.board(incident).known.sent == {owed.KEY: made.sent_at.astimezone(UTC)}


def test_lateness_is_frozen_at_the_first_filing(team, incident):
    owed.logged(incident, by=team.developer)
    first = owed.filed(incident, by=team.legal, sent_at="2026-11-23T09:31:00+01:00")
    assert state(incident) == State.MET_LATE
    owed.logged(incident, by=team.developer, value=LATER)
    assert state(incident) == State.MET_LATE
    more = owed.filed(incident, by=team.legal, sent_at="2026-11-24T10:00:00+01:00", text="More.")
    assert more.strict == first.strict == DUE


def test_a_correction_supersedes_and_the_first_stays_readable(team, incident):
    owed.logged(incident, by=team.developer)
    late = owed.filed(incident, by=team.legal, sent_at="2026-11-23T19:30:00+01:00")
    right = owed.filed(incident, by=team.legal, sent_at="2026-11-23T09:30:00+01:00", corrects=late)
    assert state(incident) == State.MET
    assert duty(incident).filings == (right,)
    assert duty(incident).superseded == (late,)
    with pytest.raises(Refused, match="corrected already"):
        owed.filed(incident, by=team.legal, corrects=late, text="Once more.")


@pytest.mark.parametrize(
    "told", [{"text": " "}, {"channel": "pigeon"}, {"sent_at": "2099-01-01T00:00:00+00:00"}]
)
def test_a_filing_without_words_way_or_a_moment_that_was_is_refused(team, incident, told):
    with pytest.raises(Refused):
        owed.filed(incident, by=team.legal, **told)
    assert not Fulfilment.objects.exists()


def test_a_filing_for_a_duty_nobody_decided_on_is_refused_and_so_is_the_same_one_twice(
    team, incident
):
    with pytest.raises(Refused, match="Decide first"):
        owed.filed(incident, by=team.legal, key="us-ma:individuals")
    owed.filed(incident, by=team.legal)
    with pytest.raises(Refused, match="on record already"):
        owed.filed(incident, by=team.legal)


def test_what_is_not_in_force_is_watched_and_never_alarms(team, incident):
    key = "us-circia:covered_incident"
    rows = duties.board(incident).data.regimes["us-circia"].obligations
    key = next(iter(rows.values())).key
    owed.ruled(incident, key, by=team.legal)
    for kind in duties.LOGGABLE:
        owed.logged(incident, by=team.legal, kind=kind)
    assert state(incident, DUE + timedelta(days=900), key) == State.WATCH


def test_an_incident_stays_on_its_rules_until_counsel_takes_the_newer_ones(team):
    newest = loading.current()
    owed.on_older_rules(team.incident, by=team.legal)
    owed.ruled(team.incident, by=team.legal)
    owed.logged(team.incident, by=team.developer)
    assert duty(team.incident).deadline.strict == DUE - timedelta(hours=24)
    told = {"by": team.legal, "reason": "The law changed."}
    with pytest.raises(Refused, match="while you were reading"):
        operations.take_newer_rules(team.incident, seen_checksum="0" * 64, **told)
    operations.take_newer_rules(team.incident, seen_checksum=newest.checksum, **told)
    assert duty(team.incident).deadline.strict == DUE
    with pytest.raises(Refused, match="newest"):
        operations.take_newer_rules(team.incident, seen_checksum=newest.checksum, **told)
    assert DutyDataSet.objects.count() == team.incident.duty_rules.count() == 2


def test_a_data_set_is_kept_once_for_all_incidents(team, incident):
    owed.ruled(factories.incident(by=team.legal), by=team.legal)
    assert DutyDataSet.objects.get().checksum == loading.current().checksum


def test_a_duty_the_newer_rules_no_longer_have_is_named_and_breaks_nothing(team, incident):
    board = duties.board(incident)
    regimes = {code: r for code, r in board.data.content["regimes"].items() if code != "eu-gdpr"}
    board.data = loading.data_set({**board.data.content, "regimes": regimes})
    assert board.gone == [owed.KEY]
    assert board.duties(DUE) == []


def test_what_is_due_next_comes_first(team, incident):
    keys = ["us-ma:individuals", "us-fl:individuals", "us-fl:ag", "eu-gdpr:data_subjects"]
    known = [key for key in keys if duties.board(incident).has(key)]
    owed.ruled(incident, *known, by=team.legal)
    for kind in ("awareness", "discovery", "determination"):
        owed.logged(incident, by=team.legal, kind=kind)
    board = duties.board(incident)
    states = [each.state(DUE) for each in board.duties(DUE)]
    assert states == sorted(states, key=list(State).index)
    dated = [each.deadline.strict for each in board.duties(DUE) if each.deadline.strict]
    assert dated == sorted(dated)


def test_every_duty_of_the_data_set_can_be_found_and_decided(team, incident):
    data = loading.current()
    assert len(duties.rows(data)) > len(data.obligations) == 226
    assert {row.key for _, row in duties.matching(data, "massachusetts people")} == set()
    found = {row.key for _, row in duties.matching(data, "Massachusetts individuals")}
    assert found == {"us-ma:individuals"}
    keys = [row.key for _, row in duties.rows(data)]
    owed.ruled(incident, *keys, by=team.legal)
    assert len(duties.board(incident).duties(DUE)) == len(keys)


def test_the_record_holds_keys_and_numbers_and_none_of_the_words(team, incident):
    owed.ruled(incident, by=team.legal, reason="secretreason")
    owed.logged(incident, by=team.legal, evidence="secretevidence")
    owed.filed(incident, by=team.legal, text="secretwords", external_reference="secretnumber")
    said = " ".join(f"{entry.subject} {entry.facts}" for entry in Entry.objects.all())
    assert "secret" not in said
    assert owed.KEY in said


def test_counsel_alone_decides_even_where_python_is_bypassed(team, incident):
    for role in ("legal", "developer"):
        with pytest.raises(DatabaseError), transaction.atomic():
            DutyDecision.objects.create(
                incident=incident,
                key=owed.KEY,
                ruling=Ruling.NOT_REQUIRED,
                reason="x",
                by=team.developer,
                role=role,
            )
