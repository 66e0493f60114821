"""Two people save at once: whose value stands is said, and both values are on the screen."""

import pytest

from incidents import operations
from tests import factories
from tests.incidents.posting import fields, page_of, save

MINE = {"vulnerability__value": "A stolen key.", "vulnerability__confidence": "confirmed"}


@pytest.fixture
def second(team):
    person = factories.person(name="Second Developer")
    operations.add_member(team.incident, by=team.legal, person=person)
    return person


def standing(team):
    return team.incident.known()["vulnerability"].value


def test_the_second_to_save_is_told_whose_value_stands_and_sees_both(team, second, browse):
    opened = browse(team.developer).get(page_of(team.incident)).content.decode()
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=second)
    answer = save(browse(team.developer), team.incident, opened, **MINE)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Second Developer recorded this while you were typing" in text
    assert "A leaked password." in text
    assert fields(text)["vulnerability-value"] == ["A stolen key."]
    assert standing(team) == "A leaked password."


def test_my_own_answer_from_another_window_is_called_mine(team, browse):
    browser = browse(team.developer)
    opened = browser.get(page_of(team.incident)).content.decode()
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=team.developer)
    text = save(browser, team.incident, opened, **MINE).content.decode()
    assert "You recorded this in another window" in text
    assert "while you were typing" not in text


def test_saving_again_knowingly_puts_mine_in_place(team, second, browse):
    browser = browse(team.developer)
    opened = browser.get(page_of(team.incident)).content.decode()
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=second)
    told = save(browser, team.incident, opened, **MINE).content.decode()
    assert save(browser, team.incident, told).status_code == 302
    assert standing(team) == "A stolen key."
    assert team.incident.facts.count() == 2


def test_a_key_i_did_not_touch_is_no_conflict(team, second, browse):
    browser = browse(team.developer)
    opened = browser.get(page_of(team.incident)).content.decode()
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=second)
    typed = {"root_cause__value": "No rotation.", "root_cause__confidence": "confirmed"}
    assert save(browser, team.incident, opened, **typed).status_code == 302
    assert standing(team) == "A leaked password."
    assert team.incident.facts.count() == 2


def test_my_other_answers_are_saved_beside_a_conflict(team, second, browse):
    browser = browse(team.developer)
    opened = browser.get(page_of(team.incident)).content.decode()
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=second)
    typed = {"root_cause__value": "No rotation.", "root_cause__confidence": "confirmed"}
    text = save(browser, team.incident, opened, **MINE, **typed).content.decode()
    assert team.incident.known()["root_cause"].value == "No rotation."
    assert "The rest is saved." in text
    assert "1 answer recorded" in text


def test_two_people_with_the_same_answer_do_not_disagree(team, second, browse):
    browser = browse(team.developer)
    opened = browser.get(page_of(team.incident)).content.decode()
    factories.fact(team.incident, "vulnerability", "A stolen key.", by=second)
    assert save(browser, team.incident, opened, **MINE).status_code == 302
    assert team.incident.facts.count() == 1


@pytest.mark.parametrize("seen", ["", "999999", "x", "-1", "9" * 400, "١", "\x00"])
def test_a_made_up_mark_of_what_was_seen_overrides_nobody(team, second, browse, seen):
    browser = browse(team.developer)
    factories.fact(team.incident, "vulnerability", "A leaked password.", by=second)
    opened = browser.get(page_of(team.incident)).content.decode()
    answer = save(browser, team.incident, opened, **MINE, vulnerability__seen=seen)
    assert answer.status_code == 422
    assert standing(team) == "A leaked password."
