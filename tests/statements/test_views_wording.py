"""House style on its pages, and the page on which a remark is let stand."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from statements import operations
from statements.models import HouseTerm, WordingPolicy, WordingWaiver
from tests.statements import factories as make
from tests.statements.factories import edited, submitted
from tests.statements.house import let_stand, remarked, term, weigh
from tests.statements.library import said
from tests.statements.pages import ROLES, signed_in, url

pytestmark = pytest.mark.django_db

STYLE = reverse("statements:house_style")
HISTORY = reverse("statements:house_history")
NEW = reverse("statements:add_term")
HEDGES = reverse("statements:set_severity", args=["speculation_hedge"])
TYPED = {
    "term": "Leverag*",
    "kind": "preferred",
    "instead": "use",
    "severity": "error",
    "reason": "Say use.",
    "language": "en",
}


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def revision(team):
    term(team.pr)
    return edited(submitted(team), by=team.pr, lead="Please leverage it.")


def test_everybody_with_a_role_reads_and_legal_and_pr_see_how_to_keep(client, team):
    standing = term(team.pr)
    for role in ROLES:
        page = said(signed_in(client, getattr(team, role)).get(STYLE))
        assert "leverage*" in page
        assert "Speculation and hedging" in page
        assert ">House style</a>" in page
        for address in (NEW, HEDGES, reverse("statements:retire_term", args=[standing.pk])):
            assert (address in page) == (role in ("legal", "pr")), (role, address)


def test_an_empty_list_says_what_it_is_for(client, team):
    page = said(signed_in(client, team.observer).get(STYLE))
    assert "No term yet" in page
    assert "as the rules have it" in page


def test_a_term_is_added_changed_and_retired(client, team):
    signed_in(client, team.pr)
    assert client.post(NEW, TYPED).status_code == 302
    row = HouseTerm.objects.live().get()
    assert (row.term, row.instead, row.by, row.role) == ("leverag*", "use", team.pr, "pr")
    form = said(client.get(f"{NEW}?term={row.pk}"))
    assert 'value="leverag*"' in form
    assert 'value="Say use."' in form
    client.post(NEW, {**TYPED, "reason": "Plain words."})
    changed = HouseTerm.objects.live().get()
    assert changed.reason == "Plain words."
    retire = reverse("statements:retire_term", args=[changed.pk])
    assert "Plain words." in said(client.get(retire))
    assert client.post(retire, {"reason": "Fine."}).status_code == 302
    assert "leverag*" not in said(client.get(STYLE))
    page = said(client.get(HISTORY))
    for reason in ("Say use.", "Plain words.", "Fine."):
        assert reason in page


@pytest.mark.parametrize("named", ["", "x", "-1", "9" * 30, "999", "²"])
def test_a_term_there_is_none_of_opens_an_empty_form(client, team, named):
    answer = signed_in(client, team.pr).get(NEW, {"term": named})
    assert answer.status_code == 200
    assert not answer.context["form"].initial


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        ({"term": ""}, "This field is required."),
        ({"term": "@done"}, "cannot be looked for"),
        ({"term": "x" * 81}, "80 characters"),
        ({"term": "a\x00b"}, "control character"),
        ({"instead": ""}, "Say what to write instead."),
        ({"kind": "loved"}, "Select a valid choice"),
        ({"severity": "fatal"}, "Select a valid choice"),
        ({"language": "tlh"}, "Select a valid choice"),
        ({"reason": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_term_that_is_wrong_comes_back_with_a_sentence_and_all_that_was_typed(
    client, team, spoiled, sentence
):
    answer = signed_in(client, team.pr).post(NEW, {**TYPED, **spoiled})
    assert answer.status_code == 400
    page = said(answer)
    assert sentence in page
    kept = {**TYPED, **spoiled}
    assert all(kept[name] in page for name in ("instead", "reason") if name not in spoiled)
    assert not HouseTerm.objects.exists()


def test_a_list_that_is_full_says_so(client, team, monkeypatch):
    monkeypatch.setattr(operations.wording.house_style, "MOST_TERMS", 1)
    term(team.pr)
    answer = signed_in(client, team.pr).post(NEW, {**TYPED, "term": "synergy"})
    assert answer.status_code == 409
    assert "Retire one first." in said(answer)
    assert "Say use." in said(answer)


def test_a_term_changed_meanwhile_is_not_retired_unseen(client, team):
    first = term(team.pr)
    term(team.legal, reason="Another.")
    retire = reverse("statements:retire_term", args=[first.pk])
    answer = signed_in(client, team.pr).post(retire, {"reason": "Old."})
    assert answer.status_code == 409
    assert "meanwhile" in said(answer)


def test_a_class_is_made_graver_and_put_back(client, team):
    signed_in(client, team.legal)
    assert "The rules say warning." in said(client.get(HEDGES))
    assert client.post(HEDGES, {"severity": "error", "reason": "No doubts."}).status_code == 302
    page = said(client.get(STYLE))
    assert "The rules say warning." in page
    assert "No doubts." in page
    client.post(HEDGES, {"severity": "default", "reason": "Too strict."})
    page = said(client.get(STYLE))
    assert "Too strict." not in page
    history = said(client.get(HISTORY))
    assert history.index("Too strict.") < history.index("No doubts.")


def test_a_policy_that_is_wrong_comes_back(client, team):
    signed_in(client, team.legal)
    for sent, status, sentence in (
        ({"severity": "fatal", "reason": "So."}, 400, "Select a valid choice"),
        ({"severity": "off", "reason": ""}, 400, "This field is required."),
        ({"severity": "default", "reason": "So it is."}, 409, "so already"),
    ):
        answer = client.post(HEDGES, sent)
        assert (answer.status_code, sentence in said(answer)) == (status, True)
        assert sent["reason"] in said(answer)
    nowhere = reverse("statements:set_severity", args=["manners"])
    assert client.get(nowhere).status_code == 404
    assert not WordingPolicy.objects.exists()


def stand(revision, remark):
    return url("waive_remark", revision) + "?" + urlencode({"remark": remark.name})


def test_a_remark_is_let_stand_with_a_reason_and_that_is_taken_back(client, team, revision):
    [remark] = remarked(revision).blocking
    signed_in(client, team.pr)
    page = said(client.get(stand(revision, remark)))
    for words in ("Please leverage it.", "Nobody says that.", "First lines", "House style"):
        assert words in page
    sent = {"seen_digest": revision.digest, "remark": remark.name, "reason": "A name."}
    answer = client.post(url("waive_remark", revision), sent)
    assert answer["Location"].endswith(f"?tab=wording#{remark.name}")
    assert WordingWaiver.objects.get().reason == "A name."
    assert "A name." in said(client.get(stand(revision, remark)))
    client.post(url("waive_remark", revision), {**sent, "withdraws": "on"})
    assert len(remarked(revision).blocking) == 1


def test_bad_input_loses_no_reason(client, team, revision):
    [remark] = remarked(revision).blocking
    signed_in(client, team.legal)
    good = {"seen_digest": revision.digest, "remark": remark.name, "reason": "It is a name."}
    for spoiled, status in (
        ({"reason": ""}, 400),
        ({"reason": "a\x00b"}, 400),
        ({"seen_digest": ""}, 400),
        ({"remark": ""}, 400),
        ({"remark": "x" * 200}, 400),
        ({"seen_digest": "0" * 64}, 409),
        ({"remark": "remark-lead-0-none"}, 409),
        ({"withdraws": "on"}, 409),
    ):
        answer = client.post(url("waive_remark", revision), {**good, **spoiled})
        assert answer.status_code == status, spoiled
    assert not WordingWaiver.objects.exists()


def test_a_remark_that_is_gone_says_so(client, team, revision):
    answer = signed_in(client, team.pr).get(url("waive_remark", revision) + "?remark=none")
    assert "does not stand in the text any more" in said(answer)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_many_terms_and_waivers_take_as_many_queries_as_one(client, team, revision):
    signed_in(client, team.pr)
    weigh(team.legal)
    pages = [STYLE, HISTORY, url("statement", revision.statement), url("sign_off", revision)]
    pages.append(url("waive_remark", revision))
    let_stand(revision, team.pr)
    before = [queries(client, page) for page in pages]
    for number in range(20):
        term(team.pr, f"word {'x' * number}y", severity="hint")
    lead = "Please leverage it. " + " ".join(f"Leverage {'x' * n}." for n in range(1, 9))
    more = edited(revision, by=team.pr, lead=lead)
    for _ in range(8):
        let_stand(more, team.pr, remarked(more).blocking[0])
    pages = [STYLE, HISTORY, url("statement", more.statement), url("sign_off", more)]
    pages.append(url("waive_remark", more))
    assert [queries(client, page) for page in pages] == before
