"""What a row of the access table says, and the words its rows are made of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from statements import cases, judgement, remarking
from statements.views.releases import name_of
from tests.trust.world import INSIDE, OUTSIDE, SIGNED_IN, STATES, TURNED_AWAY

EVERYBODY = (*SIGNED_IN, *TURNED_AWAY)
MEMBERS = INSIDE
ACTING = ("developer", "legal", "pr")
ACTING_ANYWHERE = (*ACTING, *(f"{role} outside" for role in ACTING))
READERS = (*INSIDE, *OUTSIDE)
COUNSEL_ANYWHERE = ("legal", "legal outside")
KEEPERS_ANYWHERE = (*COUNSEL_ANYWHERE, "pr", "pr outside")
LEGAL_AND_PR = ("legal", "pr")
LEGAL = ("legal",)
ADMINISTRATOR = ("administrator",)
GONE = ("released", "withdrawn")
LETTER = {
    "based_on": 3,
    "title": "Notice",
    "lead": "Lead.",
    "heading_0": "What Happened",
    "text_0": "A log.",
    "count": 1,
    "sections": 1,
}


@dataclass(frozen=True)
class Row:
    """get, post: callers who get an answer (None: the method is not allowed at all).

    knows: callers to whom the thing the address names exists. named: what the address names.
    when: the state in which the honest POST of `sends` succeeds, made by the caller `as_`;
    takes: other fields its form owns; writes: whether that POST must leave an entry on record.
    """

    get: tuple | None = None
    post: tuple | None = None
    knows: tuple = EVERYBODY
    named: Callable = lambda ours: {}
    states: tuple = STATES
    as_: str = ""
    when: str = "drafting"
    sends: Callable = lambda world: {}
    takes: frozenset = field(default_factory=frozenset)
    writes: bool = True

    @property
    def methods(self):
        allowed = {"GET", "HEAD"} if self.get is not None else set()
        return allowed | ({"POST"} if self.post is not None else set())

    def callers(self, method):
        return (self.post if method == "POST" else self.get) or ()


def inside(**options):
    """A row about something only the members of an incident know to exist."""
    return Row(knows=MEMBERS, **options)


def reference(ours):
    return {"reference": ours.incident.reference}


def pk(name):
    return lambda ours: {"pk": getattr(ours, name).pk}


def newest_cause(world):
    return str(world.ours.incident.known()["root_cause"].pk)


def seen(world):
    return {"seen_digest": world.ours.revision.digest}


def claim(world):
    """The name of a sentence of the newest text that no fact carries."""
    return judgement.open_claims(cases.of(world.ours.revision))[0].name


def remark(world):
    """The name of a remark on the wording of the newest text."""
    return remarking.of(cases.of(world.ours.revision)).placed[0].name


def download(ours):
    return {"pk": ours.rendition.pk, "file_name": name_of(ours.rendition, ours.release)}


def slug(ours):
    return {"slug": ours.clause.slug}


TEXT = {"text": "Since March."}
PERSON = {"name": "New Name", "role": "legal", "is_active": "on"}
INCIDENT = {
    "title": "Another title",
    "organisation": "Ferrante Cloud GmbH",
    "severity": 3,
    "status": "confirmed",
    "zone": "UTC",
}
TERM = {
    "term": "synergy",
    "kind": "banned",
    "severity": "warning",
    "reason": "Nobody knows it.",
    "language": "en",
}
WORDS = {"text": "Ask one bureau.", "reason": "One will do.", "based_on": 2}
HEAD_OF_INCIDENT = frozenset({"organisation_address", "is_exercise", "source_note"})
