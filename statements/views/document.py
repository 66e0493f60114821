"""A text as readers meet it: title, first lines, sections, safe to put on a page."""

import json
from dataclasses import dataclass

from django.utils.safestring import SafeString

from statements.renditions import markdown


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
    return _document(
        text.title, text.lead, [(part["heading"], part["text"]) for part in text.sections]
    )


def document_as_sent(release):
    """The document of a release, from the frozen copy and nothing else."""
    frozen = json.loads(release.frozen)
    return _document(frozen["title"], frozen["lead"], frozen["sections"])


def _document(title, lead, sections):
    parts = tuple(Part(heading, _html(text)) for heading, text in sections)
    return Document(title, _html(lead), parts)


def _html(text):
    # The one place where text becomes markup: it has just come out of the allow-list.
    return SafeString(markdown.to_html(text))
