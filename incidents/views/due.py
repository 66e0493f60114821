"""Duties as pages show them: how long is left, until when, and in which words."""

from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse

from breachcomm.accounts.models import Role
from incidents import duties, rules
from incidents.duties import State
from incidents.lengths import how_long
from incidents.models import Ruling
from incidents.next_step import Step
from incidents.obligations.explaining import EVENTS
from incidents.obligations.findings import Verdict

GROUPS = {
    "Due next": (State.OVERDUE, State.RUNNING),
    "No date in the law: without delay": (State.OPEN,),
    "Waiting": (State.WAITING, State.HELD),
    "To be decided again": (State.TO_DECIDE,),
    "To be watched, not in force": (State.WATCH,),
    "Met": (State.MET_LATE, State.MET),
    "Not required": (State.NOT_REQUIRED,),
}
_LEVELS = {
    "full": "checked in full",
    "partial": "checked in part",
    "memory": "not checked, from memory",
}
_OUTER = "outer reading"


@dataclass(frozen=True)
class Line:
    """One duty on a page. tone: "stop", "wait", "go" or "". left: the headline in words.
    when: the absolute time with its zone, "" where there is none; here: the same where we are.
    more: what else one must know; steps: how it was computed. Outer readings are for counsel."""

    duty: duties.Duty
    state: State
    tone: str
    left: str
    when: str = ""
    here: str = ""
    more: tuple = ()
    steps: tuple = ()

    @property
    def level(self):
        """How well the data was checked, in words, with the day."""
        told = self.duty.regime.verification
        return f"{_LEVELS[self.duty.regime.level]}, {told['checked_on']}"


def line(duty, incident, now, user) -> Line:
    state, found = duty.state(now), duty.deadline
    is_dated = found.strict is not None and state not in (State.NOT_REQUIRED, State.TO_DECIDE)
    moment = duty.filings[0].strict if duty.filings else found.strict
    is_dated = is_dated and moment is not None
    return Line(
        duty=duty,
        state=state,
        tone=_tone(duty, state, now),
        left=_left(duty, state, now),
        when=moment_words(moment, found.zone) if is_dated else "",
        here=_here(moment, found.zone, incident.zone) if is_dated else "",
        more=tuple(_for(user, _more(duty, state))),
        steps=tuple(_for(user, found.explain())),
    )


def _for(user, sentences):
    """Those this person may rely on: the outer reading of a deadline is for counsel."""
    is_counsel = user.holds(Role.LEGAL)
    return [each for each in sentences if is_counsel or _OUTER not in each.lower()]


def _tone(duty, state, now):
    if state in (State.OVERDUE, State.MET_LATE):
        return "stop"
    if state == State.MET:
        return "go"
    presses = state == State.RUNNING and duty.deadline.strict - now <= duties.SOON
    return "wait" if presses or state in (State.OPEN, State.WAITING, State.TO_DECIDE) else ""


def _left(duty, state, now):
    found = duty.deadline
    if state in (State.OVERDUE, State.RUNNING):
        length = how_long(found.strict - now)
        return f"Overdue by {length}" if state == State.OVERDUE else f"{length} left"
    if state == State.OPEN:
        return f"Running for {how_long(found.elapsed(now))}"
    if state in (State.MET, State.MET_LATE):
        return _met(duty.filings[0])
    return {
        State.WAITING: "Waiting",
        State.HELD: "On hold",
        State.TO_DECIDE: "To be decided again",
        State.WATCH: "Watch, no alarm",
        State.NOT_REQUIRED: "Not required",
    }[state]


def _met(filing):
    if filing.strict is None:
        return "Met"
    length = how_long(filing.strict - filing.sent_at)
    return f"Met {length} late" if filing.is_late else f"Met, {length} early"


def _more(duty, state):
    """What else one must know, each as a sentence."""
    found, clock = duty.deadline, duty.row.clock
    if state in (State.NOT_REQUIRED, State.TO_DECIDE, State.MET, State.MET_LATE):
        return
    if state == State.OPEN:
        yield f"The law says: {found.phrase}."
    elif state == State.WAITING:
        yield _waiting(duty)
    elif state == State.HELD:
        yield "A law-enforcement hold runs; nobody has lifted it yet."
    if found.disputed:
        yield "The start is disputed. The moment that gives the earlier deadline counts."
    if found.tied_to:
        order = "before" if found.ahead else "no later than"
        yield f"It must be sent {order} {_named(duty, found.tied_to)}."
    if found.strict and not found.hard:
        yield f"The law says: {clock.phrase}."
    if found.planning and found.planning != found.strict.date():
        yield f"The last business day before is {found.planning:%a} {day_words(found.planning)}."
    if found.legal_max and found.legal_max != found.strict:
        outer = moment_words(found.legal_max, found.zone)
        yield f"Outer reading, for counsel alone: {outer}."


