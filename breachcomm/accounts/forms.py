from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from breachcomm.accounts.models import Role, User
from breachcomm.plain_text import PlainCharField

ADMINISTRATOR = "administrator"


class PersonForm(forms.Form):
    """A person's name, role and access."""

    name = PlainCharField(max_length=120)
    role = forms.ChoiceField(
        choices=[*Role.choices, (ADMINISTRATOR, "Site administrator (manages people only)")],
        widget=forms.RadioSelect,
        help_text="One role each. It takes effect on their next click.",
    )
    is_active = forms.BooleanField(
        label="May sign in", required=False, initial=True, help_text="Untick to end their access."
    )

    def __init__(self, *args, person=None, **options):
        super().__init__(*args, **options)
        if person and person.is_superuser:
            self.fields["role"].choices = [(ADMINISTRATOR, "Site administrator")]
        elif person:
            self.fields["role"].choices = Role.choices

    def clean_role(self):
        role = self.cleaned_data["role"]
        return "" if role == ADMINISTRATOR else role


class NewPersonForm(PersonForm):
    """A new person also needs an address and a first password."""

    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(
        label="First password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 15 characters. Give it to them in person; they can change it.",
    )
    field_order = ["name", "email", "role", "password"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["is_active"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        cleaned = super().clean()
        if password := cleaned.get("password"):
            person = User(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
