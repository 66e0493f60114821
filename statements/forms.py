"""The shape of what people type about a statement. Who and whether are asked elsewhere."""

from django import forms

from breachcomm.accounts.freshness import FreshPasswordForm
from breachcomm.accounts.models import Role
from breachcomm.plain_text import LINE_MAX, TEXT_MAX, PlainCharField
from incidents.facts.kinds import join
from statements.audiences import FOR_WHOM, REQUIRED_ROLES, Audience
from statements.models import Course

MAX_SECTIONS = 40
NOTE_MAX = 4_000
# Some forty pages: longer than any notice, short enough to be read, compared and laid out.
WHOLE_MAX = 120_000


def long_text(label, *, rows=6, max_length=TEXT_MAX, **options):
    widget = forms.Textarea(attrs={"rows": rows})
    return PlainCharField(label=label, max_length=max_length, widget=widget, **options)


class AudienceForm(forms.Form):
    """Whom a new statement speaks to."""

    audience = forms.ChoiceField(label="Whom do you write to?", widget=forms.RadioSelect)

    def __init__(self, *args, audiences, **options):
        super().__init__(*args, **options)
        self.fields["audience"].choices = [(a.value, a.label) for a in audiences]
        self.audiences = [
            {
                "value": a.value,
                "label": a.label,
                "for_whom": FOR_WHOM[a],
                "signers": join(Role(role).label for role in REQUIRED_ROLES[a]),
            }
            for a in audiences
        ]

    def clean_audience(self):
        return Audience(self.cleaned_data["audience"])


class TextForm(forms.Form):
    """A whole text: title, first lines, and its sections as heading_0, text_0, heading_1 ..."""

    based_on = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    title = PlainCharField(max_length=300)
    lead = long_text(
        "First lines",
        rows=3,
        required=False,
        help_text="What stands above the first heading. Here and in the sections: an empty line "
        "begins a paragraph, a dash or a number a list, **two stars** make words bold.",
    )
    reason = PlainCharField(
        label="Why you changed it",
        max_length=300,
        required=False,
        help_text="For your colleagues and the record. It never leaves the house.",
    )

    def __init__(self, *args, count, **options):
        super().__init__(*args, **options)
        self.count = count
        for number in range(count):
            self.fields[f"heading_{number}"] = PlainCharField(
                label=f"Heading of section {number + 1}", max_length=LINE_MAX, required=False
            )
            self.fields[f"text_{number}"] = long_text(
                f"Text of section {number + 1}", required=False, rows=8
            )

    @property
    def section_fields(self):
        for number in range(self.count):
            yield {
                "number": number,
                "place": number + 1,
                "heading": self[f"heading_{number}"],
                "text": self[f"text_{number}"],
                "is_first": number == 0,
                "is_last": number == self.count - 1,
            }

    def clean(self):
        cleaned = super().clean()
        for number in range(self.count):
            heading = cleaned.get(f"heading_{number}", "")
            if cleaned.get(f"text_{number}") and f"heading_{number}" in cleaned and not heading:
                self.add_error(f"heading_{number}", "Give this section a heading.")
        size = sum(len(value) for value in cleaned.values() if isinstance(value, str))
        if size > WHOLE_MAX:
            self.add_error(
                None, f"The whole text is {size:,} characters long. Shorten it to {WHOLE_MAX:,}."
            )
        return cleaned

    @property
    def text(self):
        """What the operation takes. A section without heading and text is none."""
        pairs = (
            (self.cleaned_data[f"heading_{n}"], self.cleaned_data[f"text_{n}"])
            for n in range(self.count)
        )
        return {
            "title": self.cleaned_data["title"],
            "lead": self.cleaned_data["lead"],
            "sections": [{"heading": h, "text": t} for h, t in pairs if h or t],
            "reason": self.cleaned_data["reason"],
        }

    @property
    def written(self):
        """The text without the reason it was changed for."""
        return {key: self.text[key] for key in ("title", "lead", "sections")}


def _ids(named):
    """Row numbers as a page names them; what is none is left out."""
    return [int(one) for one in named if one.isascii() and one.isdigit() and len(one) < 19]


class SeenForm(forms.Form):
    """An act on a text carries the digest of the text that stood on the page."""

    seen_digest = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={
            "required": "The page did not say which text you read. Read it again, then decide.",
            "max_length": "The page did not say which text you read. Read it again, then decide.",
        },
    )

    @property
    def acts(self):
        return self.cleaned_data


class FreshSeenForm(SeenForm, FreshPasswordForm):
    """The same, and the password when it was last given a while ago."""

    acts = FreshPasswordForm.acts