def _waiting(duty):
    clock = duty.row.clock
    if duty.waits_for:
        return f"Its clock starts when {EVENTS[duty.waits_for]}; that is not in the log."
    if other := clock.anchor_ref or clock.not_later_than_ref:
        return f"Its clock starts when {_named(duty, other)} is sent."
    return f"Its clock starts when {EVENTS[clock.starts_at]}."


def _named(duty, key):
    """Another notice in words, where the same law asks for it: the notice to whom."""
    other = duty.regime.obligations.get(key.partition(":")[2])
    is_ours = key.startswith(f"{duty.regime.code}:") and other is not None
    return f"the notice to “{other.name}”" if is_ours else key


def day_words(day):
    return f"{day.day} {day:%b %Y}"


def moment_words(moment, zone):
    """A moment in a zone: "Thu 26 Nov 2026, 15:20 CET"."""
    there = moment.astimezone(ZoneInfo(zone))
    name = there.strftime("%Z")
    name = name if name.isalpha() else _distance(there)
    return f"{there:%a} {day_words(there)}, {there:%H:%M} {name}"


def _distance(there):
    minutes = there.utcoffset() // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _here(moment, zone, ours):
    there, here = (moment.astimezone(ZoneInfo(name)) for name in (zone, ours))
    return "" if there.utcoffset() == here.utcoffset() else moment_words(moment, ours)


def grouped(lines):
    """[(heading, lines)] in the order of a page, without empty groups."""
    found = [
        (heading, [each for each in lines if each.state in states])
        for heading, states in GROUPS.items()
    ]
    return [(heading, each) for heading, each in found if each]


def lines_of(incident, board, now, user, findings=None):
    """A Line for each duty; with {key: Finding}, they say where the answers speak otherwise."""
    found = findings or {}
    lines = [line(duty, incident, now, user) for duty in board.duties(now)]
    return [replace(each, more=(*_otherwise(each, found), *each.more)) for each in lines]


def _otherwise(line, findings):
    """Counsel decided one way, and the answers and facts of today speak for the other."""
    found = findings.get(line.duty.key)
    if found is None:
        return
    ruling = line.duty.decision.ruling
    because = found.reasons[0].sentence if found.reasons else ""
    if ruling == Ruling.NOT_REQUIRED and found.applies:
        yield f"The answers and findings now speak for it. {because} Look at it again."
    if ruling == Ruling.APPLIES and found.verdict == Verdict.DOES_NOT and not found.watch:
        yield f"The answers and findings speak against it. {because} Counsel decides."


def brief(incident, now, user):
    """The three duties that are due next, for the page of an incident."""
    lines = lines_of(incident, duties.board(incident), now, user)
    return [each for each in lines if each.state not in (State.MET, State.NOT_REQUIRED)][:3]


def step(incident, user, board, lines, now):
    """The one thing that waits for this person, as Step; None for somebody who only reads."""
    here = [incident.reference]
    if user.holds(Role.LEGAL) and lines and lines[0].state == State.OVERDUE:
        return _for_counsel(lines, here)
    if rules.may(user, "log_event") and (wanted := board.wanted(now)):
        url = f"{reverse('incidents:log_event', args=here)}?kind={wanted[0]}"
        return Step("Log when it happened", url, f"Clocks wait for when {EVENTS[wanted[0]]}.")
    if user.holds(Role.LEGAL):
        return _for_counsel(lines, here)
    return None


def first_step(incident, user, board, sitting):
    """The same while no duty applies yet: answer, then decide, and log what starts clocks."""
    here = [incident.reference]
    if not rules.may(user, "answer_questions"):
        return None
    if sitting.row is None:
        why = "A few answers and the findings say which duties the incident seems to have."
        return Step("Answer the questions", reverse("incidents:duty_questions", args=here), why)
    if user.holds(Role.LEGAL):
        url = reverse("incidents:choose_duties", args=here)
        found = len(sitting.to_decide(board.decisions))
        if not found:
            why = "Nobody has said yet which duties apply. Find them by place, law or recipient."
            return Step("Say which duties apply", url, why)
        why = f"{found} duties seem to apply." if found > 1 else "One duty seems to apply."
        return Step("Say which duties apply", f"{url}?found=1", why)
    if not board.events:
        why = "The law counts from moments such as discovery. Log those you know of."
        return Step("Log what starts clocks", reverse("incidents:log_event", args=here), why)
    return None


def _for_counsel(lines, here):
    for each in lines:
        key, name = each.duty.key, each.duty.row.name
        if each.state in (State.OVERDUE, State.RUNNING, State.OPEN):
            url = reverse("incidents:record_filing", args=[*here, key])
            return Step("Record what was sent", url, f"{each.left}: {name}.")
        if each.state == State.TO_DECIDE:
            url = reverse("incidents:decide_duty", args=[*here, key])
            return Step("Decide on this duty", url, f"To be decided again: {name}.")
    return None
