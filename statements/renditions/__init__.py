"""A frozen letter in, bytes out: the same letter gives the same bytes, on any day."""

from collections.abc import Callable
from dataclasses import dataclass

from . import html, pdf, text
from .letter import Letter


@dataclass(frozen=True)
class Format:
    label: str
    suffix: str
    content_type: str
    render: Callable[[Letter], bytes]


FORMATS = {
    "pdf": Format("PDF", "pdf", "application/pdf", pdf.render),
    "html": Format("Web page", "html", "text/html; charset=utf-8", html.render),
    "text": Format("Plain text", "txt", "text/plain; charset=utf-8", text.render),
}
