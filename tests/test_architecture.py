"""House rules a machine can check: which way arrows run, how long things are, what is banned."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
# What a package may import: itself and those before it. The record knows nobody.
LAYERS = ("breachcomm.audit", "breachcomm.accounts", "incidents", "statements")
# Inside an app, the same by module. The rest of the names are leaves anybody above may use.
STEPS = (
    ("models",),
    ("rules", "gate"),
    ("operations", "queue"),
    ("forms",),
    ("views",),
    ("urls",),
)
# The frame that puts the apps together.
COMPOSITION = {"breachcomm.urls", "breachcomm.settings"}
BANNED_FILES = {"utils.py", "helpers.py", "services.py", "services", "signals.py", "managers.py"}
BANNED_FILES |= {"admin.py", "common.py", "misc.py"}
FUNCTION_LINES, MODULE_LINES = 50, 400


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


PRODUCT = [ROOT / "manage.py", *sources("breachcomm", "incidents", "statements")]
EVERYTHING = [*PRODUCT, *sources("tests", "script")]


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """(module named, whether on top of the file) for every import, however deep."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node in tree.body) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = module_of(path).split(".")
                keep = len(base) - node.level + (path.name == "__init__.py")
                node.module = ".".join([*base[:keep], node.module or ""]).rstrip(".")
            yield from ((f"{node.module}.{alias.name}", node in tree.body) for alias in node.names)


def layer_of(module):
    return next((n for n, each in enumerate(LAYERS) if within(module, each)), None)


def within(module, package):
    return module == package or module.startswith(package + ".")


def step_of(module, package):
    """Which step of its app a module stands on; None for a leaf such as content.py."""
    name = module.removeprefix(package).lstrip(".").partition(".")[0]
    return next((n for n, names in enumerate(STEPS) if name in names), None)


def wrong_layers(module, named):
    own, other = layer_of(module), layer_of(named)
    if other is None or module in COMPOSITION:
        return False
    if own is None:
        return within(module, "breachcomm")
    return other > own


def wrong_steps(module, named):
    package = LAYERS[layer_of(module)]
    own, other = step_of(module, package), step_of(named, package)
    return own is not None and other is not None and other > own


@pytest.mark.parametrize("path", PRODUCT, ids=module_of)
def test_arrows_between_packages_run_one_way(path):
    module = module_of(path)
    assert [named for named, _ in imports(path) if wrong_layers(module, named)] == []


@pytest.mark.parametrize(
    "path", [p for p in PRODUCT if layer_of(module_of(p)) is not None], ids=module_of
)
def test_arrows_inside_an_app_run_one_way(path):
    module = module_of(path)
    package = LAYERS[layer_of(module)]
    found = [n for n, _ in imports(path) if within(n, package) and wrong_steps(module, n)]
    assert found == []


@pytest.mark.parametrize(
    ("module", "named"),
    [
        ("breachcomm.audit.record", "breachcomm.accounts.models.User"),
        ("breachcomm.accounts.operations", "incidents.models"),
        ("incidents.operations", "statements.models.Statement"),
        ("breachcomm.health", "incidents.models"),
    ],
)
def test_the_check_sees_an_arrow_between_packages_that_runs_back(module, named):
    assert wrong_layers(module, named)


@pytest.mark.parametrize(
    ("module", "named"),
    [
        ("statements.models", "statements.gate.blockers"),
        ("statements.gate", "statements.operations"),
        ("statements.operations", "statements.views.signing"),
        ("statements.forms", "statements.views"),
    ],
)
def test_the_check_sees_an_arrow_inside_an_app_that_runs_back(module, named):
    assert wrong_steps(module, named)


def test_tasks_import_their_work_inside_the_function():
    for path in PRODUCT:
        if path.name == "tasks.py":
            on_top = [named for named, top in imports(path) if top]
            assert [named for named in on_top if not named.startswith("celery")] == []


@pytest.mark.parametrize("path", EVERYTHING, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_and_modules_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions) and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_no_file_has_a_name_that_says_nothing():
    found = [str(path.relative_to(ROOT)) for path in PRODUCT if BANNED_FILES & set(path.parts)]
    assert found == []


def test_the_product_has_no_admin_site_and_no_signal_handlers():
    for path in PRODUCT:
        named = {name for name, _ in imports(path)}
        assert not [n for n in named if n.startswith(("django.contrib.admin", "django.dispatch"))]


def test_nobody_skips_a_check():
    for path in PRODUCT:
        calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
        assert not [k for call in calls for k in call.keywords if k.arg == "skip_checks"]
