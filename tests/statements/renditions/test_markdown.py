"""What people type is data: safe as HTML, readable as text, and never silently cut."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.renditions import markdown
from statements.renditions.markdown import reading_order, to_html, to_plain

from .letters import TABLE

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** *c* _d_ __e__", "<p>a <strong>b</strong> <em>c</em> _d_ __e__</p>"),
        ("# A", "<h3>A</h3>"),
        ("###### A", "<h3>A</h3>"),
        ("- a\n\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("`a<b`", "<p><code>a&lt;b</code></p>"),
        ("a [[who?]] b", "<p>a <mark>[[who?]]</mark> b</p>"),
        ("[[*who* <b>]]", "<p><mark>[[*who* &lt;b&gt;]]</mark></p>"),
        ("[[open", "<p>[[open</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("&copy;", "<p>&amp;copy;</p>"),
        ("    a", "<p>a</p>"),
    ],
)
def test_the_subset_as_html(text, html):
    assert to_html(text).strip() == html


def test_a_table_has_header_cells_for_columns_and_aligned_numbers():
    html = to_html("| a | n |\n|---|--:|\n| x | 1 |")
    assert '<th scope="col">a</th>' in html
    assert '<th scope="col" class="end">n</th>' in html or (
        '<th class="end" scope="col">n</th>' in html
    )
    assert '<td class="end">1</td>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a **b** `c`\nd", "a b c d"),
        ("one  \ntwo", "one\ntwo"),
        ("- a\n- b\n  - c", "• a\n• b\n  • c"),
        ("9. a\n10. b", "9. a\n10. b"),
        ("> a", "  a"),
        ("# A\n\nb", "A\n\nb"),
        ("[a](https://x.example/)", "a (x.example)"),
        ("<https://x.example/>", "https://x.example/"),
        ("[01 23](tel:0123)", "01 23"),
        ("[call](tel:0123)", "call (0123)"),
        ("[a@x.example](mailto:b@x.example)", "a@x.example (b@x.example)"),
        ("[x.example](http://x.example)", "x.example (http://x.example)"),
    ],
)
def test_the_subset_as_plain_text(text, plain):
    assert to_plain(text) == plain


def test_an_address_that_looks_like_another_is_followed_by_the_real_one():
    assert to_plain("[https://bank.example](https://evil.example)").endswith("(evil.example)")
    assert "xn--" in to_plain("<https://\u0430pple.example>")


def test_a_table_reads_as_labelled_lines_and_as_cells_in_order():
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
    assert to_plain(text) == "a: 1\nb: 2\n\na: 3\nb: 4"
    assert reading_order(text) == "a\nb\n1\n2\n3\n4"


def test_plain_text_is_filled_to_its_width_and_addresses_stay_whole():
    address = "https://example.com/" + "a" * 80
    lines = to_plain(TABLE + f"\n\n1. {'word ' * 40}\n\n<{address}>", 72).splitlines()
    assert all(len(line) <= 72 or line == address for line in lines)
    assert max(map(len, lines)) > 72


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](/relative)",
        "<javascript:alert(1)>",
        "![x](https://x.example/a.png)",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<a href='https://x' hx-get='/x' onclick='x'>x</a>",
        "`<script>alert(1)</script>`",
        "```\n</code><script>alert(1)</script>\n```",
        '```x" onload="y\na\n```',
        "| <script> |\n|---|\n| <iframe src=x> |",
        '[x](https://x.example "onmouseover=alert(1)")',
        '[x](https://x.example/"onmouseover="alert(1))',
        "[[<script>alert(1)</script>]]",
    ],
)
def test_no_markup_but_ours_comes_out(text):
    html = to_html(text)
    for tag in re.findall(r"<(/?[^>]*)>", html):
        name, *attributes = tag.strip("/").split(" ", 1)
        assert name in markdown.TAGS
        assert re.fullmatch(
            r'(|href="https://x\.example[^"<>]*" rel="noopener noreferrer"|scope="col")',
            "".join(attributes),
        ), html


@pytest.mark.parametrize(
    "text",
    ["{{ 7*7 }}", "{% load x %}", "{title}", "{0.__class__}", "${x}", "%(x)s", "%s", "<%= 7*7 %>"],
)
def test_template_syntax_is_only_words(text):
    assert to_plain(text) == text


def test_deep_lists_wide_tables_and_surplus_cells_stand_as_they_were_typed():
    deep = "\n".join("  " * n + f"- level{n}" for n in range(30))
    wide = "|" + "|".join(f"c{n}" for n in range(20)) + "|\n" + "|-" * 20 + "|"
    surplus = "| a |\n|---|\n| b | lost |"
    for text, word in [(deep, "level29"), (wide, "c19"), (surplus, "lost")]:
        assert word in to_html(text)
        assert word in to_plain(text)
    assert "<ul>" not in to_html(deep)
    assert "<table>" not in to_html(wide) + to_html(surplus)
    assert "<ul>" in to_html("\n".join("  " * n + f"- level{n}" for n in range(6)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab1 \n*_`#->|[]()!<&\\:.~=+\"'", max_size=120))
def test_no_letter_anybody_types_is_lost(text):
    letters = re.findall(r"[ab]", re.sub(r"(?m)^\W*(```|~~~).*$", "", text))
    said = to_plain(text) + to_html(text)
    assert len(re.findall(r"[ab]", to_plain(text))) >= len(letters), (text, said)
