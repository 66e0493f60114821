"""Judges every release from the rows that cannot be rewritten, and from nothing the gate says.

Who signed: the sign-off table. Who held which role, which text was the newest and which objection
was open when the release was committed: the record, whose order is the order of the commits.
"""

import hashlib
import json

from breachcomm.audit.models import Entry
from statements.models import Release, SignOff, Statement

NEEDED = {"technical": ("legal", "pr", "developer")}
ALWAYS = ("legal", "pr")


def judge():
    """What is wrong, release by release: [(release, [what])]; [] is the only good answer."""
    told = _Told()
    for entry in Entry.objects.order_by("sequence"):
        told.take(entry)
    releases = Release.objects.select_related("revision__statement__incident", "by")
    judged = [(release.pk, list(_wrong_with(release, told))) for release in releases]
    return [(pk, found) for pk, found in judged if found] + list(_stray(told))


def _wrong_with(release, told):
    revision, statement = release.revision, release.revision.statement
    if not release.digest == _digest(revision) == _sha(release.frozen):
        yield "not the text of its digest"
    yield from _sign_offs(release, statement, told)
    moment = told.releases.get((statement.reference, revision.number), [])
    if len(moment) != 1 or told.count[statement.reference] != 1:
        yield "released twice"
    for then in moment:
        yield from _at(then, release, revision)


def _sign_offs(release, statement, told):
    needed = NEEDED.get(statement.audience, ALWAYS)
    latest = {
        given.role: given
        for given in SignOff.objects.filter(revision=release.revision).order_by("pk")
    }
    standing = [latest[role] for role in needed if role in latest]
    if [given.decision for given in standing] != ["signed"] * len(needed):
        yield "not signed by every role"
    if any(given.digest != release.digest for given in standing):
        yield "another digest was signed"
    if len({given.by_id for given in standing}) != len(needed):
        yield "fewer people than signatures"
    named = {release.legal_sign_off_id, release.pr_sign_off_id}
    if not named <= {given.pk for given in standing}:
        yield "names a sign-off that does not stand"
    for then in told.releases.get((statement.reference, release.revision.number), []):
        if any(then["roles"].get(given.by.name) != given.role for given in standing):
            yield "a signer had left the role"


def _at(then, release, revision):
    if then["newest"] != revision.number:
        yield "not the newest text"
    if then["open_objections"]:
        yield "an objection was open"
    if then["roles"].get(release.by.name) != "pr":
        yield "released by somebody who is not PR"


def _stray(told):
    """Statements that say they left the house and have no release, or the other way round."""
    for statement in Statement.objects.select_related("incident"):
        left = statement.state in ("released", "withdrawn")
        if left != (statement.reference in told.count):
            yield statement.reference, ["its state and the record differ"]


class _Told:
    """Replays the record: people's roles, newest texts, open objections, at each release."""

    def __init__(self):
        self.roles, self.newest, self.open = {}, {}, {}
        self.releases, self.count = {}, {}

    def take(self, entry):
        facts = json.loads(entry.facts)
        method = getattr(self, f"_{entry.action}", None)
        if method:
            method(entry, facts)

    def _person_added(self, entry, facts):
        self.roles[entry.subject] = facts["role"]

    def _person_changed(self, entry, facts):
        self.roles[entry.subject] = facts["role"] if facts["active"] else None

    def _revision_saved(self, entry, facts):
        self.newest[entry.subject] = max(facts["revision"], self.newest.get(entry.subject, 0))

    def _objection_raised(self, entry, facts):
        self.open.setdefault(entry.subject, set()).add(facts["objection"])

    def _objection_settled(self, entry, facts):
        self.open[entry.subject].discard(facts["objection"])

    def _released(self, entry, facts):
        then = {
            "roles": dict(self.roles),
            "newest": self.newest[entry.subject],
            "open_objections": set(self.open.get(entry.subject, ())),
        }
        self.releases.setdefault((entry.subject, facts["revision"]), []).append(then)
        self.count[entry.subject] = self.count.get(entry.subject, 0) + 1


def _digest(revision):
    """The digest computed anew from the columns, without the product's own code."""
    statement = revision.statement
    plain = ("title", "lead", "template", "layout", "layout_digest", "sender_name")
    plain += ("sender_address", "zone", "is_exercise")
    covered = {name: getattr(revision, name) for name in plain}
    covered |= {name: getattr(statement, name) for name in ("audience", "language", "variant")}
    covered |= {
        "schema": "breachcomm.revision.v1",
        "incident": statement.incident.reference,
        "statement": statement.number,
        "revision": revision.number,
        "sections": [[part["heading"], part["text"]] for part in revision.sections],
    }
    return _sha(json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _sha(frozen):
    return hashlib.sha256(b"breachcomm.revision.v1\0" + frozen.encode()).hexdigest()
