"""A small world to try the product in, built through the operations and nothing else."""

import secrets
from datetime import timedelta
from pathlib import Path

import yaml
from django.db import transaction
from django.utils import timezone

from breachcomm.accounts.operations import CONSOLE, add_person
from incidents import code_names
from incidents import operations as incidents
from incidents.facts import Confidence
from incidents.operations import Finding
from statements import operations as statements
from statements.models import Clause

FOLDER = Path(__file__).parent


def load():
    """Load people and incidents; returns [(role, e-mail, password)] to sign in with."""
    with transaction.atomic():
        people, sign_ins = _load_people()
        _load_clauses(by=people["lena"])
        _load_house_style(by=people["marcus"])
        for path in sorted(FOLDER.glob("[0-9]*.yaml")):
            _Story(yaml.safe_load(path.read_text(encoding="utf-8")), people).tell()
    return sign_ins


def _load_people():
    people, sign_ins = {}, []
    for person in yaml.safe_load((FOLDER / "people.yaml").read_text(encoding="utf-8")):
        password = _password()
        key = person.pop("key")
        people[key] = add_person(by=CONSOLE, password=password, **person)
        sign_ins.append((people[key].get_role_display(), person["email"], password))
    return people, sign_ins


def _load_clauses(*, by):
    """Words counsel approved, for any letter of the house."""
    for told in yaml.safe_load((FOLDER / "clauses.yaml").read_text(encoding="utf-8")):
        review_by = timezone.localdate() + timedelta(days=told.pop("review_in_days"))
        statements.add_clause(by=by, review_by=review_by, **told)


def _load_house_style(*, by):
    """Words the house says otherwise."""
    for told in yaml.safe_load((FOLDER / "house_style.yaml").read_text(encoding="utf-8")):
        statements.add_term(by=by, **told)


def _password():
    """Long enough, easy to type, and another one in every installation."""
    words = code_names.suggest().lower().replace(" ", "-")
    return f"{words}-{secrets.token_hex(4)}"


class _Story:
    """Plays the steps of one incident, each as one call of one operation."""

    def __init__(self, told, people):
        self.people, self.steps, self.objections = people, told.pop("steps"), {}
        members = [people[key] for key in told.pop("members")]
        self.incident = incidents.open_incident(by=people["dana"], members=members, **told)

    def tell(self):
        for step in self.steps:
            ((verb, details),) = step.items()
            by = self.people[details.pop("by")]
            getattr(self, verb)(by=by, **details)

    def record_facts(self, *, by, findings):
        made = {
            key: Finding(
                value=told.get("value"),
                confidence=told.get("confidence", Confidence.CONFIRMED),
                basis=told.get("basis", ""),
            )
            for key, told in findings.items()
        }
        incidents.record_facts(self.incident, by=by, findings=made)

    def contribute(self, *, by, **details):
        incidents.contribute(self.incident, by=by, **details)

    def ask(self, *, by, owner, text):
        incidents.ask(self.incident, by=by, owner=self.people[owner], text=text)

    def draft(self, *, by, audience):
        statements.draft(self.incident, by=by, audience=audience)

    def use_clause(self, *, by, statement, slug, heading):
        """The clause ends the section under the heading."""
        text = self._text(statement)
        written, token = text.written, Clause.objects.get(slug=slug).newest().token
        [section] = [one for one in written["sections"] if one["heading"] == heading]
        section["text"] += f"\n\n{token}"
        statements.save_revision(text.statement, by=by, based_on=text.number, **written)

    def revise_clause(self, *, by, slug, text, reason):
        clause = Clause.objects.get(slug=slug)
        newest = clause.newest()
        told = {"based_on": newest.number, "review_by": newest.review_by}
        statements.revise_clause(clause, by=by, text=text, reason=reason, **told)

    def submit(self, *, by, statement):
        statements.submit(self._text(statement), by=by)

    def raise_objection(self, *, by, statement, text, key):
        self.objections[key] = statements.raise_objection(self._text(statement), by=by, text=text)

    def settle(self, *, by, objection, note):
        statements.settle(self.objections[objection], by=by, note=note)

    def sign_off(self, *, by, statement, decision):
        text = self._text(statement)
        statements.sign_off(text, by=by, decision=decision, seen_digest=text.digest)

    def release(self, *, by, statement):
        text = self._text(statement)
        statements.release(text, by=by, seen_digest=text.digest)

    def _text(self, number):
        return self.incident.statements.get(number=number).newest()
