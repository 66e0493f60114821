"""One answer of the findings form: its value by kind, how sure we are, and how we know.

An answer never fails halfway: what was typed stays on the screen, and `finding` exists only when
all of it may be stored. A blank answer that nothing stands for says nothing at all.
"""

from django import forms

from breachcomm.plain_text import LINE_MAX, PlainCharField
from incidents.facts import CATALOGUE, Confidence, Known
from incidents.facts.counts import NO_COUNT
from incidents.facts.exposure import EXPOSURES, NO_EXPOSURE, PROTECTIONS
from incidents.facts.kinds import NO_CONTACT
from incidents.facts.places import parse_places, places_as_lines
from incidents.forms.widgets import LightSelect
from incidents.operations import Finding

TAKE_BACK = (
    "An answer stands here and cannot be blank again. "
    "To take it back, choose \u201cNot yet known\u201d."
)
HOW_SURE = "Say how sure we are."
CONFIDENCE_CHOICES = {
    Confidence.CONFIRMED: "Confirmed",
    Confidence.ESTIMATED: "Estimated",
    Confidence.UNDER_INVESTIGATION: "Not yet known (being looked into)",
    Confidence.RULED_OUT: "Ruled out",
}
BLANK = ("", None, [], False)


def choice(label, **options):
    """A choice whose error does not repeat whatever was sent."""
    options = {"widget": LightSelect, "required": False, **options}
    errors = {"invalid_choice": "Choose one of the answers offered."}
    return forms.ChoiceField(label=label, error_messages=errors, **options)


def line(label, **options):
    return PlainCharField(label=label, required=False, **options)


def area(label, rows, **options):
    return line(label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AnswerForm(forms.Form):
    """What all kinds of answer share. `seen` is the fact this person saw standing."""

    value_fields = ("value",)
    confidence = choice("How sure are we")
    basis = area("How do we know", 1)

    def __init__(self, data=None, *, key, seen=None):
        self.key, self.type, self.seen = key, CATALOGUE[key], seen
        self.standing = seen
        self.finding = self.conflict = None
        super().__init__(data, prefix=key.replace(".", "-"), initial=self._initial(seen))
        self.fields["confidence"].choices = [
            ("", "No answer yet"),
            *((c, CONFIDENCE_CHOICES[c]) for c in self.type.confidences),
        ]
        self.prepare()
        if len(self.value_fields) == 1:
            self._name_by_the_type(self.fields["value"])

    def prepare(self):
        """Fits the fields to the type of the fact."""

    def _name_by_the_type(self, field):
        """The heading of the answer is on the screen already; readers of screens hear it too."""
        field.label = ""
        if not isinstance(field.widget, forms.CheckboxSelectMultiple):
            field.widget.attrs["aria-label"] = self.type.label

    def _initial(self, fact):
        if fact is None:
            return {}
        shown = {} if fact.value is None else self.shown(fact.value)
        return {**shown, "confidence": fact.confidence, "basis": fact.basis}

    def shown(self, value):
        """The stored value as the fields hold it."""
        return {"value": value}

    def read(self, cleaned):
        """The value as typed, still to be normalised; None when its fields are blank."""
        return cleaned["value"] or None

    @property
    def seen_name(self):
        return self.add_prefix("seen")

    @property
    def seen_id(self):
        """What a next save must name as seen: after a conflict, the fact that beat this one."""
        return self.standing.pk if self.standing else ""

    @property
    def is_touched(self):
        return self.is_bound and self.has_changed()

    def values(self):
        """The fields of the value, for the template."""
        return [self[name] for name in self.value_fields]

    def all_values(self):
        """The same with how sure we are and how we know, where all of it stands in one line."""
        return [*self.values(), self["confidence"], self["basis"]]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.has_changed():
            self.finding = self._to_finding(cleaned)
        return cleaned

    def _to_finding(self, cleaned):
        value = self.type.normalise(self.read(cleaned))
        if self.errors:
            return None
        confidence = self._confidence(cleaned["confidence"], value)
        if not confidence:
            self._refuse_blank(value)
            return None
        for sentence in self.type.problems(value, confidence, cleaned["basis"]):
            self.add_error(None, sentence)
        if self.errors:
            return None
        return Finding(value, confidence, cleaned["basis"], self.seen.pk if self.seen else None)

    def _confidence(self, chosen, value):
        """Where the answer allows only one, nobody needs to choose it."""
        if chosen or value is None or self.type.kind.validate(value):
            return chosen
        fitting = self.type.kind.fitting(value)
        return fitting[0] if len(fitting) == 1 else ""

    def _refuse_blank(self, value):
        blank = value is None and not self.cleaned_data["basis"]
        if blank and self.seen:
            self.add_error(None, TAKE_BACK)
        elif not blank:
            self.add_error("confidence", HOW_SURE)

    def known(self):
        """This answer as a fact without a row, to weigh it against the others."""
        return Known(self.finding.value, self.finding.confidence, self.finding.basis)


class TextAnswer(AnswerForm):
    value = area("Answer", 3)


class LinesAnswer(AnswerForm):
    value = area("One point on each line", 4)

    def shown(self, value):
        return {"value": "\n".join(value)}


class ChoiceAnswer(AnswerForm):
    value = choice("Answer")

    def prepare(self):
        options = self.type.kind.options.items()
        self.fields["value"].choices = [
            ("", "No answer yet"),
            *((value, option.label) for value, option in options),
        ]


class ChoicesAnswer(AnswerForm):
    value = forms.MultipleChoiceField(
        label="Answer",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the answers offered."},
    )

    def prepare(self):
        options = self.type.kind.options.items()
        self.fields["value"].choices = [(value, option.label) for value, option in options]


class TimeAnswer(AnswerForm):
    """The precision is what was typed: a month stays a month."""

    value_fields = ("value", "zone")
    value = line("When", max_length=40)
    zone = line("Time zone", max_length=60, widget=forms.TextInput(attrs={"list": "zones"}))

    def __init__(self, *args, zone="UTC", **options):
        self.default_zone = zone
        super().__init__(*args, **options)

    def prepare(self):
        self.initial.setdefault("zone", self.default_zone)

    def shown(self, value):
        return {"value": value["value"].replace("T", " "), "zone": value["zone"]}

    def read(self, cleaned):
        text = cleaned["value"].strip().replace(" ", "T")
        if not text:
            return None
        by_length = {4: "year", 7: "month", 10: "day"}
        precision = by_length.get(len(text), "minute")
        return {"precision": precision, "zone": cleaned["zone"] or "UTC", "value": text}


class WholeNumberField(forms.CharField):
    """A whole number as people write it: 12400, 12,400 or 12 400."""

    def __init__(self, label):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, required=False, max_length=40, widget=widget)

    def prepare_value(self, value):
        return f"{value:,}" if isinstance(value, int) else value

    def to_python(self, value):
        text = "".join(super().to_python(value).split()).replace(",", "")
        if not text:
            return None
        sign, digits = text.startswith("-"), text.removeprefix("-")
        if len(text) > 40 or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("Write a whole number, such as 12,400.")
        return -int(digits) if sign else int(digits)

    def run_validators(self, value):
        """Its length was looked at before it became a number."""

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


