"""Opening an incident, who is let in, what is found, and what people say of it."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.refusal import Refused
from incidents import code_names, rules
from incidents.facts import CATALOGUE
from incidents.facts.times import impossible_orders
from incidents.models import Contribution, Fact, Incident, Kind, Membership, ReferenceYear


@transaction.atomic
def open_incident(*, by, title, organisation, members=(), **fields):
    """Open an incident under the next reference; whoever opens it is its first member."""
    rules.require(rules.may(by, "open_incident"))
    incident = create_incident(title=title, organisation=organisation, opened_by=by, **fields)
    for person in {by, *members}:
        let_in(incident, person, by=by)
    return incident


def create_incident(*, title, organisation, opened_by, code_name="", by=None, **fields):
    """The row, its reference and its first entry on record."""
    incident = Incident.objects.create(
        reference=_next_reference(),
        code_name=code_name or code_names.suggest(_taken_code_names),
        title=title,
        organisation=organisation,
        opened_by=opened_by,
        **fields,
    )
    record(
        Action.INCIDENT_OPENED,
        by=by or opened_by,
        incident=incident,
        subject=incident,
        severity=int(incident.severity),
        exercise=incident.is_exercise,
    )
    return incident


def _next_reference():
    year = timezone.localtime().year
    ReferenceYear.objects.get_or_create(year=year)
    counter = ReferenceYear.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"INC-{year}-{counter.last:04}"


def _taken_code_names(names):
    return set(Incident.objects.filter(code_name__in=names).values_list("code_name", flat=True))


def lock(incident):
    """From here on nobody changes this incident beside us."""
    return Incident.objects.select_for_update(no_key=True).get(pk=incident.pk)


@transaction.atomic
def change_incident(incident, *, by, **fields):
    """Change the head of an incident: title, severity, status, organisation, zone, exercise."""
    rules.require(rules.can(by, "change_incident", incident))
    incident = lock(incident)
    changed = [name for name, value in fields.items() if getattr(incident, name) != value]
    if not changed:
        return incident
    for name in changed:
        setattr(incident, name, fields[name])
    incident.save(update_fields=changed)
    record(Action.INCIDENT_CHANGED, by=by, incident=incident, subject=incident, changed=changed)
    return incident


@transaction.atomic
def add_member(incident, *, by, person):
    """Let one more person know that this incident exists."""
    rules.require(rules.can(by, "manage_members", incident))
    incident = lock(incident)
    if not person.holds(*Role.values):
        raise Refused(f"{person.name} has no role here and cannot be let in.")
    if rules.is_member(person, incident):
        raise Refused(f"{person.name} is let in already.")
    return let_in(incident, person, by=by)


def let_in(incident, person, *, by):
    """The row and its entry on record, for the operations that have asked the rules."""
    membership = Membership.objects.create(
        incident=incident, person=person, added_by=None if isinstance(by, str) else by
    )
    record(
        Action.MEMBER_ADDED,
        by=by,
        incident=incident,
        subject=incident,
        person=person.name,
        role=person.role,
    )
    return membership


@transaction.atomic
def remove_member(incident, *, by, person):
    """End somebody's access; at least one member who can act always stays."""
    rules.require(rules.can(by, "manage_members", incident))
    incident = lock(incident)
    others = incident.memberships.exclude(person=person)
    if not others.filter(person__role__in=rules.ACTING, person__is_active=True).exists():
        raise Refused("Somebody who can act must stay. Let another person in first.")
    gone, _ = incident.memberships.filter(person=person).delete()
    if not gone:
        raise Refused(f"{person.name} was not let in, or is out already.")
    record(Action.MEMBER_REMOVED, by=by, incident=incident, subject=incident, person=person.name)


@dataclass(frozen=True)
class Finding:
    """What somebody wants to record for one key, and which fact they saw standing there."""

    value: object
    confidence: str
    basis: str = ""
    seen: int | None = None

    def normalised(self, key):
        """The same finding in its stored form, so that an unchanged one is recognised."""
        return replace(self, value=CATALOGUE[key].normalise(self.value), basis=self.basis.strip())

    def says_the_same_as(self, fact):
        mine = (self.value, self.confidence, self.basis)
        return fact is not None and mine == (fact.value, fact.confidence, fact.basis)


@dataclass(frozen=True)
class Conflict:
    """Somebody recorded `standing` while `mine` was being typed; `standing` stands."""

    key: str
    standing: Fact
    mine: Finding


