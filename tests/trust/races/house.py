"""The world of a race: a few people per role, one incident, and the statements they fight over."""

from itertools import cycle

from breachcomm.accounts import operations as accounts
from breachcomm.accounts.models import Role, User
from incidents import operations as incidents
from statements.audiences import REQUIRED_ROLES, Audience
from statements.models import Decision, Statement

POOL = {Role.LEGAL: 3, Role.PR: 3, Role.DEVELOPER: 2}
AUDIENCES = (Audience.AFFECTED_PEOPLE, Audience.TECHNICAL, Audience.HOLDING)


class House:
    def __init__(self, operations):
        self.operations = operations
        self.homes = {
            self._hire(role, n).pk: role for role, many in POOL.items() for n in range(many)
        }
        people = list(User.objects.all())
        opener = next(person for person in people if person.role == Role.PR)
        self.incident = incidents.open_incident(
            by=opener, members=people, title="Race", organisation="Ferrante Cloud GmbH"
        )
        self.statements, self.audiences = [], cycle(AUDIENCES)

    def _hire(self, role, number):
        return accounts.add_person(
            by=accounts.CONSOLE,
            email=f"{role}{number}@example.org",
            name=f"{role} {number}",
            role=role,
            password="harbour lantern meadow",
        )

    def set_up(self):
        """Everybody back in place, and two fresh statements in review that wait for PR's word."""
        for person in User.objects.all():
            if not (person.is_active and person.role == self.homes[person.pk]):
                self.change(person, role=self.homes[person.pk], is_active=True)
        self.statements = []
        for audience in (next(self.audiences), next(self.audiences)):
            statement = self.put_in_review(audience)
            self.statements.append(statement.pk)
            for role in set(REQUIRED_ROLES[audience]) - {Role.PR}:
                self.sign(statement.newest(), role)

    def sign(self, revision, role):
        by = next(iter(self.people(role)))
        self.operations.sign_off(
            revision, by=by, decision=Decision.SIGNED, seen_digest=revision.digest
        )

    def change(self, person, **fields):
        now = {"name": person.name, "role": person.role, "is_active": person.is_active}
        accounts.change_person(person, by=accounts.CONSOLE, **now | fields)

    def put_in_review(self, audience, follows=None):
        by = next(iter(self.people(Role.PR)))
        statement = self.operations.draft(self.incident, by=by, audience=audience, follows=follows)
        revision = self.operations.save_revision(statement, by=by, based_on=1, **text("First."))
        self.operations.submit(revision, by=by)
        return statement

    def people(self, role):
        return User.objects.filter(role=role, is_active=True).order_by("pk")

    def statement(self, chance):
        pk = chance.choice(self.statements)
        return Statement.objects.select_related("incident").get(pk=pk)


def text(words):
    return {
        "title": "Notice of Data Breach",
        "lead": words,
        "sections": [{"heading": "What Happened", "text": "Please read all of it."}],
    }
