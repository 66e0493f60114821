"""Whatever is typed into whatever field: a clear sentence or the literal text, never a crash."""

import pytest
from django.urls import reverse

from incidents import operations
from tests.incidents.posting import fields, page_of, save

REFUSED = {
    "nul": "a\x00b",
    "escape": "a\x1bb",
    "right to left": "a\u202eb",
    "zero width": "a\u200bb",
    "tag": "a\U000e0041b",
    "noncharacter": "a\ufffeb",
    "a megabyte": "x" * 1_000_000,
}
LITERAL = {
    "html": "<script>alert(1)</script><b>bold</b>",
    "template": "{{ 7*7 }}{% load static %}{# x #}",
    "format": "{0.__class__} %s %(x)s ${x}",
    "formula": "=1+1",
    "hebrew": "\u05e9\u05dc\u05d5\u05dd",
}
NUMBERS = ["-1", "1e3", "10.5", "1" + "0" * 30, "9" * 6000, "NaN", "١٢", "0x10", "\x00", "½"]
TIMES = ["2026-13", "2026-02-30", "99999", "2026-11-26 25:00", "tomorrow", "0000", "\x00", "-2026"]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_no_field_of_the_findings_form_takes_what_no_text_may_hold(team, browse, text):
    browser = browse(team.developer)
    opened = fields(browser.get(page_of(team.incident)).content.decode())
    typed = {name: text for name in opened if not name.endswith("-seen")}
    answer = browser.post(page_of(team.incident), {**opened, **typed})
    assert answer.status_code in (400, 422)
    assert team.incident.facts.count() == 0


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_each_text_field_says_what_is_wrong_and_the_others_are_saved(team, browse, text):
    answer = save(
        browse(team.developer),
        team.incident,
        vulnerability__value=text,
        vulnerability__confidence="confirmed",
        root_cause__value="No rotation.",
        root_cause__confidence="confirmed",
    )
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "There is a" in said or "Shorten it" in said or "This is 1,000,000" in said
    assert list(team.incident.known()) == ["root_cause"]


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
def test_what_looks_like_code_is_kept_and_shown_as_the_text_it_is(team, browse, text):
    browser = browse(team.developer)
    saved = save(
        browser,
        team.incident,
        vulnerability__value=text,
        vulnerability__confidence="confirmed",
        vulnerability__basis=text,
    )
    assert saved.status_code == 302
    assert team.incident.known()["vulnerability"].value == text
    page = browser.get(reverse("incidents:detail", args=[team.incident.reference])).content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page
    again = browser.get(page_of(team.incident)).content.decode()
    assert fields(again)["vulnerability-value"] == [text]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_is_named_and_stays_on_the_screen(team, browse, number):
    answer = save(
        browse(team.developer),
        team.incident,
        people_affected__best=number,
        people_affected__confidence="estimated",
    )
    assert answer.status_code == 422
    assert "people_affected" not in team.incident.known()
    assert "People affected:" in answer.content.decode()


@pytest.mark.parametrize("time", TIMES)
def test_a_time_that_cannot_be_is_named(team, browse, time):
    answer = save(
        browse(team.developer),
        team.incident,
        detected__value=time,
        detected__confidence="confirmed",
    )
    assert answer.status_code == 422
    assert team.incident.facts.count() == 0


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_notes_questions_and_answers_refuse_it_and_give_it_back(team, browse, text):
    browser, here = browse(team.developer), [team.incident.reference]
    asked = operations.ask(team.incident, by=team.pr, text="When?", owner=team.developer)
    for name, more, typed in (
        ("contribute", [], {"kind": "note"}),
        ("ask", [], {"owner": team.pr.pk}),
        ("answer", [asked.pk], {}),
    ):
        page = reverse(f"incidents:{name}", args=[*here, *more])
        assert browser.post(page, {**typed, "text": text}).status_code == 422
    assert team.incident.contributions.count() == 1


@pytest.mark.parametrize("text", [*REFUSED.values()], ids=REFUSED)
def test_the_head_of_an_incident_refuses_it(team, browse, text):
    browser = browse(team.developer)
    page = reverse("incidents:edit", args=[team.incident.reference])
    sent = {"title": "T", "organisation": "O", "severity": 2, "status": "suspected", "zone": "UTC"}
    for name in ("title", "organisation", "organisation_address", "zone", "source_note"):
        assert browser.post(page, {**sent, name: text}).status_code == 422, name
        assert browser.post(reverse("incidents:create"), {**sent, name: text}).status_code == 422
    for name in ("severity", "status"):
        assert browser.post(page, {**sent, name: text}).status_code == 422, name


@pytest.mark.parametrize(
    "query",
    [
        "words=%00",
        "words=%E2%80%AE",
        "words=" + "x" * 5_000,
        "severity=%00&status=%FF",
        "severity=" + "9" * 5_000,
        "page=" + "9" * 5_000,
        "page=%00",
        "page=-1",
        "words=%25_%27",
    ],
)
def test_no_filter_breaks_the_list(team, browse, query):
    assert browse(team.legal).get(f"{reverse('incidents:list')}?{query}").status_code == 200
    page = reverse("incidents:timeline", args=[team.incident.reference])
    assert browse(team.legal).get(f"{page}?{query}").status_code == 200


def test_more_than_the_server_reads_is_answered_with_a_page(team, browse):
    browser = browse(team.developer)
    answer = browser.post(page_of(team.incident), {"vulnerability-value": "x" * 5_000_000})
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
    many = {f"field{number}": "x" for number in range(2_500)}
    assert browser.post(page_of(team.incident), many).status_code == 400
