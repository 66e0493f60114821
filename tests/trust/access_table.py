"""Who may call what. A route that is not in here fails test_access_matrix.py.

One row per route: who gets an answer to GET (and HEAD), who to POST; everybody else who is signed
in is told "not you" (403), or, where even its existence is a secret, "not found" (404). Whoever is
not signed in, or not any more, is sent to sign in.
"""

from django.urls import reverse

from tests.statements.pages import typed
from tests.trust.access_duties import DUTIES
from tests.trust.access_house import HOUSE
from tests.trust.access_rows import (
    ACTING,
    ACTING_ANYWHERE,
    ADMINISTRATOR,
    EVERYBODY,
    GONE,
    HEAD_OF_INCIDENT,
    INCIDENT,
    LEGAL,
    LEGAL_AND_PR,
    LETTER,
    MEMBERS,
    PERSON,
    TEXT,
    Row,
    claim,
    download,
    inside,
    newest_cause,
    pk,
    reference,
    remark,
    seen,
)
from tests.trust.world import OUTSIDE, SIGNED_IN

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
    **DUTIES,
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
        when="in_review",
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
    "statements:suggest_rewrite": inside(
        post=ACTING,
        named=pk("revision"),
        as_="developer",
        sends=lambda world: {**seen(world), "remark": "remark-lead-0-no-such-rule"},
        writes=False,
    ),
    "statements:waive_remark": inside(
        get=LEGAL_AND_PR,
        post=LEGAL_AND_PR,
        named=pk("revision"),
        as_="pr",
        sends=lambda world: {**seen(world), "remark": remark(world), "reason": "It is a name."},
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
    **HOUSE,
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
