"""Opening an incident, its head, its people, what they say, and what the record keeps of it."""

from django.urls import reverse

from breachcomm.audit.models import Entry
from incidents import operations
from incidents.models import Incident
from tests import factories

HEAD = {
    "title": "A lost laptop",
    "organisation": "Ferrante Cloud GmbH",
    "severity": "3",
    "status": "suspected",
    "zone": "Europe/Berlin",
}


def url(name, incident, *more):
    return reverse(f"incidents:{name}", args=[incident.reference, *more])


def page(browser, incident):
    return browser.get(url("detail", incident)).content.decode()


def test_whoever_opens_an_incident_sees_it_with_those_let_in(team, browse):
    sent = {**HEAD, "members": [team.legal.pk]}
    answer = browse(team.pr).post(reverse("incidents:create"), sent)
    incident = Incident.objects.get(title="A lost laptop")
    assert answer.url == url("detail", incident)
    assert set(incident.members.all()) == {team.pr, team.legal}
    assert incident.code_name in page(browse(team.pr), incident)


def test_opening_takes_no_field_the_form_does_not_have(team, browse):
    sent = {**HEAD, "reference": "INC-1-1", "code_name": "Mine", "opened_by": team.legal.pk}
    browse(team.pr).post(reverse("incidents:create"), sent)
    incident = Incident.objects.get(title="A lost laptop")
    assert incident.opened_by == team.pr
    assert incident.reference != "INC-1-1"
    assert incident.code_name != "Mine"


def test_the_head_can_be_changed_and_an_unchanged_head_is_not_on_record(team, browse):
    browser = browse(team.legal)
    browser.post(url("edit", team.incident), HEAD)
    assert Incident.objects.get(pk=team.incident.pk).title == "A lost laptop"
    entries = Entry.objects.count()
    browser.post(url("edit", team.incident), HEAD)
    assert Entry.objects.count() == entries


def test_an_exercise_and_a_source_are_said_on_every_page(team, browse):
    operations.change_incident(
        team.incident, by=team.pr, is_exercise=True, source_note="Made up for practice."
    )
    for name in ("detail", "findings", "timeline", "members", "edit"):
        text = browse(team.developer).get(url(name, team.incident)).content.decode()
        assert "This is an exercise." in text
        assert "Made up for practice." in text


def test_the_page_shows_value_confidence_basis_and_who(team, browse):
    factories.fact(
        team.incident,
        "people_affected",
        {
            "low": 9800,
            "best": 11200,
            "high": 12400,
            "unit": "accounts",
            "method": "Counted in the access log.",
            "as_of": "",
            "deduplicated_on": "",
            "final": False,
        },
        by=team.developer,
        confidence="estimated",
        basis="Access log of May",
    )
    text = page(browse(team.observer), team.incident)
    assert "best estimate 11,200 accounts (9,800 to 12,400)" in text
    assert 'class="range"' in text
    said = ("Estimated", "Counted in the access log ·", "Access log of May", team.developer.name)
    for part in said:
        assert part in text


def test_the_ledger_keeps_exposed_safe_and_unknown_apart(team, browse):
    def said(exposure):
        return {"exposure": exposure, "protection": "unknown", "note": ""}

    for key, exposure, sure in (
        ("email", "exposed", "confirmed"),
        ("payment_card", "not_exposed", "ruled_out"),
        ("documents", "unknown", "under_investigation"),
    ):
        factories.fact(
            team.incident,
            f"exposure.{key}",
            said(exposure),
            by=team.developer,
            confidence=sure,
            basis="Logs",
        )
    columns = page(browse(team.pr), team.incident).partition('class="ledger"')[2].split("<h3")
    assert "E-mail addresses" in columns[1]
    assert "Payment cards" in columns[2]
    assert "Documents and files" in columns[3].partition("</ul>")[0]


def test_every_answer_that_ever_stood_is_shown_newest_first(team, browse):
    first = factories.fact(team.incident, "vulnerability", "A leak.", by=team.developer)
    factories.fact(
        team.incident, "vulnerability", "A leaked password.", by=team.developer, seen=first.pk
    )
    text = browse(team.pr).get(url("fact_history", team.incident, "vulnerability"))
    older = text.content.decode().index("A leak.")
    assert text.content.decode().index("A leaked password.") < older


def test_a_question_waits_for_its_owner_and_ends_with_the_answer(team, browse):
    sent = {"text": "Which languages?", "owner": team.developer.pk}
    browse(team.pr).post(url("ask", team.incident), sent)
    asked = team.incident.contributions.get()
    assert "One question waits for you." in page(browse(team.developer), team.incident)
    assert "One question waits for you." not in page(browse(team.legal), team.incident)
    browse(team.developer).post(url("answer", team.incident, asked.pk), {"text": "German."})
    text = page(browse(team.pr), team.incident)
    assert "No question is open." in text
    assert "German." in text


def test_a_question_is_answered_once(team, browse):
    asked = operations.ask(team.incident, by=team.pr, text="When?", owner=team.developer)
    page_of_it = url("answer", team.incident, asked.pk)
    assert browse(team.developer).post(page_of_it, {"text": "Today."}).status_code == 302
    late = browse(team.legal).post(page_of_it, {"text": "Tomorrow."})
    assert late.status_code == 422
    assert "Tomorrow." in late.content.decode()
    assert asked.replies.count() == 1


def test_a_note_that_is_refused_stays_in_its_form(team, browse):
    answer = browse(team.pr).post(
        url("contribute", team.incident), {"kind": "note", "text": "Kept \u202e words"}
    )
    assert answer.status_code == 422
    assert "Kept \u202e words" in answer.content.decode()
    assert team.incident.contributions.count() == 0


def test_somebody_is_let_in_once_and_removal_asks_first(team, browse):
    browser, sent = browse(team.legal), {"person": team.outsider.pk}
    assert browser.post(url("members", team.incident), sent).status_code == 302
    assert browser.post(url("members", team.incident), sent).status_code == 422
    removal = url("remove_member", team.incident, team.outsider.pk)
    assert "no longer see this incident" in browser.get(removal).content.decode()
    assert team.incident.members.filter(pk=team.outsider.pk).exists()
    browser.post(removal)
    assert not team.incident.members.filter(pk=team.outsider.pk).exists()


def test_the_last_person_who_can_act_stays(team, browse):
    for person in (team.legal, team.pr):
        operations.remove_member(team.incident, by=team.developer, person=person)
    removal = url("remove_member", team.incident, team.developer.pk)
    answer = browse(team.developer).post(removal)
    assert answer.status_code == 422
    assert "Somebody who can act must stay." in answer.content.decode()


def test_the_record_reads_as_sentences_with_the_hash_folded_away(team, browse):
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=team.developer)
    text = browse(team.observer).get(url("timeline", team.incident)).content.decode()
    assert f"{team.developer.name} (developer) recorded vulnerability." in text
    assert f"gave {team.observer.name} access" in text
    newest = Entry.objects.filter(incident=team.incident.reference).last()
    assert f'<span class="digest">{newest.digest}</span></details>' in text
    assert "A leaked password." not in text


def test_reading_leaves_nothing_on_record(team, browse):
    browser, before = browse(team.developer), Entry.objects.count()
    for name in ("detail", "findings", "members", "timeline", "edit"):
        browser.get(url(name, team.incident))
    assert Entry.objects.count() == before
