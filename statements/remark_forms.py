"""Which remark of the wording review somebody means."""

from django import forms

from statements.forms import SeenForm

# "remark-", a place, an offset and the name of a rule.
NAME_MAX = 160


class RemarkForm(SeenForm):
    remark = forms.CharField(max_length=NAME_MAX, widget=forms.HiddenInput)
