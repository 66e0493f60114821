"""Suggesting other words instead of editing, and deciding what becomes of it."""

from itertools import combinations
from uuid import uuid4

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.plain_text import TEXT_MAX
from breachcomm.refusal import Refused
from incidents.facts.kinds import join
from statements import anchors, desk, rules
from statements.anchors import Hunk
from statements.models import Anchor, Suggestion, Verdict
from statements.operations import anchoring
from statements.operations.acting import OPEN_STATES, lock, record_on
from statements.operations.writing import save_revision

LEFT = "This statement has left the house. Its text is not changed any more."
WORDS_ONLY = "Suggestions change words. To add, remove or move a section, save a revision."
REASON_MAX = 300


@transaction.atomic
def suggest(revision, *, by, title, lead, sections, reason):
    """Suggest this text in the place of a revision's, as one Suggestion for each change in it.

    title, lead, sections: the whole text as typed, facts as tokens. Returns the suggestions, none
    where nothing changed. Raises Refused for other sections, without a reason, and after release.
    """
    rules.require(rules.can_suggest(by, revision.statement))
    statement = lock(revision.statement)
    if statement.state not in OPEN_STATES:
        raise Refused(LEFT)
    if not reason.strip():
        raise Refused("Say why, so that whoever decides can weigh it.")
    typed = {"title": title, "lead": lead, "sections": sections}
    if not _has_the_same_sections(revision.written, typed):
        raise Refused(WORDS_ONLY)
    hunks = anchors.hunks(revision.written, typed)
    return _write(revision, hunks, by=by, reason=reason) if hunks else []


def _has_the_same_sections(old, new):
    became = anchors.sections(old, new)
    is_in_order = all(number == other for number, other in became.items())
    return is_in_order and len(old["sections"]) == len(new["sections"])


def _write(revision, hunks, *, by, reason):
    batch = uuid4()
    made = Suggestion.objects.bulk_create(
        Suggestion(
            revision=revision,
            batch=batch,
            was=hunk.was,
            becomes=hunk.becomes,
            reason=reason,
            by=by,
            role=by.role,
            **vars(hunk.span),
        )
        for hunk in hunks
    )
    standing = Anchor.objects.bulk_create(
        Anchor(suggestion=one, revision=revision, **vars(one.span)) for one in made
    )
    newest = revision.statement.newest()
    if newest.pk != revision.pk:
        anchoring.carry(standing, revision, newest)
    record_on(Action.SUGGESTED, revision, by=by, suggestions=_ids(made))
    return made


def _ids(suggestions):
    return [str(one.pk) for one in suggestions]


@transaction.atomic
def decide(suggestions, *, by, accept, seen_digest, note=""):
    """Take suggestions to one statement over as one revision, or reject them.

    Returns the revision that was made, or None. Whoever wrote them may reject them too.
    """
    suggestions = list(suggestions)
    if not suggestions:
        raise Refused("There is nothing to decide. Reload the page.")
    statement = suggestions[0].revision.statement
    _require(by, statement, suggestions, accept)
    statement = lock(statement)
    if statement.state not in OPEN_STATES:
        raise Refused(LEFT)
    newest = statement.newest()
    if newest.digest != seen_digest:
        raise Refused("The text changed while you were reading it. Read it again, then decide.")
    pending = _pending(statement, suggestions)
    revision = _take_over(statement, newest, pending, by) if accept else None
    _give_verdicts(pending, revision, by, note)
    _record(statement, pending, revision, by)
    return revision


def _require(by, statement, suggestions, accept):
    is_own = not accept and all(rules.can_take_back(by, one) for one in suggestions)
    rules.require(is_own or rules.can_edit(by, statement))


def _pending(statement, suggestions):
    """The same suggestions as they stand under the lock."""
    ids = {one.pk for one in suggestions}
    found = Suggestion.objects.pending().filter(pk__in=ids, revision__statement=statement)
    pending = list(found.select_related("by"))
    if len(pending) != len(ids):
        raise Refused("Somebody has decided that already. Reload the page.")
    return pending


def _take_over(statement, newest, pending, by):
    places = {
        anchor.suggestion_id: anchor
        for anchor in Anchor.objects.filter(suggestion__in=pending).standing()
    }
    if reasons := [*_out_of_place(newest, pending, places), *_at_odds(pending, places)]:
        raise Refused(*reasons)
    hunks = [Hunk(places[one.pk].span, one.was, one.becomes) for one in pending]
    text = anchors.applied(newest.written, hunks)
    if reasons := list(_wrong_with(text)):
        raise Refused(*reasons)
    return save_revision(statement, by=by, based_on=newest.number, reason=_reason(pending), **text)


def _out_of_place(newest, pending, places):
    for one in pending:
        if not desk.stands(one, places[one.pk], newest.written):
            what = f"change “{_short(one.was)}”" if one.was else f"add “{_short(one.becomes)}”"
            yield (
                f"{one.by.name} would {what}, and the words there have changed since. "
                "It stays in the list with both texts: type it yourself, or reject it."
            )


def _at_odds(pending, places):
    for one, other in combinations(pending, 2):
        if anchors.overlap(places[one.pk].span, places[other.pk].span):
            yield (
                f"{one.by.name} and {other.by.name} suggest different things for "
                f"“{_short(one.was or other.was)}”. Decide those one by one."
            )


def _short(text, most=80):
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _wrong_with(text):
    """What the forms would have refused, had somebody typed it in one go."""
    if not text["title"].strip():
        yield "Together they leave no title. Decide them one by one."
    if len(text["title"]) > 300:
        yield "Together they make the title longer than 300 characters. Decide them one by one."
    if any(not each["heading"].strip() and each["text"].strip() for each in text["sections"]):
        yield "Together they leave a section without a heading. Decide them one by one."
    bodies = [text["lead"], *(each["text"] for each in text["sections"])]
    if max(map(len, bodies)) > TEXT_MAX:
        yield f"Together they make a part longer than {TEXT_MAX:,} characters. Shorten it first."


def _reason(pending):
    names = join(dict.fromkeys(one.by.name for one in pending))
    why = " ".join(dict.fromkeys(one.reason for one in pending))
    many = "suggestions" if len(pending) > 1 else "a suggestion"
    return _short(f"Takes over {many} by {names}: {why}", REASON_MAX)


def _give_verdicts(pending, revision, by, note):
    Verdict.objects.bulk_create(
        Verdict(
            suggestion=one,
            is_accepted=revision is not None,
            revision=revision,
            note=note or ("taken back" if one.by_id == by.pk and revision is None else ""),
            by=by,
            role=by.role,
        )
        for one in pending
    )


def _record(statement, pending, revision, by):
    if revision:
        record_on(Action.SUGGESTIONS_ACCEPTED, revision, by=by, suggestions=_ids(pending))
        return
    record(
        Action.SUGGESTIONS_REJECTED,
        by=by,
        incident=statement.incident,
        subject=statement,
        suggestions=_ids(pending),
    )
