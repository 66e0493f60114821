"""What people read of the rules is what the rules say."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from statements.wording import pages
from statements.wording.rules import rulebook
from tests.conftest import ROOT
from tests.statements import factories as make
from tests.statements.library import said
from tests.statements.pages import ROLES, signed_in

DOCS = ROOT / "docs" / "wording"
KINDS = sorted(rulebook().kinds)


@pytest.mark.once
def test_the_committed_pages_are_those_the_rules_make():
    """Whoever changes a rule runs `manage.py write_wording_docs` and commits what it wrote."""
    committed = {
        path.name: text
        for path in DOCS.glob("*.md")
        if pages.NOTE in (text := path.read_text(encoding="utf-8"))
    }
    made = pages.documents()
    assert [name for name in made if committed.get(name) != made[name]] == []
    assert set(committed) == set(made)


def test_the_command_writes_every_page_and_drops_those_of_classes_that_are_gone(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "docs" / "wording"
    folder.mkdir(parents=True)
    (folder / "gone.md").write_text(pages.index(), encoding="utf-8")
    (folder / "writing-rules.md").write_text("By hand.", encoding="utf-8")
    call_command("write_wording_docs", verbosity=0)
    assert {path.name for path in folder.iterdir()} == {*pages.documents(), "writing-rules.md"}


@pytest.mark.parametrize("name", KINDS)
def test_a_page_tells_every_rule_with_its_reason_and_marks_the_words_it_hits(name):
    page = pages.page_of(name)
    assert [told.rule for told in page.rules] == list(page.kind.rules)
    for told in page.rules:
        assert all(any(is_hit for _, is_hit in pieces) for pieces in told.fires), told.rule.id
        for pieces, example in zip(told.fires, told.rule.fires, strict=True):
            assert "".join(words for words, _ in pieces) == example
    text = pages.markdown(name)
    assert re.findall("^## (.+)$", text, re.MULTILINE) == [rule.id for rule in page.kind.rules]


@pytest.mark.once
def test_every_class_has_a_sign_of_its_own():
    """In a text and in a list a class is known by its sign, not only by its colour."""
    sheet = (ROOT / "static" / "css" / "wording.css").read_text(encoding="utf-8")
    signs = dict(re.findall(r'\.kind-(\w+)::before \{\s+content: "(.+?)";', sheet))
    assert set(signs) == {*KINDS, "house"}
    assert len(set(signs.values())) == len(signs)


def test_words_of_a_rule_are_no_markdown():
    assert pages.plain("*a* [b](c) <i> #d") == r"\*a\* \[b\](c) \<i\> \#d"
    assert pages.plain("over\n  two lines") == "over two lines"


def test_there_is_no_page_of_a_class_that_is_none():
    for call in (pages.page_of, pages.markdown):
        with pytest.raises(LookupError, match="no class “nonsense”"):
            call("nonsense")


@pytest.mark.django_db
def test_everybody_with_a_role_reads_the_page_of_a_class(client):
    team, [name, *_] = make.team(), KINDS
    address = reverse("statements:remark_class", args=[name])
    for role in ROLES:
        page = said(signed_in(client, getattr(team, role)).get(address))
        for rule in rulebook().kinds[name].rules:
            assert f'id="{rule.id}"' in page
    assert client.get(reverse("statements:remark_class", args=["nonsense"])).status_code == 404
