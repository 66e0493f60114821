"""The marks of a text on its page: what each fact says, and which sentences none carries."""

from dataclasses import dataclass

from django.template.loader import get_template
from django.urls import reverse
from django.utils.text import Truncator

from incidents.facts import Confidence, label_of
from statements import tokens
from statements.views.marking import Mark

_UNSURE = (Confidence.ESTIMATED, Confidence.UNDER_INVESTIGATION)


@dataclass(frozen=True)
class About:
    """What stands behind words: the facts, what changed, what is wrong, who let it stand."""

    title: str
    facts: tuple = ()
    stale: object = None
    sentences: tuple = ()
    url: str = ""
    act: str = ""


def marks(reading, zone, claims=(), *, talks=(), pending=(), remarks=()):
    """{place: [Mark]} of everything a page can say about the words of a text.

    talks, pending: threads and suggestions as desk.py gives them, of this person's page. remarks:
    Placed ones of the wording review.
    """
    found, told = {}, {}
    for place, part in reading.places():
        for start, end, token in reading.ranges(part):
            # A long text says one fact in many places; what stands behind it is written once.
            if token not in told:
                told[token] = _behind(reading, token, zone)
            css, about = told[token]
            found.setdefault(place, []).append(Mark(start, end, css, about))
    for claim in claims:
        found.setdefault(claim.sentence.place, []).extend(_of_claim(claim, zone))
    for placed in remarks:
        found.setdefault(placed.place, []).append(_of_remark(placed, zone))
    places = dict(reading.places())
    for css, anchor, about in [*map(_of_talk, talks), *map(_of_suggestion, pending)]:
        if anchor.place in places and not anchor.is_orphan:
            span = reading.span(anchor.place, anchor.start, anchor.end)
            found.setdefault(anchor.place, []).append(Mark(*span, css, _shown(about, zone)))
    return found


def _of_talk(talk):
    thread, first = talk.thread, talk.comments[0]
    css = "talk talk-objection" if thread.objection_id else "talk"
    title = "Objection" if thread.objection_id else "Thread"
    if thread.is_privileged:
        css, title = f"{css} talk-privileged", f"{title}, legal only"
    said = f"{first.by.name}: {Truncator(first.text).words(40)}"
    url = reverse("statements:thread", args=[thread.pk])
    return css, talk.anchor, About(title, sentences=(said,), url=url, act="Open it")


def _of_suggestion(placed):
    made = placed.suggestion
    wanted = f"“{made.was}” becomes “{made.becomes}”" if made.was else f"“{made.becomes}” comes in"
    if made.was and not made.becomes:
        wanted = f"“{made.was}” goes"
    said = (f"{made.by.name}: {Truncator(wanted).words(40)}.", made.reason)
    about = About("Suggestion", sentences=said, url="#suggestions", act="Decide it")
    return "talk talk-suggestion", placed.anchor, about


def _of_remark(placed, zone):
    remark = placed.remark
    url = url_of(remark)
    about = About(
        f"{placed.label}, {remark.severity}",
        sentences=(f"“{Truncator(remark.text).words(12)}”", remark.reason, placed.cure),
        url=url,
        act="Why?",
    )
    css = f"wording-{remark.severity} kind kind-{remark.kind}"
    return Mark(placed.start, placed.end, css, _shown(about, zone), placed.name)


def url_of(remark):
    """The page that tells of the rule of a remark."""
    return reverse("statements:remark_class", args=[remark.kind]) + f"#{remark.rule}"


def _behind(reading, token, zone):
    """(css, HTML) of what the words of a token stand on."""
    facts, stale = reading.behind.get(token, {}), reading.stale.get(token)
    if stale:
        css = "fact fact-stale"
    elif any(fact is None or fact.confidence in _UNSURE for fact in facts.values()):
        css = "fact fact-open"
    else:
        css = "fact"
    if not reading.values[token]:
        css = f"{css} cite"
    elif token.endswith((":sentence", ":list")) or ":" not in token:
        css = f"{css} fact-long"
    rows = tuple((label_of(key), fact) for key, fact in facts.items())
    return css, _shown(About(_title(token), rows, stale), zone)


def _title(token):
    if token == tokens.PREVIOUS:
        return "When the text this one follows was released"
    label = label_of(tokens.key_of(token))
    if tokens.is_cite(token):
        return f"Carries this sentence: {label}"
    return f"{label}, as we said it before" if token.endswith(f":{tokens.SAID}") else label


def _of_claim(claim, zone):
    """One mark for each thing the sentence asserts without a fact."""
    for number, finding in enumerate(claim.findings):
        if claim.waiver:
            who = f"{claim.waiver.by.name} lets it stand: {claim.waiver.reason}"
            about = About("Waived by legal counsel", sentences=(finding.reason, who))
            css = "waived"
        elif claim.is_contradicted:
            about, css = About("Contradicted", sentences=(finding.reason,)), "remark"
        else:
            about, css = About("No fact is cited", sentences=(finding.reason,)), "remark-uncited"
        name = claim.name if number == 0 else ""
        yield Mark(finding.start, finding.end, css, _shown(about, zone), name)


def _shown(about, zone):
    return get_template("statements/_about.html").render({"about": about, "zone": zone}).strip()
