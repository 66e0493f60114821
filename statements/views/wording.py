"""House style: how grave each class of remarks is here, and the terms of the house."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from breachcomm.refusal import Refused
from statements import cases, house_style, operations, remarking, rules
from statements.models import HouseTerm, WordingPolicy
from statements.views.access import find_revision
from statements.views.cures import tab
from statements.wording_forms import HouseReasonForm, RemarkWaiverForm, SeverityForm, TermForm

A_PAGE = 50


@dataclass(frozen=True)
class Weight:
    """A class of remarks and how grave it is here. policy: the row that says so, or None."""

    kind: object
    policy: WordingPolicy | None

    @property
    def severity(self):
        return self.policy.severity if self.policy else self.kind.severity


@require_safe
def index(request):
    rules.require(rules.can_read_house_style(request.user))
    style = house_style.now()
    context = {
        "weights": [_weight(kind, style) for kind in house_style.classes().values()],
        "terms": style.terms,
        "may_keep": rules.can_keep_house_style(request.user),
    }
    return render(request, "statements/house_style.html", context)


def _weight(kind, style):
    changed = {row.kind: row for row in style.policies if row.kind in style.policy}
    return Weight(kind, changed.get(kind.name))


@require_safe
def history(request):
    """Every change of the house style, the newest first."""
    rules.require(rules.can_read_house_style(request.user))
    kept = []
    for model in (HouseTerm, WordingPolicy):
        page = Paginator(model.objects.order_by("-pk").select_related("by"), A_PAGE)
        kept.append(page.get_page(request.GET.get(model.__name__.lower())))
    context = {
        "terms": kept[0],
        "policies": [(row, _label(row.kind)) for row in kept[1]],
        "policy_page": kept[1],
    }
    return render(request, "statements/house_history.html", context)


def _label(name):
    kind = house_style.classes().get(name)
    return kind.label if kind else name


@require_http_methods(["GET", "HEAD", "POST"])
def add_term(request):
    """Add a term, or say something else of the one ?term= names."""
    rules.require(rules.can_keep_house_style(request.user))
    form = TermForm(request.POST or None, initial=_as_it_stands(request.GET.get("term", "")))
    return _kept(
        request,
        form,
        lambda: operations.add_term(by=request.user, **form.cleaned_data),
        "Kept. Every text that is not released is read for it from now on.",
        "statements/term_form.html",
        field="term",
    )


def _as_it_stands(named):
    if not (named.isascii() and named.isdigit() and len(named) < 19):
        return {}
    row = HouseTerm.objects.filter(pk=int(named)).first()
    names = ("term", "kind", "instead", "severity", "reason", "language")
    return {name: getattr(row, name) for name in names} if row else {}


@require_http_methods(["GET", "HEAD", "POST"])
def retire_term(request, pk):
    rules.require(rules.can_keep_house_style(request.user))
    term = get_object_or_404(HouseTerm, pk=pk)
    form = HouseReasonForm(request.POST or None)
    return _kept(
        request,
        form,
        lambda: operations.retire_term(term, by=request.user, **form.cleaned_data),
        "Retired. No text is read for it any more.",
        "statements/retire_term.html",
        term=term,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_severity(request, name):
    rules.require(rules.can_keep_house_style(request.user))
    kind = house_style.classes().get(name)
    if kind is None:
        raise Http404
    weight = _weight(kind, house_style.now())
    form = SeverityForm(
        request.POST or None,
        initial={"severity": weight.severity if weight.policy else WordingPolicy.Weight.DEFAULT},
    )
    return _kept(
        request,
        form,
        lambda: operations.set_severity(name, by=request.user, **form.cleaned_data),
        f"Kept. “{kind.label}” is as grave as you said from now on.",
        "statements/severity_form.html",
        weight=weight,
        kind=kind,
    )


def _kept(request, form, act, done, template, *, field=None, **context):
    """A form about the house style: the act when it is right, else the form again."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act()
            except Refused as refusal:
                form.add_error(field, refusal.reasons)
                status = 409
            else:
                messages.success(request, done)
                return redirect("statements:house_style")
    return render(request, template, {"form": form, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def waive_remark(request, pk):
    """Counsel or PR lets one remark stand, or takes that back: a reason, in view of the words."""
    revision = find_revision(request, pk)
    rules.require(rules.can_waive_remark(request.user, revision.statement))
    named = (request.POST or request.GET).get("remark", "")
    found = remarking.of(cases.of(revision)).named(named)
    form = RemarkWaiverForm(
        request.POST or None, initial={"seen_digest": revision.digest, "remark": named}
    )
    back = tab(revision.statement, "wording")
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            withdraws = form.withdraws_it
            act = operations.withdraw_remark_waiver if withdraws else operations.waive_remark
            try:
                act(revision, by=request.user, **form.acts)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, _SAID[withdraws])
                return redirect(f"{back}#{named}")
    context = {
        "statement": revision.statement,
        "incident": revision.statement.incident,
        "revision": revision,
        "found": found,
        "place": revision.name_of(found.place) if found else "",
        "form": form,
        "back": back,
    }
    return render(request, "statements/waive_remark.html", context, status=status)


_SAID = {
    False: "The remark may stand. Whoever signs sees your reason first.",
    True: "The remark may not stand any more. It counts again for whoever signs.",
}
