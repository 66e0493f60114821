"""Talking about words of a text: a page for each thread, and one for all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from breachcomm.refusal import Refused
from statements import desk, operations, rules
from statements.models import Anchor
from statements.operations import OPEN_STATES
from statements.thread_forms import CloseThreadForm, CommentForm, ThreadForm
from statements.views.access import find_revision, find_statement, find_thread
from statements.views.document import document_of

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """The quote may come with the address: a script fills it in from what was marked."""
    revision = find_revision(request, pk)
    statement = revision.statement
    rules.require(rules.can_open_thread(request.user, statement))
    named = {"quote": request.GET.get("quote", "")[:2_000]}
    form = ThreadForm(request.POST or None, initial=named, revision=revision, by=request.user)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = operations.open_thread(revision, by=request.user, **form.thread)
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
                status = 409
            else:
                messages.success(request, _opened(made))
                return redirect("statements:thread", made.pk)
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": revision,
        "form": form,
        "document": document_of(revision),
    }
    return render(request, "statements/new_thread.html", context, status=status)


def _opened(thread):
    if thread.objection_id:
        return "Your objection stands. Nothing goes out until your role says it is settled."
    return "Said. It stays with these words through every later revision."


@require_safe
def threads(request, pk):
    """Every thread of a statement this person may see: open, orphaned, closed."""
    statement = find_statement(request, pk)
    newest = statement.newest()
    found = desk.open_threads(statement, newest, request.user)
    # Orphans last; the order within is that of the text.
    found.sort(key=lambda pair: pair[1].is_orphan)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": newest,
        "page": page,
        "talks": desk.talks(list(page), newest),
        "closed": desk.closed_threads(statement, request.user)[:ON_A_PAGE],
        "is_open": statement.state in OPEN_STATES,
        "speaks": rules.can_open_thread(request.user, statement),
    }
    return render(request, "statements/threads.html", context)


@require_safe
def thread(request, pk):
    return _page(request, find_thread(request, pk), CommentForm())


def _page(request, thread, form, *, status=200):
    statement = thread.revision.statement
    newest = statement.newest()
    anchor = Anchor.objects.filter(thread=thread).standing().get()
    [talk] = desk.talks([(thread, anchor)], newest)
    standing = not anchor.is_orphan and thread.closed_by is None
    context = {
        "statement": statement,
        "incident": statement.incident,
        "revision": newest,
        "thread": thread,
        "talk": talk,
        "words": desk.in_context(newest, anchor.span) if standing else None,
        "form": form,
        "closing": CloseThreadForm(),
        "speaks": rules.can_speak_in(request.user, thread),
        "settles": bool(thread.objection_id) and rules.can_settle(request.user, thread.objection),
    }
    return render(request, "statements/thread.html", context, status=status)


@require_POST
def comment(request, pk):
    thread = find_thread(request, pk)
    rules.require(rules.can_speak_in(request.user, thread))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, thread, form, status=400)
    try:
        operations.comment(thread, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return _page(request, thread, form, status=409)
    return redirect("statements:thread", thread.pk)


@require_POST
def close(request, pk):
    thread = find_thread(request, pk)
    rules.require(rules.can_speak_in(request.user, thread))
    form = CloseThreadForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["note"][0])
        return redirect("statements:thread", thread.pk)
    try:
        operations.close_thread(thread, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "The thread is closed.")
    return redirect("statements:thread", thread.pk)
