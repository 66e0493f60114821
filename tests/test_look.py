"""The pages keep to the strict content policy, and what they name is there."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

ROOT = Path(__file__).parent.parent
# The released documents are files of their own, with their style inside.
PAGES = [page for page in (ROOT / "templates").rglob("*.html") if "renditions" not in page.parts]
SHEETS = list((ROOT / "static" / "css").glob("*.css"))
FORBIDDEN = re.compile(
    r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\ssrc=)|\|\s*safe\b"
)
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def offences(text):
    return FORBIDDEN.findall(text)


def test_the_rule_knows_each_kind_of_offence():
    kinds = ['<p style="', "<style>", '<a onclick="', "<script>", "{{ x|safe }}", "<i hx-on:click"]
    assert [bool(offences(kind)) for kind in kinds] == [True] * len(kinds)
    assert offences('<script src="/static/js/bar.js" defer></script>') == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_carries_no_inline_style_or_script(page):
    assert offences(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_static_file_a_page_names_is_there(page):
    named = re.findall(r"""{% static ['"]([^'"]+)['"] %}""", page.read_text(encoding="utf-8"))
    assert [name for name in named if not finders.find(name)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_file_a_stylesheet_names_is_there_and_ours(sheet):
    named = re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    lost = [name for name in named if not name.startswith("../") or not found(name)]
    assert lost == []


def found(name):
    return finders.find(name.removeprefix("../").replace("%5B", "[").replace("%5D", "]"))


def test_every_stylesheet_is_asked_for_by_some_page():
    asked = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [sheet.name for sheet in SHEETS if f"css/{sheet.name}" not in asked] == []


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_stands_without_any_context(name):
    page = render_to_string(name)
    assert page.count("<h1>") == 1
    assert 'href="/"' in page


def test_a_count_is_drawn_from_its_numbers_and_read_with_separators():
    page = render_to_string(
        "components/range_bar.html", {"low": 9800, "best": 11200, "high": 12400}
    )
    assert 'x1="9800" y1="5" x2="12400"' in page
    assert re.findall(r"<b>(.*?)</b>", page) == ["9,800", "11,200", "12,400"]
