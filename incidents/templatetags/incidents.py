"""How facts and times read on a screen."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

from breachcomm.accounts.models import Role
from incidents.facts import CATALOGUE, Confidence
from incidents.facts.exposure import PROTECTIONS
from incidents.facts.times import Time
from incidents.knowledge import by_group
from incidents.obligations.explaining import EVENTS

register = template.Library()


@register.filter
def shown(fact):
    """The value of a fact in words: "up to 12,400 accounts"."""
    return CATALOGUE[fact.key].display(fact.value)


@register.filter
def counted(fact):
    """How a count was made, in one line; "" for every other kind of fact."""
    kind = CATALOGUE[fact.key].kind
    return kind.counted(fact.value) if fact.value and hasattr(kind, "counted") else ""


@register.filter
def role_words(role):
    """A role inside a sentence: "legal counsel", "PR manager"."""
    label = Role(role).label if role else ""
    return label if label[:2].isupper() else label.lower()


@register.filter
def zone_time(moment, zone="UTC"):
    """A moment in the zone of the incident: "26 Nov 2026, 15:20 CET"."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there.day} {there:%b %Y, %H:%M %Z}"


@register.filter
def exact_time(moment, zone="UTC"):
    """A moment to the second, where the order of things matters: "26 Nov 2026, 15:20:07 CET"."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there.day} {there:%b %Y, %H:%M:%S %Z}"


@register.filter
def time_words(value):
    """A time as facts keep it, as precisely as it is known: "26 Nov 2026, 15:20 CET"."""
    return Time().display(value)


@register.filter
def event_words(kind):
    """What starts a clock, as the head of a line; for one duty alone, its key."""
    words = EVENTS.get(kind, f"The clock of {kind} alone")
    return words[0].upper() + words[1:]


@register.filter
def spaced(name):
    """A name of the data set as words: "early warning"."""
    return name.replace("_", " ")


@register.filter
def ago(moment):
    """How long ago, in one unit: "3 hours ago"."""
    passed = timesince(moment, timezone.now(), depth=1)
    return "just now" if passed.startswith("0") else f"{passed} ago"


@register.filter
def protection(fact):
    """How the exposed data was protected, in words."""
    known = fact.value["protection"]
    return "protection not known" if known == "unknown" else PROTECTIONS[known].lower()


@register.simple_tag
def zones():
    """Every time zone one can name, for a list to choose from."""
    return _zones()


@cache
def _zones():
    return sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


@register.filter
def said_short(fact):
    """Value and confidence in one line, for a comparison."""
    sure = fact.get_confidence_display().lower()
    if fact.value is None:
        return "ruled out" if fact.confidence == Confidence.RULED_OUT else "not yet known"
    words = " · ".join(shown(fact).splitlines())
    return f"{words if len(words) <= 300 else words[:299] + '…'} ({sure})"


@register.filter
def sentences(answer):
    """Every error of one answer, each once."""
    return [error for errors in answer.errors.values() for error in errors]


@register.filter
def owners(type):
    """Who records this: "PR manager"."""
    return " or ".join(Role(role).label for role in type.owners)


@register.filter
def exposure_groups(rows):
    """[(group, rows, how many are answered)] of the ledger in the findings form."""
    exposures = [row for row in rows if row.type.kind.name == "exposure"]
    return [
        (title, members, sum(_stands(row) for row in members))
        for title, members in by_group(exposures)
    ]


def _stands(row):
    return bool(row.fact if hasattr(row, "fact") else row.seen or row.errors or row.is_touched)


@register.filter
def exposure_details(answer):
    """What goes beside the three answers of a line of the ledger."""
    return [answer[name] for name in ("protection", "confidence", "note", "basis")]
