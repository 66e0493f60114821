"""Notes, decisions, questions and answers."""

from django import forms

from breachcomm.accounts.models import Role, User
from breachcomm.plain_text import PlainCharField
from incidents import rules
from incidents.forms.incidents import name_and_role
from incidents.models import Kind

PRIVILEGED_HELP = "Only legal counsel will see it. It never enters a text, a message or an export."


class _MayBePrivileged(forms.Form):
    """Offers the privileged lane to legal counsel; for others the field is not there.

    Both forms stand on one page, so each names its fields its own way (`ids`).
    """

    ids = "id_%s"
    privileged = forms.BooleanField(
        label="Privileged, legal only", required=False, help_text=PRIVILEGED_HELP
    )

    def __init__(self, *args, by, **options):
        super().__init__(*args, auto_id=self.ids, **options)
        if not rules.may(by, "mark_privileged"):
            del self.fields["privileged"]


class ContributionForm(_MayBePrivileged):
    """A note or a decision."""

    ids = "note_%s"
    kind = forms.ChoiceField(
        choices=[(Kind.NOTE, "A note"), (Kind.DECISION, "A decision of the meeting")],
        initial=Kind.NOTE,
        widget=forms.RadioSelect,
        label="What is it",
    )
    text = PlainCharField(label="In your words", widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["kind", "text", "privileged"]


class QuestionForm(_MayBePrivileged):
    """A question that one person will answer."""

    ids = "question_%s"
    text = PlainCharField(label="The question", widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(
        label="Who brings the answer", queryset=None, empty_label="Choose a person"
    )
    field_order = ["text", "owner", "privileged"]

    def __init__(self, *args, incident, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = User.objects.filter(
            memberships__incident=incident, is_active=True, role__in=rules.ACTING
        )
        self.fields["owner"].label_from_instance = name_and_role

    def clean(self):
        cleaned = super().clean()
        owner = cleaned.get("owner")
        if cleaned.get("privileged") and owner and not owner.holds(Role.LEGAL):
            self.add_error("owner", "A privileged question can only go to legal counsel.")
        return cleaned


class AnswerForm(forms.Form):
    """The answer to one question."""

    text = PlainCharField(label="Your answer", widget=forms.Textarea(attrs={"rows": 3}))
