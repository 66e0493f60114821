"""Statements on their way out of the house, each step through its operation."""

from types import SimpleNamespace

from breachcomm.accounts.models import Role
from statements import operations
from statements.audiences import REQUIRED_ROLES, Audience
from statements.models import Decision, Waiver, WordingWaiver
from tests import factories

FINISHED = {
    "title": "Notice of Data Breach",
    "lead": "We write to you because this concerns you.",
    "sections": [
        # Nothing in here asserts anything: no fact has to carry it.
        {"heading": "What Happened", "text": "Please read this letter from beginning to end."},
        {"heading": "What You Can Do", "text": "Sign out everywhere, then sign in again."},
    ],
}


def team():
    """One person of each role, let into one incident."""
    people = {role.value: factories.person(role) for role in Role}
    incident = factories.incident(by=people["developer"], members=people.values())
    return SimpleNamespace(incident=incident, **people)


def drafted(team, audience=Audience.AFFECTED_PEOPLE, **options):
    """A finished text nobody has been asked to sign yet. Returns its revision."""
    statement = operations.draft(team.incident, by=team.pr, audience=audience, **options)
    return edited(statement.newest(), by=team.pr)


def edited(revision, *, by, **changes):
    """The next revision of the same statement."""
    return operations.save_revision(
        revision.statement, by=by, based_on=revision.number, **{**FINISHED, **changes}
    )


def submitted(team, audience=Audience.AFFECTED_PEOPLE, **options):
    revision = drafted(team, audience, **options)
    operations.submit(revision, by=team.pr)
    revision.statement.refresh_from_db()
    return revision


def word(revision, by, decision=Decision.SIGNED, note=""):
    """`by` signs, returns or takes the signature back, having read this very text.

    And, as on the page, what counsel and others let stand in it.
    """
    waivers, remarks = (
        list(
            model.objects.filter(revision__statement=revision.statement_id).values_list(
                "pk", flat=True
            )
        )
        for model in (Waiver, WordingWaiver)
    )
    return operations.sign_off(
        revision,
        by=by,
        decision=decision,
        seen_digest=revision.digest,
        note=note,
        seen_waivers=waivers,
        seen_remarks=remarks,
    )


def signed(team, audience=Audience.AFFECTED_PEOPLE, **options):
    """A text that has everything it needs to go out."""
    revision = submitted(team, audience, **options)
    for role in REQUIRED_ROLES[audience]:
        word(revision, getattr(team, role.value))
    return revision


def released(team, audience=Audience.AFFECTED_PEOPLE, **options):
    revision = signed(team, audience, **options)
    return operations.release(revision, by=team.pr, seen_digest=revision.digest)


def clause(slug="credit-freeze", *, by, **changes):
    """The first version of a clause in the library."""
    told = {
        "title": "Credit freeze",
        "element": "what_you_can_do",
        "text": "You can put a **credit freeze** in place, free of charge.\n\n- It takes one call.",
        "reason": "Agreed with the bureaus.",
    }
    return operations.add_clause(slug, by=by, **{**told, **changes})
