"""The conditions and the questionnaire fit the data set and each other."""

import pytest
import yaml

from incidents.obligations import conditions, grounds, loading, questions
from incidents.obligations.applying import applies
from tests.incidents.obligations.inventing import ordinary

pytestmark = pytest.mark.once

DATA = loading.current()


def every_condition(listed):
    for name, argument in conditions.pairs(listed):
        yield name, argument
        inner = argument if name in ("any", "count_or") else [argument] * (name == "instead")
        for branch in inner:
            yield from every_condition(branch)


def test_conditions_are_of_rows_that_exist():
    for code, rows in conditions.table().items():
        known = {row.id for row in conditions.duties(DATA.regimes[code])} | {"all"}
        assert set(rows) <= known, code


def test_every_condition_is_one_we_can_judge():
    listed = [part for rows in conditions.table().values() for part in rows.values()]
    found = {name for part in listed for name, _ in every_condition(part)}
    assert found <= grounds.NAMES
    # None is kept that no row uses, the ones every row of a kind has aside.
    usual = {"breached", "count", "harm", "in_words_only", "personal_data", "somebody"}
    assert grounds.NAMES - found == usual


def test_every_regime_bound_to_a_sector_says_which():
    for code, regime in DATA.regimes.items():
        if regime.jurisdiction["applies_by"] == "sector" and code != "ca-pipeda":
            assert conditions.asked(regime) & {"sectors", "listed"}, code


def test_every_question_is_one_that_some_law_needs_and_no_law_asks_another():
    needed = questions.needed_by(DATA)
    assert set(needed) == set(questions.questions())
    assert [id for id, codes in needed.items() if not codes] == []


def test_a_question_reads_like_one():
    for each in questions.questions().values():
        assert each.kind in questions.KINDS
        assert each.words.endswith("?"), each.id
        if each.kind in ("choice", "yes_no_each"):
            assert len(each.options) > 1, each.id


def test_the_sectors_of_clients_are_those_of_ours():
    found = questions.questions()
    assert found["client_sectors"].options == found["sectors"].options


def added(code, source, **changed):
    """The data set with a law of an installation, made from one of ours."""
    content = {**DATA.regimes[source].content, "code": code, **changed}
    return loading.with_regime(DATA, yaml.safe_dump(content, sort_keys=False), f"{code}.yaml")


def verdicts(data, code, **told):
    found = applies(data, ordinary({"US-TX": 20, "JP": 20}, **told))
    return {each.obligation: each.verdict for each in found if each.regime == code}


def test_a_law_an_installation_added_for_a_sector_is_left_to_counsel():
    found = verdicts(added("us-new", "us-ncua-72h"), "us-new", sectors=["credit_union"])
    assert set(found.values()) == {"cannot_say"}


def test_a_law_an_installation_added_for_residents_applies_like_any_other():
    where = {**DATA.regimes["us-tx"].content["jurisdiction"]}
    found = verdicts(added("us-t2", "us-tx", jurisdiction=where), "us-t2")
    assert found["individuals"] == "applies"
    assert found["attorney_general"] == "does_not"


def test_grounds_below_a_threshold_that_nobody_wrote_down_are_left_to_counsel():
    found = verdicts(added("jp-new", "jp-appi"), "jp-new", establishments=["JP"])
    assert found["ppc_preliminary"] == "cannot_say"


def test_a_question_nobody_asks_is_not_found():
    with pytest.raises(LookupError, match="no question “weather”"):
        questions.question("weather")


def test_options_that_conditions_name_are_those_on_the_form():
    sectors = set(questions.question("sectors").options)
    listed = [part for rows in conditions.table().values() for part in rows.values()]
    for name, argument in (pair for part in listed for pair in every_condition(part)):
        if name in ("sector", "no_sector", "client_sector"):
            assert set(argument) <= sectors
        if name == "kind":
            assert set(argument) <= set(questions.question("kinds").options)


@pytest.mark.parametrize("row", DATA.obligations.values(), ids=lambda row: row.key)
def test_a_row_below_whose_threshold_the_duty_can_arise_names_the_grounds(row):
    names = [name for name, _ in conditions.of(DATA.regimes[row.regime], row)]
    assert ("count_or" in names) or not row.threshold.or_qualitative
    assert ("count" in names or "count_or" in names) == (row.threshold.operator != "any")
