"""The duties of an incident: the board, the log of events, decisions, filings, rules."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from breachcomm.refusal import Refused
from incidents import duties, operations, questionnaire, rules
from incidents.facts import is_answered
from incidents.forms.duties import (
    ChoosingForm,
    DecisionForm,
    EventForm,
    FilingForm,
    RulesForm,
    SearchForm,
)
from incidents.models import Ruling
from incidents.obligations import loading
from incidents.obligations.changes import changes
from incidents.views import due
from incidents.views.access import visible_incident

# The fact that says when an event happened, to begin its line of the log with.
_FACTS = {"discovery": "detected", "awareness": "became_aware"}


@require_safe
def board(request, reference):
    """What is due next, and how every duty stands."""
    incident = visible_incident(request, reference)
    found, now = duties.board(incident), timezone.now()
    sitting = questionnaire.sitting(incident, found.data, now.date())
    # Without a single answer nothing can be said for or against.
    findings = sitting.by_key if sitting.row else {}
    lines = due.lines_of(incident, found, now, request.user, findings)
    context = {
        "incident": incident,
        "board": found,
        "groups": due.grouped(lines),
        "lines": lines,
        "now": now,
        "step": due.step(incident, request.user, found, lines, now)
        if found.ruled(Ruling.APPLIES)
        else due.first_step(incident, request.user, found, sitting),
        "sitting": sitting,
        "found": _found(found, sitting),
        "may_log": rules.may(request.user, "log_event"),
        "may_decide": rules.may(request.user, "decide_duty"),
        "newer": None if duties.is_same(found.data, loading.current()) else loading.current(),
    }
    return render(request, "incidents/duties.html", context)


def _found(board, sitting):
    """[(regime, row, Finding)] of what is found to apply and not decided on."""
    waiting = [each for each in sitting.to_decide(board.decisions) if board.has(each.key)]
    rows = [(board.data.obligation(each.key), each) for each in waiting]
    return [(board.data.regimes[row.regime], row, each) for row, each in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def log_event(request, reference):
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "log_event", incident))
    found = duties.board(incident)
    form = EventForm(request.POST or None, board=found, initial=_event(incident, request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            operations.log_event(incident, by=request.user, **form.told())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "It is in the log. Every clock that waited for it runs.")
            return redirect("incidents:duties", incident.reference)
    context = {"incident": incident, "form": form}
    return render(request, "incidents/duty_event.html", context, status=_status(form))


def _event(incident, query):
    """What the findings say already stands in the form."""
    kind, initial = query.get("kind", ""), {"zone": incident.zone}
    if kind in duties.LOGGABLE:
        initial["kind"] = kind
    fact = incident.known().get(_FACTS.get(kind, ""))
    if is_answered(fact) and fact.value:
        initial["when"] = fact.value["value"].replace("T", " ")
        initial["zone"] = fact.value["zone"]
        initial["evidence"] = fact.basis
    return initial


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, reference):
    """The list of all duties, to say of some that they apply or are not required."""
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "decide_duty", incident))
    found, search = duties.board(incident), SearchForm(request.GET)
    form = ChoosingForm(request.POST or None, data=found.data, initial={"seen": _newest(found)})
    if request.method == "POST" and form.is_valid():
        keys = form.cleaned_data["keys"]
        if _decided(request, incident, form, keys):
            return redirect("incidents:duties", incident.reference)
    ticked = set(form["keys"].value() or ()) if form.is_bound else _ticked(request, incident, found)
    is_narrow = ticked and not form.is_bound and not search.said
    listed = [] if is_narrow else duties.matching(found.data, search.said)
    shown = {row.key for _, row in listed}
    listed = [pair for pair in duties.rows(found.data) if pair[1].key in shown | ticked]
    context = {
        "incident": incident,
        "board": found,
        "form": form,
        "search": search,
        "regimes": _by_regime(listed, found),
        "ticked": ticked,
        "count": len(listed),
    }
    return render(request, "incidents/duty_choose.html", context, status=_status(form))


def _ticked(request, incident, found):
    """With ?found=1, what the answers found to apply."""
    if "found" not in request.GET:
        return set()
    sitting = questionnaire.sitting(incident, found.data, timezone.localdate())
    return {each.key for each in sitting.to_decide(found.decisions) if found.has(each.key)}


def _newest(found):
    """The newest decision that stood on the page."""
    return found.all_decisions[-1].pk if found.all_decisions else 0


def _by_regime(listed, found):
    """[(regime, [(row, decision or None)])]."""
    regimes = {}
    for regime, row in listed:
        regimes.setdefault(regime.code, (regime, []))[1].append((row, found.decisions.get(row.key)))
    return list(regimes.values())


def see_again(form, newest):
    """After a refusal the page shows what stands now, so the next press is made in view of it."""
    form.data = form.data.copy()
    form.data["seen"] = newest


def _decided(request, incident, form, keys):
    told = {"keys": keys, "word": form.word(), "seen": form.cleaned_data["seen"]}
    try:
        operations.decide_duty(incident, by=request.user, **told)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        see_again(form, _newest(duties.board(incident)))
        return False
    messages.success(request, "Your decision is on record, with the reason.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, reference, duty):
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "decide_duty", incident))
    found = _board_with(incident, duty)
    form = DecisionForm(
        request.POST or None,
        is_decided=duty in found.decisions,
        initial={"seen": _newest(found)},
    )
    if request.method == "POST" and form.is_valid() and _decided(request, incident, form, [duty]):
        return redirect("incidents:duties", incident.reference)
    context = {**_about(incident, found, duty, request.user), "form": form}
    return render(request, "incidents/duty_decide.html", context, status=_status(form))


def _board_with(incident, key):
    found = duties.board(incident)
    if not found.has(key):
        raise Http404
    return found


def _about(incident, found, key, user):
    row = found.data.obligation(key)
    regime = found.data.regimes[row.regime]
    is_decided = key in found.decisions
    line = due.line(found.duty(key), incident, timezone.now(), user) if is_decided else None
    return {"incident": incident, "row": row, "regime": regime, "line": line}


@require_http_methods(["GET", "HEAD", "POST"])
def record_filing(request, reference, duty):
    """A notice that was sent; with ?corrects=, in the place of one that was recorded wrongly."""
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "record_filing", incident))
    found = _board_with(incident, duty)
    if duty not in found.decisions:
        raise Http404
    old = _corrected(incident, duty, request.GET.get("corrects", ""))
    form = FilingForm(request.POST or None, initial=_as_recorded(old, incident))
    if request.method == "POST" and form.is_valid():
        told = {"key": duty, "filing": form.filing(), "corrects": old}
        try:
            operations.record_filing(incident, by=request.user, **told)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "What was sent is on record, word for word.")
            return redirect("incidents:duties", incident.reference)
    context = {**_about(incident, found, duty, request.user), "form": form, "old": old}
    return render(request, "incidents/duty_filing.html", context, status=_status(form))


def _corrected(incident, key, number):
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return get_object_or_404(incident.fulfilments, pk=int(number), key=key)


def _as_recorded(old, incident):
    if old is None:
        return {"zone": incident.zone}
    names = ("channel", "zone", "external_reference", "text")
    when = old.sent_at.astimezone(due.ZoneInfo(old.zone))
    return {**{name: getattr(old, name) for name in names}, "when": f"{when:%Y-%m-%d %H:%M}"}


@require_http_methods(["GET", "HEAD", "POST"])
def take_rules(request, reference):
    """The difference between the rules of this incident and the newest, to be taken or left."""
    incident = visible_incident(request, reference)
    rules.require(rules.can(request.user, "take_newer_rules", incident))
    found, newest = duties.board(incident), loading.current()
    form = RulesForm(request.POST or None, initial={"seen_checksum": newest.checksum})
    if request.method == "POST" and form.is_valid():
        try:
            operations.take_newer_rules(incident, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"This incident runs on version {newest.version} now.")
            return redirect("incidents:duties", incident.reference)
    listed = [] if duties.is_same(found.data, newest) else changes(found.data, newest)
    context = {"incident": incident, "board": found, "newest": newest, "form": form}
    context |= {"changes": listed[:300], "count": len(listed)}
    return render(request, "incidents/duty_rules.html", context, status=_status(form))


def _status(form):
    return 422 if form.is_bound and form.errors else 200
