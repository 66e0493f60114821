"""Marks in a text on a page: they wrap words and change none."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from statements.renditions import markdown
from statements.views.marking import Mark, to_html

pytestmark = pytest.mark.once
_SPAN = re.compile(r'<span class="[^"]*"(?: id="[^"]*")?>|</span>')


def marked(text, *words, css="fact"):
    """The HTML of a text in which these words are marked."""
    return to_html(text, [Mark(text.index(w), text.index(w) + len(w), css) for w in words])


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Up to 12,400 now.", "12,400", '<p>Up to <span class="fact">12,400</span> now.</p>'),
        ("**Names** were read.", "Names", '<strong><span class="fact">Names</span></strong>'),
        (
            "It is **very** bad.",
            "is **very** bad",
            '<strong><span class="fact">very</span></strong>',
        ),
        ("- One\n- Two", "One\n- Two", '<li><span class="fact">Two</span></li>'),
        ("1. Do this\n2. And that", "1. Do this", '<li><span class="fact">Do this</span></li>'),
        ("[here](https://x.example)", "here", '><span class="fact">here</span></a>'),
        ("A < B & C", "A < B & C", '<p><span class="fact">A &lt; B &amp; C</span></p>'),
        ("| a | b |\n|---|---|\n| c | d |", "c | d", '<td><span class="fact">d</span></td>'),
        ("# Heading", "# Heading", '<h3><span class="fact">Heading</span></h3>'),
        (
            "Then [[how many?]] now",
            "[[how many?]]",
            '<mark><span class="fact">[[how many?]]</span>',
        ),
    ],
)
def test_words_are_wrapped_wherever_they_stand(text, words, expected):
    assert expected in marked(text, words)


def test_a_mark_inside_another_lies_inside_it():
    text = "We found 12,400 people."
    html = to_html(text, [Mark(0, len(text), "remark", name="claim-1"), Mark(9, 15, "fact")])
    assert '<span class="remark" id="claim-1">We found </span>' in html
    assert '<span class="remark"><span class="fact">12,400</span></span>' in html


def test_what_a_mark_is_about_is_said_once_and_can_be_reached_by_keyboard():
    text = "One **two** three."
    html = to_html(text, [Mark(0, len(text), "fact", about="<b>known</b>")], prefix="lead")
    assert html.count('tabindex="0" aria-describedby="lead-0"') == 1
    assert html.count('<span class="about" role="tooltip" id="lead-0"><b>known</b></span>') == 1


def test_a_point_shows_where_it_stands():
    html = to_html("We looked. We saw.", [Mark(10, 10, "cite", about="x")])
    assert 'We looked.<span class="cite has-about"' in html
    assert html.index("cite") < html.index("We saw")


def test_a_mark_that_would_break_the_markdown_is_left_out_and_the_others_stay():
    text = "See [this](https://x.example/page) and 12,400."
    start = text.index("example")
    html = to_html(text, [Mark(start, start + 3, "bad"), Mark(39, 45, "fact")])
    assert "bad" not in html
    assert '<span class="fact">12,400</span>' in html


def test_a_text_that_holds_the_ends_of_marks_is_shown_without_marks():
    text = "A \U000f0001 b."
    assert to_html(text, [Mark(0, 1, "fact")]) == markdown.to_html(text)


SNIPPETS = some.sampled_from(
    [
        *("a", "bc ", "**", "*", "- ", "1. ", "\n", "\n\n", "# ", "|", "---", "`", "\\", "_", "> "),
        *("[x](https://y.z)", "<b>", "&", "[[", "]]", "é", "👍", "12,400 ", "\u00a0"),
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(SNIPPETS, max_size=25), some.lists(some.tuples(*[some.integers(0, 60)] * 2)))
def test_no_mark_changes_a_word_or_a_tag(snippets, spans):
    text = "".join(snippets)
    within = [sorted((min(a, len(text)), min(b, len(text)))) for a, b in spans]
    html = to_html(text, [Mark(start, end, "fact") for start, end in within])
    assert _SPAN.sub("", html) == markdown.to_html(text)
    assert html.count("<span") == html.count("</span>")
