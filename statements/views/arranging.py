"""The editor's sections: what was typed, and moving it about without losing a word."""

import re
from dataclasses import dataclass

from statements import given, judgement, reading, remarking
from statements.drafting import reader_of
from statements.forms import MAX_SECTIONS, TextForm
from statements.views import remarks
from statements.views.document import marked_document

# Laid out again on every pause in typing: a longer text is read after saving.
PREVIEW_MAX = 60_000
_ARRANGE = re.compile(r"(add|remove|move)(?:-(\d{1,2})(?:-(up|down))?)?")


@dataclass(frozen=True)
class Typed:
    """A text that is on a screen and not yet a revision."""

    title: str
    lead: str
    sections: list
    reason: str = ""


def form_of(revision):
    """The editor as it opens: the text of a revision as it was written."""
    return form_with(revision.written, reason="", based_on=revision.number)


def form_with(written, *, reason, based_on):
    """The editor with a text as it is written, on top of the revision of that number."""
    head = {"title": written["title"], "lead": written["lead"]}
    return _form(written["sections"], **head, reason=reason, based_on=based_on)


def _form(sections, **head):
    initial = dict(head)
    for number, section in enumerate(sections):
        initial[f"heading_{number}"] = section["heading"]
        initial[f"text_{number}"] = section["text"]
    return TextForm(initial=initial, count=len(sections))


def typed_form(data, prefix=None):
    """The editor as it was sent. prefix: of a second text that travels in the same form."""
    return TextForm(
        data, prefix=prefix, count=_count(data, f"{prefix}-count" if prefix else "count")
    )


def _count(data, name="count"):
    count = data.get(name, "")
    return min(int(count), MAX_SECTIONS) if re.fullmatch(r"[0-9]{1,3}", count) else 0


def rearranged(data):
    """The form with a section added, removed or moved, when such a button was pressed."""
    pressed = next((found for name in data if (found := _ARRANGE.fullmatch(name))), None)
    if pressed is None:
        return None
    sections = _typed_sections(data)
    verb, number, way = pressed[1], int(pressed[2] or 0), pressed[3]
    {"add": _add, "remove": _remove, "move": _move}[verb](sections, number, way)
    head = {name: data.get(name, "") for name in ("title", "lead", "reason", "based_on")}
    return _form(sections[:MAX_SECTIONS], **head)


def _typed_sections(data):
    return [
        {"heading": data.get(f"heading_{n}", ""), "text": data.get(f"text_{n}", "")}
        for n in range(_count(data))
    ]


def _add(sections, number, way):
    sections.append({"heading": "", "text": ""})


def _remove(sections, number, way):
    if number < len(sections):
        del sections[number]


def _move(sections, number, way):
    other = number + (1 if way == "down" else -1)
    if 0 <= number < len(sections) and 0 <= other < len(sections):
        sections[number], sections[other] = sections[other], sections[number]


@dataclass(frozen=True)
class Preview:
    """What stands beside a text that is being written: how it reads, and what is remarked on."""

    document: object
    review: dict


def preview_of(form, statement):
    """The Preview of a typed text as it reads today, or None when it is too long to be laid out."""
    if (
        sum(len(form[name].value() or "") for name in form.fields if name != "based_on")
        > PREVIEW_MAX
    ):
        return None
    known = statement.incident.known()
    text, reader = _read(written_in(form), statement, known)
    judged = judgement.typed_sentences(statement, text, known, reader)
    claims = judgement.typed_claims(statement, judged, known)
    found = remarking.typed(statement, text, known, judged)
    document = marked_document(text, statement.incident.zone, claims, remarks=found.standing)
    return Preview(document, remarks.beside_typed(found, text, statement))


def written_in(form):
    """The text that stands in an editor, whether or not it could be saved."""
    values = {name: form[name].value() or "" for name in form.fields}
    sections = [
        {"heading": values[f"heading_{n}"], "text": values[f"text_{n}"]} for n in range(form.count)
    ]
    return {"title": values["title"], "lead": values["lead"], "sections": sections}


def as_read(written, statement):
    """A text on a screen in the words it has today."""
    text, _ = _read(written, statement, statement.incident.known())
    return Typed(**text.as_read)


def _read(written, statement, known):
    """(the Reading of a text on a screen, whom it speaks to)."""
    reader = reader_of(statement.audience, statement.language)
    told = given.words_for(statement, written)
    return reading.of_typed(written, known, reader, told), reader
