"""The page of duties, and the forms that log, decide and record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from breachcomm.accounts.models import Role
from incidents import operations
from incidents.models import DutyDecision, DutyEvent, Fulfilment
from incidents.obligations import loading
from tests import factories
from tests.incidents import owed
from tests.incidents.test_bad_input import LITERAL, REFUSED

EVENT = {
    "kind": "awareness",
    "certainty": "stands",
    "when": "2026-11-20 09:30",
    "zone": "Europe/Berlin",
    "evidence": "The ticket says so.",
}
DECISION = {"ruling": "applies", "reason": "People in Berlin.", "seen": 0}
SENT = {
    "channel": "portal",
    "when": "2026-11-21 10:00",
    "zone": "Europe/Berlin",
    "external_reference": "A-1",
    "text": "We report a breach.",
}


def url(name, incident, *more):
    return reverse(f"incidents:{name}", args=[incident.reference, *more])


def page(browser, incident, name="duties", *more):
    answer = browser.get(url(name, incident, *more))
    assert answer.status_code == 200
    return answer.content.decode()


def moment(now, **passed):
    """A time as facts keep it, so long before `now`."""
    value = (now - timedelta(**passed)).strftime("%Y-%m-%dT%H:%M")
    return {"precision": "minute", "zone": "UTC", "value": value}


def test_an_empty_page_says_what_to_do_to_each_role(team, browse):
    for person in (team.legal, team.developer):
        assert "Answer the questions</a>" in page(browse(person), team.incident)
    owed.answered(team.incident, by=team.developer)
    assert "Say which duties apply</a>" in page(browse(team.legal), team.incident)
    assert "Log what starts clocks</a>" in page(browse(team.developer), team.incident)
    for person in (team.pr, team.observer):
        said = page(browse(person), team.incident)
        assert "You read here." in said
        assert "Legal counsel says which duties apply." in said
        assert "btn-primary" not in said


def test_counsel_finds_duties_by_words_and_decides_on_several_at_once(team, browse):
    browser = browse(team.legal)
    listed = browser.get(url("choose_duties", team.incident), {"words": "massachusetts"})
    assert "us-ma:individuals" in listed.content.decode()
    assert "us-ca:individuals" not in listed.content.decode()
    keys = ["us-ma:individuals", owed.KEY]
    browser.post(url("choose_duties", team.incident), {**DECISION, "keys": keys})
    said = page(browser, team.incident)
    assert "Massachusetts breach notification law" in said
    assert said.count("People in Berlin.") == 2
    assert "Log when it happened" in said


def test_the_whole_way_from_waiting_to_met(team, browse):
    owed.ruled(team.incident, by=team.legal)
    browser = browse(team.legal)
    assert "Its clock starts when the organisation became aware" in page(browser, team.incident)
    browser.post(url("log_event", team.incident), EVENT)
    said = page(browser, team.incident)
    assert "Mon 23 Nov 2026, 09:30 CET" in said
    assert "72 real hours later it is Monday 23 November 2026" in said
    assert "checked in full" in said or "checked in part" in said or "from memory" in said
    assert "Not legal advice" in said
    browser.post(url("record_filing", team.incident, owed.KEY), SENT)
    said = page(browser, team.incident)
    assert "Met, 1 day 23 h early" in said
    assert "We report a breach." in said


def test_how_long_is_left_and_overdue_is_said_in_words(team, browse):
    owed.ruled(team.incident, by=team.legal)
    now = timezone.now()
    owed.logged(team.incident, by=team.developer, value=moment(now, hours=10))
    assert "2 days 13 h left" in page(browse(team.observer), team.incident)
    owed.logged(team.incident, by=team.developer, value=moment(now, hours=80))
    assert "Overdue by 8 h" in page(browse(team.observer), team.incident)
    assert "Overdue by 8 h" in page(browse(team.observer), team.incident, "detail")


def test_what_the_findings_know_stands_in_the_form_of_an_event(team, browse):
    became = {"precision": "day", "zone": "Europe/Berlin", "value": "2026-11-20"}
    factories.fact(
        team.incident, "became_aware", became, by=team.developer, basis="The ticket of that day."
    )
    form = browse(team.developer).get(url("log_event", team.incident), {"kind": "awareness"})
    said = form.content.decode()
    assert 'value="2026-11-20"' in said
    assert "The ticket of that day." in said


def test_an_event_can_be_disputed_or_taken_back_on_the_page(team, browse):
    browser = browse(team.developer)
    browser.post(url("log_event", team.incident), EVENT)
    browser.post(url("log_event", team.incident), {**EVENT, "certainty": "disputed"})
    assert "disputed" in page(browser, team.incident)
    browser.post(url("log_event", team.incident), {**EVENT, "certainty": "never", "when": ""})
    assert "it did not happen after all" in page(browser, team.incident)
    assert DutyEvent.objects.count() == 3


def test_a_correction_starts_from_what_was_recorded(team, browse):
    owed.ruled(team.incident, by=team.legal)
    first = owed.filed(team.incident, by=team.legal)
    browser, here = browse(team.legal), url("record_filing", team.incident, owed.KEY)
    form = browser.get(here, {"corrects": first.pk}).content.decode()
    assert "2026-11-21 10:00" in form
    assert "We report a breach." in form
    browser.post(f"{here}?corrects={first.pk}", {**SENT, "text": "Other words."})
    said = page(browser, team.incident)
    assert "One entry that was corrected" in said
    assert "Other words." in said
    assert Fulfilment.objects.get(corrects=first).text == "Other words."
    for wrong in ("0", "x", "9" * 30, "\x00", "²"):
        assert browser.get(here, {"corrects": wrong}).status_code == 404


def test_counsel_reads_the_difference_and_takes_the_newer_rules(team, browse):
    owed.on_older_rules(team.incident, by=team.legal)
    owed.ruled(team.incident, by=team.legal)
    browser = browse(team.legal)
    assert "There are newer rules" in page(browser, team.incident)
    said = page(browser, team.incident, "take_newer_rules")
    assert "duration was 48, is now 72" in said
    sent = {"reason": "Read.", "seen_checksum": loading.current().checksum}
    browser.post(url("take_newer_rules", team.incident), sent)
    assert "There are newer rules" not in page(browser, team.incident)


def test_a_privileged_reason_is_read_by_counsel_alone(team, browse):
    owed.ruled(team.incident, by=team.legal, reason="Our secret view.", privileged=True)
    for person in (team.developer, team.pr, team.observer):
        said = page(browse(person), team.incident)
        assert "Our secret view." not in said
        assert "Counsel keeps the reason privileged." in said
    assert "Our secret view." in page(browse(team.legal), team.incident)


def test_the_outer_reading_of_a_deadline_is_for_counsel_alone(team, browse):
    owed.ruled(team.incident, by=team.legal)
    owed.logged(team.incident, by=team.developer)
    for person in (team.developer, team.pr, team.observer):
        assert "outer reading" not in page(browse(person), team.incident).lower()
    assert "Outer reading, for counsel alone: Mon 23 Nov 2026, 10:00 CET." in page(
        browse(team.legal), team.incident
    )


def test_what_is_overdue_comes_before_what_waits_for_an_event(team, browse):
    owed.ruled(team.incident, owed.KEY, "us-fl:individuals", by=team.legal)
    owed.logged(team.incident, by=team.developer)
    assert "Record what was sent</a>" in page(browse(team.legal), team.incident)
    assert "Log when it happened</a>" in page(browse(team.developer), team.incident)


def test_the_page_takes_the_same_number_of_queries_however_many_duties_there_are(team, browse):
    def queries(name):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(browser, team.incident, name)
        return len(caught)

    browser, names = browse(team.legal), ("duties", "choose_duties", "detail")
    owed.ruled(team.incident, by=team.legal)
    owed.logged(team.incident, by=team.legal)
    owed.filed(team.incident, by=team.legal)
    # The first answer of a session also keeps when its owner was last here.
    page(browser, team.incident)
    before = [queries(name) for name in names]
    second = factories.person(Role.LEGAL)
    operations.add_member(team.incident, by=team.pr, person=second)
    owed.ruled(team.incident, *loading.current().obligations, by=second)
    for kind in ("discovery", "determination", "classification"):
        owed.logged(team.incident, by=second, kind=kind)
    for key in list(loading.current().obligations)[:20]:
        owed.filed(team.incident, by=second, key=key)
    assert [queries(name) for name in names] == before


FORMS = {
    "log_event": (EVENT, ("kind", "certainty", "when", "zone", "evidence")),
    "decide_duty": (DECISION, ("ruling", "reason", "seen")),
    "record_filing": (SENT, ("channel", "when", "zone", "external_reference", "text")),
    "choose_duties": ({**DECISION, "keys": [owed.KEY]}, ("keys", "ruling", "reason", "seen")),
}


def address(name, incident):
    more = [owed.KEY] if name in ("decide_duty", "record_filing") else []
    return url(name, incident, *more)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_no_text_may_hold_is_named_and_the_rest_stays_typed(team, browse, name, text):
    owed.ruled(team.incident, by=team.legal)
    sent, fields = FORMS[name]
    before = DutyDecision.objects.count()
    for field in fields:
        answer = browse(team.legal).post(address(name, team.incident), {**sent, field: text})
        assert answer.status_code == 422, field
        said = answer.content.decode()
        assert "error-summary" in said
        kept = next(other for other in ("evidence", "reason", "text") if other in sent)
        assert field == kept or str(sent[kept]) in said
    assert not DutyEvent.objects.exists()
    assert not Fulfilment.objects.exists()
    assert DutyDecision.objects.count() == before


@pytest.mark.parametrize(
    "when",
    [
        "2026-13",
        "2026-02-30",
        "99999",
        "2026-11-26 25:00",
        "tomorrow",
        "0000",
        "2099-01-01 00:00",
        "",
    ],
)
def test_a_time_that_is_none_is_named(team, browse, when):
    answer = browse(team.legal).post(url("log_event", team.incident), {**EVENT, "when": when})
    assert answer.status_code == 422
    assert EVENT["evidence"] in answer.content.decode()


def test_a_filing_is_timed_to_the_minute(team, browse):
    owed.ruled(team.incident, by=team.legal)
    here = url("record_filing", team.incident, owed.KEY)
    answer = browse(team.legal).post(here, {**SENT, "when": "2026-11-21"})
    assert answer.status_code == 422
    assert "Write the minute too" in answer.content.decode()


@pytest.mark.parametrize("key", ["nothing", "us-xx:individuals", "us-ma", "us-ma:", "%00", "a:b:c"])
def test_a_duty_the_rules_do_not_have_is_not_found(team, browse, key):
    for name in ("decision", "filing"):
        here = f"/incidents/{team.incident.reference}/duties/{key}/{name}/"
        assert browse(team.legal).get(here).status_code == 404


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
def test_what_looks_like_code_is_shown_as_the_text_it_is(team, browse, text):
    owed.ruled(team.incident, by=team.legal, reason=text)
    owed.logged(team.incident, by=team.legal, evidence=text)
    owed.filed(team.incident, by=team.legal, text=text, external_reference=text)
    said = page(browse(team.legal), team.incident)
    assert "<script>alert" not in said
    assert "<b>bold" not in said


@pytest.mark.parametrize("words", ["\x00", "x" * 500, "<script>", "%", "  "])
def test_any_search_is_answered(team, browse, words):
    answer = browse(team.legal).get(url("choose_duties", team.incident), {"words": words})
    assert answer.status_code == 200
