"""Two texts side by side: any two of this statement, and none of another."""

import pytest

from statements.models import Decision
from tests.statements import factories as make
from tests.statements.pages import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.team()


def compare(old, new):
    return url("statement", new.statement, f"?tab=compare&from={old.pk}&to={new.pk}")


def test_what_changed_between_two_revisions_is_struck_and_underlined(client, team):
    old = make.drafted(team)
    new = make.edited(old, by=team.legal, lead="We write to you because this matters.")
    shown = signed_in(client, team.developer).get(compare(old, new)).content.decode()
    assert "<ins>matters</ins>" in shown
    assert "<del>concerns you</del>" in shown
    assert "Not a word differs" not in shown


def test_a_text_of_another_statement_cannot_be_drawn_in(client, team):
    mine, other = make.drafted(team), make.drafted(team)
    foreign = make.drafted(make.team())
    signed_in(client, team.pr)
    assert client.get(compare(mine, mine)).status_code == 200
    for old in (other, foreign):
        assert client.get(compare(old, mine)).status_code == 404
    page = url("statement", mine.statement)
    for bad in ("x", "9" * 40, "%00", "-1"):
        assert client.get(f"{page}?tab=compare&from={bad}").status_code == 404


def test_an_update_is_compared_with_the_released_text_it_follows(client, team):
    released = make.released(team)
    update = make.drafted(team, follows=released.statement)
    page = url("statement", update.statement, "?tab=compare")
    shown = signed_in(client, team.pr).get(page)
    assert shown.context["old"] == released.revision
    assert "Released: " in shown.content.decode()


def test_long_unchanged_stretches_fold_and_unfold(client, team):
    long = " ".join(f"word{n}" for n in range(400))
    old = make.edited(make.drafted(team), by=team.pr, lead=f"Begin {long} end.")
    new = make.edited(old, by=team.pr, lead=f"Begin {long} stop.")
    signed_in(client, team.pr)
    folded = client.get(compare(old, new)).content.decode()
    assert "words unchanged" in folded
    assert "word200 " not in folded
    assert "word200 " in client.get(compare(old, new) + "&whole=1").content.decode()


def test_since_my_signature_without_one_says_so(client, team):
    page = url("statement", make.drafted(team).statement, "?tab=since")
    shown = signed_in(client, team.legal).get(page).content.decode()
    assert "You have not signed this statement yet" in shown


def test_only_a_text_i_signed_counts_as_my_signature(client, team):
    first = make.submitted(team)
    make.word(first, team.legal)
    second = make.edited(first, by=team.pr, lead="A log was read.")
    make.word(second, team.pr)
    make.word(second, team.legal, Decision.RETURNED, "Which log?")
    third = make.edited(second, by=team.pr, lead="The log of 3 March was read.")
    page = url("statement", third.statement, "?tab=since")
    assert signed_in(client, team.legal).get(page).context["old"] == first
    assert signed_in(client, team.pr).get(page).context["old"] == second


def test_an_older_text_is_read_only_and_the_newest_leads_to_its_page(client, team):
    old = make.drafted(team)
    new = make.edited(old, by=team.pr, lead="A log was read.")
    signed_in(client, team.pr)
    shown = client.get(url("revision", old)).content.decode()
    assert make.FINISHED["lead"] in shown
    assert "<button" not in shown.partition("<main")[2]
    assert client.get(url("revision", new)).url == url("statement", new.statement)


def test_markup_in_a_redline_stays_text(client, team):
    old = make.drafted(team)
    new = make.edited(old, by=team.pr, lead="<script>alert(1)</script> {{7*7}}")
    shown = signed_in(client, team.pr).get(compare(old, new)).content.decode()
    assert "<script>alert" not in shown
    assert "{{7*7}}" in shown
