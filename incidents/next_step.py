"""The one thing that waits for this person on the page of an incident."""

from dataclasses import dataclass

from django.urls import reverse

from breachcomm.accounts.models import Role
from incidents import rules
from incidents.facts import CATALOGUE, is_answered


@dataclass(frozen=True)
class Step:
    """words: the button, worded as the act; why: one sentence above it."""

    words: str
    url: str
    why: str


def next_step(incident, user, known, open_questions, statements):
    """Step, or None for somebody who only reads."""
    if not user.holds(*rules.ACTING):
        return None
    return (
        _answer(incident, user, open_questions)
        or _record(incident, user, known)
        or _review(user, statements)
        or _write(incident, statements)
        or _look_again(incident)
    )


def _answer(incident, user, open_questions):
    mine = [question for question in open_questions if question.owner_id == user.pk]
    if not mine:
        return None
    url = reverse("incidents:answer", args=[incident.reference, mine[0].pk])
    count = "One question waits" if len(mine) == 1 else f"{len(mine)} questions wait"
    return Step("Answer the question", url, f"{count} for you.")


def _record(incident, user, known):
    if not user.holds(Role.DEVELOPER):
        return None
    wanted = [
        type
        for key, type in CATALOGUE.items()
        if not type.optional and rules.can_record(user, key) and not is_answered(known.get(key))
    ]
    if not wanted:
        return None
    url = reverse("incidents:findings", args=[incident.reference])
    labels = ", ".join(type.label.lower() for type in wanted[:3])
    more = f" and {len(wanted) - 3} more" if len(wanted) > 3 else ""
    return Step("Record what is known", url, f"Not yet known: {labels}{more}.")


def _review(user, statements):
    waiting = [one for one in statements if one.state == "in_review"]
    if not waiting or not user.holds(*rules.ACTING):
        return None
    url = reverse("statements:statement", args=[waiting[0].pk])
    name = waiting[0].get_audience_display().lower()
    return Step("Read the text in review", url, f"In review: {name}.")


def _write(incident, statements):
    drafts = [one for one in statements if one.state == "drafting"]
    if drafts:
        url = reverse("statements:statement", args=[drafts[0].pk])
        name = drafts[0].get_audience_display().lower()
        return Step("Continue the draft", url, f"Being drafted: {name}.")
    if not statements:
        url = reverse("statements:create", args=[incident.reference])
        return Step("Start a statement", url, "Nothing has been written about this yet.")
    return None


def _look_again(incident):
    url = reverse("incidents:findings", args=[incident.reference])
    return Step("Record what changed", url, "Facts change. Texts that rely on them are flagged.")
