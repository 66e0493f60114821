"""Releases that must never be: each builds a world and says which row somebody tries to insert."""

from django.utils import timezone

from breachcomm.accounts.models import Role
from incidents import operations as incidents
from statements import content, operations
from statements.audiences import Audience
from statements.models import Decision
from tests import factories
from tests.statements.factories import edited, released, signed, submitted, word


def row(revision, *, legal=None, pr=None, by, **forged):
    """The columns of a release of `revision`; what is forged replaces the honest value."""
    legal = legal or latest(revision, Role.LEGAL)
    pr = pr or latest(revision, Role.PR)
    return {
        "statement_id": revision.statement_id,
        "revision_id": revision.pk,
        "digest": revision.digest,
        "frozen": content.freeze(revision.content()),
        "legal_sign_off_id": legal.pk,
        "legal_user_id": legal.by_id,
        "legal_role": "legal",
        "pr_sign_off_id": pr.pk,
        "pr_user_id": pr.by_id,
        "pr_role": "pr",
        "by_id": by.pk,
        "role": "pr",
        "at": timezone.now(),
        **forged,
    }


def latest(revision, role):
    return revision.sign_offs.filter(role=role).order_by("-pk").first()


def colleague(team, role):
    person = factories.person(role)
    incidents.add_member(team.incident, by=team.pr, person=person)
    return person


def good(team):
    return row(signed(team), by=team.pr)


def good_technical_advisory(team):
    return row(signed(team, Audience.TECHNICAL), by=team.pr)


def text_of_another_statement(team):
    other = signed(team)
    return row(signed(team), by=team.pr, revision_id=other.pk)


def text_of_another_statement_with_its_digest(team):
    other = signed(team)
    return row(signed(team), by=team.pr, revision_id=other.pk, digest=other.digest)


def older_text_than_the_newest(team):
    revision = signed(team)
    edited(revision, by=team.legal, lead="Newer words.")
    return row(revision, by=team.pr)


def newer_text_with_the_old_sign_offs(team):
    revision = signed(team)
    newer = edited(revision, by=team.legal, lead="Newer words.")
    old = {"legal": latest(revision, Role.LEGAL), "pr": latest(revision, Role.PR)}
    return row(newer, by=team.pr, **old)


def same_person_for_both(team):
    revision = submitted(team)
    word(revision, team.legal)
    word(revision, factories.change(team.legal, role=Role.PR))
    return row(revision, by=team.pr)


def developer_in_the_place_of_pr(team):
    revision = signed(team, Audience.TECHNICAL)
    return row(revision, by=team.pr, pr=latest(revision, Role.DEVELOPER))


def developer_in_the_place_of_pr_and_said_so(team):
    return {**developer_in_the_place_of_pr(team), "pr_role": "developer"}


def pr_in_the_place_of_legal(team):
    revision = submitted(team)
    word(revision, team.pr)
    second = colleague(team, Role.PR)
    legal = latest(revision, Role.PR)
    return row(revision, by=team.pr, legal=legal, pr=word(revision, second))


def nobody_from_legal(team):
    return {**good(team), "legal_sign_off_id": None, "legal_user_id": None}


def nobody_from_pr(team):
    return {**good(team), "pr_sign_off_id": None, "pr_user_id": None}


def sign_off_put_in_another_name(team):
    return {**good(team), "legal_user_id": colleague(team, Role.LEGAL).pk}


def sign_offs_of_another_statement(team):
    other, revision = signed(team), submitted(team)
    given = {"legal": latest(other, Role.LEGAL), "pr": latest(other, Role.PR)}
    return row(revision, by=team.pr, **given)


def second_release_of_a_statement(team):
    return row(released(team).revision, by=team.pr)


def release_of_a_withdrawn_statement(team):
    release = released(team)
    operations.withdraw(release, by=team.legal, reason="A figure was wrong.")
    return row(release.revision, by=team.pr)


def sign_off_that_returned_the_text(team):
    revision = signed(team)
    word(revision, team.legal, Decision.RETURNED, note="The date is wrong.")
    return row(revision, by=team.pr)


def sign_off_its_role_has_since_overruled(team):
    revision = signed(team)
    first = latest(revision, Role.LEGAL)
    word(revision, colleague(team, Role.LEGAL), Decision.RETURNED, note="Not yet.")
    return row(revision, by=team.pr, legal=first)


