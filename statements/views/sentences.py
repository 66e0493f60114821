"""Sentence by sentence: what each asserts, which facts carry it, and what to do where none does."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from breachcomm.refusal import Refused
from incidents.facts import label_of
from statements import cases, judgement, operations, rules
from statements.anchors import HEADING
from statements.claims import CARRIED, PLAIN
from statements.forms import CiteForm, WaiverForm
from statements.views.access import find_revision

MOST_OFFERED = 4
_MARKS = re.compile(r"\*+|\\(?=[^\w\s])|(?<=\])\([^)\s]*\)")


@dataclass(frozen=True)
class Line:
    """One sentence. cites: [(label, Fact or None)]. claims: [(Claim, [(key, label)])]."""

    sentence: object
    cites: list
    claims: list

    @property
    def words(self):
        return without_marks(self.sentence.text)

    @property
    def field(self):
        return field_of(self.sentence.place)

    @property
    def word(self):
        """How it stands, in one word: the sign and the colour go with it."""
        if not any(claim.waiver is None for claim, _ in self.claims):
            return "waived" if self.claims else self.sentence.verdict
        return self.sentence.verdict


def without_marks(text):
    """Words without the marks of Markdown."""
    return _MARKS.sub("", text)


def field_of(place):
    """The field of the editor a part is typed in."""
    if place in ("title", "lead"):
        return place
    number = place.removesuffix(HEADING)
    return f"text_{number}" if number == place else f"heading_{number}"


@dataclass(frozen=True)
class Part:
    heading: str
    lines: list


def table(request, context):
    """What the view "Sentences" shows: those that need somebody, or with ?all=1 every one."""
    case, whole = context["case"], "all" in request.GET
    lines = _lines(case)
    shown = [line for line in lines if whole or line.claims]
    is_open = case.statement.state in operations.OPEN_STATES
    may_edit = is_open and "edit" in context["may"]
    return {
        "parts": _parts(case.revision, shown),
        "counts": _counts(lines),
        "whole": whole,
        "suggested": len(judgement.suggestions(case)) if may_edit else 0,
        "may_cite": may_edit,
        "may_waive": is_open and rules.can_waive(request.user, case.statement),
    }


def _lines(case):
    by_sentence = {}
    for claim in judgement.open_claims(case):
        offered = [(key, label_of(key)) for key in claim.suggested(case.known)]
        by_sentence.setdefault(claim.sentence, []).append((claim, offered[:MOST_OFFERED]))
    return [
        Line(
            sentence,
            [(label_of(key), case.known.get(key)) for key in sentence.cites],
            by_sentence.get(sentence, []),
        )
        for sentence in judgement.sentences(case)
    ]


def _parts(revision, lines):
    parts = {}
    for line in lines:
        parts.setdefault(line.sentence.place, []).append(line)
    return [Part(revision.name_of(place), found) for place, found in parts.items()]


def _counts(lines):
    """[(how many, word)] in the order of concern, those that are none left out."""
    words = [line.word for line in lines]
    order = ("contradicted", "uncited", "waived", CARRIED, PLAIN)
    return [(words.count(word), word) for word in order if word in words]


def _back(statement, claim=""):
    page = reverse("statements:statement", args=[statement.pk])
    return f"{page}?tab=claims" + (f"#{claim}" if claim else "")


@require_POST
def cite(request, pk):
    """Put one citation into the text, or (with `all`) every one that is all a sentence lacks."""
    revision = find_revision(request, pk)
    rules.require(rules.can_edit(request.user, revision.statement))
    form = CiteForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The page did not say which sentence was meant. Try again.")
        return redirect(_back(revision.statement))
    citations = form.citation or judgement.suggestions(cases.of(revision))
    seen = form.cleaned_data["seen_digest"]
    try:
        saved = operations.cite(revision, by=request.user, citations=citations, seen_digest=seen)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"Cited. Not a word changed; this is revision {saved.number}.")
    return redirect(_back(revision.statement))


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request, pk):
    """Counsel lets one sentence stand, or takes that back: a reason, in view of the sentence."""
    revision = find_revision(request, pk)
    rules.require(rules.can_waive(request.user, revision.statement))
    named = (request.POST or request.GET).get("claim", "")
    claim = next((c for c in judgement.open_claims(cases.of(revision)) if c.name == named), None)
    form = WaiverForm(
        request.POST or None, initial={"seen_digest": revision.digest, "claim": named}
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            act = operations.withdraw_waiver if form.withdraws_it else operations.waive
            try:
                act(revision, by=request.user, **form.acts)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, _SAID[form.withdraws_it])
                return redirect(_back(revision.statement, named))
    context = {
        "statement": revision.statement,
        "incident": revision.statement.incident,
        "revision": revision,
        "claim": claim,
        "place": revision.name_of(claim.sentence.place) if claim else "",
        "form": form,
        "back": _back(revision.statement),
    }
    return render(request, "statements/waive.html", context, status=status)


_SAID = {
    False: "It may stand. Whoever signs sees your reason first.",
    True: "It may not stand any more without a fact. The gate is shut until one carries it.",
}
