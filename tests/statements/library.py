"""Moves of the clause library that several tests make."""

from html import unescape

from django.urls import reverse

from statements import operations
from tests.statements import factories as make

FIRST = "Ask a **bureau** for a freeze."
SECOND = "Ask any **bureau** for a freeze, by phone."


def page_of(version, name="clause"):
    return reverse(f"statements:{name}", args=[version.clause.slug])


def using(team, version, **options):
    return make.edited(make.drafted(team, **options), by=team.pr, lead=f"First. {version.token}")


def revised(version, team, text=SECOND, **fields):
    told = {"by": team.legal, "based_on": version.number, "reason": "Any bureau will do."}
    return operations.revise_clause(version.clause, text=text, **{**told, **fields})


def retired(version, team):
    reason = "The law changed."
    based_on = version.number
    return operations.retire_clause(version.clause, by=team.legal, based_on=based_on, reason=reason)


def said(answer):
    return unescape(answer.content.decode())
