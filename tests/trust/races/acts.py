"""What one thread does at its desk: reads, thinks, and acts on what it read a moment ago."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from breachcomm.accounts.models import Role, User
from breachcomm.refusal import Refused
from statements.models import Decision, Objection, Release, State
from tests.trust.races.house import text

SIGNING = (Role.LEGAL, Role.PR, Role.DEVELOPER)


class Nothing(Exception):
    """There is nothing to do of this kind just now."""


class Desk:
    def __init__(self, house, chance):
        self.house, self.chance, self.operations = house, chance, house.operations
        self.done, self.refused, self.unexpected = Counter(), Counter(), []
        # (sign-off, the digest its giver had on the screen)
        self.seen_when_signing = []
        self.new_episode()

    def new_episode(self):
        self.tabs = {}
        self.acquaintances = list(User.objects.all())

    def act(self):
        (verb,) = self.chance.choices(list(WEIGHTS), WEIGHTS.values())
        try:
            verb(self)
        except (Refused, PermissionDenied, Nothing):
            self.refused[verb.__name__] += 1
        except DatabaseError as error:
            self.unexpected.append(f"{verb.__name__}: {type(error).__name__}: {error}"[:300])
        except Exception as error:
            self.unexpected.append(f"{verb.__name__}: {error!r}"[:300])
        else:
            self.done[verb.__name__] += 1

    def somebody(self, *roles):
        """Mostly as they are now; sometimes as they were when the request came in."""
        role = self.chance.choice(roles)
        known = [person for person in self.acquaintances if person.role == role]
        if self.chance.random() < 0.2 and known:
            return self.chance.choice(known)
        return self.choice(self.house.people(role))

    def choice(self, found):
        found = list(found)
        if not found:
            raise Nothing
        return self.chance.choice(found)

    def read(self):
        """A statement and the text on the screen: the newest, or that of a tab left open."""
        statement = self.house.statement(self.chance)
        left_open = self.tabs.get(statement.pk)
        if left_open is None or self.chance.random() < 0.6:
            self.tabs[statement.pk] = statement.newest()
        return statement, left_open if self._prefers(left_open) else self.tabs[statement.pk]

    def _prefers(self, left_open):
        return left_open is not None and self.chance.random() < 0.3

    def digest_shown(self, revision):
        """Nearly always that of the text; sometimes replayed from another, or made up."""
        odd = self.chance.random()
        if odd < 0.03:
            return "0" * 64
        if odd < 0.08:
            return self.choice(self.tabs.values()).digest
        return revision.digest

    def say(self, role, decision):
        _, revision = self.read()
        shown = self.digest_shown(revision)
        given = self.operations.sign_off(
            revision, by=self.somebody(role), decision=decision, seen_digest=shown, note="Because."
        )
        self.seen_when_signing.append((given.pk, shown))


def edit(desk):
    statement, revision = desk.read()
    words = text(f"Words {desk.chance.random()}")
    desk.operations.save_revision(
        statement, by=desk.somebody(Role.LEGAL, Role.PR), based_on=revision.number, **words
    )


def sign_legal(desk):
    desk.say(Role.LEGAL, Decision.SIGNED)


def sign_pr(desk):
    desk.say(Role.PR, Decision.SIGNED)


def sign_developer(desk):
    desk.say(Role.DEVELOPER, Decision.SIGNED)


def send_back(desk):
    desk.say(desk.chance.choice(SIGNING), Decision.RETURNED)


def withdraw_sign_off(desk):
    desk.say(desk.chance.choice(SIGNING), Decision.WITHDRAWN)


def change_role(desk):
    desk.house.change(desk.choice(User.objects.all()), role=desk.chance.choice(SIGNING))


def end_access(desk):
    desk.house.change(desk.choice(User.objects.all()), is_active=False)


def give_access(desk):
    desk.house.change(desk.choice(User.objects.filter(is_active=False)), is_active=True)


def release(desk):
    _, revision = desk.read()
    desk.operations.release(
        revision, by=desk.somebody(Role.PR), seen_digest=desk.digest_shown(revision)
    )


def withdraw(desk):
    released = desk.choice(Release.objects.filter(statement__in=desk.house.statements))
    desk.operations.withdraw(released, by=desk.somebody(Role.LEGAL, Role.PR), reason="Wrong.")


def supersede(desk):
    """What left the house is followed by another statement, which takes its place here."""
    statement = desk.house.statement(desk.chance)
    if statement.state not in (State.RELEASED, State.WITHDRAWN):
        raise Nothing
    follower = desk.house.put_in_review(statement.audience, follows=statement)
    desk.house.statements = [*desk.house.statements, follower.pk]


def take_back(desk):
    _, revision = desk.read()
    desk.operations.take_back(revision, by=desk.somebody(Role.LEGAL, Role.PR))


def submit(desk):
    _, revision = desk.read()
    desk.operations.submit(revision, by=desk.somebody(Role.LEGAL, Role.PR))


def object_to(desk):
    _, revision = desk.read()
    desk.operations.raise_objection(revision, by=desk.somebody(*SIGNING), text="Not so.")


def settle(desk):
    objection = desk.choice(
        Objection.objects.filter(
            revision__statement__in=desk.house.statements, settlement__isnull=True
        )
    )
    desk.operations.settle(objection, by=desk.somebody(objection.role), note="It was.")


# How often people do what, so that texts get through and still something always comes between.
WEIGHTS = {
    edit: 5,
    sign_legal: 12,
    sign_pr: 20,
    sign_developer: 6,
    send_back: 2,
    withdraw_sign_off: 3,
    change_role: 2,
    end_access: 2,
    give_access: 2,
    release: 26,
    withdraw: 2,
    supersede: 4,
    take_back: 1,
    submit: 4,
    object_to: 1,
    settle: 6,
}
