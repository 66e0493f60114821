"""A Review as data for programs and as lines for people."""

import re
from bisect import bisect_right
from collections import Counter

from statements.wording.remarks import SEVERITIES
from statements.wording.signs import notice_book

_LINE_END = re.compile(r"\r\n|\r|\n")


def as_data(name, review, language="en"):
    """What `review_wording --format json` says of one file; offsets are in characters."""
    book, reading = notice_book(language), review.readability
    return {
        "file": name,
        "words": reading.words,
        "grade": reading.grade,
        "reading_ease": reading.reading_ease,
        "remarks": [_remark(one) for one in review.remarks],
        "elements": {
            key: _place(review.elements[key])
            for key, sought in book.elements.items()
            if not sought.beyond
        },
        "questions": {key: _place(one) for key, one in review.questions.items()},
    }


def _remark(remark):
    return {
        "rule": remark.rule,
        "class": remark.kind,
        "severity": remark.severity,
        "start": remark.start,
        "end": remark.end,
        "text": remark.text,
        "reason": remark.reason,
        "rewrite": remark.rewrite,
    }


def _place(element):
    return {"present": element.present, "start": element.start, "end": element.end}


def as_lines(name, text, review, language="en"):
    """Lines for people: each remark where it stands, then what is missing, then the figures."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    for remark in review.remarks:
        line = bisect_right(starts, remark.start)
        column = remark.start - starts[line - 1] + 1
        words = " ".join(remark.text.split())
        yield f"{name}:{line}:{column}: {remark.severity} {remark.kind}: “{words}”"
        yield f"    {remark.reason}"
        yield f"    {_cure(remark)}"
    yield from _missing(name, review, notice_book(language))
    yield f"{name}: {_figures(review)}"


def _cure(remark):
    if remark.rewrite:
        return f"Write “{remark.rewrite}” instead."
    if remark.rewrite == "":
        return "Leave it out."
    return remark.ask or "Say it in other words."


def _missing(name, review, book):
    absent = [
        sought.label
        for key, sought in book.elements.items()
        if not (sought.beyond or review.elements[key].present)
    ]
    if absent:
        yield f"{name}: not in the text: {'; '.join(absent)}."
    open_ = [
        sought.label for key, sought in book.questions.items() if not review.questions[key].present
    ]
    if open_:
        yield f"{name}: left unanswered: {' '.join(open_)}"


def _figures(review):
    reading = review.readability
    said = [_counted(reading.words, "word")]
    if reading.grade is not None:
        said += [f"grade {reading.grade}", f"reading ease {reading.reading_ease}"]
    counts = Counter(remark.severity for remark in review.remarks)
    said += [_counted(counts[one], one) for one in reversed(SEVERITIES) if counts[one]]
    return ", ".join(said if counts else [*said, "no remarks"]) + "."


def _counted(number, word):
    return f"{number:,} {word}{'' if number == 1 else 's'}"
