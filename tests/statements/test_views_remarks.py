"""The wording review on people's pages: listed, marked, filtered, and turned into suggestions."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from statements import operations
from statements.models import Suggestion
from tests import factories
from tests.statements import factories as make
from tests.statements.house import fresh, let_stand, remarked, term
from tests.statements.pages import ROLES, signed_in, typed, url

pytestmark = pytest.mark.django_db

ODD = "Frobnicate the link. Please wibble it."
GONE = "The text changed while you were reading it."


@pytest.fixture
def team():
    people = make.team()
    term(people.pr, "frobnicate*", kind="preferred", instead="use", severity="warning")
    term(people.pr, "wibble*", severity="hint")
    return people


@pytest.fixture
def revision(team):
    return make.edited(make.drafted(team), by=team.pr, lead=ODD)


def said(answer):
    return unescape(answer.content.decode())


def tab(client, person, revision, query=""):
    return said(
        signed_in(client, person).get(url("statement", revision.statement, f"?tab=wording{query}"))
    )


def suggest(client, person, revision, remark=None, **data):
    told = {"seen_digest": revision.digest, "remark": remark or remarked(revision).placed[0].name}
    address = url("suggest_rewrite", revision)
    return said(signed_in(client, person).post(address, {**told, **data}, follow=True))


# The tab


def test_the_tab_lists_each_remark_with_reason_words_and_the_rule(client, team, revision):
    page = tab(client, team.observer, revision)
    first, second = remarked(revision).placed
    assert 'Wording <span class="count">2' in page
    for words in ("<mark>Frobnicate</mark> the link.", "Please <mark>wibble</mark> it."):
        assert words in page
    assert "Nobody says that. Write “use” instead." in page
    assert f"{reverse('statements:remark_class', args=['house'])}#{first.remark.rule}" in page
    assert f'id="{second.name}"' in page


def test_a_text_without_remarks_says_so(client, team):
    page = tab(client, team.pr, make.drafted(team))
    assert "No remarks" in page
    assert 'class="count"' not in page


def test_a_filter_narrows_the_list_and_says_when_nothing_is_left(client, team, revision):
    warnings = tab(client, team.pr, revision, "&severity=warning")
    assert "<mark>Frobnicate</mark>" in warnings
    assert "<mark>wibble</mark>" not in warnings
    assert "<mark>" in tab(client, team.pr, revision, "&class=house")
    assert "No remark of this kind" in tab(client, team.pr, revision, "&class=jargon")
    assert tab(client, team.pr, revision, "&severity=nonsense").count("<mark>") == 2


def test_what_somebody_lets_stand_says_who_and_why(client, team, revision):
    let_stand(revision, team.legal)
    page = tab(client, team.pr, revision, "&severity=waived")
    assert page.count("<mark>") == 1
    assert f"{team.legal.name} lets it stand" in page
    assert "“It is a quotation.”" in page
    assert 'Wording <span class="count">1' in page


def test_only_those_who_may_act_are_offered_what_to_do(client, team, revision):
    for role in ROLES:
        page = tab(client, getattr(team, role), revision)
        assert ("Suggest “use”" in page) == (role != "observer")
        assert ("Edit the sentence" in page) == (role in ("legal", "pr"))


def test_more_remarks_take_no_more_queries(client, team, revision):
    def queries():
        address = url("statement", revision.statement, "?tab=wording")
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    signed_in(client, team.pr)
    before = queries()
    longer = make.edited(revision, by=team.pr, lead=f"{ODD} " * 20)
    found = remarked(longer).placed
    assert len(found) == 40
    assert queries() == before


def test_a_page_lists_so_many_and_says_how_many_more(client, team, revision):
    longer = make.edited(revision, by=team.pr, lead="Frobnicate it. " * 230)
    page = tab(client, team.pr, longer)
    assert page.count("<mark>") == 200
    assert "And 30 more. Choose a class above" in page
    editor = said(client.get(url("edit", revision.statement)))
    assert editor.count("data-go") == 60
    assert "And 170 more, once these are dealt with." in editor


# Other words as a suggestion


def test_the_other_words_become_a_suggestion_and_never_an_edit(client, team, revision):
    page = suggest(client, team.developer, revision)
    assert "Suggested. The text stays as it is" in page
    assert fresh(revision).is_current
    [made] = Suggestion.objects.all()
    assert (made.was, made.becomes, made.by) == ("Frobnicate", "Use", team.developer)
    assert made.reason.startswith("House style: Nobody says that. (rule house-")
    assert "Suggested already" in page
    assert "Suggest “use”" not in page


def test_the_same_is_not_suggested_twice(client, team, revision):
    suggest(client, team.pr, revision)
    assert "Other words are suggested there already." in suggest(client, team.pr, revision)
    assert Suggestion.objects.count() == 1


def test_words_that_are_said_already_are_not_suggested(client, team):
    term(team.pr, "fast", kind="preferred", instead="fast", severity="hint")
    revision = make.edited(make.drafted(team), by=team.pr, lead="Be fast.")
    assert "says so already" in suggest(client, team.pr, revision)
    assert not Suggestion.objects.exists()


def test_a_suggestion_is_made_in_view_of_the_newest_text_only(client, team, revision):
    named = remarked(revision).placed[0].name
    make.edited(revision, by=team.pr, lead="Read on.")
    assert GONE in suggest(client, team.pr, revision, named)
    assert "which remark was meant" in suggest(client, team.pr, revision, named, seen_digest="")
    assert not Suggestion.objects.exists()


def test_a_remark_without_other_words_and_one_that_is_gone_are_refused(client, team, revision):
    for named in (remarked(revision).placed[1].name, "remark-lead-0-gone"):
        assert "has no other words to offer" in suggest(client, team.pr, revision, named)


def test_words_a_fact_says_are_not_replaced_from_here(client, team):
    told = "We could not frobnicate it."
    factories.fact(team.incident, "root_cause", told, by=team.developer)
    revision = make.edited(make.drafted(team), by=team.pr, lead="It was so: {root_cause}.")
    page = tab(client, team.pr, revision)
    assert "<mark>frobnicate</mark>" in page
    assert "Suggest “use”" not in page
    assert "A fact or a clause has a part in these words." in suggest(client, team.pr, revision)


# In the text


def test_warnings_are_marked_in_the_text_and_hints_are_not(client, team, revision):
    page = said(signed_in(client, team.pr).get(url("statement", revision.statement)))
    assert 'class="wording-warning kind kind-house has-about"' in page
    assert "wording-hint" not in page
    assert "House style, warning" in page


# Beside what is typed


def test_the_editor_lists_and_marks_what_is_typed(client, team, revision):
    lead = "🙂 Now\r\nfrobnicate the link."
    page = said(
        signed_in(client, team.pr).post(
            url("preview", revision.statement), typed(revision, lead=lead)
        )
    )
    assert "1 remark · grade" in page
    # As a browser counts: the emoji is two, the end of the line one.
    assert 'data-start="7" data-end="17"' in page
    assert 'data-use="use"' in page
    assert "wording-warning" in page


def test_more_remarks_on_what_is_typed_take_no_more_queries(client, team, revision):
    def queries(lead):
        told = typed(revision, lead=lead)
        with CaptureQueriesContext(connection) as caught:
            client.post(url("preview", revision.statement), told)
        return len(caught)

    signed_in(client, team.pr)
    queries(ODD)
    assert queries(ODD) == queries(ODD * 20)


def test_the_editor_says_what_a_reader_finds_and_how_it_reads(client, team, revision):
    lead = "On 3 May 2026 somebody stole your name. Call us at any hour on 0800 555 0100."
    page = said(
        signed_in(client, team.pr).post(
            url("preview", revision.statement), typed(revision, lead=lead)
        )
    )
    assert 'Whom do I ask?</b> <span class="soft">First lines: Call us at any hour' in page
    assert 'An apology</b> <span class="wanting">missing</span>' in page
    assert "aim: 8 or less" in page


def test_whoever_signs_is_shown_the_warnings_and_no_hints(client, team, revision):
    operations.submit(revision, by=team.pr)
    page = said(signed_in(client, team.legal).get(url("sign_off", revision)))
    assert "warns of 1 place in" in page
    assert "<q>Frobnicate</q>" in page
    assert "wibble</q>" not in page


def test_words_that_must_not_go_out_are_the_next_step(client, team, revision):
    term(team.pr, "wibble*", severity="error")
    page = said(signed_in(client, team.pr).get(url("statement", revision.statement)))
    assert '?tab=wording&severity=error">Change the words that must not go out' in page


def test_a_clean_text_says_so_in_the_editor(client, team):
    revision = make.drafted(team)
    page = said(signed_in(client, team.pr).get(url("edit", revision.statement)))
    assert "no remarks" in page
    assert "Nothing to remark on." in page
    assert "data-filters" not in page


def test_the_page_of_the_house_tells_its_words(client, team):
    page = said(
        signed_in(client, team.observer).get(reverse("statements:remark_class", args=["house"]))
    )
    assert page.count('class="rule"') == 2
    assert 'Write <span class="fix">“use”</span>.' in page
