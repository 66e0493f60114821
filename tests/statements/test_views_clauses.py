"""The screens of the clause library: everybody with a role finds, counsel keeps, authors take."""

from datetime import date, timedelta
from html import escape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from statements.audiences import Audience
from statements.models import Clause, ClauseVersion
from tests import factories
from tests.statements import factories as make
from tests.statements.library import FIRST, SECOND, page_of, retired, revised, said, using
from tests.statements.pages import ROLES, outsider, signed_in, url

pytestmark = pytest.mark.django_db

LIBRARY = reverse("statements:clauses")
NEW = reverse("statements:add_clause")
TYPED = {"title": "Whom to ask", "element": "contact", "language": "en", "audience": ""}
TYPED |= {"slug": "", "text": "Ask us.", "reason": "Short.", "review_by": "2999-01-01"}


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def freeze(team):
    return make.clause(by=team.legal, text=FIRST)


def found(client, **asked):
    return {version.clause.slug for version, _ in client.get(LIBRARY, asked).context["rows"]}


# The list


def test_an_empty_library_teaches_and_only_counsel_is_asked_to_begin(client, team):
    assert "Add the first clause" in said(signed_in(client, team.legal).get(LIBRARY))
    for role in ("developer", "pr", "observer"):
        page = said(signed_in(client, getattr(team, role)).get(LIBRARY))
        assert "Legal counsel approves them here once" in page
        assert NEW not in page


def test_everybody_with_a_role_reads_and_only_counsel_sees_how_to_keep(client, team, freeze):
    for role in ROLES:
        signed_in(client, getattr(team, role))
        pages = said(client.get(LIBRARY)) + said(client.get(page_of(freeze)))
        assert "Ask a <strong>bureau</strong> for a freeze." in pages
        assert ">Clauses</a>" in pages
        for name in ("revise_clause", "retire_clause"):
            assert (page_of(freeze, name) in pages) == (role == "legal")
        assert (NEW in pages) == (role == "legal")


def test_a_filter_finds_by_words_purpose_reader_language_and_standing(client, team, freeze):
    make.clause("for-them", by=team.legal, audience=Audience.AFFECTED_PEOPLE, element="contact")
    make.clause("experts", by=team.legal, audience=Audience.TECHNICAL, title="Indicators")
    make.clause("auf-deutsch", by=team.legal, language="de", text="Fragen Sie uns.")
    retired(make.clause("old", by=team.legal), team)
    signed_in(client, team.observer)
    assert found(client) == {"credit-freeze", "for-them", "experts", "auf-deutsch"}
    assert found(client, words="INDICATORS") == {"experts"}
    assert found(client, words="fragen uns") == {"auf-deutsch"}
    assert found(client, element="contact") == {"for-them"}
    assert found(client, audience="technical", language="en") == {"credit-freeze", "experts"}
    assert found(client, language="de") == {"auf-deutsch"}
    assert found(client, standing="retired") == {"old"}
    assert len(found(client, standing="all")) == 5
    assert found(client, words="nothing of the kind") == set()


def test_a_day_to_look_again_is_told_in_words_and_by_sign(client, team):
    today = timezone.localdate()
    days = {"far": 71, "soon": 20, "late": -3}
    for slug, ahead in days.items():
        make.clause(slug, by=team.legal, review_by=today + timedelta(days=ahead))
    make.clause("never", by=team.legal)
    page = said(signed_in(client, team.pr).get(LIBRARY))
    for words in ("in 71 days", "in 20 days", "overdue by 3 days", "no day set"):
        assert words in page
    assert found(client, standing="due") == {"soon", "late"}
    assert page.count('review-stop"') == page.count('review-wait"') == 1


def test_a_row_counts_only_texts_this_person_may_know_of(client, team, freeze):
    using(team, freeze)
    using(team, freeze, audience=Audience.HOLDING)

    def counted(person):
        [(_, count)] = signed_in(client, person).get(LIBRARY).context["rows"]
        return count

    assert counted(team.observer) == 2
    assert counted(outsider("legal")) == 0


def test_the_list_takes_as_many_queries_with_many_clauses(client, team, freeze):
    def queries():
        client.get(LIBRARY)
        with CaptureQueriesContext(connection) as caught:
            client.get(LIBRARY)
        return len(caught)

    signed_in(client, team.pr)
    using(team, freeze)
    before = queries()
    for n in range(9):
        using(team, revised(make.clause(f"clause-{n}", by=team.legal), team))
    assert queries() == before <= 8


@pytest.mark.parametrize(
    "query",
    [
        "words=%00",
        "words=%E2%80%AE",
        "words=%ED%A0%80",
        "words=" + "x" * 5_000,
        "words=%25_%27%5C",
        "element=%00&audience=%FF&language=xx&standing=never",
        "standing=" + "9" * 5_000,
        "page=" + "9" * 5_000,
        "page=%00",
        "page=-1",
    ],
)
def test_no_filter_breaks_the_list(client, team, freeze, query):
    assert signed_in(client, team.legal).get(f"{LIBRARY}?{query}").status_code == 200
    assert client.get(f"{page_of(freeze)}?{query}").status_code == 200


