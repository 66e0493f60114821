"""What a record says that is for us alone: codes, prose of others, sources."""

import re

from incidents.veris import words
from incidents.veris.reading import as_dict, as_int, as_list, as_text, at

_IDS = {
    "incident_id": ("incident_id",),
    "master_id": ("plus", "master_id"),
    "source_id": ("source_id",),
    "github": ("plus", "github"),
    "schema_version": ("schema_version",),
    "schema_name": ("schema_name",),
}
_DURATIONS = ("compromise", "exfiltration", "discovery", "containment")
_BETWEEN_URLS = re.compile(r"[;,\s]+(?=https?://)", re.IGNORECASE)
_MAX = 5_000


def external_ids(data):
    """The names other systems give this record; none of them is unique."""
    found = {name: at(data, *path) for name, path in _IDS.items()}
    return {
        name: str(value)[:300]
        for name, value in found.items()
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()
    }


def sources(data):
    """The addresses in `reference`, which joins them by ; or , or space."""
    text = as_text(data.get("reference")).strip(" ;,\n")
    return [part.strip(" ;,\n")[:2_000] for part in _BETWEEN_URLS.split(text) if part.strip(" ;,")]


def internal_notes(data):
    """Labelled paragraphs for the team: first prose, then one with the codes."""
    prose = [f"{label}: {text}"[:_MAX] for label, text in _prose(data) if text.strip()]
    coded = [line for line in _coded(data) if line]
    return [*prose, "\n".join(["Coded in the VERIS file:", *coded])[:_MAX]] if coded else prose


def _prose(data):
    yield "Notes", as_text(data.get("notes"))
    yield "How it was discovered", as_text(data.get("discovery_notes"))
    for part in ("action", "actor", "attribute"):
        for name, value in as_dict(data.get(part)).items():
            yield f"On {part} {name}"[:80], as_text(as_dict(value).get("notes"))
    for part in ("actor", "asset", "victim", "impact"):
        yield f"On {part}", as_text(as_dict(data.get(part)).get("notes"))


def _coded(data):
    yield from action_lines(as_dict(data.get("action")))
    yield from _actor_lines(as_dict(data.get("actor")))
    yield _labelled("People involved", _people(data))
    yield _labelled("Organisation", _victim(as_dict(data.get("victim"))))
    yield from _duration_lines(as_dict(data.get("timeline")))
    yield _labelled("State of the data", _codes(at(data, "attribute", "confidentiality", "state")))
    yield _labelled("Impact", _impact(as_dict(data.get("impact"))))
    yield _labelled("Confidence of the coder", as_text(data.get("confidence")))
    yield _labelled("Campaign", as_text(data.get("campaign_id")))
    yield _labelled("Targeted", _known(data.get("targeted")))
    yield from _chain_lines(at(data, "plus", "event_chain"))


def _labelled(label, text):
    return f"{label}: {text}" if text else ""


def _known(code):
    return "" if as_text(code).lower() in words.UNKNOWN else as_text(code)[:100]


def _codes(value):
    return ", ".join(as_text(code)[:200] for code in as_list(value) if as_text(code).strip())


def action_lines(actions):
    """One line for each category of action: "hacking (variety Unknown; vector Web)"."""
    for category, action in actions.items():
        parts = [
            f"{part} {codes}"
            for part in ("variety", "vector", "result", "target", "cve", "name")
            if (codes := _codes(as_dict(action).get(part)))
        ]
        yield f"action {category[:60]}{_in_brackets(parts)}"


def _in_brackets(parts):
    return f" ({'; '.join(parts)})" if parts else ""


def _actor_lines(actors):
    for side, actor in actors.items():
        parts = [
            f"{part} {codes}"
            for part in ("variety", "motive", "country", "name")
            if (codes := _codes(as_dict(actor).get(part)))
        ]
        if side != "notes":
            yield f"actor {side[:60]}{_in_brackets(parts)}"


def _people(data):
    assets = as_list(at(data, "asset", "assets"))
    names = (as_text(as_dict(asset).get("variety")) for asset in assets)
    return ", ".join(name[4:204] for name in names if name.startswith("P - "))


def _victim(victim):
    parts = [
        f"{label} {codes}"
        for label, name in (
            ("industry", "industry"),
            ("country", "country"),
            ("state", "state"),
            ("employees", "employee_count"),
        )
        if (codes := _codes(victim.get(name)))
    ]
    return "; ".join(parts)


def _duration_lines(timeline):
    """Durations, never dates: "discovery: 4 months"."""
    for name in _DURATIONS:
        unit, value = (as_dict(timeline.get(name)).get(part) for part in ("unit", "value"))
        if as_text(unit) and as_text(unit).lower() not in words.UNKNOWN:
            number = f"{value:g} " if _is_number(value) else ""
            yield f"{name}: {number}{as_text(unit)[:40].lower()}"


def _is_number(value):
    return isinstance(value, float) or (as_int(value) is not None and abs(value) < 10**15)


def _impact(impact):
    amount = as_int(impact.get("overall_amount"))
    money = f"{amount:,} {as_text(impact.get('iso_currency_code'))[:3]}" if amount else ""
    rating = _known(impact.get("overall_rating"))
    return "; ".join(part for part in (rating, money.strip()) if part)


def _chain_lines(chain):
    steps = [as_dict(step) for step in as_list(chain)]
    for number, step in enumerate(steps, 1):
        parts = (_codes(step.get(part)) for part in ("actor", "action", "asset", "attribute"))
        text = as_text(step.get("summary"))[:500]
        if line := ", ".join(part for part in (*parts, text) if part):
            yield f"step {number}: {line}"
