"""What is known, arranged for people: by section, as a ledger, as the questions of the meeting."""

from dataclasses import dataclass

from incidents.facts import CATALOGUE, SECTIONS, is_answered
from incidents.facts.exposure import GROUPS
from incidents.models import Fact

TIMES = ("occurred_from", "occurred_to", "detected", "became_aware", "contained", "recovered")


@dataclass(frozen=True)
class Row:
    """One question and what stands for it."""

    type: object
    fact: Fact | None

    @property
    def is_known(self):
        return is_answered(self.fact)

    @property
    def is_range(self):
        """A count with three figures that differ can be drawn."""
        value = self.fact.value if self.fact else None
        if self.type.kind.name != "count" or value is None:
            return False
        return None not in (value["low"], value["best"], value["high"]) and (
            value["low"] < value["high"]
        )


def rows(known, section):
    """The questions of one section, those of the ledger aside."""
    return [
        Row(type, known.get(type.key))
        for type in CATALOGUE.values()
        if type.section == section and type.kind.name != "exposure"
    ]


def times(known):
    """The times of the incident, known or not."""
    return [Row(CATALOGUE[key], known.get(key)) for key in TIMES]


def by_section(known):
    """[(Section, rows with a fact, labels without one)]; the times stand in the head."""
    sections = []
    for key, section in SECTIONS.items():
        asked = [row for row in rows(known, key) if row.type.key not in TIMES]
        blank = [row.type.label for row in asked if row.fact is None]
        sections.append((section, [row for row in asked if row.fact], blank))
    return sections


def ledger(known):
    """{"exposed": rows, "not_exposed": rows, "unknown": rows} of the kinds of data looked at."""
    columns = {"exposed": [], "not_exposed": [], "unknown": []}
    for key, type in CATALOGUE.items():
        if type.kind.name == "exposure" and key in known:
            columns[_column(known[key])].append(Row(type, known[key]))
    return columns


def _column(fact):
    if fact.value:
        return fact.value["exposure"]
    return "unknown" if not is_answered(fact) else "not_exposed"


def by_group(rows):
    """[(group title, rows)] of exposure rows or answers, in the order of the groups."""
    groups = {title: [] for title in GROUPS.values()}
    for row in rows:
        groups[GROUPS[row.type.kind.category.group]].append(row)
    return [(title, members) for title, members in groups.items() if members]


@dataclass(frozen=True)
class Asked:
    """A question of the meeting, and whether it can be answered already."""

    section: object
    missing: list

    @property
    def is_answered(self):
        return not self.missing


def questions(known):
    """The questions of the meeting in its order, each with what is still missing."""
    return [
        Asked(section, [_label(need) for need in section.needs if not _is_met(need, known)])
        for section in SECTIONS.values()
    ]


def _is_met(need, known):
    if need == "exposure":
        return any(is_answered(fact) for key, fact in known.items() if key.startswith("exposure."))
    return is_answered(known.get(need))


def _label(need):
    return "Kinds of data" if need == "exposure" else CATALOGUE[need].label


@dataclass(frozen=True)
class Change:
    """One key that somebody changed: what stood before, what stands now."""

    type: object
    before: Fact | None
    after: Fact


def changes(incident, first, last, by):
    """What `by` recorded in this incident in one save, from fact `first` to fact `last`."""
    saved = incident.facts.filter(pk__gte=first, pk__lte=last, by=by).select_related("by")
    facts = list(incident.facts.filter(pk__lte=last).select_related("by"))
    return [Change(CATALOGUE[fact.key], _before(fact, facts), fact) for fact in saved]


def _before(fact, facts):
    earlier = [other for other in facts if other.key == fact.key and other.pk < fact.pk]
    return earlier[-1] if earlier else None
