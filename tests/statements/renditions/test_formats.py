"""The web page and the plain text of a letter, and what starting the site costs."""

import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from statements.renditions import FORMATS
from statements.renditions.letter import Section, date, plain, provenance

from .letters import NOTICE, notice, saying

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
LINE = "INC-2026-0007/S1 · revision 6 · 9f3a 41c7 · released 26 Nov 2026, 14:02 CET"


def html(letter):
    return FORMATS["html"].render(letter).decode()


def text(letter):
    return FORMATS["text"].render(letter).decode()


class Reader(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.words, self.quiet = [], [], [], False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.quiet = tag in ("style", "title")

    def handle_endtag(self, tag):
        self.quiet = False

    def handle_data(self, data):
        if not self.quiet:
            self.words += data.split()


def test_the_formats_say_what_they_are():
    assert {name: each.suffix for name, each in FORMATS.items()} == {
        "pdf": "pdf",
        "html": "html",
        "text": "txt",
    }
    assert FORMATS["pdf"].render(NOTICE).startswith(b"%PDF-1.7")


def test_naming_the_formats_does_not_load_the_pdf_engine():
    code = "import sys, statements.renditions as r, statements.renditions.layouts\n"
    code += "print(len(r.FORMATS), 'weasyprint' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["3", "False"]


def test_the_page_has_a_language_a_title_one_first_heading_and_its_provenance():
    page = Reader(html(NOTICE))
    assert ("lang", "en") in page.attributes
    assert page.tags.count("h1") == page.tags.count("title") == page.tags.count("main") == 1
    assert page.tags.count("h2") == len(NOTICE.sections)
    assert LINE in " ".join(page.words)
    assert NOTICE.digest in page.words


def test_the_page_says_the_whole_text_in_order():
    assert " ".join(
        plain(NOTICE).replace("1. ", "").replace("2. ", "").replace("3. ", "").split()
    ) in (" ".join(Reader(html(NOTICE)).words).replace(" .", ".").replace(" ,", ","))


def test_the_page_needs_nothing_from_anywhere_and_allows_only_its_own_style():
    markup = html(NOTICE)
    page = Reader(markup)
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(page.tags)
    assert not {name for name, _ in page.attributes} & {"src", "srcset", "style", "onclick"}
    css = re.search(r"<style>(.*)</style>", markup, re.S)[1]
    allowed = b64encode(sha256(css.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{allowed}'" in markup
    assert "url(" not in css
    assert "@import" not in css


def test_the_mark_is_shown_in_words_in_every_format():
    draft = notice(mark="DRAFT", released_at=None)
    assert '<p class="mark">DRAFT</p>' in html(draft)
    assert text(draft).startswith("*** DRAFT ***\n")
    assert text(draft).endswith("*** DRAFT ***\n")
    assert "DRAFT" not in html(NOTICE) + text(NOTICE)


def test_plain_text_is_wrapped_underlined_and_says_where_it_comes_from():
    lines = text(NOTICE).splitlines()
    assert max(map(len, lines)) <= len(LINE)
    assert [line for line in lines if len(line) > 72] == [LINE]
    assert lines[lines.index("Notice of Data Breach") + 1] == "=" * 21
    assert lines[lines.index("What Happened") + 1] == "-" * 13
    assert lines[-2:] == [LINE, NOTICE.digest]


@pytest.mark.parametrize(
    ("zone", "day", "time"),
    [
        ("Europe/Paris", "26 November 2026", "26 Nov 2026, 14:02 CET"),
        ("America/Los_Angeles", "26 November 2026", "26 Nov 2026, 05:02 PST"),
        ("Asia/Tokyo", "26 November 2026", "26 Nov 2026, 22:02 JST"),
        ("Pacific/Kiritimati", "27 November 2026", "27 Nov 2026, 03:02 UTC+14:00"),
        ("America/Sao_Paulo", "26 November 2026", "26 Nov 2026, 10:02 UTC-03:00"),
        ("UTC", "26 November 2026", "26 Nov 2026, 13:02 UTC"),
    ],
)
def test_the_time_of_release_is_told_in_the_letters_zone(zone, day, time):
    letter = notice(zone=zone)
    assert date(letter) == day
    assert provenance(letter).endswith(f"released {time}")


def test_a_draft_has_no_date_and_says_so():
    draft = notice(released_at=None)
    assert date(draft) == ""
    assert provenance(draft).endswith("· not released")


def test_summer_time_is_named_as_such():
    letter = notice(released_at=datetime(2026, 7, 1, 10, 5, tzinfo=UTC))
    assert provenance(letter).endswith("released 1 Jul 2026, 12:05 CEST")


HOSTILE = "\"><script>alert(1)</script><b x='{title}'>{{ 7*7 }}{% x %}&amp;${y}"


@pytest.mark.parametrize("format", ["html", "text"])
def test_markup_in_any_field_stays_words(format):
    sender = replace(NOTICE.sender, name=HOSTILE, address=HOSTILE)
    letter = notice(
        title=HOSTILE,
        lead=HOSTILE,
        sections=(Section(HOSTILE, HOSTILE), Section("x", "y")),
        sender=sender,
        mark=HOSTILE,
        reference=HOSTILE,
        language='en"><script>',
        digest='0"><script>' * 6,
    )
    made = FORMATS[format].render(letter).decode()
    words = made if format == "text" else " ".join(Reader(made).words)
    if format == "html":
        assert "script" not in Reader(made).tags
        assert "b" not in Reader(made).tags
    assert "".join(words.split()).count("".join(HOSTILE.split())) >= 6


def test_an_open_question_is_boxed_and_still_words_on_the_page():
    assert "<mark>[[how many?]]</mark>" in html(saying("It is [[how many?]]."))
    assert "It is [[how many?]]." in text(saying("It is [[how many?]]."))


def test_an_empty_title_falls_back_to_the_reference_so_that_the_file_has_a_name():
    assert "<title>INC-2026-0007/S1</title>" in html(notice(title="  "))
