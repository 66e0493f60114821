import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from breachcomm.plain_text import (
    TEXT_MAX,
    PlainCharField,
    clean,
    problem,
    tidy_imported,
    visible,
)

any_text = st.text(st.characters(codec=None))
HARMFUL = [
    *"\x00\x07\x0b\x0c\x1b\x7f\x85\u2028\u2029",
    *"\ud800\udfff",
    *"\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
    *"\u00ad\u200b\u200c\u200d\u2060\ufeff\u3164\ufe00\U000e0041\U000e0100",
    *"\ufdd0\ufffe\uffff\U0001ffff\U0010ffff",
    *"\ue000\U000f0000",
]
HARMLESS = [
    "12,400 accounts",
    "two\nlines\tand a tab",
    "Zażółć gęślą jaźń",
    "日本語の説明",
    "שלום",
    "مرحبا",
    "<b>not bold</b> {{ 7*7 }} {% if %} ${x}",
    "typographic \u201cquotes\u201d \u2014 dash, 5\u00a0GB",
    "party \U0001f389 and \u26a0\ufe0f",
    "",
]


@pytest.mark.parametrize("character", HARMFUL, ids=lambda c: f"{ord(c):04X}")
def test_a_harmful_character_is_named_with_its_place(character):
    sentence = problem(f"Dear customer{character}s")
    assert f"U+{ord(character):04X}" in sentence
    assert "Dear customer" in sentence
    assert character not in sentence


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_text_of_any_language_is_no_problem(text):
    assert problem(text) is None
    assert clean(text) == text
    assert visible(text) == text


def test_what_is_no_text_is_said_to_be_none():
    assert problem(None) == "This must be text."
    assert problem(b"x") == "This must be text."


def test_a_text_may_fill_its_length_and_not_pass_it():
    assert problem("a" * TEXT_MAX) is None
    assert problem("a" * (TEXT_MAX + 1)).startswith("This is 20,001 characters long.")
    assert problem("abc", max_length=2) == ("This is 3 characters long. Shorten it to 2 or fewer.")


@pytest.mark.parametrize("text", ["a\nb", "a\tb"])
def test_one_line_means_one_line(text):
    assert problem(text) is None
    assert problem(text, one_line=True).startswith("Write this on one line")


def test_clean_brings_the_same_words_to_one_form():
    assert clean("a \r\nb\t\rc\u2028d\x0be\x85f  \n\n") == "a\nb\nc\nd\ne\nf"
    assert clean("e\u0301") == "\u00e9"
    assert clean("  indented\n\n  twice") == "  indented\n\n  twice"


def test_a_control_character_at_the_start_of_a_line_is_placed_there():
    assert "at the start of a line" in problem("first\n\u200bsecond")


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(any_text)
def test_every_text_is_either_fine_or_shown_to_be_not(text):
    sentence = problem(text)
    assert (sentence is None) == (visible(text) == text)
    assert sentence is None or problem(sentence) is None


@given(any_text)
def test_imported_text_ends_without_a_problem(text):
    tidied = tidy_imported(text)
    assert problem(tidied.text) is None
    assert tidy_imported(tidied.text) == (tidied.text, 0)


def test_imported_text_says_how_much_was_replaced_and_decodes_nothing():
    assert tidy_imported("a\x00b\u200bc &amp; \r\nd") == ("a b c &amp;\nd", 2)


class NoteForm(forms.Form):
    title = PlainCharField(max_length=10)
    text = PlainCharField(widget=forms.Textarea, required=False)


def test_a_field_tidies_and_keeps_what_was_typed():
    form = NoteForm({"title": " e\u0301 ", "text": "a\r\nb {{ x }} <i>"})
    assert form.is_valid()
    assert form.cleaned_data == {"title": "\u00e9", "text": "a\nb {{ x }} <i>"}


def test_a_field_names_a_harmful_character_once_and_keeps_the_typed_text():
    form = NoteForm({"title": "a\x00b", "text": "ok"})
    assert not form.is_valid()
    assert len(form.errors["title"]) == 1
    assert "U+0000" in form.errors["title"][0]
    assert form["title"].value() == "a\x00b"


def test_only_a_text_area_takes_several_lines():
    with pytest.raises(ValidationError):
        PlainCharField().clean("a\nb")
    assert PlainCharField(widget=forms.Textarea).clean("a\nb") == "a\nb"
