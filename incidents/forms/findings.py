"""The findings form: one answer per fact this person may record, in the order of the meeting."""

from dataclasses import dataclass

from incidents import rules
from incidents.facts import CATALOGUE, SECTIONS
from incidents.facts.times import impossible_orders
from incidents.forms.answers import answer_for

_MOST_DIGITS = 18


@dataclass(frozen=True)
class Read:
    """A fact this person sees beside the form and does not record."""

    type: object
    fact: object


class FindingsForm:
    """Answers by key. What is valid can be saved while the rest keeps what was typed."""

    def __init__(self, incident, *, by, data=None):
        self.incident, self.by = incident, by
        self.standing = incident.known()
        self.keys = [key for key in CATALOGUE if rules.can_record(by, key)]
        seen = self._seen(data) if data is not None else self.standing
        self.answers = {
            key: answer_for(key, data, seen=seen.get(key), zone=incident.zone) for key in self.keys
        }

    def _seen(self, data):
        """The facts this person had on the screen, as the form says; never another incident's."""
        named = {key: data.get(f"{key.replace('.', '-')}-seen", "") for key in self.keys}
        ids = {
            int(pk): key
            for key, pk in named.items()
            if pk.isascii() and pk.isdigit() and len(pk) <= _MOST_DIGITS
        }
        found = self.incident.facts.filter(pk__in=ids).select_related("by")
        return {fact.key: fact for fact in found if ids[fact.pk] == fact.key}

    def findings(self):
        """{key: Finding} of what changed and may be stored."""
        for answer in self.answers.values():
            answer.is_valid()
        self._check_order()
        return {
            key: answer.finding
            for key, answer in self.answers.items()
            if answer.finding and not answer.errors
        }

    def _check_order(self):
        changed = {key: a for key, a in self.answers.items() if a.finding and not a.errors}
        together = {**self.standing, **{key: answer.known() for key, answer in changed.items()}}
        for key, sentence in impossible_orders(together).items():
            if culprit := changed.get(key) or self._sooner(key, changed):
                culprit.add_error(None, sentence)

    def _sooner(self, key, changed):
        """Somebody moved an earlier time behind one that stands."""
        for candidate, answer in changed.items():
            without = {**self.standing, **{k: a.known() for k, a in changed.items()}}
            without.pop(candidate)
            if key not in impossible_orders(without):
                return answer
        return None

    def after_saving(self, recorded):
        """The form to show next: saved answers as they stand now, the others as they were typed."""
        fresh = FindingsForm(self.incident, by=self.by)
        for conflict in recorded.conflicts:
            self.answers[conflict.key].conflict = conflict
            self.answers[conflict.key].standing = fresh.standing[conflict.key]
        for key, answer in self.answers.items():
            if answer.errors or answer.conflict:
                fresh.answers[key] = answer
        return fresh

    @property
    def refused(self):
        return [answer for answer in self.answers.values() if answer.errors]

    @property
    def conflicts(self):
        return [answer for answer in self.answers.values() if answer.conflict]

    def sections(self):
        """[(Section, rows, whether this person records any of them)].

        A row is an answer where this person records, a Read where not.
        """
        rows = {key: self._rows(key) for key in SECTIONS}
        return [
            (section, rows[key], any(row.type.key in self.answers for row in rows[key]))
            for key, section in SECTIONS.items()
        ]

    def _rows(self, section):
        types = [type for type in CATALOGUE.values() if type.section == section]
        return [
            self.answers.get(type.key) or Read(type, self.standing.get(type.key)) for type in types
        ]
