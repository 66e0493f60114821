"""What starts clocks, what counsel decides on duties, what was sent."""

from django import forms

from breachcomm.plain_text import LINE_MAX, PlainCharField
from incidents import duties
from incidents.facts.times import Time, earliest
from incidents.models import Channel, Ruling
from incidents.obligations.explaining import EVENTS
from incidents.operations import Filing, Word

PRIVILEGED_HELP = (
    "Others then read what you decided and not why. It never enters a text, a message or an export."
)
WHEN_HELP = "As precisely as you know: 2026-11-26 15:20, 2026-11-26, 2026-11 or 2026."
_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_NO_CHOICE = {"invalid_choice": "Choose one of the answers offered."}


def _area(label, rows, **options):
    return PlainCharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def _zone():
    widget = forms.TextInput(attrs={"list": "zones"})
    return PlainCharField(label="Time zone", max_length=60, widget=widget)


class _WithATime(forms.Form):
    """A moment as typed, with the zone it was said in."""

    def clean_when(self):
        return self.cleaned_data["when"].strip().replace(" ", "T")

    def moment(self):
        """The time as facts keep it; None and an error on the field where it is none."""
        text, zone = self.cleaned_data.get("when"), self.cleaned_data.get("zone")
        if not text or not zone:
            return None
        precision = _PRECISIONS.get(len(text), "minute")
        value = {"precision": precision, "zone": zone, "value": text}
        for sentence in Time().validate(value):
            self.add_error("zone" if "zone such as" in sentence else "when", sentence)
        return None if self.errors else value


class EventForm(_WithATime):
    """One line of the log of what starts clocks."""

    STANDS, DISPUTED, NEVER = "stands", "disputed", "never"
    kind = forms.ChoiceField(
        label="What happened",
        error_messages=_NO_CHOICE,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text="The law counts from different moments. Log each one you know of.",
    )
    certainty = forms.ChoiceField(
        label="How sure is it",
        choices=[
            (STANDS, "It happened then"),
            (DISPUTED, "Somebody says it happened then, and that is disputed"),
            (NEVER, "It did not happen after all: what the log says is wrong"),
        ],
        initial=STANDS,
        error_messages=_NO_CHOICE,
        widget=forms.RadioSelect,
        help_text="Of disputed moments, the one that gives the earlier deadline counts.",
    )
    when = PlainCharField(label="When", max_length=40, required=False, help_text=WHEN_HELP)
    zone = _zone()
    evidence = _area("How do we know", 2, help_text="A ticket, a log, a message: who could check.")

    def __init__(self, *args, board, **options):
        super().__init__(*args, **options)
        rows = [
            board.data.obligation(key)
            for key in sorted(board.ruled(Ruling.APPLIES))
            if board.has(key)
        ]
        alone = [(row.key, f"{board.data.regimes[row.regime].name}: {row.name}") for row in rows]
        events = [(kind, EVENTS[kind][0].upper() + EVENTS[kind][1:]) for kind in duties.LOGGABLE]
        self.fields["kind"].choices = [
            ("", "Choose"),
            ("For all duties", events),
            *([("For one duty alone", alone)] if alone else []),
        ]

    def clean(self):
        cleaned = super().clean()
        self.value = None
        if cleaned.get("certainty") == self.NEVER:
            return cleaned
        if "when" in cleaned and not cleaned["when"]:
            self.add_error("when", "Write when it happened.")
        self.value = self.moment()
        return cleaned

    def told(self):
        """What the operation is told."""
        return {
            "kind": self.cleaned_data["kind"],
            "value": self.value,
            "evidence": self.cleaned_data["evidence"],
            "is_disputed": self.cleaned_data["certainty"] == self.DISPUTED,
        }


class _Deciding(forms.Form):
    """A ruling with its reason, as counsel gives it."""

    ruling = forms.ChoiceField(
        label="What do you decide",
        error_messages=_NO_CHOICE,
        widget=forms.RadioSelect,
        choices=[
            (Ruling.APPLIES, "It applies: its clock is watched"),
            (Ruling.NOT_REQUIRED, "Not required: the decision and its reason stay on the page"),
        ],
    )
    reason = _area("Why", 3, help_text="The facts and the law it rests on, for whoever asks later.")
    privileged = forms.BooleanField(
        label="Keep the reason privileged, legal only", required=False, help_text=PRIVILEGED_HELP
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def word(self):
        told = self.cleaned_data
        return Word(told["ruling"], told["reason"], told["privileged"])


class DecisionForm(_Deciding):
    """On one duty; one that was decided can be opened again."""

    def __init__(self, *args, is_decided=False, **options):
        super().__init__(*args, **options)
        if is_decided:
            again = (Ruling.REOPENED, "To be decided again: nobody should rely on what stands")
            self.fields["ruling"].choices = [*self.fields["ruling"].choices, again]


class ChoosingForm(_Deciding):
    """On several duties of the list at once."""

    keys = forms.MultipleChoiceField(
        label="Duties",
        error_messages={
            "required": "Tick at least one duty.",
            "invalid_choice": "One of the duties is not in the rules. Search again.",
        },
    )
    field_order = ["keys", "ruling", "reason", "privileged"]

    def __init__(self, *args, data, **options):
        super().__init__(*args, **options)
        self.fields["keys"].choices = [(row.key, row.key) for _, row in duties.rows(data)]
        self.fields["ruling"].initial = Ruling.APPLIES


class SearchForm(forms.Form):
    """Narrows the list of duties by words."""

    words = PlainCharField(
        required=False,
        max_length=LINE_MAX,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )

    @property
    def said(self):
        return self.cleaned_data.get("words", "") if self.is_valid() else ""


class FilingForm(_WithATime):
    """A notice that was sent elsewhere, word for word."""

    channel = forms.ChoiceField(
        label="How it was sent",
        choices=Channel,
        error_messages=_NO_CHOICE,
        widget=forms.RadioSelect,
    )
    when = PlainCharField(
        label="When it left", max_length=40, help_text="To the minute: 2026-11-26 15:20."
    )
    zone = _zone()
    external_reference = PlainCharField(
        label="Their reference",
        required=False,
        max_length=LINE_MAX,
        help_text="The number the authority or the portal gave you, if any.",
    )
    text = _area("What it said", 8, help_text="Word for word, or what was said on the phone.")

    def clean(self):
        cleaned = super().clean()
        self.value = self.moment()
        if self.value and self.value["precision"] != "minute":
            self.add_error("when", "Write the minute too, such as 2026-11-26 15:20.")
        return cleaned

    def filing(self):
        told = self.cleaned_data
        return Filing(
            channel=told["channel"],
            sent_at=earliest(self.value),
            zone=told["zone"],
            text=told["text"],
            external_reference=told["external_reference"],
        )


class RulesForm(forms.Form):
    """Counsel takes the newer rules for one incident."""

    reason = _area("Why you take them now", 2)
    seen_checksum = forms.CharField(widget=forms.HiddenInput, max_length=64)
