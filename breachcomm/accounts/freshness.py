"""Acts that bind somebody ask for the password again when they last gave it a while ago."""

import time

from django import forms
from django.contrib.auth import authenticate

FRESH_SECONDS = 300
_KEY = "password_given_at"


def note_password(request):
    """Remember that the person at the screen just proved who they are."""
    request.session[_KEY] = int(time.time())


def is_fresh(request):
    return time.time() - request.session.get(_KEY, 0) < FRESH_SECONDS


class FreshPasswordForm(forms.Form):
    """A form that also asks for the password, unless it was given in the last five minutes."""

    password = forms.CharField(
        label="Your password, once more",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="You gave it more than five minutes ago. It stands for your signature.",
    )

    def __init__(self, *args, request, **options):
        super().__init__(*args, **options)
        self.request = request
        self.order_fields([name for name in self.fields if name != "password"])
        if is_fresh(request):
            del self.fields["password"]

    def clean_password(self):
        given = self.cleaned_data["password"]
        if authenticate(self.request, username=self.request.user.email, password=given) is None:
            raise forms.ValidationError("That is not your password. Nothing was signed.")
        note_password(self.request)
        return given

    @property
    def acts(self):
        """The cleaned values for the operation: everything but the password."""
        return {name: value for name, value in self.cleaned_data.items() if name != "password"}
