"""The clause library: counsel's words, pinned by version; no text changes behind its author."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from breachcomm.accounts.models import Role
from breachcomm.refusal import Refused
from statements import clauses, operations, tokens
from statements.audiences import Audience
from statements.models import ClauseUse, ClauseVersion, Release, Revision
from tests import factories
from tests.statements import factories as make

pytestmark = pytest.mark.django_db

FIRST = "You can put a **credit freeze** in place, free of charge.\n\n- It takes one call."
SECOND = "You can put a **credit freeze** in place at any bureau, free of charge."


@pytest.fixture
def team():
    return make.team()


def added(team, slug="credit-freeze", **fields):
    return make.clause(slug, by=team.legal, **fields)


def revised(version, team, text=SECOND, **fields):
    told = {"by": team.legal, "based_on": version.number, "reason": "Any bureau will do."}
    return operations.revise_clause(version.clause, text=text, **{**told, **fields})


def using(team, token, **options):
    """The newest text of a statement in which the clause stands."""
    return make.edited(make.drafted(team, **options), by=team.pr, lead=f"First. {token}")


def written(lead):
    return {"title": "", "lead": lead, "sections": []}


def test_a_clause_stands_in_a_text_word_for_word_and_is_never_read_for_facts(team):
    revision = using(team, added(team).token)
    assert revision.lead == f"First. {FIRST}"
    assert revision.written["lead"] == "First. {clause.credit-freeze:1}"
    assert [use.version.text for use in revision.clause_uses.all()] == [FIRST]
    assert not revision.citations.exists()


def test_a_newer_version_changes_no_text_and_hints_at_it(team):
    first = added(team)
    revision = using(team, first.token)
    assert clauses.hints(revision) == []
    revised(first, team)
    again = Revision.objects.get(pk=revision.pk)
    assert (again.lead, again.digest) == (f"First. {FIRST}", revision.digest)
    [hint] = clauses.hints(again)
    assert (hint.used.number, hint.newest.number, hint.has_newer_words) == (1, 2, True)
    unchanged = operations.save_revision(
        revision.statement, by=team.pr, based_on=revision.number, **revision.written
    )
    assert unchanged == revision


def test_a_hint_blocks_nothing(team):
    first = added(team)
    revision = using(team, first.token)
    operations.submit(revision, by=team.pr)
    make.word(revision, team.legal)
    make.word(revision, team.pr)
    revised(first, team)
    assert clauses.hints(revision)
    operations.release(revision, by=team.pr, seen_digest=revision.digest)
    assert FIRST.split("\n")[0] in Release.objects.get().frozen


def test_the_newer_version_is_taken_by_naming_it(team):
    first = added(team)
    revision = using(team, first.token)
    second = revised(first, team)
    taken = make.edited(revision, by=team.pr, lead=f"First. {second.token}")
    assert taken.lead == f"First. {SECOND}"
    assert clauses.hints(taken) == []
    assert [use.revision for use in clauses.used_in(first.clause, team.observer)] == [taken]


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("{clause.nobody:1}", "There is no version 1 of a clause called nobody"),
        ("{clause.credit-freeze:2}", "There is no version 2 of a clause called credit-freeze"),
        ("{clause.credit-freeze}", "A clause is named with its version"),
        ("{clause.credit-freeze:cite}", "A clause is named with its version"),
        ("{clause.Credit:1}", "A clause is named with its version"),
    ],
)
def test_a_token_without_a_clause_is_named_and_stays_as_it_is_written(team, token, sentence):
    added(team)
    text = written(f"One.\n{token}")
    [misuse] = tokens.misuses(text, clauses.texts_of(text))
    assert (misuse.place, misuse.line, misuse.column) == ("lead", 2, 1)
    assert misuse.sentence.startswith(sentence)
    assert using(team, token).lead == f"First. {token}"
    assert not ClauseUse.objects.exists()


def test_a_clause_that_is_there_is_no_misuse_in_a_text_and_is_one_in_a_title(team):
    text = written(added(team).token)
    assert list(tokens.misuses(text, clauses.texts_of(text))) == []
    [misuse] = tokens.misuses({**text, "title": text["lead"], "lead": ""})
    assert misuse.sentence == "A clause can stand in a text, not in a title."


def test_the_saved_words_say_whether_a_clause_is_there(team):
    revision = using(team, added(team).token)
    assert list(tokens.misuses(revision.written, revision.values)) == []


@pytest.mark.parametrize(
    "text",
    ["{people_affected} of you.", "See {clause.other:1}.", "Call [[whom?]].", "a\u202eb", ""],
)
def test_a_clause_is_finished_words_and_nothing_else(team, text):
    with pytest.raises(Refused):
        added(team, text=text)
    first = added(team)
    with pytest.raises(Refused):
        revised(first, team, text=text)
    assert ClauseVersion.objects.count() == 1


def test_saving_without_a_change_makes_no_version(team):
    first = added(team, review_by=date(2027, 1, 1))
    assert revised(first, team, text=FIRST, review_by=date(2027, 1, 1)) == first
    assert revised(first, team, text=FIRST, review_by=date(2028, 1, 1)).number == 2
    assert ClauseVersion.objects.count() == 2


def test_a_save_on_top_of_a_newer_version_is_refused_and_shows_it(team):
    first = added(team)
    second = revised(first, team)
    with pytest.raises(operations.Superseded) as refused:
        revised(first, team, text="Third words.")
    assert refused.value.newest == second
    with pytest.raises(operations.Superseded):
        operations.retire_clause(first.clause, by=team.legal, based_on=1, reason="Old.")


def test_a_retired_clause_gives_no_words_to_new_texts_and_leaves_old_ones_theirs(team):
    first = added(team)
    revision = using(team, first.token)
    retired = operations.retire_clause(first.clause, by=team.legal, based_on=1, reason="Law.")
    assert list(clauses.fitting(revision.statement)) == []
    assert clauses.texts_of(written(retired.token)) == {}
    assert Revision.objects.get(pk=revision.pk).lead == f"First. {FIRST}"
    [hint] = clauses.hints(revision)
    assert (hint.is_retired, hint.has_newer_words) == (True, False)
    with pytest.raises(Refused, match="retired already"):
        operations.retire_clause(first.clause, by=team.legal, based_on=2, reason="Again.")
    back = revised(retired, team, text=FIRST)
    assert [version.number for version in clauses.fitting(revision.statement)] == [back.number]


def test_a_day_to_look_again_that_has_passed_is_a_hint(team):
    first = added(team, review_by=date(2001, 1, 1))
    revision = using(team, first.token)
    [hint] = clauses.hints(revision)
    assert (hint.is_overdue, hint.has_newer_words) == (True, False)
    revised(first, team, text=FIRST, review_by=date(2999, 1, 1))
    assert clauses.hints(revision) == []


def test_what_fits_a_text_is_of_its_audience_or_any_and_of_its_language(team):
    added(team, "any-one")
    added(team, "for-them", audience=Audience.AFFECTED_PEOPLE)
    added(team, "for-others", audience=Audience.TECHNICAL)
    added(team, "auf-deutsch", language="de")
    fitting = clauses.fitting(make.drafted(team).statement)
    assert {version.clause.slug for version in fitting} == {"any-one", "for-them"}


def test_only_counsel_keeps_clauses(team):
    first = added(team)
    for by in (team.pr, team.developer, team.observer, factories.administrator(), None):
        with pytest.raises(PermissionDenied):
            operations.add_clause("new", by=by, title="New", element="other", text="A", reason="B")
        with pytest.raises(PermissionDenied):
            revised(first, team, by=by)
        with pytest.raises(PermissionDenied):
            operations.retire_clause(first.clause, by=by, based_on=1, reason="Old.")
    assert ClauseVersion.objects.count() == 1


def test_counsel_who_changed_roles_meanwhile_keeps_no_clause(team):
    first, as_she_came_in = added(team), team.legal
    factories.change(team.legal, role=Role.PR)
    as_she_came_in.role = Role.LEGAL
    with pytest.raises(PermissionDenied):
        revised(first, team)


def test_one_short_name_names_one_clause(team):
    added(team)
    with pytest.raises(Refused, match="called credit-freeze already"):
        added(team)


@pytest.mark.parametrize(
    "spoiled",
    [{"number": 3}, {"number": 1}, {"role": "pr"}, {"reason": ""}, {"text": ""}, {"by": "pr"}],
)
def test_the_database_takes_no_version_that_counsel_did_not_save_next(team, spoiled):
    first = added(team)
    honest = {"clause": first.clause, "number": 2, "text": SECOND, "reason": "Any."}
    honest |= {"by": team.legal, "role": Role.LEGAL}
    told = {**honest, **spoiled}
    if spoiled.get("by"):
        told["by"] = getattr(team, spoiled["by"])
    with pytest.raises(DatabaseError), transaction.atomic():
        ClauseVersion.objects.create(**told)
    assert ClauseVersion.objects.create(**honest).pk


def test_the_database_takes_no_use_by_a_text_that_was_overtaken_or_of_a_retired_clause(team):
    first = added(team)
    old = make.drafted(team)
    new = make.edited(old, by=team.pr, lead="Newer.")
    retired = operations.retire_clause(first.clause, by=team.legal, based_on=1, reason="Law.")
    for revision, version in ((old, first), (new, retired)):
        with pytest.raises(DatabaseError), transaction.atomic():
            ClauseUse.objects.create(revision=revision, version=version)
    assert ClauseUse.objects.create(revision=new, version=first).pk


def test_a_text_that_follows_goes_on_with_the_same_words(team):
    first = added(team)
    revision = using(team, first.token)
    operations.submit(revision, by=team.pr)
    for signer in (team.legal, team.pr):
        make.word(revision, signer)
    operations.release(revision, by=team.pr, seen_digest=revision.digest)
    following = operations.draft(
        team.incident, by=team.pr, audience=Audience.AFFECTED_PEOPLE, follows=revision.statement
    ).newest()
    assert FIRST in following.lead
    assert [use.version for use in following.clause_uses.all()] == [first]
    assert not any(token.endswith(":said") for token in following.values if "clause" in token)


def test_uses_are_told_to_those_who_may_see_the_text(team):
    first = added(team)
    revision = using(team, first.token)
    stranger = factories.person(Role.LEGAL)
    assert [use.revision for use in clauses.used_in(first.clause, team.observer)] == [revision]
    assert list(clauses.used_in(first.clause, stranger)) == []


def test_the_hints_of_many_clauses_take_two_queries(team, django_assert_num_queries):
    first = [added(team, f"clause-{n}", text=f"Words {n}.") for n in range(12)]
    revision = using(team, " ".join(version.token for version in first))
    for version in first:
        revised(version, team, text=f"Other {version.clause.slug}.")
    with django_assert_num_queries(2):
        assert len(clauses.hints(revision)) == 12
