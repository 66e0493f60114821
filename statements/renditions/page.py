"""A letter poured into its layout's page: one pass, every user string escaped."""

import re
from html import escape

from . import layouts, letter, markdown

SLOT = re.compile(r"\{(\w+)\}")
CLOSING_MAX = 600  # characters a closing section may have to stand in a box


def fill(layout, slots):
    """The layout's page with its slots filled; what is filled in is never read again."""
    return SLOT.sub(lambda slot: slots[slot[1]], layouts.read(layout, "page.html"))


def slots(source, *, styles):
    """What goes into the page of `source`, a Letter; `styles` is trusted markup of ours."""
    return {
        "language": escape(source.language),
        "title": escape(_title(source)),
        "sender": escape(source.sender.name),
        "address": "<br>".join(escape(line) for line in _address(source)),
        "subject": escape(f"{source.reference}, revision {source.revision}"),
        "digest": escape(source.digest),
        "times": _times(source),
        "date": _date(source),
        "mark": escape(source.mark),
        "provenance": escape(letter.provenance(source)),
        "lead": markdown.to_html(source.lead, heading="h2"),
        "sections": "\n".join(_sections(source)),
        "styles": styles,
    }


def _title(source):
    return source.title.strip() or source.reference


def _address(source):
    return [line.strip() for line in source.sender.address.splitlines() if line.strip()]


def _date(source):
    day = letter.date(source)
    return f'<p class="date">{escape(day)}</p>' if day else ""


def _times(source):
    if source.released_at is None:
        return ""
    at = source.released_at.isoformat(timespec="seconds")
    return "\n".join(
        f'<meta name="dcterms.{name}" content="{escape(at)}">' for name in ("created", "modified")
    )


def _sections(source):
    for number, section in enumerate(source.sections, 1):
        last = number == len(source.sections) > 1
        kind = ' class="closing"' if last and len(section.text) <= CLOSING_MAX else ""
        heading = f"<h2>{escape(section.heading)}</h2>" if section.heading.strip() else ""
        yield f"<section{kind}>{heading}{markdown.to_html(section.text)}</section>"