def sign_off_that_was_withdrawn(team):
    revision = signed(team)
    first = latest(revision, Role.PR)
    word(revision, team.pr, Decision.WITHDRAWN)
    return row(revision, by=team.pr, pr=first)


def withdrawal_in_the_place_of_a_sign_off(team):
    revision = signed(team)
    word(revision, team.pr, Decision.WITHDRAWN)
    return row(revision, by=team.pr)


def signer_whose_access_ended(team):
    revision = signed(team)
    factories.change(team.legal, is_active=False)
    return row(revision, by=team.pr)


def signer_who_changed_role(team):
    revision = signed(team)
    factories.change(team.legal, role=Role.OBSERVER)
    return row(revision, by=team.pr)


def pr_signer_who_changed_role(team):
    revision, second = signed(team), colleague(team, Role.PR)
    factories.change(team.pr, role=Role.DEVELOPER)
    return row(revision, by=second)


def open_objection(team):
    revision = signed(team)
    operations.raise_objection(revision, by=team.developer, text="Not that log.")
    return row(revision, by=team.pr)


def open_objection_to_an_older_text(team):
    revision = submitted(team)
    operations.raise_objection(revision, by=team.developer, text="Not that log.")
    newer = edited(revision, by=team.pr, lead="Newer words.")
    word(newer, team.legal), word(newer, team.pr)
    return row(newer, by=team.pr)


def statement_taken_back_into_drafting(team):
    revision = signed(team)
    operations.take_back(revision, by=team.pr)
    return row(revision, by=team.pr)


def technical_advisory_without_the_developer(team):
    revision = submitted(team, Audience.TECHNICAL)
    word(revision, team.legal), word(revision, team.pr)
    return row(revision, by=team.pr)


def technical_advisory_the_developer_returned(team):
    revision = signed(team, Audience.TECHNICAL)
    word(revision, team.developer, Decision.RETURNED, note="Wrong module.")
    return row(revision, by=team.pr)


def technical_advisory_whose_developer_left(team):
    revision = signed(team, Audience.TECHNICAL)
    factories.change(team.developer, is_active=False)
    return row(revision, by=team.pr)


def wrong_digest(team):
    return {**good(team), "digest": "0" * 64}


def digest_of_an_older_text(team):
    older = submitted(team)
    newer = edited(older, by=team.pr, lead="Newer words.")
    word(newer, team.legal), word(newer, team.pr)
    return row(newer, by=team.pr, digest=older.digest)


def counsel_releases(team):
    return {**good(team), "by_id": team.legal.pk, "role": "legal"}


def counsel_releases_as_if_pr(team):
    return {**good(team), "by_id": team.legal.pk}


def administrator_releases(team):
    return {**good(team), "by_id": factories.administrator().pk}


def releaser_whose_access_ended(team):
    second = colleague(team, Role.PR)
    forged = row(signed(team), by=second)
    factories.change(second, is_active=False)
    return forged


GOOD = [good, good_technical_advisory]
FORGED = [
    text_of_another_statement,
    text_of_another_statement_with_its_digest,
    older_text_than_the_newest,
    newer_text_with_the_old_sign_offs,
    same_person_for_both,
    developer_in_the_place_of_pr,
    developer_in_the_place_of_pr_and_said_so,
    pr_in_the_place_of_legal,
    nobody_from_legal,
    nobody_from_pr,
    sign_off_put_in_another_name,
    sign_offs_of_another_statement,
    second_release_of_a_statement,
    release_of_a_withdrawn_statement,
    sign_off_that_returned_the_text,
    sign_off_its_role_has_since_overruled,
    sign_off_that_was_withdrawn,
    withdrawal_in_the_place_of_a_sign_off,
    signer_whose_access_ended,
    signer_who_changed_role,
    pr_signer_who_changed_role,
    open_objection,
    open_objection_to_an_older_text,
    statement_taken_back_into_drafting,
    technical_advisory_without_the_developer,
    technical_advisory_the_developer_returned,
    technical_advisory_whose_developer_left,
    wrong_digest,
    digest_of_an_older_text,
    counsel_releases,
    counsel_releases_as_if_pr,
    administrator_releases,
    releaser_whose_access_ended,
]
