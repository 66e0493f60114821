"""What a class of the wording review is about, rule by rule."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import house_style, rules
from statements.wording import pages
from statements.wording.rules import Kind, rulebook

ABOUT = "Words this house does not use, or says otherwise. Counsel and PR keep the list."
INSTEAD = "Use the words of the house, so that all its texts speak with one voice."


@require_safe
def remark_class(request, name):
    rules.require(rules.can_read_house_style(request.user))
    style = house_style.now()
    page = _page(name, style)
    house = {"name": house_style.KIND, "label": house_style.LABEL}
    severity = style.policy.get(name, page.kind.severity)
    context = {
        "page": page,
        "kind": page.kind,
        "severity": severity,
        "means": pages.MEANS.get(severity, ""),
        "is_changed": severity != page.kind.severity,
        "classes": [*rulebook().kinds.values(), house],
    }
    return render(request, "statements/remark_class.html", context)


def _page(name, style):
    if name == house_style.KIND:
        return pages.page(_house(style))
    try:
        return pages.page_of(name)
    except LookupError as problem:
        raise Http404 from problem


def _house(style):
    """The words of this house as a class of its own."""
    return Kind(house_style.KIND, house_style.LABEL, "", ABOUT, INSTEAD, (), 0, style.rules("en"))
