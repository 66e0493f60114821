"""From the first draft to the newest revision."""

from django.db import transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from incidents.facts import label_of
from incidents.operations import lock as lock_incident
from statements import clauses, content, following, given, rules, staleness, tokens
from statements.drafting import draft_from, reader_of
from statements.models import Citation, Release, Revision, Statement
from statements.operations import anchoring
from statements.operations.acting import OPEN_STATES, lock
from statements.renditions import layouts

FIRST = "First draft, from the facts."


class Overtaken(Refused):
    """Somebody saved a newer revision while this text was being written; `newest` is it."""

    def __init__(self, newest):
        super().__init__(
            f"{newest.by.name} saved revision {newest.number} while you were writing. "
            "Nothing of yours is lost: compare the two below and save again."
        )
        self.newest = newest


@transaction.atomic
def draft(incident, *, by, audience, follows=None, is_correction=False):
    """Start a statement: its first revision is written from what is known.

    follows: a released statement of the same incident that this one updates or, with
    is_correction, corrects. It then starts from the released words with today's facts.
    """
    rules.require(rules.can_draft(by, incident, audience))
    incident = lock_incident(incident)
    if follows and follows.incident_id != incident.pk:
        raise Refused("A statement can only follow one about the same incident.")
    last = incident.statements.order_by("-number").first()
    statement = Statement.objects.create(
        incident=incident,
        number=last.number + 1 if last else 1,
        audience=audience,
        follows=follows,
        is_correction=is_correction if follows else None,
        created_by=by,
    )
    text = _first_text(statement, incident.known())
    record(
        Action.STATEMENT_DRAFTED,
        by=by,
        incident=incident,
        subject=statement,
        audience=audience,
        template=text["template"],
    )
    reason = "From the released text, with today's facts." if follows else FIRST
    _write_revision(statement, by=by, number=1, reason=reason, **text)
    return statement


def _first_text(statement, known):
    """A follow-up to the same audience goes on from what was sent; all else from the facts."""
    follows = statement.follows
    if follows and follows.audience == statement.audience:
        released = Release.objects.select_related("revision__statement__incident").filter(
            statement=follows
        )
        if release := released.first():
            written = following.draft_from(release, known, is_correction=statement.is_correction)
            return {**written, "template": release.revision.template}
    incident = statement.incident
    return draft_from(
        known,
        statement.audience,
        reference=incident.reference,
        organisation=incident.organisation,
    )


@transaction.atomic
def save_revision(statement, *, by, based_on, title, lead, sections, reason=""):
    """Save a text as a new revision. Returns it, or the newest one when nothing changed.

    based_on: number of the revision the author started from. lead, sections ([{"heading",
    "text"}]): as written, facts as tokens; they are read with the facts known now.
    Raises Overtaken when somebody saved in between, Refused after release.
    """
    rules.require(rules.can_edit(by, statement))
    statement = lock(statement)
    if statement.state not in OPEN_STATES:
        raise Refused("This statement has left the house. Start a new one to say more.")
    newest = statement.newest()
    text = {"title": title, "lead": lead, "sections": sections, "template": newest.template}
    fresh = _revision(statement, by=by, number=newest.number, reason=reason, **text)
    if fresh.digest == newest.digest and not staleness.stale(newest, statement.incident.known()):
        return newest
    if newest.number != based_on:
        raise Overtaken(newest)
    return _write_revision(statement, by=by, number=newest.number + 1, reason=reason, **text)


@transaction.atomic
def take_new_values(revision, *, by):
    """Save the same text again, read with the facts as they are known now."""
    known = revision.statement.incident.known()
    changed = {one.key: None for old in staleness.stale(revision, known) for one in old.changed}
    labels = [label_of(key) for key in changed]
    return save_revision(
        revision.statement,
        by=by,
        based_on=revision.number,
        reason=f"Takes over what is known now: {', '.join(labels)}."[:300] if labels else "",
        **revision.written,
    )


def _revision(statement, *, by, number, reason, template, **written):
    incident = statement.incident
    reader = reader_of(statement.audience, statement.language)
    told = given.words_for(statement, written)
    values = tokens.values(written, incident.known(), reader, told)
    has_tokens = bool(tokens.tokens_in(written))
    revision = Revision(
        statement=statement,
        number=number,
        **tokens.read(written, values),
        source=written if has_tokens else None,
        values=values if has_tokens else None,
        template=template,
        layout=layouts.current(),
        layout_digest=layouts.digest(layouts.current()),
        sender_name=incident.organisation,
        sender_address=incident.organisation_address,
        zone=incident.zone,
        is_exercise=incident.is_exercise,
        reason=reason,
        by=by,
        role=by.role,
    )
    revision.digest = content.digest(content.freeze(revision.content()))
    return revision


def _write_revision(statement, **fields):
    revision = _revision(statement, **fields)
    revision.save()
    _cite(revision)
    clauses.use(revision)
    anchoring.follow(revision)
    record(
        Action.REVISION_SAVED,
        by=revision.by,
        incident=statement.incident,
        subject=statement,
        revision=revision.number,
        digest=revision.digest,
    )
    return revision


def _cite(revision):
    """Pin the very facts the words of this text stand on."""
    statement = revision.statement
    reader = reader_of(statement.audience, statement.language)
    cited = tokens.cited(revision.written, statement.incident.known(), reader)
    Citation.objects.bulk_create(
        Citation(revision=revision, token=token, key=key, fact=fact)
        for token, facts in cited.items()
        for key, fact in facts.items()
    )
