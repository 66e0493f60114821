"""Eight people at once, in every order chance can think of: no release both did not sign."""

import json

import pytest
from django.db import connection

from tests.trust.races.databases import Stable
from tests.trust.races.mutants import MUTANTS, TELLTALES

EPISODES = {"postgresql": 200, "sqlite": 200}
# SQLite has one writer at a time, so the same number of orders takes longer there.
EPISODES_IN_FULL = {"postgresql": 1000, "sqlite": 300}
SEED = 1


@pytest.fixture(scope="module")
def stable(django_db_setup, tmp_path_factory):
    stable = Stable(tmp_path_factory.mktemp("races"))
    yield stable
    stable.close()


@pytest.fixture
def race(stable, figure):
    def run(*arguments):
        figures = json.loads(stable.run("--seed", str(SEED), *arguments))
        figure(in_one_line(figures, arguments))
        return figures

    return run


def in_one_line(figures, arguments):
    line = (
        f"C3 {connection.vendor}: {figures['episodes']} episodes, "
        f"{figures['operations']:,} operations, {figures['releases']} releases, "
        f"{len(figures['wrong'])} wrong, {figures['seconds']:.0f} s"
    )
    mutant = [argument.removeprefix("--") for argument in arguments[2:] if argument != "--mutant"]
    return " · ".join([line, *mutant])


def assert_nothing_went_wrong(figures):
    assert figures["wrong"] == []
    assert figures["unexpected"] == []
    assert figures["signed_unseen"] == 0
    assert figures["record"].startswith("The record holds")
    # Not vacuous: people did get texts through, and were refused.
    assert figures["releases"] >= figures["episodes"] // 2
    assert figures["refused"]["release"] >= figures["episodes"]
    assert figures["operations"] == figures["episodes"] * 32


def test_no_order_of_events_lets_an_unsigned_text_out(race):
    assert_nothing_went_wrong(race("--episodes", str(EPISODES[connection.vendor])))


@pytest.mark.slow
def test_no_order_of_events_lets_an_unsigned_text_out_in_a_long_night(race):
    assert_nothing_went_wrong(race("--episodes", str(EPISODES_IN_FULL[connection.vendor])))


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_broken_gate_is_caught(race, mutant):
    figures = race("--episodes", "100", "--mutant", mutant)
    assert any(TELLTALES[mutant] in what for _, found in figures["wrong"] for what in found)


@pytest.mark.parametrize("mutant", [name for name in MUTANTS if TELLTALES[name]])
def test_the_database_stops_what_a_broken_gate_lets_through(race, mutant):
    figures = race("--episodes", "10", "--mutant", mutant, "--guarded")
    assert figures["wrong"] == []
    assert figures["releases"] >= 3
