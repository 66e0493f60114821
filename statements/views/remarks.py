"""The remarks of the wording review: listed, filtered, and turned into suggestions."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from breachcomm.refusal import Refused
from statements import anchors, cases, desk, operations, remarking, rewording, rules
from statements.operations import OPEN_STATES
from statements.remark_forms import RemarkForm
from statements.views import readers
from statements.views.access import find_revision
from statements.views.chips import url_of
from statements.views.sentences import field_of, without_marks

# As they are listed in the filter; what somebody lets stand comes last.
WORDS = ("error", "warning", "hint", "waived")
AROUND = 120
# A page lists so many; the filters lead to the rest.
MOST, MOST_LIVE = 200, 60
REASON_MAX = 300


@dataclass(frozen=True)
class Line:
    """A remark as a page lists it.

    before, after: what stands around its words. span: those in the text as written, None where a
    fact has a part in them; selection: the same as a browser counts. edit: what puts the other
    words in, in a browser, if there are any. is_suggested: other words are suggested there already.
    """

    placed: remarking.Placed
    field: str
    before: str
    after: str
    span: anchors.Span | None = None
    selection: tuple = ()
    edit: rewording.Edit | None = None
    is_suggested: bool = False

    @property
    def remark(self):
        return self.placed.remark

    @property
    def word(self):
        return "waived" if self.placed.waiver else self.remark.severity

    @property
    def url(self):
        return url_of(self.remark)


@dataclass(frozen=True)
class Part:
    heading: str
    lines: list


@dataclass(frozen=True)
class Choice:
    """One choice of a filter: its value in the address, how it is called, how many there are."""

    value: str
    label: str
    count: int
    is_on: bool


def table(request, context):
    """What the view "Wording" of a statement shows."""
    case, found = context["case"], context["remarking"]
    revision, statement = case.revision, case.statement
    taken = [one.anchor.span for one in context["pending"] if one.stands]
    lines = lines_of(found, revision.written, revision.values or {}, taken)
    asked = {name: request.GET.get(name, "") for name in ("severity", "class")}
    shown = [line for line in lines if _fits(line, asked)]
    is_open = statement.state in OPEN_STATES
    return {
        "remark_parts": _parts(revision, shown[:MOST]),
        "more_remarks": len(shown[MOST:]),
        "has_remarks": bool(lines),
        "is_filtered": len(shown) < len(lines),
        "filters": filters(lines, asked),
        "reader": readers.of(found, revision.written, statement),
        "may_suggest": is_open and context["speaks"],
        "may_edit": is_open and context["edits"],
        "may_let_stand": is_open and rules.can_waive_remark(request.user, statement),
    }


def _fits(line, asked):
    severities, kinds = (WORDS, {asked["class"]}) if asked["class"] else (WORDS, ())
    wanted = asked["severity"]
    return (wanted not in severities or line.word == wanted) and (
        not kinds or line.remark.kind in kinds
    )


def _parts(revision, lines):
    parts = {}
    for line in lines:
        parts.setdefault(line.placed.place, []).append(line)
    return [Part(revision.name_of(place), found) for place, found in parts.items()]


def lines_of(found, written, values, taken=()):
    """The Lines of a Remarking. taken: Spans somebody suggests other words for already."""
    source = rewording.Source(written, values)
    fields = {place: _Field(text) for place, text in source.parts.items()}
    lines = []
    for placed in found.placed:
        span = source.span(placed.place, placed.start, placed.end)
        at = found.text.offset_of(placed.place)
        before, after = _around(found.text.text, placed, at)
        there = _in_browser(fields[placed.place], span, placed.remark.rewrite)
        is_taken = span is not None and any(anchors.overlap(span, one) for one in taken)
        field = field_of(placed.place)
        lines.append(Line(placed, field, before, after, span, *there, is_taken))
    return lines


def _around(text, placed, first):
    """The words of its sentence before and after those of a remark, as they are read.

    first: where its part begins in the whole text.
    """
    start, end = first + placed.start, first + placed.end
    begin = text.rfind(placed.sentence, 0, start + len(placed.sentence))
    before = without_marks(text[max(begin, 0) : start])
    after = without_marks(text[end : begin + len(placed.sentence)])
    if len(before) > AROUND:
        before = f"…{before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]}…"
    return before, after


def _in_browser(field, span, rewrite):
    """(selection, edit) of a span of a _Field, as a browser counts."""
    if span is None:
        return (), None
    selection = field.at(span.start), field.at(span.end)
    if rewrite is None:
        return selection, None
    edit = rewording.edit_for(field.text, span.start, span.end, rewrite)
    return selection, rewording.Edit(field.at(edit.start), field.at(edit.end), edit.words)


class _Field:
    """A part as a browser holds it in a field: line ends are one character, emoji are two."""

    def __init__(self, text):
        self.text = text
        self._returns = [at for at, letter in enumerate(text) if letter == "\r"]
        self._wide = [at for at, letter in enumerate(text) if letter > "\uffff"]

    def at(self, offset):
        return offset - bisect_left(self._returns, offset) + bisect_left(self._wide, offset)


def filters(lines, asked):
    """The choices by how grave a remark is and by class, those that are none left out."""
    words = [line.word for line in lines]
    labels = {line.remark.kind: line.placed.label for line in lines}
    kinds = Counter(line.remark.kind for line in lines).most_common()
    return {
        "severity": [
            Choice(word, word, words.count(word), asked.get("severity") == word)
            for word in WORDS
            if word in words
        ],
        "class": [
            Choice(kind, labels[kind], count, asked.get("class") == kind) for kind, count in kinds
        ],
    }


def beside_typed(found, reading, statement):
    """What the panel beside a text that is being written shows of its wording."""
    lines = lines_of(found, reading.written, reading.values)
    return {
        "lines": lines[:MOST_LIVE],
        "more": len(lines[MOST_LIVE:]),
        "filters": filters(lines[:MOST_LIVE], {}),
        "reader": readers.of(found, reading.written, statement),
        "standing": len(found.standing),
    }


@require_POST
def suggest_rewrite(request, pk):
    """Make the other words of one remark a suggestion, in view of the text on the page."""
    revision = find_revision(request, pk)
    statement = revision.statement
    rules.require(rules.can_suggest(request.user, statement))
    form = RemarkForm(request.POST)
    back = reverse("statements:statement", args=[statement.pk]) + "?tab=wording"
    if not form.is_valid():
        messages.error(request, "The page did not say which remark was meant. Try again.")
        return redirect(back)
    _suggest(request, revision, form)
    # There the keys go on where they were.
    return redirect(f"{back}#{quote(form.cleaned_data['remark'])}")


def _suggest(request, revision, form):
    try:
        told = _told(revision, **form.cleaned_data)
        made = operations.suggest(revision, by=request.user, **told)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return
    if made:
        messages.success(
            request, "Suggested. The text stays as it is until whoever edits it takes it over."
        )
    else:
        messages.info(request, "The text says so already, so nothing is suggested.")


def _told(revision, seen_digest, remark):
    """The text a rewrite would make, and the reason it gives."""
    newest = revision.statement.newest()
    if newest.pk != revision.pk or revision.digest != seen_digest:
        raise Refused("The text changed while you were reading it. Read its remarks again.")
    found = remarking.of(cases.of(revision))
    placed = found.named(remark)
    if placed is None or placed.remark.rewrite is None:
        raise Refused("That remark is gone, or has no other words to offer. Edit the sentence.")
    taken = [one.anchor.span for one in desk.pending(revision.statement, revision) if one.stands]
    [line] = lines_of(
        remarking.Remarking((placed,), found.review, found.text),
        revision.written,
        revision.values or {},
        taken,
    )
    if line.span is None:
        raise Refused("A fact or a clause has a part in these words. Edit the sentence by hand.")
    if line.is_suggested:
        raise Refused("Other words are suggested there already. Decide that first.")
    text = rewording.reworded(revision.written, line.span, placed.remark.rewrite)
    why = f"{placed.label}: {placed.remark.reason} (rule {placed.remark.rule})"
    return {**text, "reason": Truncator(why).chars(REASON_MAX)}
