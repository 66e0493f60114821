"""The fonts of a letter: from pinned wheels only, so that every machine draws the same page."""

from functools import cache
from importlib import import_module
from xml.sax.saxutils import escape

SERIF, SANS, MONO = "fontpkg_ibm_plex_serif", "fontpkg_fira_sans", "fontpkg_ibm_plex_mono"

# No font of ours has these, and each has a twin that looks the same on paper.
TWINS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2009": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0"}
)


def configuration(cache_folder):
    """A fontconfig file that knows the wheels' folders and nothing of the machine."""
    folders = "".join(
        f"<dir>{escape(str(_files(package)))}</dir>" for package in (SERIF, SANS, MONO)
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{escape(str(cache_folder))}</cachedir></fontconfig>"
    )


def missing(text):
    """Characters no font of ours can draw: they would be printed as empty boxes."""
    drawable = _drawable()
    return [
        char
        for char in dict.fromkeys(text.translate(TWINS))
        if ord(char) not in drawable and char not in "\n\t"
    ]


def drawable(text):
    """The text with twins in place, and `[U+1F600]` for what would be an empty box."""
    codes = {ord(char): f"[U+{ord(char):04X}]" for char in missing(text)}
    return text.translate(TWINS).translate(codes)


@cache
def _drawable():
    from fontTools.ttLib import TTFont

    # Every style of a family draws the same characters; tests hold the wheels to that.
    regular = {SERIF: "IBMPlexSerif-Regular.ttf", SANS: "FiraSans-Regular.ttf"}
    found = set()
    for package, name in regular.items():
        with TTFont(_files(package) / name, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)


def _files(package):
    return import_module(package).ROOT / "files"
