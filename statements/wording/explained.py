"""Whether a text tells its reader what a term means."""

from functools import cache

from statements.wording.patterns import Pattern

# A reader who meets a word need not wait longer for what it means.
WITHIN = 2


def first_unexplained(read, book, hits):
    """Of the hits of one rule, in reading order, the first of each term that nobody explains.

    A rule that says `explained: term` is about one term, however it is written; with
    `explained: each` every wording of it is a term of its own. Once explained or reported, a
    term is not reported again.
    """
    settled, signs = set(), _signs(book)
    hits = [hit for hit in hits if not _is_heading(read, hit)]
    terms = [_term(read, hit) for hit in hits]
    for number, (hit, term) in enumerate(zip(hits, terms, strict=True)):
        if term in settled:
            continue
        settled.add(term)
        again = [
            other
            for other, same in zip(hits[number:], terms[number:], strict=True)
            if same == term and other.sentence - hit.sentence <= WITHIN
        ]
        told = _is_an_aside(read, hit) or any(_says(read, signs, one) for one in again)
        if not told and not _goes_on(read, signs, hit):
            yield hit


def _is_heading(read, hit):
    """Whether a term is all there is; what stands under it may explain it."""
    return hit.start == 1 and hit.end == len(read.sentences[hit.sentence].low)


def _term(read, hit):
    if hit.rule.explained == "each":
        return read.sentences[hit.sentence].low[hit.start : hit.end]
    return hit.rule.id


def _says(read, signs, hit):
    """Whether the words right around a term explain it."""
    sentence, (after, before, _) = read.sentences[hit.sentence], signs
    return after.match_at(sentence, hit.end) is not None or before.is_before(sentence, hit.start)


def _is_an_aside(read, hit):
    """Whether a term stands alone in brackets, behind the words it is the name of."""
    low = read.sentences[hit.sentence].low
    opens = low[: hit.start].endswith((" ( ", ' ( " ')) and hit.start > len(" ( ")
    return opens and low.startswith((")", '" )'), hit.end)


def _goes_on(read, signs, hit):
    """Whether one of the next sentences begins as explanations do."""
    following = read.sentences[hit.sentence + 1 : hit.sentence + 1 + WITHIN]
    return any(signs[2].match_at(sentence, 1) is not None for sentence in following)


def _signs(book):
    return _read(book.language, book.lexicon)


@cache
def _read(language, lexicon):
    return tuple(
        Pattern(f"@explained_{where}", lexicon) for where in ("after", "before", "further_on")
    )
