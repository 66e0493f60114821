"""Many answers on one page: only what changed is recorded, and nothing typed is lost."""

import pytest

from incidents.facts import CATALOGUE
from incidents.facts.exposure import CATEGORIES
from tests import factories
from tests.incidents.posting import fields, page_of, save

COUNT = {
    "people_affected__low": "9,800",
    "people_affected__best": "11 200",
    "people_affected__high": "12,400",
    "people_affected__unit": "accounts",
    "people_affected__confidence": "estimated",
}

EVERY_KIND = {
    **COUNT,
    "cause__value": ["hacking", "error"],
    "cause__confidence": "confirmed",
    "occurred_from__value": "2026-02",
    "occurred_from__confidence": "estimated",
    "detected__value": "2026-03-04 09:12",
    "detected__zone": "Europe/Berlin",
    "detected__confidence": "confirmed",
    "immediate_actions__value": "We shut the access.\n\nWe reset every password.",
    "immediate_actions__confidence": "confirmed",
    "exfiltration__value": "yes",
    "exfiltration__confidence": "estimated",
    "residence__value": "US-CA 1,240\nDE 310\nFrance unknown",
    "residence__confidence": "confirmed",
    "contact_point__email": "help@example.org",
    "contact_point__confidence": "confirmed",
    "exposure-password__exposure": "exposed",
    "exposure-password__protection": "hashed",
    "exposure-password__confidence": "confirmed",
}


def known(team):
    return {key: fact.value for key, fact in team.incident.known().items()}


def test_a_form_nobody_touched_records_nothing(team, browse):
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=team.developer)
    before = team.incident.facts.count()
    for person in (team.developer, team.legal, team.pr):
        assert save(browse(person), team.incident).status_code == 302
    assert team.incident.facts.count() == before


def test_one_answer_is_one_fact_with_what_was_typed(team, browse):
    answer = save(
        browse(team.developer),
        team.incident,
        vulnerability__value="A leaked password.\r\nIt was old.",
        vulnerability__confidence="confirmed",
        vulnerability__basis="Sign-in logs",
    )
    assert answer.status_code == 302
    [fact] = team.incident.facts.all()
    assert (fact.key, fact.value) == ("vulnerability", "A leaked password.\nIt was old.")
    assert (fact.confidence, fact.basis, fact.by) == ("confirmed", "Sign-in logs", team.developer)


def test_every_kind_of_answer_comes_back_to_the_screen_as_it_was_saved(team, browse):
    browser = browse(team.developer)
    assert save(browser, team.incident, **EVERY_KIND).status_code == 302
    assert len(known(team)) == 9
    again = browser.get(page_of(team.incident)).content.decode()
    assert save(browser, team.incident, again).status_code == 302
    assert team.incident.facts.count() == 9


def test_values_are_stored_in_their_own_types(team, browse):
    save(browse(team.developer), team.incident, **EVERY_KIND)
    facts = known(team)
    count = facts["people_affected"]
    assert (count["low"], count["best"], count["high"]) == (9800, 11200, 12400)
    assert facts["cause"] == ["hacking", "error"]
    assert (facts["occurred_from"]["precision"], facts["detected"]["precision"]) == (
        "month",
        "minute",
    )
    assert facts["immediate_actions"] == ["We shut the access.", "We reset every password."]
    assert [place["count"] for place in facts["residence"]] == [1240, 310, None]


def test_not_yet_known_is_an_answer(team, browse):
    browser = browse(team.developer)
    save(browser, team.incident, root_cause__confidence="under_investigation")
    assert known(team) == {"root_cause": None}
    save(browser, team.incident, **{"exposure-medical__exposure": "unknown"})
    assert team.incident.known()["exposure.medical"].confidence == "under_investigation"


def test_certainly_not_exposed_takes_a_basis(team, browse):
    browser = browse(team.developer)
    claim = {"exposure-payment_card__exposure": "not_exposed"}
    refused = save(browser, team.incident, **claim)
    assert refused.status_code == 422
    assert "Say how we know" in refused.content.decode()
    assert known(team) == {}
    save(browser, team.incident, **claim, **{"exposure-payment_card__basis": "Logs of May"})
    assert team.incident.known()["exposure.payment_card"].confidence == "ruled_out"


def test_an_answer_without_its_confidence_is_asked_for_it(team, browse):
    refused = save(browse(team.developer), team.incident, vulnerability__value="A leak.")
    assert refused.status_code == 422
    assert "Say how sure we are." in refused.content.decode()
    assert "A leak." in refused.content.decode()
    assert known(team) == {}


