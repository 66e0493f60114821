"""Reads invented incidents from their table: answers as a form would give them."""

from datetime import date
from pathlib import Path

import yaml

from incidents.obligations.answers import Answers, Count

TABLE = Path(__file__).with_name("invented.yaml")
ORDINARY = {
    "role": "controller",
    "sectors": [],
    "establishments": ["US"],
    "markets": [],
    "form": ["computerised"],
    "kinds": {"acquisition": True},
    "risk": "high",
    "data": {"name": "plain", "national_id": "plain"},
    "listed": "no",
}
_SETS = (
    "sectors",
    "client_sectors",
    "establishments",
    "markets",
    "groups",
    "form",
    "deemed",
    "data_open",
)
_FIELDS = {*_SETS, "role", "risk", "kinds", "data", "total", "on"}


def incidents():
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def counted(number):
    return Count.of(None if number == "?" else number)


def ordinary(lives=None, **told):
    """Answers of an ordinary American business but for what is told."""
    told = {**ORDINARY, **told}
    parts = {name: value for name, value in told.items() if name in _FIELDS}
    for name in _SETS:
        if parts.get(name) is not None:
            parts[name] = frozenset(parts[name])
    if isinstance(parts.get("on"), str):
        parts["on"] = date.fromisoformat(parts["on"])
    said = {name: value for name, value in told.items() if name not in _FIELDS}
    where = None if lives is None else {place: counted(n) for place, n in lives.items()}
    return Answers(lives=where, said=said, **parts)
