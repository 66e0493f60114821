"""The letter as one web page: no script, no font, no picture, nothing fetched."""

from base64 import b64encode
from hashlib import sha256

from . import layouts, page


def render(letter):
    """One self-contained file, UTF-8."""
    css = layouts.read(letter.layout, "screen.css")
    # Whoever opens the file is protected by its own policy: this style sheet and nothing else.
    allowed = b64encode(sha256(css.encode()).digest()).decode()
    styles = (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; style-src 'sha256-{allowed}'; form-action 'none'; base-uri 'none'"
        f'">\n<style>{css}</style>'
    )
    return page.fill(letter.layout, page.slots(letter, styles=styles)).encode()
