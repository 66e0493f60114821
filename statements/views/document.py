"""A text as readers meet it: title, first lines, sections, safe to put on a page."""

import json
from dataclasses import dataclass

from django.utils.safestring import SafeString

from statements import judgement, reading, staleness
from statements.views import chips, marking


@dataclass(frozen=True)
class Document:
    title: str
    lead: str
    sections: tuple


@dataclass(frozen=True)
class Part:
    heading: str
    html: str


def document_of(text):
    """The document of a revision, or of anything with its title, lead and sections."""
    return _document(text.title, text.lead, _pairs(text.sections))


def marked_document(reading, zone, claims=(), **beside):
    """The document of a Reading, with what stands behind its words where the focus is.

    beside: threads and suggestions about its words, as chips.marks takes them.
    """
    text = reading.as_read
    marks = chips.marks(reading, zone, claims, **beside)
    return _document(text["title"], text["lead"], _pairs(text["sections"]), marks)


def document_of_case(case, **beside):
    """The document of a saved text with everything a page can say about its words."""
    stale = staleness.stale(case.revision, case.known, case.citations)
    claims = judgement.open_claims(case)
    zone = case.statement.incident.zone
    return marked_document(reading.of_case(case, stale), zone, claims, **beside)


def _pairs(sections):
    return [(section["heading"], section["text"]) for section in sections]


def document_as_sent(release):
    """The document of a release, from the frozen copy and nothing else."""
    frozen = json.loads(release.frozen)
    return _document(frozen["title"], frozen["lead"], frozen["sections"])


def _document(title, lead, sections, marks=None):
    marks = marks or {}
    parts = tuple(
        Part(heading, _html(text, marks, str(number)))
        for number, (heading, text) in enumerate(sections)
    )
    return Document(title, _html(lead, marks, "lead"), parts)


def _html(text, marks, place):
    # The one place where text becomes markup: it has just come out of the allow-list.
    return SafeString(marking.to_html(text, marks.get(place, ()), prefix=f"about-{place}"))
