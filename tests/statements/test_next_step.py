"""The next step as a table: what this person does now with this text."""

import pytest

from statements import operations
from statements.audiences import Audience
from statements.models import Decision, State
from statements.views import nextstep
from statements.views.nextstep import Situation, next_step
from tests.statements import factories as make

READER = frozenset()
DEVELOPER = frozenset({"object"})
LEGAL = frozenset({"object", "edit", "sign_off", "withdraw"})
PR = LEGAL | {"release"}
UNSIGNED = frozenset({"no_legal_sign_off", "no_pr_sign_off"})
DRAFT = UNSIGNED | {"not_in_review"}

TABLE = [
    # state, may, codes, my word, step
    (State.DRAFTING, READER, DRAFT, "", "wait"),
    (State.DRAFTING, DEVELOPER, DRAFT, "", "wait"),
    (State.DRAFTING, LEGAL, DRAFT, "", "submit"),
    (State.DRAFTING, PR, DRAFT | {"unfinished"}, "", "edit"),
    (State.DRAFTING, PR, DRAFT | {"unreadable"}, "", "edit"),
    (State.DRAFTING, PR, DRAFT | {"context_changed"}, "", "edit"),
    (State.DRAFTING, PR, DRAFT | {"bad_token"}, "", "edit"),
    (State.DRAFTING, PR, DRAFT | {"stale_fact", "unfinished"}, "", "take_new_values"),
    (State.DRAFTING, DEVELOPER, DRAFT | {"stale_fact"}, "", "wait"),
    (State.IN_REVIEW, PR, UNSIGNED | {"stale_fact"}, "", "take_new_values"),
    (State.IN_REVIEW, LEGAL, {"stale_fact"}, Decision.SIGNED, "take_new_values"),
    (State.IN_REVIEW, DEVELOPER | {"sign_off"}, {"stale_fact"}, "", "wait"),
    (State.IN_REVIEW, READER, UNSIGNED, "", "wait"),
    (State.IN_REVIEW, DEVELOPER, UNSIGNED, "", "wait"),
    (State.IN_REVIEW, LEGAL, UNSIGNED, "", "sign_off"),
    (State.IN_REVIEW, LEGAL, UNSIGNED | {"unfinished"}, "", "edit"),
    (State.IN_REVIEW, DEVELOPER | {"sign_off"}, UNSIGNED | {"unfinished"}, "", "wait"),
    (State.IN_REVIEW, LEGAL, {"no_pr_sign_off"}, Decision.SIGNED, "wait"),
    (State.IN_REVIEW, PR, {"no_pr_sign_off"}, Decision.WITHDRAWN, "sign_off"),
    (State.IN_REVIEW, PR, {"legal_returned", "no_pr_sign_off"}, "", "edit"),
    (State.IN_REVIEW, LEGAL, {"legal_returned"}, Decision.RETURNED, "wait"),
    (State.IN_REVIEW, LEGAL, {"open_objection"}, Decision.SIGNED, "wait"),
    (State.IN_REVIEW, LEGAL, {"signer_left"}, "", "sign_off"),
    (State.IN_REVIEW, PR, {"same_person"}, Decision.SIGNED, "wait"),
    (State.IN_REVIEW, PR, set(), Decision.SIGNED, "release"),
    (State.IN_REVIEW, LEGAL, set(), Decision.SIGNED, "wait"),
    (State.IN_REVIEW, READER, set(), "", "wait"),
    (State.RELEASED, READER, {"not_in_review"}, "", "release_page"),
    (State.RELEASED, PR, {"not_in_review"}, Decision.SIGNED, "release_page"),
    (State.WITHDRAWN, LEGAL, {"not_in_review"}, Decision.SIGNED, "release_page"),
]


@pytest.mark.parametrize(("state", "may", "codes", "word", "verb"), TABLE)
def test_each_person_has_one_next_step_in_each_state(state, may, codes, word, verb):
    now = Situation(state, 3, frozenset(may), frozenset(codes), my_word=word)
    assert next_step(now).verb == verb


@pytest.mark.parametrize("state", [State.DRAFTING, State.IN_REVIEW])
def test_an_objection_of_mine_comes_before_everything(state):
    now = Situation(state, 3, PR, UNSIGNED, my_objection=7)
    assert next_step(now).verb == "settle"


def test_a_step_is_worded_as_the_act():
    assert next_step(Situation(State.DRAFTING, 3, PR)).label == "Submit revision 3 for sign-off"
    signing = Situation(State.IN_REVIEW, 6, LEGAL, UNSIGNED)
    assert next_step(signing).label == "Review and sign revision 6"
    again = Situation(State.IN_REVIEW, 6, LEGAL, UNSIGNED, signed_before=True)
    assert next_step(again).label == "Review the change and sign"


def test_waiting_names_whom_one_waits_for():
    now = Situation(State.IN_REVIEW, 6, LEGAL, UNSIGNED, Decision.SIGNED, missing=("PR manager",))
    assert next_step(now).label == "Waiting for PR manager."


def step(team, person, revision):
    revision.statement.refresh_from_db()
    return nextstep.of(person, revision)[0].verb


@pytest.mark.django_db
def test_the_table_holds_for_a_real_text_on_its_whole_way():
    team = make.team()
    people = (team.developer, team.legal, team.pr, team.observer)

    def steps(revision):
        return [step(team, person, revision) for person in people]

    revision = make.drafted(team)
    assert steps(revision) == ["wait", "submit", "submit", "wait"]
    operations.submit(revision, by=team.pr)
    assert steps(revision) == ["wait", "sign_off", "sign_off", "wait"]
    make.word(revision, team.legal)
    assert steps(revision) == ["wait", "wait", "sign_off", "wait"]
    make.word(revision, team.pr)
    assert steps(revision) == ["wait", "wait", "release", "wait"]
    operations.release(revision, by=team.pr, seen_digest=revision.digest)
    assert steps(revision) == ["release_page"] * 4


@pytest.mark.django_db
def test_a_signature_of_somebody_who_left_is_asked_of_another_of_the_role():
    from tests import factories

    team = make.team()
    revision = make.signed(team)
    factories.change(team.legal, is_active=False)
    counsel = factories.person("legal")
    from incidents import operations as incidents

    incidents.add_member(team.incident, by=team.pr, person=counsel)
    assert step(team, counsel, revision) == "sign_off"
    assert step(team, team.pr, revision) == "wait"


@pytest.mark.django_db
def test_a_developer_signs_an_advisory():
    team = make.team()
    revision = make.submitted(team, Audience.TECHNICAL)
    assert step(team, team.developer, revision) == "sign_off"
