from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents import operations
from tests import factories

LIST = "incidents:list"


def shown(browser, query=""):
    return browser.get(reverse(LIST) + query).content.decode()


def queries(browser):
    """How many the list takes, once the session has its token."""
    browser.get(reverse(LIST))
    with CaptureQueriesContext(connection) as seen:
        browser.get(reverse(LIST))
    return len(seen)


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(team, browse):
    browser = browse(team.developer)
    few = queries(browser)
    for number in range(30):
        one = factories.incident(by=team.developer, members=[team.pr], title=f"Number {number}")
        operations.ask(one, by=team.developer, text="When?", owner=team.pr)
    assert queries(browser) == few


def test_only_incidents_one_was_let_in_to_are_listed(team, browse):
    factories.incident(by=team.outsider, title="Somebody else's")
    assert team.incident.title in shown(browse(team.legal))
    assert "Somebody else" not in shown(browse(team.legal))
    assert "Somebody else" in shown(browse(team.outsider))


def test_words_status_and_severity_narrow_the_list_together(team, browse):
    factories.incident(by=team.pr, title="Laptop left in a train", status="confirmed", severity=4)
    browser = browse(team.pr)
    for query in ("?words=train+laptop", "?status=confirmed", "?severity=4", "?words=TRAIN"):
        page = shown(browser, query)
        assert "Laptop left" in page, query
        assert team.incident.title not in page, query
    assert "No incident matches" in shown(browser, "?words=train&status=closed")


def test_an_incident_is_found_by_reference_and_code_name(team, browse):
    browser = browse(team.pr)
    for words in (team.incident.reference, team.incident.code_name.split()[0]):
        assert team.incident.title in shown(browser, f"?words={words}")


def test_a_page_holds_25_and_keeps_the_filter(team, browse):
    for number in range(26):
        factories.incident(by=team.pr, title=f"Drill {number}", is_exercise=True)
    browser = browse(team.pr)
    first = shown(browser, "?words=drill")
    assert first.count('scope="row"') == 25
    assert "words=drill&amp;page=2" in first
    assert shown(browser, "?words=drill&page=2").count('scope="row"') == 1


def test_an_empty_list_says_how_to_begin(team, browse):
    newcomer = factories.person()
    assert "Open the first incident" in shown(browse(newcomer))
    reader = factories.person("observer")
    assert "Open the first incident" not in shown(browse(reader))
    assert "lets you in" in shown(browse(reader))


def test_a_part_of_the_filter_nobody_understands_is_left_out_and_said(team, browse):
    page = shown(browse(team.pr), "?status=boiling")
    assert "could not be understood" in page
    assert team.incident.title in page
