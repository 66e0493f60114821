"""Whether a PDF says the approved text, and nothing else: `pdftotext -raw` against the letter.

What is not compared, exactly:
* white space: a line or page break in the PDF may stand for a space, or for nothing inside a long
  word; any other space must be a space of the text, runs of white space count as one;
* the two hyphens no font of ours has (U+2010, U+2011) are drawn as `-`, three narrow spaces as a
  space (see `fonts.TWINS`);
* ligatures (U+FB00 to U+FB06) count as their letters;
* outside the text: letterhead and date at the start, provenance, page number and mark of each page.
List markers are part of the text: `1.` and a bullet.
"""

import re

from . import fonts
from .letter import date, plain, provenance

LIGATURES = dict(enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"], start=0xFB00))
BREAK = "\n"
AROUND = 30


def difference(extracted, letter):
    """Where `extracted`, the output of `pdftotext -raw`, leaves the approved text; "" if nowhere.

    Both are shown around the first difference.
    """
    found = _collapsed(body(extracted, letter))
    wanted = normalised(plain(letter))
    position = 0
    for index, char in enumerate(found):
        if char == BREAK:
            position += wanted[position : position + 1] == " "
        elif wanted[position : position + 1] == char:
            position += 1
        else:
            return _shown(found, index, wanted, position)
    return "" if position == len(wanted) else _shown(found, len(found), wanted, position)


def normalised(text):
    """The text with its white space collapsed, twins and ligatures replaced."""
    return " ".join(_same_letters(text).split())


def body(extracted, letter):
    """The extracted text without letterhead, date and the furniture of its pages."""
    pages = extracted.rstrip("\f\n").split("\f")
    text = "\n".join(_without_furniture(page, letter) for page in pages)
    head = [letter.sender.name, letter.sender.address, date(letter)]
    return re.sub(rf"\A\s*{_pattern(' '.join(head))}", "", _same_letters(text))


def _without_furniture(page, letter):
    """Margin boxes are drawn after the page's own text, in the order of the style sheet."""
    foot = [letter.mark, provenance(letter)]
    pattern = r"\s*".join(_pattern(part) for part in foot if part)
    end = rf"\s*{pattern}\s*\d+ / \d+\s*{_pattern(letter.mark)}\s*\Z"
    return re.sub(end, "", _same_letters(page))


def _pattern(text):
    words = _same_letters(text).split()
    return r"\s*".join(re.escape(char) for word in words for char in word)


def _same_letters(text):
    return text.translate(fonts.TWINS).translate(LIGATURES).replace("\u00a0", " ")


def _collapsed(text):
    text = re.sub(r"[^\S\n]*\n\s*", BREAK, text.strip())
    return re.sub(r"[^\S\n]+", " ", text)


def _shown(found, index, wanted, position):
    here = found[max(0, index - AROUND) : index + AROUND]
    there = wanted[max(0, position - AROUND) : position + AROUND]
    return f"the PDF says {here!r}, the text says {there!r}"
