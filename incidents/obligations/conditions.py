"""Which conditions each duty has: conditions.yaml, with what every row of its kind needs."""

from functools import cache, lru_cache
from pathlib import Path

from .law import PROCESSOR, Obligation, Regime, plain
from .marked import read

FILE = "conditions.yaml"
HOLD = "law_enforcement_request"
_BREACH = ["place", "event", "form", "listed_data", "harbour"]
# Which questions a condition rests on; those with an argument of their own are found by it.
RESTS_ON = {
    "role": ("role",),
    "place": ("residence", "establishments", "markets"),
    "event": ("kinds",),
    "form": ("form",),
    "listed_data": ("exposure",),
    "personal_data": ("exposure",),
    "harbour": ("exposure", "encryption_strength"),
    "unintelligible": ("exposure",),
    "harm": ("risk", "misuse_seen", "police_consulted", "inadvertent_disclosure"),
    "risk": ("risk", "misuse_seen"),
    "count": ("residence", "people_affected"),
    "count_or": ("residence", "people_affected"),
    "somebody": ("people_affected",),
    "breached": ("kinds",),
    "kind": ("kinds",),
    "presumed_acquisition": ("kinds",),
    "cyber": ("kinds", "form"),
    "sector": ("sectors",),
    "no_sector": ("sectors",),
    "client_sector": ("client_sectors",),
    "holds": ("exposure",),
    "group": ("groups",),
    "customers": ("groups",),
    "patients": ("groups", "exposure"),
    "reached": ("residence", "establishments", "markets"),
    "listed": ("listed",),
    "may_be_deemed": ("deemed",),
    "follows": (),
    "in_words_only": (),
    "undecided": (),
    "reported_elsewhere": (),
}
_NAMES_ITS_QUESTION = ("ask", "unless", "told")


@cache
def table() -> dict:
    """{code: {row id or "all": conditions}}. Raises Broken for a file that is not YAML."""
    text = (Path(__file__).parent / FILE).read_text(encoding="utf-8")
    return plain(read(text, FILE))


def of(regime: Regime, row: Obligation) -> tuple:
    """All conditions of a row as pairs (name, argument); every one must hold."""
    places = regime.jurisdiction["applies_by"]
    counted = row.threshold.operator != "any"
    return _of(regime.code, regime.kind, places, row.id, row.type, counted)


@lru_cache(maxsize=2048)
def _of(code, kind, places, id, type, counted):
    own = table().get(code, {})
    listed = [*pairs(own.get("all", ())), *pairs(own.get(id, ()))]
    replaced = [pair for name, part in listed if name == "instead" for pair in pairs(part)]
    base = replaced or pairs(_usual(kind, places, id, type))
    if places == "sector" and code not in table():
        # A law an installation added: nobody wrote its sector down as a condition.
        base.append(("in_words_only", None))
    rest = [pair for pair in listed if pair[0] != "instead"]
    if counted and "count_or" not in dict(rest):
        rest.append(("count", None))
    return tuple(base + rest)


def duties(regime: Regime) -> list[Obligation]:
    """The rows of a regime, and what a processor owes where no row says so."""
    rows = list(regime.obligations.values())
    upward = any(row.type == "controller" for row in rows)
    return rows if upward or not regime.processor_duty else [*rows, regime.processor_obligation]


def pairs(listed) -> list:
    """Conditions as written, as pairs (name, argument)."""
    return [_pair(entry) for entry in listed]


def _pair(entry):
    return (entry, None) if isinstance(entry, str) else next(iter(entry.items()))


def _usual(kind, places, id, type):
    role = {"role": "processor" if type == "controller" else "controller"}
    if kind == "state_breach_law":
        return _usual_of_a_state(id, type, role)
    if kind == "data_protection":
        return [role, "place", "somebody", "breached", "personal_data"]
    if kind == "sectoral":
        return [role, "somebody", "personal_data"]
    return ["place"] if kind == "cyber_incident" and places != "sector" else []


def _usual_of_a_state(id, type, role):
    if id == PROCESSOR:
        return [role, *_BREACH]
    return [role, *_BREACH, "harm"] if type == "individuals" else [{"follows": "individuals"}]


def asked(regime: Regime) -> set:
    """The questions a regime's conditions can ask."""
    found = {HOLD} if regime.law_enforcement_delay.get("allowed") else set()
    for row in duties(regime):
        found |= _asked(of(regime, row))
    return found


def _asked(listed):
    found = set()
    for name, argument in listed:
        if name in _NAMES_ITS_QUESTION:
            found.add(argument)
        elif name in ("any", "count_or"):
            for branch in argument:
                found |= _asked(pairs(branch))
        found |= set(RESTS_ON.get(name, ()))
    return found
