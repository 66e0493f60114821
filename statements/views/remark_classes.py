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
    page = _page(name)
    house = {"name": house_style.KIND, "label": house_style.LABEL}
    context = {"page": page, "kind": page.kind, "classes": [*rulebook().kinds.values(), house]}
    return render(request, "statements/remark_class.html", context)


def _page(name):
    if name == house_style.KIND:
        return pages.page(_house())
    try:
        return pages.page_of(name)
    except LookupError as problem:
        raise Http404 from problem


def _house():
    """The words of this house as a class of its own."""
    terms = house_style.now().rules("en")
    return Kind(house_style.KIND, house_style.LABEL, "", ABOUT, INSTEAD, (), 0, terms)
