"""What a class of the wording review is about, rule by rule."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import rules
from statements.wording import pages
from statements.wording.rules import rulebook


@require_safe
def remark_class(request, name):
    rules.require(rules.can_read_house_style(request.user))
    try:
        page = pages.page_of(name)
    except LookupError as problem:
        raise Http404 from problem
    context = {"page": page, "kind": page.kind, "others": rulebook().kinds.values()}
    return render(request, "statements/remark_class.html", context)
