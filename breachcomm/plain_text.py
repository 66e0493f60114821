"""Text as people see it: nothing in it may be invisible, reorder it or break a file format.

Ask `clean` first, then `problem`: what `clean` may tidy without changing a word it tidies, the
rest is named to the person who typed it and never silently dropped.
"""

import re
import unicodedata
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

LINE_MAX = 200
TEXT_MAX = 20_000

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_TRAILING = re.compile(r"[^\S\n]+(?=\n|\Z)")
_SEVERAL_LINES = re.compile(r"[\t\n]")

# One class of characters, one plain name. Checked in this order.
_FORBIDDEN = {
    "a control character": "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029",
    "half a character": "\ud800-\udfff",
    "a mark that turns the direction of the text": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "an invisible character": (
        "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
        "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    ),
    "a character that means something else on every machine": (
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
    ),
    "a code that is no character": "\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    ),
}
_NAMES = {name: re.compile(f"[{codes}]") for name, codes in _FORBIDDEN.items()}
_ANY = re.compile(f"[{''.join(_FORBIDDEN.values())}]")


def problem(text, *, max_length=TEXT_MAX, one_line=False):
    """A sentence about the first thing wrong with `text`, or None."""
    if not isinstance(text, str):
        return "This must be text."
    if len(text) > max_length:
        return f"This is {len(text):,} characters long. Shorten it to {max_length:,} or fewer."
    if found := _ANY.search(text):
        return _describe(text, found)
    if one_line and _SEVERAL_LINES.search(text):
        return "Write this on one line, without line breaks or tabs."
    return None


def _describe(text, found):
    name = next(name for name, codes in _NAMES.items() if codes.match(found[0]))
    before = visible(text[max(0, found.start() - 20) : found.start()].rpartition("\n")[2])
    where = f"after \u201c{before}\u201d" if before else "at the start of a line"
    return (
        f"There is {name} ({visible(found[0])}) {where}. "
        "Delete it, or type the words around it again."
    )


def visible(text):
    """The text with each forbidden character shown as U+XXXX, safe to put in a sentence."""
    return _ANY.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def clean(text):
    """The same words in one form: NFC, line feeds only, no trailing space."""
    text = _NEWLINES.sub("\n", unicodedata.normalize("NFC", text))
    return _TRAILING.sub("", text).rstrip("\n")


class Tidied(NamedTuple):
    text: str
    replaced: int


def tidy_imported(text):
    """Somebody else's text with a space for each forbidden character, and how many there were."""
    # Nearly every string of an import is of this kind: twice the speed.
    if text.isascii() and text.isprintable() and not text.endswith(" "):
        return Tidied(text, 0)
    text, replaced = _ANY.subn(" ", _NEWLINES.sub("\n", text))
    return Tidied(clean(text), replaced)


class PlainCharField(forms.CharField):
    """A form field that tidies what was typed and names what may not stand in a text."""

    def __init__(self, *, max_length=None, **options):
        super().__init__(max_length=max_length, **options)
        # `check` says it better, and says where.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitNullCharactersValidator)
        ]

    def to_python(self, value):
        value = super().to_python(value)
        return clean(value) if isinstance(value, str) else value

    def validate(self, value):
        super().validate(value)
        one_line = not isinstance(self.widget, forms.Textarea)
        if sentence := problem(value or "", max_length=TEXT_MAX, one_line=one_line):
            raise ValidationError(sentence, code="not_plain")
