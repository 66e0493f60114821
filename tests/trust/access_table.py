"""Who may call what. A route that is not in here fails test_access_matrix.py.

One row per route: who gets an answer to GET (and HEAD), who to POST; everybody else who is signed
in is told "not you" (403), or, where even its existence is a secret, "not found" (404). Whoever is
not signed in, or not any more, is sent to sign in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from statements import cases, judgement
from statements.views.releases import name_of
from tests.statements.pages import typed
from tests.trust.world import INSIDE, OUTSIDE, SIGNED_IN, STATES, TURNED_AWAY

EVERYBODY = (*SIGNED_IN, *TURNED_AWAY)
MEMBERS = INSIDE
ACTING = ("developer", "legal", "pr")
ACTING_ANYWHERE = (*ACTING, *(f"{role} outside" for role in ACTING))
READERS = (*INSIDE, *OUTSIDE)
COUNSEL_ANYWHERE = ("legal", "legal outside")
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
WORDS = {"text": "Ask one bureau.", "reason": "One will do.", "based_on": 2}
HEAD_OF_INCIDENT = frozenset({"organisation_address", "is_exercise", "source_note"})

TABLE = {
    "healthz": Row(get=EVERYBODY),
    "sign_in": Row(
        get=EVERYBODY,
        post=EVERYBODY,
        as_="anonymous",
        sends=lambda world: {
            "username": world.ours.team.legal.email,
            "password": "harbour lantern meadow",
        },
    ),
    "sign_out": Row(post=SIGNED_IN, as_="observer"),
    "change_password": Row(
        get=SIGNED_IN,
        post=SIGNED_IN,
        as_="observer",
        sends=lambda world: {
            "old_password": "harbour lantern meadow",
            "new_password1": "lantern harbour quiet",
            "new_password2": "lantern harbour quiet",
        },
    ),
    "home": Row(get=SIGNED_IN),
    "accounts:people": Row(get=ADMINISTRATOR),
    "accounts:add_person": Row(
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        as_="administrator",
        sends=lambda world: {**PERSON, "email": "new@example.org", "password": "quiet meadow owls"},
    ),
    "accounts:edit_person": Row(
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        named=lambda ours: {"pk": ours.team.developer.pk},
        as_="administrator",
        sends=lambda world: PERSON,
    ),
    "incidents:list": Row(get=SIGNED_IN),
    "incidents:create": Row(
        get=ACTING_ANYWHERE,
        post=ACTING_ANYWHERE,
        as_="developer",
        sends=lambda world: INCIDENT,
        takes=HEAD_OF_INCIDENT | {"members"},
    ),
    "incidents:import_veris": Row(
        get=ACTING_ANYWHERE, post=ACTING_ANYWHERE, as_="legal", writes=False
    ),
    "incidents:detail": inside(get=MEMBERS, named=reference),
    "incidents:edit": inside(
        get=ACTING,
        post=ACTING,
        named=reference,
        as_="developer",
        sends=lambda world: INCIDENT,
        takes=HEAD_OF_INCIDENT,
    ),
    "incidents:findings": inside(
        get=ACTING,
        post=ACTING,
        named=reference,
        as_="developer",
        sends=lambda world: {
            "vulnerability": "A token stood in a log.",
            "vulnerability-confidence": "confirmed",
        },
        takes=frozenset({"vulnerability"}),
        writes=False,
    ),
    "incidents:fact_history": inside(
        get=MEMBERS, named=lambda ours: {**reference(ours), "key": "vulnerability"}
    ),
    "incidents:contribute": inside(
        post=ACTING,
        named=reference,
        as_="developer",
        sends=lambda world: {**TEXT, "kind": "note"},
    ),
    "incidents:ask": inside(
        post=ACTING,
        named=reference,
        as_="developer",
        sends=lambda world: {**TEXT, "owner": world.ours.team.pr.pk},
    ),
    "incidents:answer": inside(
        get=ACTING,
        post=ACTING,
        named=lambda ours: {**reference(ours), "pk": ours.question.pk},
        as_="developer",
        sends=lambda world: TEXT,
    ),
    "incidents:members": inside(
        get=MEMBERS,
        post=ACTING,
        named=reference,
        as_="developer",
        sends=lambda world: {"person": world.theirs.team.legal.pk},
    ),
    "incidents:remove_member": inside(
        get=ACTING,
        post=ACTING,
        named=lambda ours: {**reference(ours), "pk": ours.team.observer.pk},
        as_="developer",
    ),
    "incidents:timeline": inside(get=MEMBERS, named=reference),
    "statements:create": inside(
        get=ACTING,
        post=ACTING,
        named=reference,
        as_="pr",
        sends=lambda world: {"audience": "holding"},
        takes=frozenset({"audience", "follows", "correction"}),
    ),
    "statements:said": inside(get=MEMBERS, named=reference),
    "statements:as_of": inside(get=MEMBERS, named=reference),
    "statements:statement": inside(get=MEMBERS, named=pk("statement")),
    "statements:edit": inside(
        get=LEGAL_AND_PR,
        post=LEGAL_AND_PR,
        named=pk("statement"),
        as_="legal",
        sends=lambda world: LETTER,
        takes=frozenset({"reason"}),
    ),
    "statements:preview": inside(
        post=LEGAL_AND_PR,
        named=pk("statement"),
        as_="legal",
        sends=lambda world: LETTER,
        writes=False,
    ),
    "statements:revision": inside(get=MEMBERS, named=pk("revision")),
    "statements:draft_pdf": inside(get=MEMBERS, named=pk("revision")),
    "statements:submit": inside(post=LEGAL_AND_PR, named=pk("revision"), as_="pr"),
    "statements:take_new_values": inside(post=LEGAL_AND_PR, named=pk("revision"), as_="pr"),
    "statements:cite": inside(
        post=LEGAL_AND_PR,
        named=pk("revision"),
        as_="pr",
        sends=lambda world: {**seen(world), "place": "lead", "at": 0, "key": "root_cause"},
        takes=frozenset({"all"}),
    ),
    "statements:waive": inside(
        get=LEGAL,
        post=LEGAL,
        named=pk("revision"),
        as_="legal",
        sends=lambda world: {**seen(world), "claim": claim(world), "reason": "It is a name."},
        takes=frozenset({"withdraws"}),
    ),
    "statements:take_newer_clause": inside(
        post=LEGAL_AND_PR,
        named=pk("revision"),
        as_="pr",
        sends=lambda world: {"version": world.ours.newer.pk},
    ),
    "statements:take_back": inside(
        post=LEGAL_AND_PR, named=pk("revision"), as_="pr", when="in_review"
    ),
    "statements:sign_off": inside(
        get=LEGAL_AND_PR,
        post=LEGAL_AND_PR,
        named=pk("revision"),
        as_="legal",
        when="in_review",
        sends=seen,
    ),
    "statements:return": inside(
        get=LEGAL_AND_PR,
        post=LEGAL_AND_PR,
        named=pk("revision"),
        as_="legal",
        when="signed",
        sends=lambda world: {**seen(world), "note": "The date is wrong."},
    ),
    "statements:withdraw_sign_off": inside(
        post=LEGAL_AND_PR, named=pk("revision"), as_="legal", when="signed", sends=seen
    ),
    "statements:object": inside(
        get=ACTING, post=ACTING, named=pk("revision"), as_="legal", sends=lambda world: TEXT
    ),
    "statements:settle": inside(
        get=("developer",),
        post=("developer",),
        named=pk("objection"),
        as_="developer",
        sends=lambda world: {"note": "It was that log."},
    ),
    "statements:suggest": inside(
        get=ACTING,
        post=ACTING,
        named=pk("statement"),
        as_="developer",
        sends=lambda world: typed(world.ours.revision, title="To all", reason="Warmer."),
    ),
    "statements:suggestions": inside(get=MEMBERS, named=pk("statement")),
    "statements:decide_many": inside(
        post=LEGAL_AND_PR,
        named=pk("statement"),
        as_="pr",
        sends=lambda world: {
            **seen(world),
            "suggestions": str(world.ours.suggestion.pk),
            "accept": "no",
        },
        takes=frozenset({"note"}),
    ),
    "statements:accept": inside(
        post=LEGAL_AND_PR,
        named=pk("suggestion"),
        as_="legal",
        sends=seen,
        takes=frozenset({"note"}),
    ),
    # Its author may take it back.
    "statements:reject": inside(
        post=ACTING,
        named=pk("suggestion"),
        as_="developer",
        when="in_review",
        sends=seen,
        takes=frozenset({"note"}),
    ),
    "statements:threads": inside(get=MEMBERS, named=pk("statement")),
    "statements:new_thread": inside(
        get=ACTING,
        post=ACTING,
        named=pk("revision"),
        as_="developer",
        sends=lambda world: {**TEXT, "place": "title"},
        takes=frozenset({"quote", "objection"}),
    ),
    "statements:thread": inside(get=MEMBERS, named=pk("thread")),
    "statements:comment": inside(
        post=ACTING, named=pk("thread"), as_="pr", when="released", sends=lambda world: TEXT
    ),
    "statements:close_thread": inside(
        post=ACTING, named=pk("thread"), as_="legal", when="withdrawn", takes=frozenset({"note"})
    ),
    # The honest POST is refused here, and that refusal goes on record.
    "statements:release": inside(
        get=("pr",), post=("pr",), named=pk("revision"), as_="pr", when="signed", sends=seen
    ),
    "statements:release_page": inside(get=MEMBERS, named=pk("release"), states=GONE),
    "statements:withdraw": inside(
        get=LEGAL_AND_PR,
        post=LEGAL_AND_PR,
        named=pk("release"),
        states=GONE,
        as_="legal",
        when="released",
        sends=lambda world: {"reason": "A figure was wrong."},
    ),
    "statements:correction": inside(
        get=MEMBERS,
        post=("legal",),
        named=pk("release"),
        states=GONE,
        as_="legal",
        when="released",
        sends=lambda world: {"course": "update", "seen_facts": newest_cause(world)},
        takes=frozenset({"reason"}),
    ),
    "statements:progress": inside(get=MEMBERS, named=pk("release"), states=GONE),
    "statements:download": inside(
        get=MEMBERS,
        post=MEMBERS,
        named=download,
        states=GONE,
        as_="legal",
        when="withdrawn",
    ),
    "statements:retry": inside(
        post=ACTING, named=pk("job"), states=GONE, as_="developer", when="released"
    ),
    # The library belongs to the house: its rows know of no incident.
    "statements:clauses": Row(get=READERS),
    "statements:clause": Row(get=READERS, named=slug),
    "statements:add_clause": Row(
        get=COUNSEL_ANYWHERE,
        post=COUNSEL_ANYWHERE,
        as_="legal",
        sends=lambda world: {**WORDS, "title": "Ask", "element": "contact", "language": "en"},
        takes=frozenset({"slug", "audience", "review_by"}),
    ),
    "statements:revise_clause": Row(
        get=COUNSEL_ANYWHERE,
        post=COUNSEL_ANYWHERE,
        named=slug,
        as_="legal",
        sends=lambda world: WORDS,
        takes=frozenset({"review_by"}),
    ),
    "statements:retire_clause": Row(
        get=COUNSEL_ANYWHERE,
        post=COUNSEL_ANYWHERE,
        named=slug,
        as_="legal",
        sends=lambda world: {"reason": "The law changed.", "based_on": 2},
    ),
}

# Where the state of the statement narrows a row further.
IN_STATE = {("statements:download", "withdrawn"): ("legal",)}


def callers(name, method, state):
    return IN_STATE.get((name, state)) or TABLE[name].callers(method)


def address(name, world, of=None):
    return reverse(name, kwargs=TABLE[name].named(of or world.ours))


def posts():
    """Routes with a POST, each with the row that says how it is made honestly."""
    return {name: row for name, row in TABLE.items() if row.post is not None}


__all__ = ["GONE", "OUTSIDE", "TABLE", "Row", "address", "callers", "posts"]
