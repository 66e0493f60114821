"""Sentences no fact carries: citing the fact that does, or counsel letting them stand."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.refusal import Refused
from incidents.facts import CATALOGUE, DATA_GROUPS, label_of
from statements import cases, judgement, rules, staleness, tokens
from statements.models import Revision, Waiver
from statements.operations.acting import OPEN_STATES, lock, lock_people, record_on
from statements.operations.writing import save_revision

GONE = "This sentence does not stand in the newest text as it did. Reload the page."


@transaction.atomic
def waive(revision, *, by, claim, reason, seen_digest):
    """Let one sentence stand that no fact carries. claim: its name, as judgement.Claim gives it."""
    return _say(revision, by, claim, reason, seen_digest, is_withdrawn=False)


@transaction.atomic
def withdraw_waiver(revision, *, by, claim, reason, seen_digest):
    """Say that a sentence may not stand without a fact after all."""
    return _say(revision, by, claim, reason, seen_digest, is_withdrawn=True)


def _say(revision, by, claim, reason, seen_digest, *, is_withdrawn):
    by, found = _found(revision, by, claim, seen_digest)
    if bool(found.waiver) != is_withdrawn:
        raise Refused("That is so already. Reload the page.")
    if not reason.strip():
        raise Refused("Say why, so that whoever signs can judge it.")
    waiver = Waiver.objects.create(
        revision=revision,
        sentence=found.sentence.text,
        code=found.code,
        facts=list(found.facts),
        reason=reason,
        is_withdrawn=is_withdrawn,
        by=by,
        role=by.role,
    )
    action = Action.WAIVER_WITHDRAWN if is_withdrawn else Action.CLAIM_WAIVED
    record_on(action, revision, by=by, code=found.code, waiver=waiver.pk)
    return waiver


def _found(revision, by, claim, seen_digest):
    """The person as they are now and the claim as it stands now, both held until we are done."""
    rules.require(rules.can_waive(by, revision.statement))
    statement = lock(revision.statement)
    by = lock_people(by)[by.pk]
    rules.require(rules.can_waive(by, statement))
    if statement.state not in OPEN_STATES:
        raise Refused("This statement has left the house. What it says stands as it was sent.")
    revision = Revision.objects.select_related("statement__incident").get(pk=revision.pk)
    if not revision.is_current or revision.digest != seen_digest:
        raise Refused("The text changed while you were reading it. Read it again, then decide.")
    found = {one.name: one for one in judgement.open_claims(cases.of(revision))}
    if claim not in found:
        raise Refused(GONE)
    return by, found[claim]


@transaction.atomic
def cite(revision, *, by, citations, seen_digest):
    """Say which facts carry sentences: a revision with the citations put in, and no word changed.

    citations: [(place, offset in the part as written, key)], as judgement.suggestions gives them.
    Raises Refused where another text was read, where a fact in the text has changed since (saving
    would change its words), and for a place or a fact there is none of.
    """
    rules.require(rules.can_edit(by, revision.statement))
    if revision.digest != seen_digest:
        raise Refused("The text changed while you were reading it. Read it again, then decide.")
    if not citations:
        raise Refused(GONE)
    if staleness.stale(revision, revision.statement.incident.known()):
        raise Refused("A fact in this text has changed. Take over what is known now, then cite.")
    for _, _, key in citations:
        if key not in DATA_GROUPS and not (key in CATALOGUE and CATALOGUE[key].public):
            raise Refused("There is no such fact to cite.")
    labels = dict.fromkeys(label_of(key) for _, _, key in citations)
    return save_revision(
        revision.statement,
        by=by,
        based_on=revision.number,
        reason=f"Cites {', '.join(labels)}."[:300],
        **_with_citations(revision.written, citations),
    )


def _with_citations(written, citations):
    parts = dict(tokens.places(written))
    for place, offset, key in sorted(citations, key=lambda one: (one[0], -one[1], one[2])):
        part = parts.get(place)
        if part is None or not _is_between_tokens(part, offset):
            raise Refused(GONE)
        parts[place] = f"{part[:offset]}{{{key}:{tokens.CITE}}}{part[offset:]}"
    sections = [
        {"heading": section["heading"], "text": parts[str(number)]}
        for number, section in enumerate(written["sections"])
    ]
    return {"title": written["title"], "lead": parts["lead"], "sections": sections}


def _is_between_tokens(part, offset):
    inside = any(found.start() < offset < found.end() for found in tokens.TOKEN.finditer(part))
    return 0 <= offset <= len(part) and not inside
