"""Clocks of the law: what starts them, which duties apply, what was sent, on which rules."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from incidents import duties, questionnaire, rules
from incidents.facts.times import Time, earliest
from incidents.models import (
    Channel,
    DutyAnswers,
    DutyDataSet,
    DutyDecision,
    DutyEvent,
    DutyRules,
    Fulfilment,
    Ruling,
)
from incidents.obligations import loading
from incidents.operations.knowing import lock


@transaction.atomic
def log_event(incident, *, by, kind, value, evidence, is_disputed=False):
    """Log when something happened that starts clocks; `value` None says it did not happen.

    value: a time as facts keep it. A disputed moment stands beside the earlier ones.
    """
    rules.require(rules.can(by, "log_event", incident))
    incident = lock(incident)
    board = duties.board(incident)
    if kind not in duties.LOGGABLE and kind not in board.ruled(Ruling.APPLIES):
        raise Refused("Choose an event from the list, or a duty that applies.")
    value, evidence = _moment(value), evidence.strip()
    if not evidence:
        raise Refused("Say how we know: evidence is missing.")
    if value is None and (is_disputed or kind not in board.known.events):
        raise Refused("There is no such event in the log that could be taken back.")
    logged = DutyEvent.objects.create(
        incident=incident,
        kind=kind,
        value=value,
        moment=earliest(value) if value else None,
        evidence=evidence,
        is_disputed=is_disputed,
        by=by,
        role=by.role,
    )
    _stay(incident, by=by)
    record(
        Action.DUTY_EVENT_LOGGED,
        by=by,
        incident=incident,
        subject=incident,
        kind=kind,
        event=logged.pk,
        disputed=is_disputed,
        happened=value is not None,
    )
    return logged


def _moment(value):
    if value is None:
        return None
    value = Time().normalise(value)
    if found := Time().validate(value):
        raise Refused(*found)
    return value


@transaction.atomic
def answer_questions(incident, *, by, given, seen):
    """Keep the answers to the questionnaire; None where nothing changed.

    given: {id of a question: answer}, all that stand. seen: the row these answers started from.
    """
    rules.require(rules.can(by, "answer_questions", incident))
    incident = lock(incident)
    standing = incident.duty_answers.last()
    if seen != (standing.pk if standing else 0):
        raise Refused(
            "Somebody else answered meanwhile; what follows from it stands on the page of duties. "
            "Yours are still here: keep them to put them in the place of theirs."
        )
    if found := questionnaire.problems(given, duties.board(incident).data):
        raise Refused(*found)
    before = standing.answers if standing else {}
    if given == before:
        return None
    changed = [id for id in {**before, **given} if before.get(id) != given.get(id)]
    made = DutyAnswers.objects.create(incident=incident, answers=given, by=by, role=by.role)
    _stay(incident, by=by)
    record(
        Action.QUESTIONS_ANSWERED,
        by=by,
        incident=incident,
        subject=incident,
        questions=changed,
        answers=made.pk,
    )
    return made


@dataclass(frozen=True)
class Word:
    """What counsel says of duties: the ruling, why, and whether the reason is privileged."""

    ruling: str
    reason: str
    privileged: bool = False


@transaction.atomic
def decide_duty(incident, *, by, keys, word, seen=None):
    """Decide for each duty of `keys` whether it applies. Returns the rows.

    seen: the newest decision of this incident on the screen, where one was; a newer one on the
    same duty is never overruled unread.
    """
    rules.require(rules.can(by, "decide_duty", incident))
    incident = lock(incident)
    board = duties.board(incident)
    keys, reason = list(dict.fromkeys(keys)), word.reason.strip()
    if unknown := [key for key in keys if not board.has(key)]:
        raise Refused(f"The rules have no duty “{unknown[0][:60]}”.")
    if not keys:
        raise Refused("Choose at least one duty.")
    if word.ruling not in Ruling.values or not reason:
        raise Refused("Say what you decide, and why.")
    newer = [board.decisions[key] for key in keys if key in board.decisions]
    if seen is not None and any(decision.pk > seen for decision in newer):
        raise Refused("Another decision on this was made meanwhile. Read it, then decide.")
    made = [
        DutyDecision.objects.create(
            incident=incident,
            key=key,
            ruling=word.ruling,
            reason=reason,
            privileged=word.privileged,
            by=by,
            role=by.role,
        )
        for key in keys
    ]
    _stay(incident, by=by)
    record(
        Action.DUTY_DECIDED,
        by=by,
        incident=incident,
        subject=incident,
        keys=keys,
        ruling=str(word.ruling),
        ids=[str(decision.pk) for decision in made],
    )
    return made


@dataclass(frozen=True)
class Filing:
    """A notice that was sent: how, when, in which zone that was said, its words, a reference."""

    channel: str
    sent_at: datetime
    zone: str
    text: str
    external_reference: str = ""


@transaction.atomic
def record_filing(incident, *, by, key, filing, corrects=None):
    """Record a notice that was sent to meet a duty; `corrects` is the filing it supersedes.

    Lateness is frozen at the first: what follows carries the deadline that was computed then.
    """
    rules.require(rules.can(by, "record_filing", incident))
    incident = lock(incident)
    board = duties.board(incident)
    _check_filing(board, key, filing, corrects)
    first = board.filings.get(key) or [None]
    due = first[0] or board.deadline(key)
    kept = _stay(incident, by=by)
    made = Fulfilment.objects.create(
        incident=incident,
        key=key,
        stage=board.data.obligation(key).stage,
        channel=filing.channel,
        sent_at=filing.sent_at,
        zone=filing.zone,
        external_reference=filing.external_reference.strip(),
        text=filing.text,
        strict=due.strict,
        legal_max=due.legal_max,
        data_set=kept,
        corrects=corrects,
        by=by,
        role=by.role,
    )
    record(
        Action.FILING_RECORDED,
        by=by,
        incident=incident,
        subject=incident,
        key=key,
        filing=made.pk,
        corrects=corrects and corrects.pk,
    )
    return made


def _check_filing(board, key, filing, corrects):
    if key not in board.ruled(Ruling.APPLIES):
        raise Refused("Decide first that this duty applies, then record what was sent.")
    if filing.channel not in Channel.values or not filing.text.strip():
        raise Refused("Say how it was sent, and what it said.")
    if filing.sent_at > timezone.now():
        raise Refused("This time is still to come. Check the date and the zone.")
    standing = board.filings.get(key, [])
    if corrects is not None and corrects not in standing:
        raise Refused("That filing was corrected already. Reload the page to read it.")
    if any(_says_the_same(one, filing) for one in standing):
        raise Refused("This filing is on record already, with the same time and words.")


def _says_the_same(old, filing):
    names = ("channel", "sent_at", "zone", "text", "external_reference")
    return all(getattr(old, name) == getattr(filing, name) for name in names)


@transaction.atomic
def take_newer_rules(incident, *, by, reason, seen_checksum):
    """Put the incident on the data set this installation came with, as counsel saw it."""
    rules.require(rules.can(by, "take_newer_rules", incident))
    incident = lock(incident)
    newest = loading.current()
    if duties.is_same(duties.board(incident).data, newest):
        raise Refused("This incident runs on the newest rules already.")
    if seen_checksum != newest.checksum:
        raise Refused("The rules changed while you were reading. Read the difference again.")
    if not reason.strip():
        raise Refused("Say why you take the newer rules.")
    return _take(incident, newest, by=by, reason=reason.strip())


def _stay(incident, *, by):
    """The kept data set of an incident; the newest, from its first act on, until counsel moves."""
    standing = incident.duty_rules.select_related("data_set").defer("data_set__content").last()
    if standing is None:
        standing = _take(incident, loading.current(), by=by)
    return standing.data_set


def _take(incident, data, *, by, reason=""):
    kept, _ = DutyDataSet.objects.defer("content").get_or_create(
        version=data.version, checksum=data.checksum, defaults={"content": data.content}
    )
    taken = DutyRules.objects.create(
        incident=incident, data_set=kept, reason=reason, by=by, role=by.role
    )
    record(
        Action.DUTY_RULES_TAKEN,
        by=by,
        incident=incident,
        subject=incident,
        version=data.version,
        checksum=data.checksum,
    )
    return taken
