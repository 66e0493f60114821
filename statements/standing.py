"""What the record says of each sentence, for the wording review. Asks no database.

A doubt is right where we are still looking and wrong where we know; "no evidence" is right only
where somebody looked and we say who. `claims` knows which facts a sentence speaks of.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from incidents.facts import CATALOGUE, Confidence
from statements import claims, whole
from statements.claims import CARRIED, CONTRADICTED, assertions
from statements.wording.engine import Standing

_DENIALS = {
    *(assertions.NO_EVIDENCE, assertions.RULED_OUT, assertions.NOT_EXPOSED, assertions.NOT_TAKEN),
    *(assertions.NOT_MISUSED, assertions.NOBODY, assertions.SYSTEM_SAFE),
}
_ABOUT_DATA = {*_DENIALS, assertions.EXPOSED, assertions.NOT_KNOWN, assertions.TAKEN}
_ABOUT_DATA |= {assertions.MISUSED}
_SETTLED = (Confidence.CONFIRMED, Confidence.RULED_OUT)
# Said of one reader, "may" is right of what is confirmed: see claims/assertions.py.
_OF_ONE_READER = re.compile(r"\b(?:your|depending|some)\b", re.IGNORECASE)
_OPEN_QUESTION = "[["


def standing_of(written, values, facts, reader="lay", language="en"):
    """A function of (start, end) in the text of `whole.of` that gives the Standing there.

    written: the source, {"title", "lead", "sections"}; a plain text is a lead without title and
    sections. values: {token: words}. facts: {key: newest fact}.
    """
    sentences = claims.review(written, values or {}, facts, reader, language)
    return of_sentences(sentences, whole.of(written, values or {}), facts, language)


def of_sentences(sentences, text, facts, language="en"):
    """The same for claims.Sentences at hand. text: their Whole."""
    body = [one for one in sentences if one.takes_citations]
    placed = sorted(
        (
            (one.start + text.offset_of(one.place), one.end + text.offset_of(one.place), one)
            for one in (*body, *_headlines(text, facts, language))
            if text.offset_of(one.place) is not None
        ),
        key=lambda found: found[:2],
    )
    ends = [end for _, end, _ in placed]

    def standing(start, end):
        after = placed[bisect_left(ends, start + 1) :]
        return _standing([one for first, _, one in after if first < end], facts)

    return standing


def _headlines(text, facts, language):
    """Titles and headings like any other text: `claims` keeps only what is wrong in them."""
    for place, part in text.headlines():
        alone = {"title": "", "lead": part, "sections": []}
        for one in claims.review(alone, {}, facts, "lay", language):
            yield replace(one, place=place)


def _standing(sentences, facts):
    findings = [finding for one in sentences for finding in one.findings]
    doubted = _doubted(findings, facts)
    is_open = any(_OPEN_QUESTION in one.text for one in sentences) or any(
        facts[key].confidence not in _SETTLED for key in doubted
    )
    is_of_one = any(_OF_ONE_READER.search(one.text) for one in sentences)
    about_data = {finding.code for finding in findings} & _ABOUT_DATA
    return Standing(
        is_known=bool(doubted) and not is_open and not (about_data and is_of_one),
        is_open=is_open,
        has_basis=_has_basis(sentences, findings, facts),
    )


def _doubted(findings, facts):
    """Keys of the recorded facts a doubt in these words would be about.

    What is said about data goes before the rest of a sentence, and a time is never doubted: that
    we know the day of an attack does not settle what else is told of that day. A story that cites
    nothing may be about any fact: it settles none.
    """
    about_data = [one for one in findings if one.code in _ABOUT_DATA]
    others = [one for one in findings if one.verdict == CARRIED]
    keys = {key for one in about_data or others for key in one.keys}
    return [key for key in keys if key in facts and not _is_time(key)]


def _is_time(key):
    return key in CATALOGUE and "date" in CATALOGUE[key].kind.forms


def _has_basis(sentences, findings, facts):
    """Whether somebody looked and found nothing, and the record says who and at what."""
    if any(one.code in _DENIALS and one.verdict == CONTRADICTED for one in findings):
        return False
    keys = {key for one in findings for key in one.keys}
    keys.update(key for one in sentences for key in one.cites)
    return any(
        fact.confidence == Confidence.RULED_OUT and (fact.basis or "").strip()
        for fact in (facts[key] for key in keys if key in facts)
    )
