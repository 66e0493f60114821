"""Layouts by name. A layout is a folder of files; what was released with it keeps its digest."""

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDERS = Path(__file__).resolve().parents[2] / "templates" / "renditions"
LAYOUTS = {"letter/1": FOLDERS / "letter-1"}


def current():
    """The layout a new text gets."""
    return "letter/1"


@cache
def digest(layout):
    """SHA-256 over the names and contents of the layout's files; KeyError if unknown."""
    whole = sha256()
    for path in sorted(LAYOUTS[layout].iterdir()):
        whole.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


@cache
def read(layout, name):
    """One file of the layout as text."""
    return (LAYOUTS[layout] / name).read_text(encoding="utf-8")
