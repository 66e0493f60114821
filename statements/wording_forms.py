"""The shape of what legal and PR type about words, in one text or in all of them."""

from django import forms
from django.conf import settings

from breachcomm.plain_text import PlainCharField
from statements import house_style
from statements.forms import NOTE_MAX, SeenForm, long_text
from statements.models import HouseTerm, Severity, WordingPolicy
from statements.models.wording import INSTEAD_MAX, TERM_MAX, WHY_MAX
from statements.wording.rules import languages

REMARK_MAX = 160
_SELECT = {"class": "form-select"}


class RemarkWaiverForm(SeenForm):
    """The reason for letting one remark stand, or for taking that back."""

    remark = forms.CharField(max_length=REMARK_MAX, widget=forms.HiddenInput)
    withdraws = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = long_text(
        "Why",
        rows=4,
        max_length=NOTE_MAX,
        help_text="Whoever signs reads this first. It stays on record.",
    )

    @property
    def withdraws_it(self):
        return bool(self.cleaned_data.get("withdraws"))

    @property
    def acts(self):
        return {name: self.cleaned_data[name] for name in ("remark", "reason", "seen_digest")}


class HouseReasonForm(forms.Form):
    """An act on the style of the house, and why."""

    reason = PlainCharField(
        label="Why",
        max_length=WHY_MAX,
        help_text="One sentence. It stands beside the change for everybody, and stays.",
    )


class TermForm(HouseReasonForm):
    """Words this house does not use, or says otherwise."""

    term = PlainCharField(
        label="The words",
        max_length=TERM_MAX,
        help_text="As they stand in a text, capitals or not. A star at the end of a word stands "
        "for any ending, as in leverag*.",
    )
    kind = forms.ChoiceField(
        label="What about them", choices=HouseTerm.Kind.choices, widget=forms.RadioSelect
    )
    instead = PlainCharField(
        label="What to write instead",
        max_length=INSTEAD_MAX,
        required=False,
        help_text="Offered to the author with one press. May stay empty for words nobody should "
        "use at all.",
    )
    severity = forms.ChoiceField(
        label="How grave it is", choices=Severity.choices, initial=Severity.WARNING,
        widget=forms.RadioSelect,
    )  # fmt: skip
    language = forms.ChoiceField(
        choices=[(c, n) for c, n in settings.LANGUAGES if c in languages()],
        initial="en",
        widget=forms.Select(attrs=_SELECT),
    )
    field_order = ("term", "kind", "instead", "severity", "reason", "language")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].help_text = "One sentence. Authors read it beside the remark."

    def clean_term(self):
        return house_style.tidied(self.cleaned_data["term"])

    def clean(self):
        cleaned = super().clean()
        read = [cleaned.get(name) for name in ("term", "language")]
        if all(read) and (wrong := house_style.problem(*read)):
            self.add_error("term", wrong)
        if cleaned.get("kind") == HouseTerm.Kind.PREFERRED and cleaned.get("instead") == "":
            self.add_error("instead", "Say what to write instead.")
        return cleaned


class SeverityForm(HouseReasonForm):
    """How grave a class of remarks is in this house."""

    severity = forms.ChoiceField(
        label="How grave it is", choices=WordingPolicy.Weight.choices, widget=forms.RadioSelect
    )
    field_order = ("severity", "reason")
