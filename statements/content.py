"""What a digest covers: everything a reader would see, and the context it is for."""

import hashlib
import json

from breachcomm.audit.record import canonical
from statements.renditions.letter import Letter, Section, Sender

SCHEMA = "breachcomm.revision.v2"
# A text no fact stands in; so were all before facts could, and they keep their digest.
WITHOUT_SOURCE = "breachcomm.revision.v1"

# Fields of Statement and Revision the digest leaves out, each with the reason. A new field that
# is neither covered by `of` nor listed here fails tests/statements/test_content.py.
EXEMPT = {
    "revision.id": "a row number no reader sees",
    "revision.digest": "it is the digest",
    "revision.reason": "why the author changed the text; readers never see it",
    "revision.by": "who wrote it; readers never see it",
    "revision.role": "the role it was written in; readers never see it",
    "revision.at": "when it was written; the release has its own time",
    "statement.id": "the reference names it",
    "statement.state": "where it is on its way, not what it says",
    "statement.follows": "which statement it replaces is said in the text itself",
    "statement.is_correction": "that it corrects another is said in the text itself",
    "statement.created_by": "readers never see it",
    "statement.created_at": "readers never see it",
}


def of(revision):
    """The covered fields of a revision (saved or not) as plain data."""
    statement = revision.statement
    if revision.source is None:
        written = {"schema": WITHOUT_SOURCE}
    else:
        written = {"schema": SCHEMA, "source": revision.source, "values": revision.values}
    return {
        **written,
        "incident": statement.incident.reference,
        "statement": statement.number,
        "audience": statement.audience,
        "language": statement.language,
        "variant": statement.variant,
        "revision": revision.number,
        "title": revision.title,
        "lead": revision.lead,
        "sections": [[section["heading"], section["text"]] for section in revision.sections],
        "template": revision.template,
        "layout": revision.layout,
        "layout_digest": revision.layout_digest,
        "sender_name": revision.sender_name,
        "sender_address": revision.sender_address,
        "zone": revision.zone,
        "is_exercise": revision.is_exercise,
    }


def freeze(covered):
    """The canonical text that is hashed, stored with a release, and rendered from."""
    return canonical(covered)


def digest(frozen):
    """SHA-256 of a frozen content, 64 hex digits; each schema has its own space of digests."""
    schema = json.loads(frozen).get("schema", SCHEMA)
    return hashlib.sha256(f"{schema}\x00{frozen}".encode()).hexdigest()


def letter(covered, *, digest, released_at=None, mark=""):
    """The letter to lay out; a text that is not released carries DRAFT on every page.

    mark: what else every page says, such as WITHDRAWN.
    """
    marks = ["EXERCISE"] if covered["is_exercise"] else []
    marks += [] if released_at else ["DRAFT"]
    marks += [mark] if mark else []
    return Letter(
        reference=f"{covered['incident']}/S{covered['statement']}",
        revision=covered["revision"],
        digest=digest,
        language=covered["language"],
        title=covered["title"],
        lead=covered["lead"],
        sections=tuple(Section(heading, text) for heading, text in covered["sections"]),
        sender=Sender(covered["sender_name"], covered["sender_address"]),
        layout=covered["layout"],
        released_at=released_at,
        zone=covered["zone"],
        mark=" · ".join(marks),
    )
