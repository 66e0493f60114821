"""What the tests read a PDF with."""

import subprocess
from io import BytesIO

import pikepdf

from statements.renditions import FORMATS


def pdf(letter):
    return FORMATS["pdf"].render(letter)


def extracted(data):
    """What `pdftotext -raw` reads."""
    return subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


def opened(data):
    return pikepdf.open(BytesIO(data))


def elements(document):
    """The tag tree as (depth, tag, element), in reading order."""
    yield from _walk(document.Root.StructTreeRoot.K[0], 0)


def tags(document):
    return [tag for _, tag, _ in elements(document)]


def kids(element):
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _walk(element, depth):
    yield depth, str(element.S), element
    for kid in kids(element):
        yield from _walk(kid, depth + 1)
