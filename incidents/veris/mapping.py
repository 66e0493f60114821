"""A VERIS record as findings, field by field. What the file leaves open stays open.

VERIS has no date of discovery, its data_total counts records and not people, and it never says
whether "personal" data means a name or an address: none of that is guessed here.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from breachcomm.plain_text import TEXT_MAX
from incidents.facts import CATALOGUE, NO_COUNT, Confidence
from incidents.facts.answers import CAUSES
from incidents.facts.kinds import join
from incidents.veris import notes, words
from incidents.veris.reading import as_dict, as_int, as_list, as_name, as_text, at

UNNAMED = "Unnamed organisation"
_LINE_MAX = 200
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*([AP]M)?\s*(UTC|Z|GMT)?", re.I | re.ASCII)


class FoundFact(NamedTuple):
    key: str
    value: object
    confidence: str
    basis: str


@dataclass(frozen=True)
class Findings:
    """What a record brings. Narrative and notes are third-party prose and stay inside."""

    title: str
    organisation: str
    status: str
    narrative: str
    import_key: str
    file_name: str
    external_ids: dict
    facts: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


def findings(record, *, zone="UTC", now=None):
    """The findings in a Record. Days are days in `zone`; the file itself gives none."""
    reader = _Reader(record.data, zone, now)
    facts = reader.facts()
    organisation = as_text(at(record.data, "victim", "victim_id"))
    if organisation.lower() in words.UNKNOWN:
        organisation = UNNAMED
    if record.replaced:
        reader.warn(f"Characters that cannot be shown were replaced by spaces: {record.replaced}.")
    return Findings(
        title=_title(facts, organisation),
        organisation=organisation[:_LINE_MAX],
        status=reader.status,
        narrative=reader.narrative(),
        import_key=record.import_key,
        file_name=record.file_name,
        external_ids=notes.external_ids(record.data),
        facts=facts,
        notes=notes.internal_notes(record.data),
        sources=notes.sources(record.data),
        warnings=reader.warnings,
    )


def _title(facts, organisation):
    by_key = {fact.key: fact.value for fact in facts}
    causes = join(CAUSES[cause].label.lower() for cause in by_key.get("cause") or ())
    year = (by_key.get("occurred_from") or {}).get("value", "")[:4]
    what = f"{causes or 'incident'} at {organisation}"
    when = f" ({year})" if year else ""
    return f"{what[:1].upper()}{what[1:]}"[: _LINE_MAX - len(when)] + when


class _Reader:
    """Goes through one record and collects facts and warnings."""

    def __init__(self, data, zone, now):
        self.data, self.zone, self.now = data, zone, now
        self.warnings = []
        self.status = self._status()
        self.is_firm = self.status == "confirmed" and self._rates_itself_firm()
        self.secret = as_dict(at(data, "attribute", "confidentiality"))
        self.extra = as_dict(at(data, "plus", "attribute", "confidentiality"))

    def warn(self, sentence):
        self.warnings.append(sentence)

    def _status(self):
        name = as_name(self.data.get("security_incident"))
        if name not in words.STATUSES:
            self.warn(
                "The file does not say whether the incident is confirmed: taken as suspected."
            )
        return words.STATUSES.get(name, "suspected")

    def _rates_itself_firm(self):
        """A file that calls its own coding uncertain cannot make a finding confirmed."""
        return as_name(self.data.get("confidence")) not in ("low", "none")

    def narrative(self):
        text = as_text(self.data.get("summary")).strip()
        if len(text) > TEXT_MAX:
            self.warn(f"The summary is cut at {TEXT_MAX:,} characters. The file is kept whole.")
        return text[:TEXT_MAX]

    def facts(self):
        """Every finding that our own catalogue accepts, in the order of the catalogue."""
        found = (
            *self._times(),
            *self._cause(),
            *self._systems(),
            *self._detection(),
            *self._effects(),
            *self._records(),
            *self._groups(),
            *self._ledger(),
            *self._misuse(),
            *self._monitoring(),
        )
        accepted = {fact.key: fact for fact in found if self._is_accepted(fact)}
        return [accepted[key] for key in CATALOGUE if key in accepted]

    def _is_accepted(self, fact):
        problems = CATALOGUE[fact.key].problems(fact.value, fact.confidence, fact.basis, self.now)
        for sentence in problems:
            self.warn(f"{CATALOGUE[fact.key].label} was not taken over. {sentence}")
        return not problems

    def _fact(self, key, value, basis):
        """A finding as sure as the file is of itself."""
        sure = Confidence.CONFIRMED if self.is_firm else Confidence.ESTIMATED
        return FoundFact(key, value, sure, f"VERIS file: {basis}")

    def _ruled_out(self, key, value, basis):
        basis = f"VERIS file: {basis}. It does not say who looked, or until when."
        return FoundFact(key, value, Confidence.RULED_OUT, basis)

    def _times(self):
        began = as_dict(at(self.data, "timeline", "incident"))
        public = as_dict(at(self.data, "plus", "timeline", "notification"))
        for key, date, path in (
            ("occurred_from", began, "timeline.incident"),
            ("made_public", public, "plus.timeline.notification"),
        ):
            if value := self._time(date, path):
                yield self._fact(key, value, path)

    def _time(self, date, path):
        """As precise as the file: a month stays a month, a day without its month is dropped."""
        year, month, day = (as_int(date.get(part)) for part in ("year", "month", "day"))
        if year is None:
            return None
        if month is None and day is not None:
            self.warn(f"{path} gives a day without a month. Only the year was taken over.")
        day = day if month is not None else None
        parts = [n for n in (year, month, day) if n is not None]
        value = self._longest_date(parts)
        if value is None or len(value["value"]) < len(self._date(parts)["value"]):
            given = self._date(parts)["value"][:40]
            self.warn(f"{path} gives a date that cannot be: {given}. Check what was taken over.")
        return value and self._with_clock(value, date.get("time"), path)

    def _longest_date(self, parts):
        """As much of the date as can be true: the 30th of February leaves the February."""
        for length in range(len(parts), 0, -1):
            value = self._date(parts[:length])
            if not CATALOGUE["occurred_from"].validate(value, self.now):
                return value
        return None

    def _date(self, parts):
        text = "-".join(f"{n:0{4 if place == 0 else 2}}" for place, n in enumerate(parts))
        precision = ("year", "month", "day")[len(parts) - 1]
        return {"precision": precision, "zone": self.zone, "value": text}

    def _with_clock(self, value, time, path):
        """A clock time counts only with its zone: without one it could be any moment."""
        text = as_text(time).strip()
        if not text:
            return value
        match = _CLOCK.fullmatch(text)
        if value["precision"] != "day" or not match or not match[4]:
            self.warn(f"{path} gives the time \u201c{text[:40]}\u201d without a zone: left out.")
            return value
        hour = int(match[1]) % 12 + 12 * (match[3].upper() == "PM") if match[3] else int(match[1])
        exact = {
            "precision": "minute",
            "zone": "UTC",
            "value": f"{value['value']}T{hour:02}:{match[2]}",
        }
        return value if CATALOGUE["occurred_from"].validate(exact, self.now) else exact

    def _cause(self):
        actions = as_dict(self.data.get("action"))
        causes = [cause for cause in CAUSES if cause in actions]
        actors = as_dict(self.data.get("actor"))
        if "error" in causes and "partner" in actors and "internal" not in actors:
            causes.remove("error")
            self.warn("The error is a partner's, not our own: say in words what happened.")
        if causes:
            basis = "; ".join(notes.action_lines(actions)) or f"action {', '.join(causes)}"
            yield self._fact("cause", causes, basis[:1_000])

    def _systems(self):
        codes = [as_text(a.get("variety")) for a in self._dicts(at(self.data, "asset", "assets"))]
        found = {}
        for code in codes:
            prefix, _, name = code.partition(" - ")
            if prefix in words.ASSETS:
                found.setdefault(prefix, {})[_lower(name)] = True
        phrases = [_asset_phrase(prefix, names) for prefix, names in found.items()]
        if phrases:
            yield self._fact("affected_systems", join(phrases)[:2_000], "asset.assets")

    def _dicts(self, value):
        return [item for item in as_list(value) if isinstance(item, dict)]

    def _detection(self):
        method = self.data.get("discovery_method")
        pairs = _discovery_of_1_2(method) if isinstance(method, str) else _discovery(method)
        phrases = dict.fromkeys(_discovery_phrase(side, name) for side, name in pairs)
        if phrases:
            codes = ", ".join(f"{side} {name}".strip() for side, name in pairs)
            yield self._fact("detection_method", join(phrases), f"discovery_method {codes[:500]}")

    def _effects(self):
        names = [
            (side, as_name(name))
            for side in words.EFFECTS
            for name in as_list(at(self.data, "attribute", side, "variety"))
        ]
        known = [pair for pair in names if pair[1] in words.EFFECTS[pair[0]]]
        if known:
            text = " ".join(dict.fromkeys(words.EFFECTS[side][name] for side, name in known))
            codes = ", ".join(f"{side} {name}" for side, name in known)
            yield self._fact("other_effects", text, f"attribute.{codes}"[:1_000])

    def _records(self):
        if (given := self.secret.get("data_total")) is None:
            return
        total = as_int(given)
        if total is None:
            self.warn("data_total is no whole number: not taken over.")
            return
        high = self._highest_amount(total)
        basis = "VERIS file: attribute.confidentiality.data_total"
        if total in (0, 1):
            self.warn(f"data_total is {total}, which often means unknown: check the number.")
            basis = f"{basis} is {total}, which is often a placeholder"
            yield FoundFact("data_records", None, Confidence.UNDER_INVESTIGATION, basis)
            return
        value = {**NO_COUNT, "best": total, "high": high, "unit": "records"}
        yield FoundFact(
            "data_records", value, Confidence.ESTIMATED, f"{basis}: records, not people"
        )

    def _highest_amount(self, total):
        """The largest amount of one kind of data where it is above the total; both are kept."""
        high = None
        for data in self._dicts(self.secret.get("data")):
            amount = as_int(data.get("amount"))
            if amount is not None and amount > total:
                kind = as_text(data.get("variety"))[:60] or "one kind of data"
                self.warn(
                    f"The file counts {amount:,} records of {kind}, more than its total of "
                    f"{total:,}. Both are kept: check which is right."
                )
                high = max(amount, high or 0)
        return high

    def _groups(self):
        names = [as_name(name) for name in as_list(self.secret.get("data_victim"))]
        chosen = [words.GROUPS[name] for name in names if name in words.GROUPS]
        value = CATALOGUE["affected_groups"].normalise(chosen)
        if value:
            yield self._fact("affected_groups", value, f"data_victim {', '.join(names)[:500]}")

    def _ledger(self):
        entries = {}
        for data in self._dicts(self.secret.get("data")):
            name = as_name(data.get("variety"))
            category, said = words.DATA.get(name, ("other", ""))
            entries.setdefault(category, []).append((name, said, data.get("amount")))
        for category, found in entries.items():
            yield self._entry(category, found)

    def _entry(self, category, found):
        """One line of the ledger, as sure as data_disclosure makes it."""
        disclosure = as_name(self.secret.get("data_disclosure"))
        # Only "Unknown" or "Other" stands there: nobody knows which data it is.
        unresolved = category == "other" and not any(said for _, said, _ in found)
        note = join(dict.fromkeys(said for _, said, _ in found if said))[:_LINE_MAX]
        basis = f"{self._basis(found)}; data_disclosure {disclosure or 'absent'}"
        key = f"exposure.{category}"
        if disclosure in ("yes", "potentially") and not unresolved:
            fact = self._fact(key, _exposure("exposed", self._protection(), note), basis)
            sure = fact.confidence if disclosure == "yes" else Confidence.ESTIMATED
            return fact._replace(confidence=sure)
        if disclosure == "no" and self.is_firm and not unresolved:
            return self._ruled_out(key, _exposure("not_exposed", "unknown", note), basis)
        value = _exposure("unknown", "unknown", note)
        return FoundFact(key, value, Confidence.UNDER_INVESTIGATION, f"VERIS file: {basis}")

    def _basis(self, found):
        parts = []
        for name, _, amount in found:
            number = as_int(amount)
            counted = f" ({number:,} records)" if number is not None else ""
            parts.append(f"{name or 'unnamed'}{counted}")
        return f"data {', '.join(parts)}"[:1_000]

    def _protection(self):
        states = {as_name(state) for state in as_list(self.secret.get("state"))}
        if states and states <= words.ENCRYPTED:
            return "encrypted"
        return "plain" if states and states <= words.READABLE else "unknown"

    def _misuse(self):
        answer = as_name(self.extra.get("data_abuse"))
        basis = f"plus.attribute.confidentiality.data_abuse is {answer}"
        if answer in words.YES:
            yield self._fact("misuse_seen", "yes", basis)
        elif answer in words.NO and self.is_firm:
            yield self._ruled_out("misuse_seen", "no", basis)

    def _monitoring(self):
        answer = as_name(self.extra.get("credit_monitoring"))
        basis = f"plus.attribute.confidentiality.credit_monitoring is {answer}"
        if answer in words.YES:
            years = as_int(self.extra.get("credit_monitoring_years"))
            yield self._fact("monitoring_offered", f"credit monitoring{_length(years)}", basis)
        elif answer in words.NO and self.is_firm:
            yield self._ruled_out("monitoring_offered", None, basis)


def _length(years):
    if years is None or not 0 < years < 100:
        return ""
    return " for 1 year" if years == 1 else f" for {years} years"


def _exposure(state, protection, note):
    return {"exposure": state, "protection": protection, "note": note}


def _lower(name):
    """Lower case, but ATM and POS stay as they are."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _asset_phrase(prefix, names):
    known = [name for name in names if name.lower() not in words.UNKNOWN]
    return f"{words.ASSETS[prefix]} ({', '.join(known)})" if known else words.ASSETS[prefix]


def _discovery(method):
    """1.3: an object with external, internal, partner; their varieties may be missing."""
    return [
        (side, as_name(name))
        for side in words.DISCOVERY
        if side in as_dict(method)
        for name in as_list(as_dict(method[side]).get("variety")) or [""]
    ]


def _discovery_of_1_2(method):
    """1.2: one string such as "Ext - customer"."""
    prefix, _, name = method.partition(" - ")
    side = words.DISCOVERY_PREFIXES.get(prefix.strip().lower())
    return [(side, as_name(name))] if side else []


def _discovery_phrase(side, name):
    return words.DISCOVERY[side].get(name) or words.DISCOVERY[side][""]
