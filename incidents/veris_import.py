"""Storing what a VERIS file brought: an incident, its findings, the prose as notes, the file."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from breachcomm.audit.catalogue import Action
from breachcomm.audit.record import record
from breachcomm.plain_text import TEXT_MAX
from breachcomm.refusal import Refused
from incidents import rules, veris
from incidents.models import Incident, VerisImport
from incidents.operations import Finding, create_incident, let_in, write_contribution, write_facts

CONSOLE = "console"
IMPORTED, UNCHANGED, REFUSED = "imported", "unchanged", "refused"
OTHER_CONTENT = (
    "A file of this name was imported before with other content. "
    "Open its incident and record what changed."
)


@dataclass(frozen=True)
class Outcome:
    """What became of one record. reason: why it was refused; incident: None when not stored."""

    label: str
    result: str
    reason: str = ""
    incident: Incident | None = None
    warnings: tuple = ()


def import_record(label, raw, *, by, members=(), dry_run=False):
    """Store one record of `veris.read_many` and say what became of it.

    by: User, or CONSOLE for whoever already holds the database; a person becomes a member.
    The same bytes under the same file name are unchanged; other bytes under it are refused, since
    what is known by then may be newer than the file.
    """
    rules.require(by == CONSOLE or (not isinstance(by, str) and rules.may(by, "import_veris")))
    try:
        if isinstance(raw, veris.Unreadable):
            raise raw
        read = veris.parse(raw, label)
        return _import(label, read, by=by, members=members, dry_run=dry_run)
    except veris.Unreadable as unreadable:
        return Outcome(label, REFUSED, unreadable.reason)
    except Refused as refusal:
        return Outcome(label, REFUSED, " ".join(refusal.reasons))


def _import(label, read, *, by, members, dry_run):
    found = veris.findings(read, zone=settings.TIME_ZONE)
    warnings = tuple(found.warnings)
    if VerisImport.objects.filter(import_key=found.import_key).exists():
        return Outcome(label, UNCHANGED, warnings=warnings)
    if VerisImport.objects.filter(file_name=found.file_name).exists():
        raise Refused(OTHER_CONTENT)
    if dry_run:
        return Outcome(label, IMPORTED, warnings=warnings)
    try:
        with transaction.atomic():
            incident = _store(found, read.raw, by=by, members=members)
    except IntegrityError:
        # Somebody else imported the same file at this moment; anything else is a fault of ours.
        if not VerisImport.objects.filter(import_key=found.import_key).exists():
            raise
        return Outcome(label, UNCHANGED, warnings=warnings)
    return Outcome(label, IMPORTED, incident=incident, warnings=warnings)


def _store(found, raw, *, by, members):
    person = None if by == CONSOLE else by
    incident = create_incident(
        title=found.title,
        organisation=found.organisation,
        opened_by=person,
        by=by,
        status=found.status,
        zone=settings.TIME_ZONE,
        source_note=f"Imported from the VERIS file {found.file_name}.",
    )
    for member in {*members, *filter(None, [person])}:
        let_in(incident, member, by=by)
    write_facts(incident, by=by, findings=_findings(found))
    for text in _texts(found):
        write_contribution(incident, by=by, text=text)
    _keep_file(incident, found, raw, by=by)
    return incident


def _findings(found):
    return {fact.key: Finding(fact.value, fact.confidence, fact.basis) for fact in found.facts}


def _texts(found):
    """Third-party prose: notes for the members, never a finding and never a text of ours."""
    if found.narrative.strip():
        yield f"Summary in the VERIS file: {found.narrative}"[:TEXT_MAX]
    yield from (note[:TEXT_MAX] for note in found.notes if note.strip())
    if found.sources:
        yield "\n".join(["Sources named in the VERIS file:", *found.sources])[:TEXT_MAX]
    if found.warnings:
        yield "\n".join(["What the import could not take over:", *found.warnings])[:TEXT_MAX]


def _keep_file(incident, found, raw, *, by):
    VerisImport.objects.create(
        incident=incident,
        import_key=found.import_key,
        file_name=found.file_name,
        raw=raw,
        external_ids=found.external_ids,
        warnings=list(found.warnings),
    )
    record(
        Action.VERIS_IMPORTED,
        by=by,
        incident=incident,
        subject=incident,
        import_key=found.import_key,
        facts=len(found.facts),
    )