# One clause


def test_a_clause_shows_its_words_its_token_and_why(client, team, freeze):
    page = said(signed_in(client, team.observer).get(page_of(freeze)))
    assert "{clause.credit-freeze:1}" in page
    assert "Agreed with the bureaus." in page
    assert team.legal.name in page


def test_every_version_stands_with_a_redline_to_the_one_before(client, team, freeze):
    revised(revised(freeze, team), team, review_by=date(2999, 1, 1))
    page = said(signed_in(client, team.observer).get(page_of(freeze)))
    assert "<ins>any</ins>" in page
    assert "The words stayed the same." in page
    shown = [version.number for version, _ in client.get(page_of(freeze)).context["versions"]]
    assert shown == [3, 2, 1]


def test_many_versions_stand_on_several_pages_and_none_is_lost(client, team, freeze):
    last = freeze
    for n in range(2, 24):
        last = revised(last, team, text=f"Words {n}.")
    signed_in(client, team.legal)
    pages = [client.get(page_of(freeze), {"page": n}).context["versions"] for n in (1, 2, 3)]
    assert [version.number for page in pages for version, _ in page] == list(range(23, 0, -1))
    assert [bool(changes) for page in pages for _, changes in page] == [*[True] * 22, False]


def test_where_it_stands_is_told_only_of_texts_one_may_know_of(client, team, freeze):
    revision = using(team, freeze)
    inside = said(signed_in(client, team.developer).get(page_of(freeze)))
    outside = said(signed_in(client, outsider("legal")).get(page_of(freeze)))
    assert url("statement", revision.statement) in inside
    assert team.incident.reference in inside
    assert team.incident.reference not in outside
    assert "In no text that you may see." in outside


def test_a_clause_that_is_not_there_is_not_found(client, team):
    signed_in(client, team.legal)
    for name in ("clause", "revise_clause", "retire_clause"):
        assert client.get(reverse(f"statements:{name}", args=["nobody"])).status_code == 404


# Counsel keeps


def test_counsel_adds_a_clause_and_its_short_name_follows_from_the_title(client, team):
    answer = signed_in(client, team.legal).post(NEW, TYPED)
    assert answer.url == reverse("statements:clause", args=["whom-to-ask"])
    version = ClauseVersion.objects.get()
    assert (version.text, version.reason, version.by) == ("Ask us.", "Short.", team.legal)
    assert version.review_by == date(2999, 1, 1)
    assert version.clause.for_whom == "Any audience"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "問い合わせ"}, "The title gives no short name."),
        ({"title": "New"}, "not “new” alone"),
        ({"slug": "Whom To Ask"}, "A short name has 2 to 40 small letters"),
        ({"slug": "x" * 41}, "at most 40 characters"),
        ({"element": ""}, "This field is required."),
        ({"element": "no such"}, "Select a valid choice."),
        ({"audience": "no such"}, "Select a valid choice."),
        ({"language": "xx"}, "Select a valid choice."),
        ({"text": ""}, "This field is required."),
        ({"text": "We know {root_cause}."}, "{root_cause} stands in it."),
        ({"text": "{0.__class__}"}, "{0.__class__} stands in it."),
        ({"text": "Call [[whom?]]"}, "There is an open question in it."),
        ({"reason": ""}, "This field is required."),
        ({"review_by": "soon"}, "Write the day like 2027-02-03."),
        ({"review_by": "2001-01-01"}, "This day has passed."),
        ({"review_by": "\0"}, "Write the day like 2027-02-03."),
    ],
)
def test_what_is_wrong_is_named_in_words_and_nothing_typed_is_lost(client, team, wrong, sentence):
    answer = signed_in(client, team.legal).post(NEW, {**TYPED, **wrong})
    assert answer.status_code == 400
    assert sentence in said(answer)
    assert "Ask us." in said(answer) or "text" in wrong
    assert not Clause.objects.exists()


def test_a_short_name_that_is_taken_is_named(client, team):
    signed_in(client, team.legal)
    assert [client.post(NEW, TYPED).status_code for _ in range(2)] == [302, 409]
    assert "There is a clause called whom-to-ask already." in said(client.post(NEW, TYPED))


