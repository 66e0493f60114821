"""From the newest facts of an incident and the questionnaire to `Answers`."""

from collections.abc import Mapping

from . import questions
from .answers import NOBODY, Answers, Count

_SETS = ("sectors", "client_sectors", "establishments", "markets", "groups", "form")


def answers(facts: Mapping, given: Mapping | None = None) -> Answers:
    """Answers from {key: fact}, each with `value` and `confidence`, and {question id: answer}.

    What the questionnaire says goes before what the facts suggest. Raises LookupError for an answer
    to a question nobody asks, and ValueError for a word that is no answer.
    """
    given = dict(given or {})
    for id in given:
        questions.question(id)
    parts = _from_facts({key: fact for key, fact in facts.items() if _known(fact)}, facts)
    parts |= {id: frozenset(given.pop(id)) for id in _SETS if given.get(id) is not None}
    for id in ("role", "risk"):
        if id in given:
            parts[id] = given.pop(id)
    kinds = given.pop("kinds", {})
    parts["kinds"] = {**parts["kinds"], **kinds}
    parts["deemed"] = frozenset(given.pop("deemed", ()))
    return Answers(**parts, said={**_said(facts), **given})


def _known(fact):
    return fact is not None and fact.confidence != "under_investigation"


def _from_facts(known, facts):
    ledger = {key: fact for key, fact in facts.items() if key.startswith("exposure.")}
    return {
        "lives": _lives(known.get("residence")),
        "total": _total(known.get("people_affected")),
        "data": _data(ledger),
        "data_open": frozenset(_kind(key) for key, fact in ledger.items() if not _known(fact)),
        "groups": _groups(known.get("affected_groups")),
        "kinds": _kinds(known),
    }


def _kind(key):
    return key.removeprefix("exposure.")


def _lives(fact):
    if fact is None or not fact.value:
        return None
    return {
        place["subdivision"] or place["country"]: Count.of(place["count"]) for place in fact.value
    }


def _total(fact):
    """An estimate counts as it stands: a later one over a threshold opens the duty then."""
    if fact is None:
        return None
    if fact.value is None:
        return NOBODY if fact.confidence == "ruled_out" else None
    given = [fact.value[name] for name in ("low", "best", "high")]
    known = [number for number in given if number is not None]
    return Count(known[0], None if given[1:] == [None, None] else known[-1])


def _data(ledger):
    exposed = {
        _kind(key): fact.value["protection"]
        for key, fact in ledger.items()
        if _known(fact) and fact.value and fact.value["exposure"] == "exposed"
    }
    return exposed if ledger else None


def _groups(fact):
    return frozenset(fact.value) if fact is not None and fact.value else None


def _kinds(known):
    taken = known.get("exfiltration")
    if taken is None or not taken.value:
        return {}
    return {"acquisition": taken.value == "yes" and taken.confidence != "ruled_out"}


def _said(facts):
    said = {}
    misuse, cause = facts.get("misuse_seen"), facts.get("cause")
    if _known(misuse) and misuse.value:
        said["misuse_seen"] = misuse.value == "yes"
    if _known(cause) and cause.value:
        said["attack"] = not {"hacking", "malware", "social"}.isdisjoint(cause.value)
    return said
