"""Reads one text against the facts known. Asks no database, and says the same every time."""

import re
from bisect import bisect_right

from incidents.facts import is_answered
from statements import tokens
from statements.anchors import HEADING
from statements.claims import assertions, figures, judging, moments, narrative
from statements.claims.findings import CARRIED, CONTRADICTED, UNCITED, Finding, Sentence, worst
from statements.claims.judging import Known, Verdict
from statements.claims.numbers import counts
from statements.claims.plain import Plain
from statements.claims.reading import Part
from statements.sentences import split

_BESIDE = re.compile(r"[ \t*_|)\]\"'\u201d\u2019]*(?:\r?\n[ \t]*)?")
_SHOWN = 80


def review(written, values, facts, reader="lay", language="en"):
    """Every Sentence of a text, in reading order, with what it asserts and what carries it.

    written: the source, {"title", "lead", "sections"}. values: {token: words}, as Revision.values.
    facts: {key: newest fact}. language: the rules know English words, and figures as other
    languages write them too. Never raises, whatever the text.
    """
    found = _headline("title", written["title"], facts)
    headings = iter(section["heading"] for section in written["sections"])
    for place, text in tokens.places(written):
        if place.isdigit():
            found += _headline(f"{place}{HEADING}", next(headings), facts)
        part = Part(text, values or {}, facts, reader)
        found += _Reader(part, facts).sentences(place)
    return found


def _headline(place, text, facts):
    """What a title or a heading asserts that no fact says. It has no room to cite, nor needs it."""
    reader = _Reader(Part(text, {}, facts, "lay"), facts, is_headline=True)
    sentences = reader.sentences(place)
    return [one for one in sentences if one.verdict in (UNCITED, CONTRADICTED)]


