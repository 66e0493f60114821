"""The shapes an answer can have: what is wrong with it, its one stored form, how a screen shows it.

`normalise` never fails: what it does not understand it hands on, and `validate` names it.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from breachcomm.plain_text import LINE_MAX, TEXT_MAX, clean, problem
from incidents.facts.known import Confidence

ANY_CONFIDENCE = tuple(Confidence)
NEVER_ESTIMATED = tuple(c for c in Confidence if c != Confidence.ESTIMATED)


def tidy(value):
    """Text in its one form; anything else as it came."""
    return clean(value).strip() if isinstance(value, str) else value


def tidy_members(value, empty):
    """A dict with every expected member and tidy text; anything else as it came."""
    if not isinstance(value, dict):
        return value
    return {**empty, **{key: tidy(member) for key, member in value.items()}}


def shape_problems(value, empty):
    """Sentences for a value that is not a dict with exactly the members of `empty`."""
    if not isinstance(value, dict):
        return ["This answer has the wrong shape. Fill in the form again."]
    strange = sorted(str(key) for key in value.keys() ^ empty.keys())
    return [f"This answer has the wrong parts: {', '.join(strange)[:200]}."] if strange else []


def join(words, last="and"):
    """Words as people list them: "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


@dataclass(frozen=True)
class Kind:
    """What all kinds share. `name` chooses the widget, `forms` how the text may use the answer."""

    name: ClassVar[str] = ""
    forms: ClassVar[tuple] = ("sentence",)
    confidences: tuple = ANY_CONFIDENCE

    def validate(self, value, now=None):
        """Sentences about what is wrong; none when the answer may be stored."""
        raise NotImplementedError

    def normalise(self, value):
        return tidy(value)

    def display(self, value):
        return str(value)

    def fitting(self, value):
        """How sure we can be of this answer. Ruled out means that there is none."""
        return tuple(c for c in self.confidences if c != Confidence.RULED_OUT)

    def refines(self, value, older):
        """Whether this answer says what an older one said, or more, and takes nothing back."""
        return value == older


@dataclass(frozen=True)
class Text(Kind):
    name: ClassVar[str] = "text"
    max_length: int = TEXT_MAX

    def validate(self, value, now=None):
        if sentence := problem(value, max_length=self.max_length):
            return [sentence]
        return [] if value.strip() else ["There is no text yet."]


@dataclass(frozen=True)
class Lines(Kind):
    """Several short points, in the order they matter."""

    name: ClassVar[str] = "lines"
    forms: ClassVar[tuple] = ("list", "sentence")
    confidences: tuple = NEVER_ESTIMATED
    max_lines: int = 40
    numbered: bool = False

    def validate(self, value, now=None):
        if not isinstance(value, list):
            return ["Write one point on each line."]
        if not 1 <= len(value) <= self.max_lines:
            return [f"Write between 1 and {self.max_lines} lines. These are {len(value)}."]
        return [sentence for place in enumerate(value, 1) for sentence in self._about(*place)]

    def _about(self, number, line):
        if sentence := problem(line, max_length=1_000, one_line=True):
            return [f"Line {number}: {sentence}"]
        return [] if line.strip() else [f"Line {number} is empty."]

    def normalise(self, value):
        if isinstance(value, str):
            value = clean(value).splitlines()
        if not isinstance(value, list):
            return value
        return [line for line in map(tidy, value) if line != ""]

    def display(self, value):
        return "\n".join(value)

    def refines(self, value, older):
        return set(older) <= set(value)


@dataclass(frozen=True)
class Option:
    """One answer to choose: its label, and what it says to lay and technical readers."""

    label: str
    said: str = ""
    technical: str = ""
    estimated: str = ""


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few answers. `denial` is the answer that denies, and so takes a basis."""

    name: ClassVar[str] = "choice"
    options: dict = None
    denial: str = ""

    def validate(self, value, now=None):
        return [] if _is_one_of(value, self.options) else ["Choose one of the answers offered."]

    def display(self, value):
        return self.options[value].label

    def fitting(self, value):
        is_denial = self.denial and value == self.denial
        return (Confidence.RULED_OUT,) if is_denial else super().fitting(value)


@dataclass(frozen=True)
class Choices(Kind):
    """Any of a few answers, stored in the order they are offered."""

    name: ClassVar[str] = "choices"
    forms: ClassVar[tuple] = ("list", "sentence")
    options: dict = None

    def validate(self, value, now=None):
        if not isinstance(value, list) or not all(_is_one_of(v, self.options) for v in value):
            return ["Choose among the answers offered."]
        if len(set(value)) != len(value):
            return ["Choose each answer once."]
        return [] if value else ["Choose at least one answer."]

    def normalise(self, value):
        if not isinstance(value, list) or not all(_is_one_of(v, self.options) for v in value):
            return value
        return [option for option in self.options if option in value]

    def display(self, value):
        return ", ".join(self.options[option].label for option in value)

    def refines(self, value, older):
        return set(older) <= set(value)


def _is_one_of(value, options):
    return isinstance(value, str) and value in options


NO_CONTACT = {"name": "", "email": "", "phone": "", "hours": "", "url": ""}
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,30}(,? ?ext\.? ?[0-9]{1,6})?")
_URL = re.compile(r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:[0-9]{1,5})?([/?#][!-;=?-~]*)?")


@dataclass(frozen=True)
class Contact(Kind):
    """Whom people can ask, and how to reach them."""

    name: ClassVar[str] = "contact"
    forms: ClassVar[tuple] = ("list", "sentence")
    confidences: tuple = (Confidence.CONFIRMED, Confidence.UNDER_INVESTIGATION)

    def validate(self, value, now=None):
        if found := shape_problems(value, NO_CONTACT):
            return found
        for label, member in value.items():
            if sentence := problem(member, max_length=LINE_MAX, one_line=True):
                return [f"{label.capitalize()}: {sentence}"]
        return list(_contact_problems(**value))

    def normalise(self, value):
        return tidy_members(value, NO_CONTACT)

    def display(self, value):
        return ", ".join(member for member in value.values() if member)


def _contact_problems(*, email, phone, url, **_):
    if not (email or phone or url):
        yield "Give an e-mail address, a phone number or a web page."
    if email and not _is_email(email):
        yield "The e-mail address is not complete. Write it like help@example.com."
    if phone and not _PHONE.fullmatch(phone):
        yield "The phone number may hold digits, spaces and + ( ) - . / only."
    if url and not _URL.fullmatch(url):
        yield "The web page must be a full address that begins with https://."


def _is_email(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
