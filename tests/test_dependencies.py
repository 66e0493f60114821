"""What the code imports is declared, pinned with hashes, and explained."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = {"breachcomm", "incidents", "statements"}

pytestmark = pytest.mark.once


def _name(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


DIRECT = {_name(each) for each in PROJECT["project"]["dependencies"]}
DEVELOPMENT = {_name(each) for each in PROJECT["dependency-groups"]["dev"]}


def _lock(kind):
    return (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")


def _pins(kind):
    return dict(re.findall(r"^([\w.-]+)==([\w.+-]+)", _lock(kind), re.MULTILINE))


def _imported():
    """Top modules of other people's packages that our code names, also as a string."""
    for folder in OURS:
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            yield from re.findall(r"\bfontpkg_\w+", text)
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Import):
                    yield from (each.name.partition(".")[0] for each in node.names)
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    yield node.module.partition(".")[0]


def test_everything_the_code_imports_is_pinned_for_running():
    distributions = packages_distributions()
    foreign = set(_imported()) - OURS - set(sys.stdlib_module_names)
    assert "django" in foreign
    pinned = set(_pins("runtime"))
    for module in foreign:
        names = {_name(each) for each in distributions[module]}
        assert names & pinned, f"{module} is imported but not in requirements/runtime.txt"


def test_direct_dependencies_are_pinned_where_they_belong():
    assert set(_pins("runtime")) >= DIRECT
    assert set(_pins("dev")) >= DIRECT | DEVELOPMENT


def test_both_locks_pin_the_same_versions():
    development = _pins("dev")
    runtime = _pins("runtime")
    assert {name: development[name] for name in runtime} == runtime


@pytest.mark.parametrize("kind", ["runtime", "dev"])
def test_every_pin_has_a_hash_and_no_pin_an_address(kind):
    text = _lock(kind)
    assert "://" not in text
    blocks = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert len(blocks) == len(_pins(kind))
    assert all("--hash=sha256:" in block for block in blocks)


def test_every_direct_dependency_is_explained():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("## What we stand on")[2].partition("\n## ")[0].lower()
    for name in DIRECT | DEVELOPMENT:
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", table), f"{name} has no reason"


FLOORS = {"django": (5, 2, 19), "weasyprint": (70,), "nh3": (0, 3, 8), "celery": (5, 7)}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_versions_with_known_holes_are_not_pinned(name, floor):
    assert tuple(int(part) for part in _pins("runtime")[name].split(".")) >= floor