class CountAnswer(AnswerForm):
    value_fields = ("low", "best", "high", "unit", "as_of", "deduplicated_on", "method", "final")
    low = WholeNumberField("At least")
    best = WholeNumberField("Best estimate")
    high = WholeNumberField("At most")
    unit = choice("Counted are")
    as_of = line("Counted on", max_length=16, help_text="The day, like 2026-11-26.")
    deduplicated_on = line(
        "Each counted once by", max_length=LINE_MAX, help_text="For instance: e-mail address."
    )
    method = area("How it was counted", 1)
    final = forms.BooleanField(label="This count is final", required=False)

    def prepare(self):
        units = self.type.kind.units
        self.fields["unit"].choices = [(unit, unit) for unit in units]
        self.initial.setdefault("unit", units[0])

    def shown(self, value):
        return value

    def read(self, cleaned):
        value = {name: cleaned[name] for name in NO_COUNT}
        value["as_of"] = value["as_of"].strip().replace(" ", "T")
        said = {name: part for name, part in value.items() if name != "unit"}
        return value if any(part not in BLANK for part in said.values()) else None


class PlacesAnswer(AnswerForm):
    value = area("One place on each line", 4)

    def shown(self, value):
        return {"value": places_as_lines(value)}

    def read(self, cleaned):
        places, sentences = parse_places(cleaned["value"])
        for sentence in sentences[:10]:
            self.add_error("value", sentence)
        return places or None


class ContactAnswer(AnswerForm):
    value_fields = tuple(NO_CONTACT)
    name = line("Name or team", max_length=LINE_MAX)
    email = line("E-mail address", max_length=LINE_MAX)
    phone = line("Phone", max_length=LINE_MAX)
    hours = line("When they answer", max_length=LINE_MAX)
    url = line("Web page", max_length=LINE_MAX, help_text="A full address: https://...")

    def shown(self, value):
        return value

    def read(self, cleaned):
        value = {name: cleaned[name].strip() for name in NO_CONTACT}
        return value if any(value.values()) else None


class ExposureAnswer(AnswerForm):
    """One line of the exposure ledger."""

    value_fields = ("exposure", "protection", "note")
    exposure = choice("Exposed?", widget=forms.RadioSelect, choices=list(EXPOSURES.items()))
    protection = choice("How it was protected", choices=list(PROTECTIONS.items()))
    note = line("Which exactly", max_length=LINE_MAX)

    def prepare(self):
        self.initial.setdefault("protection", NO_EXPOSURE["protection"])
        self.fields["confidence"].choices = [
            ("", "Choose if exposed"),
            (Confidence.CONFIRMED, "Confirmed"),
            (Confidence.ESTIMATED, "Estimated"),
        ]
        if self.initial.get("confidence") not in (Confidence.CONFIRMED, Confidence.ESTIMATED):
            self.initial.pop("confidence", None)

    def _initial(self, fact):
        initial = super()._initial(fact)
        if fact and fact.value is None and fact.confidence == Confidence.UNDER_INVESTIGATION:
            initial["exposure"] = "unknown"
        return initial

    def shown(self, value):
        return value

    def read(self, cleaned):
        value = {name: cleaned[name] or NO_EXPOSURE[name] for name in NO_EXPOSURE}
        return value if value != NO_EXPOSURE else None

    def _confidence(self, chosen, value):
        """Only "exposed" leaves a choice; the other two answers say how sure we are."""
        if value is not None and value["exposure"] in ("not_exposed", "unknown"):
            return self.type.kind.fitting(value)[0]
        return chosen


BY_KIND = {
    "text": TextAnswer,
    "lines": LinesAnswer,
    "choice": ChoiceAnswer,
    "choices": ChoicesAnswer,
    "time": TimeAnswer,
    "count": CountAnswer,
    "places": PlacesAnswer,
    "contact": ContactAnswer,
    "exposure": ExposureAnswer,
}


def answer_for(key, data=None, *, seen=None, zone="UTC"):
    """The form of one answer, fitted to the kind of the fact."""
    kind = CATALOGUE[key].kind.name
    options = {"zone": zone} if kind == "time" else {}
    return BY_KIND[kind](data, key=key, seen=seen, **options)
