"""The letter as a tagged, archival PDF (PDF/UA-1 and PDF/A-3a in one file)."""

from hashlib import sha256

from . import fonts, page


def render(letter):
    """Deterministic: no clock, no host font, no network; the file's identifier is its source's."""
    from . import engine

    markup = page.fill(letter.layout, page.slots(letter, styles="")).translate(fonts.TWINS)
    identifier = sha256(f"{letter.digest}\0{markup}".encode()).digest()[:16]
    return engine.write(markup, letter.layout, identifier)
