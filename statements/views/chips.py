"""The marks of a text on its page: what each fact says, and which sentences none carries."""

from dataclasses import dataclass

from django.template.loader import get_template

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


def marks(reading, zone, claims=()):
    """{place: [Mark]} of everything a page can say about the words of a text."""
    found = {}
    for place, part in reading.places():
        for start, end, token in reading.ranges(part):
            found.setdefault(place, []).append(_of_fact(reading, start, end, token, zone))
    for claim in claims:
        found.setdefault(claim.sentence.place, []).extend(_of_claim(claim, zone))
    return found


def _of_fact(reading, start, end, token, zone):
    facts, stale = reading.behind.get(token, {}), reading.stale.get(token)
    if stale:
        css = "fact fact-stale"
    elif any(fact is None or fact.confidence in _UNSURE for fact in facts.values()):
        css = "fact fact-open"
    else:
        css = "fact"
    if start == end:
        css = f"{css} cite"
    elif token.endswith((":sentence", ":list")) or ":" not in token:
        css = f"{css} fact-long"
    rows = tuple((label_of(key), fact) for key, fact in facts.items())
    return Mark(start, end, css, _shown(About(_title(token), rows, stale), zone))


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