@dataclass(frozen=True)
class Recorded:
    facts: list
    conflicts: list


@transaction.atomic
def record_facts(incident, *, by, findings):
    """Record what changed, and only that. findings: {key: Finding}. Returns Recorded.

    A key somebody else recorded in the meantime is left as it stands and comes back as a
    Conflict, so that nobody's finding is overwritten unseen.
    """
    rules.require(rules.can_record_facts(by, incident))
    rules.require(all(rules.can_record(by, key) for key in findings))
    incident = lock(incident)
    known = incident.known()
    findings = {key: finding.normalised(key) for key, finding in findings.items()}
    changed = {
        key: finding
        for key, finding in findings.items()
        if not finding.says_the_same_as(known.get(key))
    }
    conflicts = [
        Conflict(key, known[key], finding)
        for key, finding in changed.items()
        if key in known and known[key].pk != finding.seen
    ]
    beaten = {conflict.key for conflict in conflicts}
    fresh = {key: finding for key, finding in changed.items() if key not in beaten}
    if sentences := set(impossible_orders({**known, **fresh}).values()) - set(
        impossible_orders(known).values()
    ):
        raise Refused(*sorted(sentences))
    return Recorded(write_facts(incident, by=by, findings=fresh), conflicts)


def write_facts(incident, *, by, findings):
    """Insert one row per finding and put the keys, never the values, on record."""
    for key, finding in findings.items():
        _check(key, finding)
    facts = [
        Fact.objects.create(
            incident=incident,
            key=key,
            value=finding.value,
            confidence=finding.confidence,
            basis=finding.basis,
            by=None if isinstance(by, str) else by,
            role="" if isinstance(by, str) else by.role,
        )
        for key, finding in findings.items()
    ]
    if facts:
        record(
            Action.FACTS_RECORDED,
            by=by,
            incident=incident,
            subject=incident,
            keys=[fact.key for fact in facts],
            ids=[str(fact.pk) for fact in facts],
        )
    return facts


def _check(key, finding):
    """The form has said all this kindly; here it holds for every other path too."""
    type = CATALOGUE[key]
    if found := type.problems(finding.value, finding.confidence, finding.basis):
        raise Refused(*(f"{type.label}: {sentence}" for sentence in found))


@transaction.atomic
def contribute(incident, *, by, text, kind=Kind.NOTE, privileged=False):
    """Add a note or a decision under one's role."""
    if kind not in (Kind.NOTE, Kind.DECISION):
        raise Refused("Ask a question with an owner, and answer a question that was asked.")
    return _say(incident, by=by, text=text, kind=kind, privileged=privileged)


@transaction.atomic
def ask(incident, *, by, text, owner, privileged=False):
    """Ask one person to bring an answer."""
    if not owner.holds(*rules.ACTING) or not rules.is_member(owner, incident):
        raise Refused(f"{owner.name} cannot answer here. Choose somebody who is let in and acts.")
    if privileged and not owner.holds(Role.LEGAL):
        raise Refused("A privileged question can only go to legal counsel.")
    return _say(incident, by=by, text=text, kind=Kind.QUESTION, privileged=privileged, owner=owner)


@transaction.atomic
def answer(question, *, by, text):
    """Answer an open question; the answer is as privileged as the question."""
    incident = lock(question.incident)
    if question.kind != Kind.QUESTION or question.replies.exists():
        raise Refused("This question has its answer already. Reload the page to read it.")
    return _say(
        incident,
        by=by,
        text=text,
        kind=Kind.ANSWER,
        privileged=question.privileged,
        answers=question,
    )


def _say(incident, *, by, text, kind, privileged, **links):
    rules.require(rules.can(by, "contribute", incident))
    rules.require(not privileged or rules.may(by, "mark_privileged"))
    if not text.strip():
        raise Refused("There is no text yet.")
    return write_contribution(incident, by=by, text=text, kind=kind, privileged=privileged, **links)


def write_contribution(incident, *, by, text, kind=Kind.NOTE, privileged=False, **links):
    """Insert one contribution and put on record that it was made, never what it says."""
    contribution = Contribution.objects.create(
        incident=incident,
        kind=kind,
        text=text,
        privileged=privileged,
        by=None if isinstance(by, str) else by,
        role="" if isinstance(by, str) else by.role,
        **links,
    )
    record(
        Action.CONTRIBUTION_ADDED,
        by=by,
        incident=incident,
        subject=incident,
        kind=kind,
        privileged=privileged,
        contribution=contribution.pk,
    )
    return contribution
