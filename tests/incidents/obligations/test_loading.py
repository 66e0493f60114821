"""The data set is checked whole before anything uses it; a mistake is named with file and line."""

import importlib
import json
import shutil
from datetime import date

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from breachcomm import celery, wsgi
from incidents import checks
from incidents.obligations import law, loading
from incidents.obligations.calendars import calendar
from incidents.obligations.holds import RESUME
from incidents.obligations.marked import Broken
from incidents.obligations.periods import ROLLS, RULES

pytestmark = pytest.mark.once


@pytest.fixture
def folder(tmp_path):
    """A copy of the data set with four regimes that refer to nothing else."""
    for path in loading.HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "regimes").mkdir()
    for code in ("eu-gdpr", "eu-dora", "us-hipaa", "us-ca"):
        shutil.copy(loading.HERE / "regimes" / f"{code}.yaml", tmp_path / "regimes")
    return tmp_path


@pytest.fixture
def fresh():
    """Afterwards our own data set is read again."""
    yield
    loading.current.cache_clear()


def spoil(folder, name, old, new):
    """Replace the first `old` in a file; the number of the line it stood on."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


CA = "regimes/us-ca.yaml"
GDPR = "regimes/eu-gdpr.yaml"
DORA = "regimes/eu-dora.yaml"
HIPAA = "regimes/us-hipaa.yaml"
# ruff: noqa: E501 (one row, one case)
SPOILED = [
    # (file, what is replaced, by what, lines from there to the problem, what is said)
    (GDPR, "status: in_force", "status: sort_of", 0, "status must be one of"),
    (GDPR, "status: in_force", "status: in_force\nstatus: pending", 1, "stands here twice"),
    (GDPR, "kind: data_protection", "kind: [data_protection", 1, "expected"),
    (GDPR, "kind: data_protection", "kind: &a data_protection\nlanguage: *a", 0, "anchor"),
    (GDPR, "kind: data_protection", "sort: data_protection", None, "lacks “kind”"),
    (GDPR, "kind: data_protection", "kind: data_protection\nmood: good", 1, "unknown key “mood”"),
    (GDPR, "code: eu-gdpr", "code: eu-dpgr", 0, "is not the file's name"),
    (GDPR, "code: eu-gdpr", "code: EU GDPR", 0, "must be an id"),
    (GDPR, "Europe/Brussels", "Europe/Bruxelles", 0, "must be a time zone"),
    (GDPR, "holiday_calendar: eu-member-state", "holiday_calendar: eu-zz", 0, "member state"),
    (GDPR, "effective_from: '2018-05-25'", "effective_from: 2018-05-25", 0, "in quotes"),
    (GDPR, "effective_from: '2018-05-25'", "effective_from: '2018-02-30'", 0, "must be a day"),
    (GDPR, "effective_from: '2018-05-25'", "effective_from: 2018-02-30", 0, "cannot be read"),
    (GDPR, "verified: true", "verified: false", 0, "verification of level full"),
    (GDPR, "verified: true", "verified: maybe", 0, "must be true or false"),
    (GDPR, "  level: full", "  level: total", 0, "level must be one of"),
    (GDPR, "type: memory", "type: hearsay", 0, "type must be one of"),
    (GDPR, "ref: EDPB Guidelines", "ref: www.example.org EDPB Guidelines", 0, "web address"),
    (GDPR, "- id: individuals", "- id: controller", None, "second row “controller”"),
    (GDPR, "type: regulator", "type: watchdog", 0, "type must be one of"),
    (GDPR, "stage: single", "stage: only", 0, "stage must be one of"),
    (GDPR, "operator: any", "operator: some", 0, "operator must be one of"),
    (GDPR, "operator: any", "operator: gt", 0, "take a count"),
    (GDPR, "duration: 72", "duration: -72", 0, "whole number"),
    (GDPR, "duration: 72", "duration: 7.2", 0, "whole number"),
    (GDPR, "duration: 72", "duration: true", 0, "whole number"),
    (GDPR, "duration: 72", "duration: null", 3, "must come together"),
    (GDPR, "duration: 72", "duration: 0", 3, "no time at all"),
    (GDPR, "unit: hours", "unit: fortnights", 0, "unit must be one of"),
    (GDPR, "unit: hours", "unit: calendar_days", 2, "counts hours, not calendar_days"),
    (GDPR, "computation: eu_hours", "computation: eu_minutes", 0, "no rule “eu_minutes”"),
    (GDPR, "      computation: eu_hours\n", "", None, "a duration needs a rule"),
    (GDPR, "computation: eu_hours", "computation: md_7_days", 0, "no rule “md_7_days”"),
    (GDPR, "starts_at: awareness", "starts_at: suspicion", 0, "starts_at must be one of"),
    (GDPR, "starts_at: awareness\n      duration: 72", "starts_at: submission_of\n      duration: 72", 0, "needs the row"),
    (GDPR, "      - nature_of_breach", "      - mature_of_breach", 0, "no element"),
    (GDPR, "prohibited_elements: []", "prohibited_elements: [nature_of_breach]", None, "banned as nature_of_breach"),
    (GDPR, "      channel:", "      canal:", 0, "unknown key “canal”"),
    (GDPR, "citation:\n", "citation: []\nnext_change:\n", None, "stands here twice"),
    (DORA, "combine: earliest", "combine: latest", 0, "combine must be one of"),
    (DORA, "          combine: earliest\n", "", None, "needs combine: earliest"),
    (DORA, "roll: dora_noon_next_working_day", "roll: eu_hours", 0, "that rolls a day"),
    (DORA, "anchor_ref: authority_initial", "anchor_ref: authority_first", 0, "no row “authority_first”"),
    (DORA, "anchor_ref: authority_initial", "anchor_ref: authority_final", None, "waits for itself"),
    (HIPAA, "not_later_than_ref: individuals", "not_later_than_ref: us-md:individuals", 0, "no row “us-md:individuals”"),
    (HIPAA, "rule: stated_time", "rule: elapsed_hours", 0, "for the end of a hold"),
    (HIPAA, "      scope: residents_of_state", "      scope: null", None, "count and scope"),
    (CA, "min_font_pt: 10", "min_font_pt: ten", 0, "whole number"),
    ("elements.yaml", "parent: nature_of_breach", "parent: nature", 0, "no element “nature”"),
    ("elements.yaml", "- id: nature_of_breach\n", "- id: nature_of_breach\n    parent: what_happened\n", None, "own ancestor"),
    ("elements.yaml", "category: incident", "category: accident", 0, "no category"),
    ("elements.yaml", "- id: what_happened", "- id: nature_of_breach", 0, "second element"),
    ("elements.yaml", "    definition: Short", "    meaning: Short", None, "lacks “definition”"),
    ("computation_rules.yaml", "- id: eu_days", "- id: eu_weeks", 0, "Nothing computes"),
    ("computation_rules.yaml", "kind: roll", "kind: rock", 0, "kind must be one of"),
    ("data_set.yaml", "version: '2026.11.25'", "version: ''", None, "must be words"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "away", "words"),
    [case for case in SPOILED if case[4]],
    ids=[f"{case[0]} {case[2]}" for case in SPOILED if case[4]],
)
def test_a_mistake_is_named_with_its_file_and_line(folder, name, old, new, away, words):
    line = spoil(folder, name, old, new)
    with pytest.raises(Broken) as broken:
        loading.load(folder)
    said = [each for each in broken.value.problems if words in each.words]
    assert said, str(broken.value)
    assert said[0].file == name
    if away is not None:
        assert said[0].line == line + away
    assert f"{name}, line {said[0].line}: " in str(broken.value)


def test_a_child_may_not_be_asked_for_where_its_parent_is_banned(folder):
    spoil(folder, GDPR, "      - nature_of_breach", "      - what_happened")
    spoil(folder, GDPR, "prohibited_elements: []", "prohibited_elements: [nature_of_breach]")
    with pytest.raises(Broken, match="what_happened is asked for and banned as nature_of_breach"):
        loading.load(folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "is empty"), ("- a list", "must be a mapping"), ("a: b: c", "not allowed"), ("\x00", "")],
)
def test_a_file_that_is_no_regime_at_all_is_named(folder, content, words):
    (folder / "regimes" / "eu-gdpr.yaml").write_text(content)
    with pytest.raises(Broken) as broken:
        loading.load(folder)
    assert broken.value.problems[0].file == GDPR
    assert words in broken.value.problems[0].words


def test_bytes_that_are_no_text_and_files_that_are_missing_are_named(folder):
    (folder / "regimes" / "eu-gdpr.yaml").write_bytes(b"code: \xff\xfe")
    (folder / "elements.yaml").unlink()
    with pytest.raises(Broken) as broken:
        loading.load(folder)
    assert {problem.file for problem in broken.value.problems} == {GDPR, "elements.yaml"}


def test_all_mistakes_are_said_at_once(folder):
    spoil(folder, GDPR, "status: in_force", "status: sort_of")
    spoil(folder, CA, "kind: state_breach_law", "kind: county_breach_law")
    with pytest.raises(Broken) as broken:
        loading.load(folder)
    assert [problem.file for problem in broken.value.problems] == [GDPR, CA]


def test_a_folder_without_regimes_is_no_data_set(tmp_path):
    with pytest.raises(Broken, match="There is no regime"):
        loading.load(tmp_path)


def test_the_command_counts_what_is_there(capsys):
    call_command("check_regimes")
    out = capsys.readouterr().out
    assert "86 regimes, 226 obligations, 105 elements" in out
    assert "Verification: 40 full, 38 partial, 8 memory" in out
    assert loading.current().checksum in out
    assert "Not legal advice" in out
    assert out.endswith("Nothing is wrong.\n")


def test_the_command_says_what_is_wrong_and_ends_with_one(folder, capsys):
    line = spoil(folder, GDPR, "status: in_force", "status: sort_of")
    with pytest.raises(SystemExit) as ended:
        call_command("check_regimes", folder=folder)
    assert ended.value.code == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{GDPR}, line {line}: ")
    assert said[-1] == "1 problem."


def test_the_start_is_checked_and_a_broken_file_stops_it(folder, monkeypatch, fresh):
    assert checks.data_set_is_sound in _registered()
    assert checks.data_set_is_sound() == []
    line = spoil(folder, GDPR, "status: in_force", "status: sort_of")
    monkeypatch.setattr(loading, "HERE", folder)
    loading.current.cache_clear()
    errors = checks.data_set_is_sound()
    assert [error.id for error in errors] == ["incidents.E001"]
    assert errors[0].msg.startswith(f"{GDPR}, line {line}: ")
    with pytest.raises(SystemCheckError, match=f"{GDPR}, line {line}: "):
        call_command("check")
    with pytest.raises(SystemCheckError, match=f"{GDPR}, line {line}: "):
        importlib.reload(wsgi)
    assert celery.SoundStart in celery.app.steps["worker"]
    with pytest.raises(SystemCheckError, match=f"{GDPR}, line {line}: "):
        celery.SoundStart(None).start(None)


def _registered():
    from django.core.checks.registry import registry

    return registry.get_checks()


def test_all_checks_of_the_installation_pass():
    assert [each for each in run_checks() if each.id == "incidents.E001"] == []


def test_the_checksum_follows_the_content_and_not_the_layout(folder):
    before = loading.load(folder).checksum
    path = folder / GDPR
    path.write_text("# A remark.\n" + path.read_text().replace("\n", "\n\n", 3))
    assert loading.load(folder).checksum == before
    spoil(folder, GDPR, "duration: 72", "duration: 96")
    assert loading.load(folder).checksum != before
    assert len(before) == 64


def test_a_regime_can_be_kept_as_json_and_taken_up_again():
    for one in loading.current().regimes.values():
        assert law.regime(json.loads(json.dumps(one.content))) == one


CONTRACT = """
schema_version: 1
code: contract-acme
name: Services agreement with Acme, clause 14
jurisdiction: {country: DE, subdivision: null, level: contract, applies_by: contract}
kind: sectoral
status: in_force
citation: [Clause 14.2]
source: [{ref: the agreement, type: official_guidance}]
verified: true
verification: {level: full, checked_on: '2026-11-20', basis: primary}
applies_to: Acme
clock_timezone: Europe/Berlin
holiday_calendar: eu-de
recipients:
  - id: acme
    type: clients
    name: Acme
    stage: single
    trigger: Any incident with data of Acme.
    threshold: {operator: any, count: null, scope: null}
    clock: {starts_at: awareness, duration: 24, unit: hours, phrase: 24 h, computation: elapsed_hours}
    required_elements: [what_happened]
    prohibited_elements: []
    verified: true