REFUSED = {
    "nul": "a\0b",
    "right to left": "a\u202eb",
    "zero width": "a\u200bb",
    "tag": "a\U000e0041b",
    "noncharacter": "a\ufffeb",
    "a megabyte": "long " * 200_000,
}
LITERAL = ["<script>alert(1)</script>", "{{ 7*7 }}", "{% now 'Y' %}", "%s %(x)s $x", "=1+1"]


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED)
def test_no_field_takes_what_no_text_may_hold(client, team, freeze, bad):
    signed_in(client, team.legal)
    for name in TYPED:
        assert client.post(NEW, {**TYPED, name: bad}).status_code == 400, name
    sent = {"text": "Other.", "reason": "Why.", "based_on": 1, "review_by": ""}
    for name in sent:
        answer = client.post(page_of(freeze, "revise_clause"), {**sent, name: bad})
        assert answer.status_code == 400, name
    for name in ("reason", "based_on"):
        answer = client.post(page_of(freeze, "retire_clause"), {**sent, name: bad})
        assert answer.status_code == 400, name
    assert ClauseVersion.objects.count() == 1


def test_half_a_character_is_stored_as_the_sign_for_one_that_was_lost(client, team):
    sent = urlencode(TYPED).replace("Ask+us.", "Ask+us%ED%A0%80.")
    kind = "application/x-www-form-urlencoded"
    assert signed_in(client, team.legal).post(NEW, sent, kind).status_code == 302
    assert set(ClauseVersion.objects.get().text) - set("Ask us.") == {"\ufffd"}


@pytest.mark.parametrize("literal", LITERAL)
def test_what_looks_like_code_is_shown_as_the_text_it_is(client, team, literal):
    told = {**TYPED, "slug": "odd", "title": literal, "reason": literal, "text": f"See: {literal}"}
    assert signed_in(client, team.legal).post(NEW, told).status_code == 302
    revised(ClauseVersion.objects.get(), team, text=f"Look: {literal}")
    odd = ClauseVersion.objects.last()
    for address in (LIBRARY, page_of(odd), page_of(odd, "revise_clause")):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert escape(literal).replace("&#x27;", "'") in page.replace("&#x27;", "'"), address


def test_counsel_revises_the_words_and_no_text_changes_by_it(client, team, freeze):
    revision = using(team, freeze)
    sent = {"text": SECOND, "reason": "Any bureau.", "based_on": 1, "review_by": "2999-01-01"}
    answer = signed_in(client, team.legal).post(page_of(freeze, "revise_clause"), sent)
    assert answer.url == page_of(freeze)
    assert freeze.clause.newest().text == SECOND
    assert revision.statement.newest() == revision
    again = client.post(page_of(freeze, "revise_clause"), {**sent, "based_on": 2}, follow=True)
    assert "Nothing changed, no new version." in said(again)


def test_two_who_revise_see_both_and_the_second_save_is_knowing(client, team, freeze):
    revised(freeze, team, text="Theirs.")
    sent = {"text": "Mine.", "reason": "My reason.", "based_on": 1, "review_by": ""}
    answer = signed_in(client, team.legal).post(page_of(freeze, "revise_clause"), sent)
    assert answer.status_code == 409
    for words in ("Theirs.", "Mine.", "My reason.", 'name="based_on" value="2"'):
        assert words in said(answer)
    assert freeze.clause.newest().number == 2
    again = client.post(page_of(freeze, "revise_clause"), {**sent, "based_on": 2})
    assert again.status_code == 302
    assert (freeze.clause.newest().number, freeze.clause.newest().text) == (3, "Mine.")


def test_counsel_retires_a_clause_and_brings_it_back(client, team, freeze):
    page = page_of(freeze, "retire_clause")
    assert "Go back, change nothing" in said(signed_in(client, team.legal).get(page))
    sent = {"reason": "The law changed.", "based_on": 1}
    assert client.post(page, sent).url == page_of(freeze)
    shown = said(client.get(page_of(freeze)))
    assert "The law changed." in shown
    assert 'class="token"' not in shown
    assert client.post(page, {**sent, "based_on": 2}).status_code == 409
    back = {"text": FIRST, "reason": "It was not.", "based_on": 2, "review_by": ""}
    client.post(page_of(freeze, "revise_clause"), back)
    assert not freeze.clause.newest().is_retired


def test_a_clause_revised_meanwhile_is_retired_knowingly(client, team, freeze):
    revised(freeze, team, text="Theirs.")
    page, sent = page_of(freeze, "retire_clause"), {"reason": "The law changed.", "based_on": 1}
    answer = signed_in(client, team.legal).post(page, sent)
    assert answer.status_code == 409
    for words in ("saved version 2 meanwhile", "Theirs.", "The law changed.", 'value="2"'):
        assert words in said(answer)
    assert client.post(page, {**sent, "based_on": 2}).status_code == 302


def test_whoever_holds_no_role_is_told_that_it_is_not_for_them(client, team):
    for person in (factories.administrator(), factories.person("")):
        page = signed_in(client, person).get(LIBRARY)
        assert page.status_code == 403
        assert ">Clauses</a>" not in said(page)
