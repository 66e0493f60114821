"""How facts read in a text: never a guess, never a blank, a hedge only where we are not sure.

A token is a key of the catalogue or the name of a group of data, with a form behind a colon:
people_affected, people_affected:sentence, data_exposed:list. Without a form it means the first.
Under investigation the sentence says so where the wording has an honest one (`checking`);
every other form is an open question, since a figure or a date we do not have cannot stand there.
"""

from dataclasses import dataclass

from incidents.facts import ledger
from incidents.facts.catalogue import CATALOGUE
from incidents.facts.counts import figure_text, number_text, published
from incidents.facts.kinds import join
from incidents.facts.known import Confidence
from incidents.facts.places import place_name
from incidents.facts.times import date_text, when_text

READERS = ("lay", "technical")


class BadToken(ValueError):
    """A token that stands for nothing; its text is a sentence."""


@dataclass(frozen=True)
class OpenQuestion:
    """What a text shows where an answer is missing. A text may drop an optional one."""

    key: str
    question: str
    optional: bool = False

    @property
    def text(self):
        return f"[[{self.question}]]"

    def __str__(self):
        return self.text


def tokens():
    """{token: label} of everything a text may use, in the order of the catalogue."""
    public = {key: kind for key, kind in CATALOGUE.items() if kind.public}
    return {
        f"{key}:{form}": label
        for key, forms, label in (
            *((key, t.kind.forms, t.label) for key, t in public.items()),
            *((key, group.forms, group.label) for key, group in ledger.DATA_GROUPS.items()),
        )
        for form in forms
    }


def say(facts, token, reader="lay"):
    """The fact in words for the reader, or the OpenQuestion that stands in its place.

    facts: {key: object with value and confidence}. Raises BadToken for an unknown name or form.
    """
    if reader not in READERS:
        raise ValueError(f"No such reader: {reader}.")
    key, form = _read(token)
    if key in ledger.DATA_GROUPS:
        text = ledger.say(facts, key, form, reader)
        return text or OpenQuestion(key, *ledger.question(key))
    return _say_fact(CATALOGUE[key], facts.get(key), form, reader)


def label_of(key):
    """What people call a fact or a group of data."""
    return (ledger.DATA_GROUPS[key] if key in ledger.DATA_GROUPS else CATALOGUE[key]).label


def behind(facts, token, reader="lay"):
    """{key: fact} of everything the words of a token stand on; None where nobody has answered.

    A group of data stands on the entries it names and on no others, so that an answer about one
    kind of data touches only the texts that speak of it. Raises BadToken like `say`.
    """
    key, _ = _read(token)
    if key in ledger.DATA_GROUPS:
        return ledger.behind(facts, key, reader) or {key: None}
    return {key: facts.get(key)}


def _read(token):
    key, colon, form = token.partition(":")
    forms = ledger.DATA_GROUPS[key].forms if key in ledger.DATA_GROUPS else _forms(key)
    if colon and form not in forms:
        raise BadToken(f"{key} has no form {form}. It has {join(forms, last='or')}.")
    return key, form or forms[0]


def _forms(key):
    if key not in CATALOGUE or not CATALOGUE[key].public:
        raise BadToken(f"There is no fact called {key}.")
    return CATALOGUE[key].kind.forms


def _say_fact(fact_type, fact, form, reader):
    text = ""
    if fact is None:
        pass
    elif fact.confidence == Confidence.UNDER_INVESTIGATION:
        text = _checking(fact_type) if form == "sentence" else ""
    elif fact.value is None:
        text = fact_type.wording.none if form == "sentence" else ""
    else:
        text = _SAY[fact_type.kind.name](fact_type, fact, form, reader)
    if text:
        return text
    settled = fact is not None and fact.confidence == Confidence.RULED_OUT
    return OpenQuestion(fact_type.key, fact_type.question, fact_type.optional or settled)


def _checking(fact_type):
    noun = fact_type.kind.category.lay if fact_type.kind.name == "exposure" else ""
    return fact_type.wording.checking.replace("{}", noun)


def _is_estimated(fact):
    return fact.confidence == Confidence.ESTIMATED


