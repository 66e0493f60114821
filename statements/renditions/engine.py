"""WeasyPrint with the doors shut: our fonts, no fetching, one letter at a time.

Import this module only where a PDF is made: the site must start without Pango.
"""

import atexit
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

from . import fonts, layouts
from .pdf import RenditionError

# Pango's font maps are not safe to share between threads; a render takes a tenth of a second.
_ONE_AT_A_TIME = RLock()
_FOLDER = TemporaryDirectory(prefix="breachcomm-fonts-", ignore_cleanup_errors=True)
atexit.register(_FOLDER.cleanup)


@contextmanager
def wheel_fonts():
    """Our fontconfig file while fontconfig looks for one; child processes must not inherit it."""
    path = Path(_FOLDER.name) / "fonts.conf"
    path.write_text(fonts.configuration(Path(_FOLDER.name) / "cache"), encoding="utf-8")
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(path)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


with wheel_fonts():
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    FONTS = FontConfiguration()

from . import archival  # noqa: E402  (imports weasyprint, so only after our fonts are in place)


class NoFetching(URLFetcher):
    """Nothing is fetched: a letter is complete, and an address in it is only words."""

    def fetch(self, url, headers=None):
        if not url.startswith("data:"):
            raise FatalURLFetchingError(f"A letter may not fetch {url[:200]}")
        return super().fetch(url, headers)


def nothing():
    return NoFetching(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)


@cache
def stylesheet(layout):
    """Parsed once a process: a seventh of a render otherwise."""
    css = layouts.read(layout, "print.css")
    return CSS(string=css, font_config=FONTS, url_fetcher=nothing())


def write(markup, layout, identifier):
    """PDF bytes of a page; raises RenditionError if anything in it asks for the outside."""
    with _ONE_AT_A_TIME:
        try:
            return HTML(string=markup, url_fetcher=nothing()).write_pdf(
                stylesheets=[stylesheet(layout)],
                font_config=FONTS,
                color_profiles=archival.colours(),
                pdf_variant=archival.VARIANT,
                pdf_identifier=identifier,
                custom_metadata=True,
            )
        except FatalURLFetchingError as refused:
            raise RenditionError(str(refused)) from None
