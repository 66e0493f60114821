from django import forms

from incidents.forms.incidents import name_and_role, people_with_a_role


class MemberForm(forms.Form):
    """Chooses one more person who needs to know."""

    person = forms.ModelChoiceField(
        queryset=None,
        empty_label="Choose a person",
        help_text="They see everything here except what counsel marked as privileged.",
    )

    def __init__(self, *args, incident, **options):
        super().__init__(*args, **options)
        others = people_with_a_role().exclude(memberships__incident=incident)
        self.fields["person"].queryset = others
        self.fields["person"].label_from_instance = name_and_role