def _fill(fact_type, fact, words):
    """The words in the sentence of this type; the hedge is part of it where we are not sure."""
    wording = fact_type.wording
    lead, _, tail = (wording.estimated if _is_estimated(fact) else wording.said).partition("{}")
    if tail:
        words = words.removesuffix(".")
    return finish(f"{lead}{words}{tail}")


def finish(text):
    """A sentence begins with a capital and ends with a stop."""
    text = text.strip()
    ends = text.endswith((".", "!", "?", "\u2026", ".\u201d", ".)"))
    return f"{text[:1].upper()}{text[1:]}{'' if ends else '.'}"


def _say_text(fact_type, fact, form, reader):
    return _fill(fact_type, fact, fact.value)


def _say_lines(fact_type, fact, form, reader):
    if form == "list":
        marks = (f"{n}." if fact_type.kind.numbered else "-" for n in range(1, 1_000))
        return "\n".join(f"{mark} {line}" for mark, line in zip(marks, fact.value, strict=False))
    if fact_type.wording.said == "{}":
        return " ".join(finish(line) for line in fact.value)
    return _fill(fact_type, fact, join(line.removesuffix(".") for line in fact.value))


def _say_time(fact_type, fact, form, reader):
    around = _is_estimated(fact)
    if form == "date":
        return date_text(fact.value, around=around)
    when = when_text(fact.value, around=around, ahead=fact_type.kind.may_be_ahead)
    return when if form == "when" else _fill(fact_type, fact, when)


def _say_count(fact_type, fact, form, reader):
    if form == "number":
        return number_text(_as_sure_as(fact))
    figure = figure_text(_as_sure_as(fact))
    if form == "figure":
        return figure
    number, _ = published(fact.value)
    return _fill(fact_type, fact, f"{figure} {'is' if number == 1 else 'are'}")


def _as_sure_as(fact):
    """An estimate is never published as final, whatever box was ticked."""
    return {**fact.value, "final": fact.value["final"] and not _is_estimated(fact)}


def _say_choice(fact_type, fact, form, reader):
    option = fact_type.kind.options[fact.value]
    if _is_estimated(fact):
        return option.estimated
    return (option.technical if reader == "technical" else "") or option.said


def _say_choices(fact_type, fact, form, reader):
    words = join(fact_type.kind.options[option].said for option in fact.value)
    return _in_form(fact_type, fact, form, words)


def _say_places(fact_type, fact, form, reader):
    return _in_form(fact_type, fact, form, join(place_name(place) for place in fact.value))


def _in_form(fact_type, fact, form, words):
    if form == "sentence":
        return _fill(fact_type, fact, words)
    return f"{words} (not yet certain)" if _is_estimated(fact) else words


def _say_exposure(fact_type, fact, form, reader):
    noun = ledger.noun_of(fact_type, fact, reader)
    if fact.confidence == Confidence.RULED_OUT:
        return finish(fact_type.wording.none.replace("{}", noun))
    return _fill(fact_type, fact, noun)


def _say_contact(fact_type, fact, form, reader):
    ways = _ways_to_reach(**fact.value)
    if form == "list":
        lines = [f"- {label}: {way}" for label, _, way in ways]
        return "\n".join([fact.value["name"], "", *lines] if fact.value["name"] else lines)
    verbs = join((f"{verb} {way}" for _, verb, way in ways), last="or")
    lead = f"To reach {fact.value['name']}, " if fact.value["name"] else ""
    return finish(f"{lead}{verbs}")


def _ways_to_reach(*, email, phone, hours, url, **_):
    ways = (
        ("E-mail", "write to", email),
        ("Phone", "call", f"{phone} ({hours})" if phone and hours else phone),
        ("Web", "visit", url),
    )
    return [way for way in ways if way[2]]


_SAY = {
    "text": _say_text,
    "lines": _say_lines,
    "time": _say_time,
    "count": _say_count,
    "choice": _say_choice,
    "choices": _say_choices,
    "places": _say_places,
    "exposure": _say_exposure,
    "contact": _say_contact,
}