def test_what_stands_is_taken_back_by_not_yet_known_and_never_blanked(team, browse):
    browser = browse(team.developer)
    factories.fact(team.incident, "vulnerability", "A leak.", by=team.developer)
    blank = {"vulnerability__value": "", "vulnerability__confidence": ""}
    refused = save(browser, team.incident, **blank)
    assert "To take it back" in refused.content.decode()
    assert known(team) == {"vulnerability": "A leak."}
    save(browser, team.incident, **{**blank, "vulnerability__confidence": "under_investigation"})
    assert known(team) == {"vulnerability": None}


def test_valid_answers_are_saved_while_wrong_ones_keep_what_was_typed(team, browse):
    browser = browse(team.developer)
    answer = save(
        browser,
        team.incident,
        vulnerability__value="A leaked password.",
        vulnerability__confidence="confirmed",
        people_affected__low="500",
        people_affected__best="200",
        people_affected__confidence="estimated",
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "The low figure (500) is above the best figure (200)." in text
    assert known(team) == {"vulnerability": "A leaked password."}
    assert fields(text)["people_affected-low"] == ["500"]
    repaired = save(browser, team.incident, text, people_affected__best="700")
    assert repaired.status_code == 302
    assert known(team)["people_affected"]["best"] == 700
    assert team.incident.facts.count() == 2


def test_after_saving_the_page_says_what_changed(team, browse):
    browser = browse(team.developer)
    factories.fact(team.incident, "vulnerability", "A leak.", by=team.developer)
    typed = {"root_cause__value": "No rotation.", "root_cause__confidence": "confirmed"}
    saved = save(browser, team.incident, vulnerability__value="A leaked password.", **typed)
    text = browser.get(saved.url).content.decode()
    assert "2 answers recorded" in text
    assert "<dd>No rotation. (confirmed)</dd>" in text
    assert "<del>A leak. (confirmed)</del>" in text
    assert "<ins>A leaked password. (confirmed)</ins>" in text
    assert "answers recorded" not in browser.get(page_of(team.incident)).content.decode()


def test_times_out_of_order_are_named_and_the_rest_is_saved(team, browse):
    answer = save(
        browse(team.developer),
        team.incident,
        occurred_from__value="2026-03-04",
        occurred_from__confidence="confirmed",
        detected__value="2026-03-01",
        detected__confidence="confirmed",
    )
    assert "Nobody can have detected it before it began." in answer.content.decode()
    assert list(known(team)) == ["occurred_from"]


def test_an_earlier_time_cannot_be_moved_behind_one_that_stands(team, browse):
    browser = browse(team.developer)
    typed = {"detected__value": "2026-03-01", "detected__confidence": "confirmed"}
    assert save(browser, team.incident, **typed).status_code == 302
    answer = save(
        browser,
        team.incident,
        occurred_from__value="2026-03-04",
        occurred_from__confidence="confirmed",
    )
    assert answer.status_code == 422
    assert list(known(team)) == ["detected"]


def test_people_see_but_do_not_send_what_another_role_records(team, browse):
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=team.developer)
    page = browse(team.pr).get(page_of(team.incident)).content.decode()
    assert "A leaked password." in page
    assert "vulnerability-value" not in fields(page)
    assert "contact_point-email" in fields(page)
    forced = {"vulnerability__value": "Mine", "vulnerability__confidence": "confirmed"}
    assert save(browse(team.pr), team.incident, **forced).status_code == 302
    assert known(team) == {"vulnerability": "A leaked password."}


def test_the_form_asks_for_every_fact_of_the_catalogue(team, browse):
    sent = fields(browse(team.developer).get(page_of(team.incident)).content.decode())
    asked = {name.removesuffix("-seen") for name in sent if name.endswith("-seen")}
    assert asked == {key.replace(".", "-") for key in CATALOGUE}
    assert len([name for name in asked if name.startswith("exposure-")]) == len(CATEGORIES)


def test_the_rail_says_which_questions_the_meeting_can_answer(team, browse):
    browser = browse(team.developer)
    assert "Missing: people affected" in browser.get(page_of(team.incident)).content.decode()
    save(browser, team.incident, **COUNT)
    assert "Missing: people affected" not in browser.get(page_of(team.incident)).content.decode()


@pytest.mark.parametrize("saved", ["1-99999999999999999", "2-1", "x", "1-" + "9" * 400, "%00"])
def test_an_address_that_names_other_facts_shows_none_of_them(team, browse, saved):
    other = factories.incident(by=team.outsider, title="Another")
    factories.fact(other, "vulnerability", "Somewhere else", by=team.outsider)
    page = browse(team.developer).get(f"{page_of(team.incident)}?saved={saved}")
    assert page.status_code == 200
    assert "Somewhere else" not in page.content.decode()
