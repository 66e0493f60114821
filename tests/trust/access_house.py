"""Rows of the access table for what belongs to the house and knows of no incident."""

from tests.trust.access_rows import (
    COUNSEL_ANYWHERE,
    KEEPERS_ANYWHERE,
    READERS,
    TERM,
    WORDS,
    Row,
    pk,
    slug,
)

HOUSE = {
    "statements:clauses": Row(get=READERS),
    "statements:clause": Row(get=READERS, named=slug),
    "statements:house_style": Row(get=READERS),
    "statements:house_history": Row(get=READERS),
    "statements:add_term": Row(
        get=KEEPERS_ANYWHERE,
        post=KEEPERS_ANYWHERE,
        as_="pr",
        sends=lambda world: TERM,
        takes=frozenset({"instead"}),
    ),
    "statements:retire_term": Row(
        get=KEEPERS_ANYWHERE,
        post=KEEPERS_ANYWHERE,
        named=pk("term"),
        as_="legal",
        sends=lambda world: {"reason": "Fine by now."},
    ),
    "statements:set_severity": Row(
        get=KEEPERS_ANYWHERE,
        post=KEEPERS_ANYWHERE,
        named=lambda ours: {"name": "speculation_hedge"},
        as_="legal",
        sends=lambda world: {"severity": "error", "reason": "Counsel asked for it."},
    ),
    "statements:remark_class": Row(get=READERS, named=lambda ours: {"name": "speculation_hedge"}),
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
