from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class LightSelect(forms.Select):
    """Django's HTML without a template for every option: the findings form has hundreds."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            "<option{}>{}</option>",
            (
                (flatatt({"value": str(each), "selected": str(each) == chosen}), label)
                for each, label in self.choices
            ),
        )
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(own), options)
