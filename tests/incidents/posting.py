"""The findings form as a browser sends it: every field as it stands on the page, some changed."""

import re
from html import unescape

from django.urls import reverse

_TAG = re.compile(
    r"<(input|textarea|select)\b([^>]*)>(.*?)(?=<(?:input|textarea|select)\b|\Z)", re.S
)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_CHOSEN = re.compile(r'<option value="([^"]*)"[^>]*\bselected')


def page_of(incident):
    return reverse("incidents:findings", args=[incident.reference])


def fields(html):
    """{name: [values]} of what a browser would send for the findings form in `html`."""
    form = html.partition("data-guard")[2].partition("</form>")[0]
    sent = {}
    for tag, attributes, rest in _TAG.findall(form):
        given = dict(_ATTRIBUTE.findall(attributes))
        value = _value(tag, given, rest)
        if "name" in given and value is not None:
            sent.setdefault(given["name"], []).append(unescape(value))
    return sent


def _value(tag, given, rest):
    if tag == "textarea":
        return rest.partition("</textarea>")[0].removeprefix("\n")
    if tag == "select":
        chosen = _CHOSEN.findall(rest.partition("</select>")[0])
        return chosen[0] if chosen else ""
    ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
    return given.get("value", "") if ticked else None


def save(browser, incident, opened=None, **changes):
    """Post the form as `opened` (or as it stands now), with some fields typed anew."""
    opened = opened or browser.get(page_of(incident)).content.decode()
    typed = {name.replace("__", "-"): value for name, value in changes.items()}
    return browser.post(page_of(incident), {**fields(opened), **typed})
