"""A long text full of assertions, and every fact an incident can have."""

from incidents.facts import CATALOGUE, NO_EXPOSURE, Confidence, Known
from tests.statements.claims.facts import BASIS, FACTS, day

_PARAGRAPH = (
    "We learned of this on {became_aware:date}, and we stopped it on 26 October 2026. "
    "In all, {people_affected:figure} are affected. Up to 12,400 accounts are affected."
    "{people_affected:cite} Names and e-mail addresses were exposed.{data_exposed:cite} "
    "Passwords, card numbers and bank accounts were not exposed.{data_not_exposed:cite} "
    "We have no evidence that anyone has misused this data.{misuse_seen:cite} "
    "We cannot rule out that documents were read. Someone used a stolen password to enter one of "
    "our systems. We reset every password and told the police. Please change your password, and "
    "use it nowhere else. You can call us from Monday to Friday, 9 a.m. to 5 p.m. Thank you for "
    "your patience while we find out more."
)


def _of(key):
    if key in FACTS:
        return FACTS[key]
    kind = CATALOGUE[key].kind.name
    if kind == "exposure":
        return Known({**NO_EXPOSURE, "exposure": "exposed", "note": "shoe sizes"}, basis=BASIS)
    if kind == "time":
        return day("2026-10-27")
    if kind == "places":
        return Known([{"country": "US", "subdivision": "US-CA", "count": 1_240}])
    return {
        "cause": Known(["hacking"]),
        "what_people_can_do": Known(["Change your password."]),
    }.get(key, Known(None, Confidence.UNDER_INVESTIGATION))


MANY_FACTS = {key: _of(key) for key in CATALOGUE}


def long_text(words):
    """The parts of a text of about so many words, in five sections."""
    many = max(1, -(-words // len(_PARAGRAPH.split()) // 5))
    text = "\n\n".join([_PARAGRAPH] * many)
    return {
        "title": "Notice of Data Breach",
        "lead": _PARAGRAPH,
        "sections": [{"heading": f"Part {number}", "text": text} for number in range(5)],
    }