class CiteForm(SeenForm):
    """Where a citation goes and which fact it names; without a place, all that are suggested."""

    place = forms.CharField(max_length=10, required=False)
    at = forms.IntegerField(min_value=0, max_value=WHOLE_MAX, required=False)
    key = forms.CharField(max_length=60, required=False)

    @property
    def citation(self):
        named = [self.cleaned_data[name] for name in ("place", "at", "key")]
        return [] if named[0] == "" else [tuple(named)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("place") and (cleaned.get("at") is None or not cleaned.get("key")):
            raise forms.ValidationError("Say where and which fact.")
        return cleaned


class WaiverForm(SeenForm):
    """Counsel's reason for letting one sentence stand, or for taking that back."""

    claim = forms.CharField(max_length=120, widget=forms.HiddenInput)
    withdraws = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = long_text(
        "Why",
        rows=4,
        max_length=NOTE_MAX,
        help_text="The other signers read this before they sign. It stays on record.",
    )

    @property
    def withdraws_it(self):
        return bool(self.cleaned_data.get("withdraws"))

    @property
    def acts(self):
        return {name: self.cleaned_data[name] for name in ("claim", "reason", "seen_digest")}


class SigningForm(FreshSeenForm):
    """The same, and which text signed before the change on the page was shown against.

    since: the digest of that text as it is now, "" where nothing was signed before. What others
    let stand comes as `seen_waivers` (of sentences) and `seen_remarks` (of remarks on the wording),
    one each; the page puts them in itself.
    """

    seen_since = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, since, **options):
        initial = {**options.pop("initial", {}), "seen_since": since}
        super().__init__(*args, initial=initial, **options)
        self.since = since

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen_since") != self.since:
            # The form that comes back is about the change that stands on the page by then.
            self.data = self.data.copy()
            self.data["seen_since"] = self.since
            self.add_error(
                None,
                "The page did not show what changed since your last signature. "
                "It does now: read it, then sign.",
            )
        return cleaned

    @property
    def acts(self):
        acts = {name: value for name, value in super().acts.items() if name != "seen_since"}
        return {
            **acts,
            "seen_waivers": _ids(self.data.getlist("seen_waivers")),
            "seen_remarks": _ids(self.data.getlist("seen_remarks")),
        }


class ReturnForm(SeenForm):
    note = long_text(
        "What has to change",
        max_length=NOTE_MAX,
        help_text="Name the sentence and what would make it right. The author reads this first.",
    )


class ObjectionForm(forms.Form):
    text = long_text(
        "What must be settled before this goes out",
        max_length=NOTE_MAX,
        help_text="One point each. It blocks the release until your role says it is settled.",
    )


class SettlementForm(forms.Form):
    note = long_text(
        "How it was settled",
        max_length=NOTE_MAX,
        help_text="What was changed, or why it may stand as it is. It goes beside your objection.",
    )


class CorrectionForm(forms.Form):
    """Counsel's decision on a released text whose facts changed, in view of exactly these rows."""

    course = forms.ChoiceField(
        label="What becomes of it?", choices=Course.choices, widget=forms.RadioSelect
    )
    reason = long_text(
        "Why",
        rows=3,
        max_length=NOTE_MAX,
        required=False,
        help_text="Needed when it stays as it is. For your colleagues and the record.",
    )
    seen_facts = forms.CharField(max_length=4_000, widget=forms.HiddenInput, required=False)

    def clean_seen_facts(self):
        return _ids(self.cleaned_data["seen_facts"].split(","))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("course") == Course.LEAVE and not cleaned.get("reason"):
            self.add_error("reason", "Say why it may stand as it is.")
        return cleaned


class WithdrawForm(FreshPasswordForm):
    reason = long_text(
        "Why it no longer stands",
        max_length=NOTE_MAX,
        help_text="For your colleagues and the record. What was sent cannot be unsent.",
    )


class SuggestForm(TextForm):
    """The editor, for somebody who would have the text read so and leaves the saving to others."""

    reason = PlainCharField(
        label="Why",
        max_length=300,
        help_text="One reason for all of it. Whoever decides reads it beside each change.",
    )


class VerdictForm(SeenForm):
    note = PlainCharField(label="Note", max_length=300, required=False)


class VerdictsForm(VerdictForm):
    """One answer to many suggestions, in view of exactly these; named one by one or as a list."""

    suggestions = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Tick the suggestions you mean."},
    )
    accept = forms.TypedChoiceField(
        choices=[("yes", "Accept"), ("no", "Reject")], coerce=lambda answer: answer == "yes"
    )

    def clean_suggestions(self):
        return _ids(",".join(self.data.getlist("suggestions")).split(","))
