"""What pages say of clauses and of promised updates."""

from django import template
from django.conf import settings
from django.utils import timezone

from incidents.templatetags.incidents import zone_time
from statements import clauses, promises, rules
from statements.clause_forms import SOON
from statements.operations import OPEN_STATES
from statements.views import promised

register = template.Library()


@register.filter
def language_words(code):
    """What a language is called; its code where nobody has named it."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def house_time(moment):
    """A moment that belongs to no incident, in the zone of the house."""
    return zone_time(moment, settings.TIME_ZONE)


@register.filter
def day_words(day):
    """A day without a time: "3 Feb 2027"."""
    return f"{day.day} {day:%b %Y}"


@register.filter
def first_words(version):
    return clauses.first_words(version.text)


@register.filter
def review_words(version):
    """When counsel wants to look at a clause again: "review by 3 Feb 2027, in 71 days"."""
    if version.review_by is None:
        return "no day set for a review"
    return f"review by {day_words(version.review_by)}, {days_away(version.review_by)}"


@register.filter
def days_away(day):
    """How far a day is: "in 71 days", "overdue by 3 days"."""
    days = (day - timezone.localdate()).days
    if days in (-1, 0, 1):
        return {-1: "overdue since yesterday", 0: "today", 1: "tomorrow"}[days]
    return f"overdue by {-days:,} days" if days < 0 else f"in {days:,} days"


@register.filter
def review_tone(version):
    """How pressing the review is: "stop" when overdue, "wait" when it is due soon, else ""."""
    if version.review_by is None or version.is_retired:
        return ""
    if version.is_overdue:
        return "stop"
    return "wait" if version.review_by <= timezone.localdate() + SOON else ""


@register.inclusion_tag("statements/_hints.html", takes_context=True)
def clause_hints(context, revision, *, in_editor=False):
    """What there is to know of the clauses in a text that has not left the house."""
    statement = revision.statement
    is_open = statement.state in OPEN_STATES
    return {
        "hints": clauses.hints(revision) if is_open else [],
        "revision": revision,
        "may_take": is_open and rules.can_edit(context["user"], statement),
        "in_editor": in_editor,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("statements/_promises.html", takes_context=True)
def promised_updates(context, incident):
    """The newest promise of an update to each audience of an incident, as a clock."""
    sent = promised.sent_about([incident]).get(incident.pk, [])
    now = timezone.now()
    found = promised.lines(promises.standing(sent), context["user"], now)
    return {"lines": found, "zone": incident.zone}


@register.inclusion_tag("statements/_promise_of_release.html", takes_context=True)
def promised_by(context, release):
    """What this very release promised, if anything, and what became of it."""
    incident = release.statement.incident
    sent = promised.sent_about([incident]).get(incident.pk, [])
    mine = [one for one in promises.promises(sent) if one.sent.statement == release.statement_id]
    return {
        "lines": promised.lines(mine, context["user"], timezone.now()),
        "zone": incident.zone,
    }


@register.simple_tag(takes_context=True)
def pressing_promises(context, incidents):
    """{id of an incident: the Line of its most pressing promise}, for those that have one."""
    now = timezone.now()
    found = promised.pressing([each.pk for each in incidents], now)
    # The most pressing of an incident comes last, and stays.
    lines = promised.lines(found[::-1], context["user"], now)
    return {line.release.statement.incident_id: line for line in lines}


@register.inclusion_tag("statements/_pressing.html")
def pressing_promise(found, incident):
    return {"line": found.get(incident.pk)}
