"""What the wording review says of a text here, and which remarks somebody lets stand.

The engine (wording/) reads one text in view of rules. Here its answer meets the rows: the text as
saved, what is known now, the house's terms and policy, and the waivers on record.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from statements import house_style, judgement, standing, whole, wording
from statements.models import WordingWaiver
from statements.sentences import split
from statements.wording.remarks import ERROR, HINT, SEVERITIES, Remark, Review
from statements.wording.rules import languages, rulebook


@dataclass(frozen=True)
class Placed:
    """One remark where it stands: start, end in the part as it is read; waiver: who lets it.

    sentence: the words of its sentence, which a waiver is tied to.
    """

    remark: Remark
    place: str
    start: int
    end: int
    sentence: str
    label: str
    waiver: WordingWaiver | None = None

    @property
    def name(self):
        """How a page names it: "remark-lead-12-may-have-been"."""
        return f"remark-{self.place}-{self.start}-{self.remark.rule}"

    @property
    def is_error(self):
        return self.remark.severity == ERROR

    @property
    def cure(self):
        """One sentence: what to do about it."""
        rewrite = self.remark.rewrite
        if rewrite:
            return f"Write “{rewrite}” instead."
        if rewrite == "":
            return "Leave it out."
        return self.remark.ask or "Say it in other words."


@dataclass(frozen=True)
class Remarking:
    """Every remark on one text, in reading order, and the Review of the whole of it.

    text: the whole.Whole that was reviewed; offsets in `review` are in its text.
    """

    placed: tuple
    review: Review
    text: whole.Whole

    @property
    def standing(self):
        """What nobody lets stand."""
        return [one for one in self.placed if one.waiver is None]

    @property
    def blocking(self):
        """The errors that keep the gate shut."""
        return [one for one in self.standing if one.is_error]

    @property
    def shown(self):
        """What whoever signs is shown: warnings and errors nobody lets stand."""
        return [one for one in self.standing if one.remark.severity != HINT]

    @property
    def hints(self):
        """For the author alone."""
        return [one for one in self.standing if one.remark.severity == HINT]

    @property
    def waived(self):
        return [one for one in self.placed if one.waiver is not None]

    def named(self, name):
        """The Placed of this name, or None."""
        return next((one for one in self.placed if one.name == name), None)


def of(case):
    """The Remarking of a saved text in view of what is known now and the house's style now."""
    asked = _Asked(case)
    text, review, placed = _judged(case.revision.digest, asked)
    # What is kept is the answer, not the rows it was found with.
    asked.case = None
    return Remarking(_with_waivers(placed, case.wording_waivers), review, text)


def typed(statement, reading, known, judged):
    """The same for a text that is on a screen and not yet a revision.

    judged: its sentences, as judgement.typed_sentences gives them.
    """
    text = whole.of(reading.written, reading.values)
    review, placed = _reviewed(text, judged, known, statement.language, house_style.now())
    return Remarking(_with_waivers(placed, _waivers(statement)), review, text)


def to_read(case):
    """The Placed remarks somebody lets stand that whoever signs must have read: all but hints."""
    return [one for one in of(case).waived if one.remark.severity != HINT]


def unseen_by(case, sign_off):
    """The waivers in force that somebody else gave after this person signed."""
    return [
        one.waiver
        for one in to_read(case)
        if one.waiver.by_id != sign_off.by_id and one.waiver.at >= sign_off.at
    ]


class _Asked:
    """What the answer depends on; two that stand on the same rows are the same question."""

    def __init__(self, case):
        self.case = case
        rows = (case.revision, *case.known.values())
        self.rows = (tuple((row.pk, row.at) for row in rows), case.house.stamp)

    def __eq__(self, other):
        return self.rows == other.rows

    def __hash__(self):
        return hash(self.rows)


@lru_cache(maxsize=256)
def _judged(digest, asked):
    """Reviewed once for a text, the facts known, and the terms and policy of the house."""
    case = asked.case
    revision = case.revision
    text = whole.of(revision.written, revision.values or {})
    sentences = judgement.sentences(case)
    language = case.statement.language
    return text, *_reviewed(text, sentences, case.known, language, case.house)


def _reviewed(text, sentences, known, language, house):
    """(Review, Placed remarks without waivers) of a Whole."""
    base = language.partition("-")[0]
    if base not in languages():
        return Review((), {}, None), ()
    found = wording.review(
        text.text,
        base,
        standing=standing.of_sentences(sentences, text, known, language),
        policy=house.policy,
        house=house.rules(base),
    )
    return found, _placed(text, found.remarks, base)


def _placed(text, found, language):
    spans = split(text.text)
    starts = [span.start for span in spans]
    kinds = rulebook(language).kinds
    placed = []
    for remark in found:
        place, start = text.place_of(remark.start)
        span = spans[max(0, bisect_right(starts, remark.start) - 1)]
        kind = kinds.get(remark.kind)
        placed.append(
            Placed(
                remark,
                place,
                start,
                start + remark.end - remark.start,
                text.text[span.start : span.end],
                kind.label if kind else house_style.LABEL,
            )
        )
    return tuple(placed)


def _waivers(statement):
    return WordingWaiver.objects.filter(revision__statement=statement).select_related("by")


def _with_waivers(placed, waivers):
    """The remarks with the waivers that hold; the newest word on each stands."""
    newest = {(one.sentence, one.rule): one for one in waivers}
    return tuple(_with_waiver(one, newest.get((one.sentence, one.remark.rule))) for one in placed)


def _with_waiver(placed, waiver):
    if waiver is None or waiver.is_withdrawn or _is_graver(placed.remark, waiver):
        return placed
    return replace(placed, waiver=waiver)


def _is_graver(remark, waiver):
    """Whether what somebody let stand has become worse since: they let something else stand."""
    return SEVERITIES.index(remark.severity) > SEVERITIES.index(waiver.severity)
