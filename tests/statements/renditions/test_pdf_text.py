"""The PDF says the approved text: all of it, in order, and nothing else."""

import re
import subprocess
from dataclasses import replace

import pytest

from statements.renditions import compare
from statements.renditions.letter import Section, missing_glyphs, plain

from .letters import ADVICE, NOTICE, TABLE, notice, saying
from .reading import extracted, pdf

pytestmark = pytest.mark.once

TEXTS = {
    "short": "Yes.",
    "long": "A sentence of the letter, with e-mail and a first-class office file. " * 400,
    "table": TABLE,
    "many rows": "| Name | Count |\n| :-- | --: |\n" + "| Accounts | 12,400 |\n" * 90,
    "short row": "| a | b |\n|---|---|\n| only |\n",
    "surplus cell": "| a | b |\n|---|---|\n| one | two | three that must not vanish |\n",
    "numbered": ADVICE + "\n\nThen:\n\n" + "\n".join(f"{n}. step" for n in range(9, 120)),
    "nested": "- one\n  - inner **bold**\n    1. deep\n    2. deeper\n- two\n\n  more of two",
    "loose list": "1. first\n\n   again\n\n2. second\n\n3. third",
    "deep": "\n".join("  " * n + f"- level {n}" for n in range(40)),
    "quotes": "> said\n> > again\n\nand " + ">" * 50 + " end",
    "links": "See [our page](https://example.com/a/b?c=d) or <https://example.com/> or "
    "[call](tel:+35315550142), [+353 (1) 555-0142](tel:+35315550142), <help@example.com>.",
    "ligatures": "office affluent fjord file flow ﬁ AV To Wa 1/2 f i",
    "accents": "Zażółć gęślą jaźń, Ångström, Đặng Thị Hiền, Þórður, naïve façade, Łódź, ß",
    "greek and cyrillic": "Αθήνα, Ελλάδα και Москва, Київ",
    "marks": "“Quotes” – dashes — ellipsis… 5 % ± 2 × 3 ≤ 7 → € £ ¥ © ™ № ½ ²",
    "spaces": "12\u202f400 and 12\u00a0400 and\u2009so\u2011on",
    "long address": "https://example.com/" + "a1b2c3d4" * 40 + " end",
    "long words": ("x" * 900 + " " + "&<>" * 300 + " ") * 3,
    "long words in cells": "| Name | Address |\n|---|---|\n| <&>&amp;"
    + "x" * 60
    + " | https://example.com/"
    + "abc/" * 30
    + " |",
    "hash": "sha256 " + "0123456789abcdef" * 4 + " and `" + "ab" * 32 + "`",
    "code": "Run `ls -l`:\n\n```\nfirst   line\n  second line\n```\n",
    "html": "<b>bold</b> <script>alert(1)</script> <!-- gone? --> &amp; &copy; <br>",
    "template": "{{ 7*7 }} {% load x %} {title} ${x} %(x)s {0.__class__} <%= x %>",
    "not markdown here": "![picture](http://x.example/a.png)\n\n[ref]: http://x.example\n\n    x?",
    "setext": "Heading?\n---\n\ntext\n===\n",
    "escapes": r"\*not\* \[a\](b) 1\. x \\ end",
    "headings": "# One\n\n###### Six\n\ntext",
    "question": "It reached [[how many accounts?]] accounts.",
    "like the footer": "INC-2026-0007/S1 · revision 6\n\n1 / 1\n\nHarbour Sign",
    "hard breaks": "one  \ntwo\\\nthree\nfour",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_pdf_gives_the_text_back(name):
    letter = saying(TEXTS[name])
    assert compare.difference(extracted(pdf(letter)), letter) == ""


@pytest.mark.parametrize("mark", ["", "DRAFT", "EXERCISE · DRAFT"])
def test_the_whole_notice_comes_back_marked_or_not(mark):
    letter = notice(mark=mark)
    assert compare.difference(extracted(pdf(letter)), letter) == ""


def test_a_letter_of_many_pages_without_sender_comes_back():
    sections = tuple(Section(f"Part {name}", text) for name, text in TEXTS.items())
    letter = notice(sections=sections, sender=replace(NOTICE.sender, name="", address=""))
    assert compare.difference(extracted(pdf(letter)), letter) == ""


@pytest.mark.parametrize(
    "changed",
    [
        saying("Yes. No."),
        saying("Yes"),
        saying("Ye s."),
        saying("yes."),
        saying("Yes.", title="Notice"),
        saying("Yes.", lead=""),
        notice(sections=()),
    ],
)
def test_a_text_that_differs_in_anything_is_told_apart(changed):
    found = extracted(pdf(saying("Yes.")))
    assert compare.difference(found, changed).startswith("the PDF says")


def test_words_run_together_are_told_apart():
    letter = saying("one two")
    assert compare.difference(extracted(pdf(saying("onetwo"))), letter) != ""


def test_no_word_of_a_table_or_list_is_lost_whatever_its_shape():
    for name in ("surplus cell", "deep"):
        words = TEXTS[name].replace("|", " ").replace("-", " ").split()
        said = plain(saying(TEXTS[name]))
        assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("columns", [2, 5, 6, 12])
def test_a_table_of_long_words_stays_within_the_page(columns):
    row = "|" + " https://example.com/abcdefghijklmnopqrstuvwxyz |" * columns
    text = f"{row}\n{'|---' * columns}|\n{row}"
    found = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=pdf(saying(text)),
        capture_output=True,
        check=True,
    ).stdout.decode()
    right_edge = 595.28 - 26 / 25.4 * 72
    assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', found)) <= right_edge + 1


def test_an_ordinary_word_in_a_cell_is_never_broken():
    row = (
        "| Authentication | Categories | Cryptographically | Internationalisation | Investigation |"
    )
    found = extracted(pdf(saying(f"{row}\n{'|---' * 5}|\n{row}")))
    for word in row.split()[1::2]:
        assert found.count(word) == 2


def test_characters_without_a_glyph_are_named_once_each_in_order():
    letter = saying("Dear \u05d3\u05d5\u05d3 \U0001f600 \u4e2d \u05d3, é ok")
    assert missing_glyphs(letter) == ["\u05d3", "\u05d5", "\U0001f600", "\u4e2d"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_ordinary_text_lacks_no_glyph_except_ready_made_ligatures(text):
    assert missing_glyphs(saying(text)) == []


def test_letterhead_title_and_headings_are_looked_at_for_glyphs_too():
    sender = replace(NOTICE.sender, name="\u05d0", address="\u05d1")
    letter = notice(
        title="\u05d2", lead="\u05d3", sections=(Section("\u05d4", "x"),), sender=sender
    )
    assert missing_glyphs(letter) == ["\u05d2", "\u05d3", "\u05d4", "\u05d0", "\u05d1"]


def test_a_missing_glyph_is_printed_as_its_code_never_as_a_box():
    assert "Dear [U+05D3] [U+1F600]." in extracted(pdf(saying("Dear \u05d3 \U0001f600.")))