"""


def test_an_installation_can_add_a_contract_and_the_checksum_says_so():
    data = loading.current()
    more = loading.with_regime(data, CONTRACT, "our-contracts.yaml")
    assert set(more.obligations) - set(data.obligations) == {"contract-acme:acme"}
    assert more.checksum != data.checksum
    assert "contract-acme" not in data.regimes


def test_what_an_installation_adds_is_checked_like_our_own():
    wrong = CONTRACT.replace("awareness", "submission_of")
    with pytest.raises(Broken, match=r"our-contracts.yaml, line 22: .* needs the row"):
        loading.with_regime(loading.current(), wrong, "our-contracts.yaml")


def test_every_rule_is_described_and_every_description_computed():
    rules = loading.current().rules
    computed = {*RULES, *ROLLS, *RESUME, "not_later_than_ref", "before_ref"}
    assert set(rules) == computed


def test_the_calendars_of_all_regimes_know_their_holidays():
    for one in loading.current().regimes.values():
        new_year = calendar(one.holiday_calendar).holiday(date(2026, 1, 1))
        assert new_year or one.holiday_calendar in ("eu-member-state", "in"), one.code


def test_a_look_up_that_finds_nothing_says_what_there_is():
    data = loading.current()
    with pytest.raises(LookupError, match="no regime “eu-nowhere”"):
        data.obligation("eu-nowhere:individuals")
    with pytest.raises(LookupError, match="it has supervisory_authority, individuals, controller"):
        data.obligation("eu-gdpr:nobody")
