"""The head of an incident, and the filter above the list."""

from zoneinfo import available_timezones

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from breachcomm.accounts.models import Role, User
from breachcomm.plain_text import PlainCharField
from incidents.models import Severity, Status

SEVERITY_HELP = "Your first judgement of the harm. It can be changed at any time."
_SELECT = {"class": "form-select"}
ZONE_HELP = "Times of this incident are shown in it. Write it like Europe/Berlin, or UTC."


class IncidentForm(forms.Form):
    """What an incident is called, how bad it looks, and who speaks to the outside."""

    title = PlainCharField(
        max_length=200,
        help_text="What happened in a few plain words, without the name of a person.",
    )
    organisation = PlainCharField(
        max_length=200, help_text="The organisation that will speak, as it stands in a letter."
    )
    organisation_address = PlainCharField(
        label="Its postal address",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the letterhead. It can follow later.",
    )
    severity = forms.TypedChoiceField(
        choices=Severity,
        coerce=int,
        initial=Severity.MODERATE,
        widget=forms.RadioSelect,
        help_text=SEVERITY_HELP,
    )
    status = forms.ChoiceField(
        choices=Status,
        initial=Status.SUSPECTED,
        widget=forms.RadioSelect,
        help_text="Suspected until somebody has confirmed it. Statements are worded to match.",
    )
    zone = PlainCharField(
        label="Time zone",
        max_length=60,
        help_text=ZONE_HELP,
        widget=forms.TextInput(attrs={"list": "zones"}),
    )
    is_exercise = forms.BooleanField(
        label="This is an exercise",
        required=False,
        help_text="Every page and every text will say so.",
    )
    source_note = PlainCharField(
        label="Where this comes from",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For a demonstration or an imported incident: the source. Otherwise leave it.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["zone"].initial = settings.TIME_ZONE
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(*map(_in_its_place, IncidentForm.base_fields))

    def clean_zone(self):
        zone = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise ValidationError("There is no such time zone. Write it like Europe/Berlin.")
        return zone


def _in_its_place(name):
    return Field(name, wrapper_class="choices") if name in ("severity", "status") else Field(name)


class NewIncidentForm(IncidentForm):
    """A new incident can let people in at once."""

    members = forms.ModelMultipleChoiceField(
        label="Who else needs to know",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody else will see that the incident exists. You can let people in later.",
    )

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        self.fields["members"].queryset = people_with_a_role().exclude(pk=by.pk)
        self.fields["members"].label_from_instance = name_and_role
        self.helper.layout.append("members")


def people_with_a_role():
    return User.objects.filter(is_active=True, is_superuser=False, role__in=Role.values)


def name_and_role(person):
    return f"{person.name}, {person.get_role_display()}"


class FilterForm(forms.Form):
    """Finds incidents by words of their head, status and severity; it lives in the address."""

    words = PlainCharField(
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    status = forms.ChoiceField(
        required=False,
        choices=[("", "Any status"), *Status.choices],
        widget=forms.Select(attrs=_SELECT),
    )
    severity = forms.TypedChoiceField(
        required=False,
        coerce=int,
        choices=[("", "Any severity"), *Severity.choices],
        widget=forms.Select(attrs=_SELECT),
    )

    def narrow(self, incidents):
        """The incidents asked for; what could not be understood is left out of the question."""
        self.is_valid()
        for word in self.cleaned_data.get("words", "").split()[:8]:
            incidents = incidents.with_word(word)
        for name in ("status", "severity"):
            if wanted := self.cleaned_data.get(name):
                incidents = incidents.filter(**{name: wanted})
        return incidents

    @property
    def is_used(self):
        return any(self.data.get(name, "").strip() for name in self.fields)