class _Reader:
    """Reads the sentences of one part; in a headline every fact is as good as cited."""

    def __init__(self, part, facts, *, is_headline=False):
        self.part, self.facts, self.is_headline = part, facts, is_headline
        self.cited = frozenset(facts) if is_headline else frozenset()
        self.spans = split(part.text)
        self.clauses = [run for run in part.runs if tokens.is_clause(run.token)]
        self.starts = [span.start for span in self.spans]
        self.cites = {}
        self._attach()

    def _attach(self):
        """Gives every citation to the sentence it stands in, or right behind."""
        for run in self.part.citations():
            number = self._sentence_at(run.start)
            for one in self._together(number):
                self.cites.setdefault(one, []).extend(run.keys)

    def _together(self, number):
        """A sentence, or all sentences of a clause that it ends: nobody can cite inside one."""
        if number is None:
            return ()
        start, end = self.spans[number].start, self.spans[number].end
        clause = next((r for r in self.clauses if r.start < end and start < r.end), None)
        first = number
        while clause and first and self.spans[first - 1].end > clause.start:
            first -= 1
        return range(first, number + 1)

    def _sentence_at(self, at):
        number = _last_not_after(self.starts, at)
        before = self.spans[number] if number is not None else None
        # At the very start of a sentence that another one ends at, it belongs to the other one.
        if before and at == before.start and number and self.spans[number - 1].end == at:
            return number - 1
        if before and (
            at <= before.end or _BESIDE.fullmatch(self.part.text, before.end, at) is not None
        ):
            return number
        after = 0 if number is None else number + 1
        if after < len(self.spans) and "\n" not in self.part.text[at : self.spans[after].start]:
            return after
        return None

    def sentences(self, place):
        return [self._sentence(place, number, span) for number, span in enumerate(self.spans)]

    def _sentence(self, place, number, span):
        runs = list(self.part.facts_in(span.start, span.end))
        own = [*self.cites.get(number, ()), *(key for run in runs for key in run.keys)]
        cites = tuple(dict.fromkeys(own))
        lent = self._lent(span)
        known = Known(self.facts, self.cited.union(cites, lent))
        findings = tuple(self._findings(span, runs, known))
        return Sentence(
            place,
            span.start,
            span.end,
            self.part.source_at(span.end),
            self.part.text[span.start : span.end],
            worst(findings),
            cites,
            findings,
        )

    def _lent(self, span):
        """What the introduction of a list cites, its items cite."""
        if span.intro is None:
            return ()
        number = _last_not_after(self.starts, span.intro.start)
        return self.cites.get(number, ())

    def _findings(self, span, runs, known):
        plain = Plain(self.part, span.start, span.end)
        for run in runs:
            if not self.part.text.startswith("[[", run.start):
                yield self._of_fact(run, span)
        judged = list(self._judged(plain, span, known))
        yield from sorted(judged, key=lambda finding: (finding.start, finding.code))
        if judged or self.is_headline:
            return
        if told := narrative.tells(plain, announces=span.announces):
            yield self._told(plain, told, runs, known)

    def _of_fact(self, run, span):
        start, end = max(run.start, span.start), min(run.end, span.end)
        return Finding("fact", CARRIED, start, end, self.part.text[start:end], "", run.keys)

    def _judged(self, plain, span, known):
        context, skip = self._in_context(plain, span)
        for claim in assertions.claims(context):
            # "This data was exposed:" asserts what the list below it says.
            is_heading = (span.announces or self.is_headline) and not claim.keys
            if claim.start >= skip and not is_heading:
                place = context.place(claim.start, claim.end)
                yield self._finding(claim.code, place, judging.judge, claim, known)
        dated = list(moments.moments(plain))
        for date, meant in dated:
            place = plain.place(date.start, date.end)
            words = self._words(place)
            verdict = moments.judge(date, meant, plain, words, known)
            # "Update of 24 November" is dated as a letter is.
            if not (self.is_headline and verdict.verdict == UNCITED):
                yield self._with(verdict, "date", place)
        taken = [(d.start, d.end) for d in moments.dates(plain.raw)]
        for count in counts(plain.low, taken):
            place = plain.place(count.start, count.end)
            code = "share" if count.how == "share" else "count"
            yield self._finding(code, place, figures.judge, count, known)
        if narrative.offers(plain):
            yield from self._offers(plain, known)

    def _in_context(self, plain, span):
        """A list item behind the words that announce it, and where its own words begin."""
        if span.intro is None:
            return plain, 0
        intro = Plain(self.part, span.intro.start, span.intro.end)
        return intro.joined(plain), len(intro.low) + 1

    def _finding(self, code, place, judge, claim, known):
        words = self._words(place)
        return self._with(judge(claim, words, known), code, place)

    def _with(self, verdict, code, place):
        start, end = place
        text = self.part.text[start:end]
        return Finding(code, verdict.verdict, start, end, text, verdict.reason, verdict.keys)

    def _words(self, place):
        words = _without_stop(" ".join(self.part.text[slice(*place)].split()))
        return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"

    def _offers(self, plain, known):
        """How long help is offered, or its price, must be what is recorded."""
        fact = self.facts.get("monitoring_offered")
        for start, end in narrative.terms(plain):
            place = plain.place(start, end)
            words = self._words(place)
            verdict = judging.nothing(words, "monitoring_offered")
            if is_answered(fact) and isinstance(fact.value, str):
                verdict = _offered(plain.low[start:end], words, fact, known)
            yield self._with(verdict, "offer", place)

    def _told(self, plain, told, runs, known):
        place = plain.place(*told)
        if carrying := known.answered(sorted(known.cites)):
            return self._with(Verdict(CARRIED, "", tuple(carrying)), "narrative", place)
        if any(run.token.endswith(f":{tokens.SAID}") for run in runs):
            return self._with(Verdict(CARRIED), "narrative", place)
        keys = narrative.suggested(plain.low, self.facts)
        return self._with(Verdict(UNCITED, _untold(keys, known), keys), "narrative", place)


def _without_stop(words):
    """The full stop of the sentence is none of the words: "June", but "9:15 a.m."."""
    return words.removesuffix(".") if words.split(" ")[-1].count(".") == 1 else words


def _offered(term, words, fact, known):
    said = re.sub(r"[\s-]+", " ", fact.value.lower())
    if re.sub(r"[\s-]+", " ", term) in said:
        return judging.if_cited(known, words, ["monitoring_offered"])
    return Verdict(
        CONTRADICTED,
        f"The help offered is recorded as “{fact.value}”, not “{words}”.",
        ("monitoring_offered",),
    )


def _untold(keys, known):
    answered = known.answered(keys)
    if answered:
        return (
            "No fact is cited for this sentence. Cite what carries it, perhaps "
            f"{judging.names(answered, 'or')}, or leave it out."
        )
    return (
        "Nothing recorded carries this sentence. "
        f"Record it under {judging.names(keys, 'or')}, or leave it out."
    )


def _last_not_after(starts, at):
    """The number of the last start that is not after `at`, None where all are."""
    return bisect_right(starts, at) - 1 if starts and starts[0] <= at else None
