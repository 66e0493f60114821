"""A real browser on a real site: web, worker and scheduler on the embedded default."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.person import Person
from tests.browser.watch import Watch
from tests.factories import PASSWORD
from tests.installation import Desk, Installation

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = ("background-networking", "component-update", "sync", "gpu")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser():
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        if program is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("needs Chromium: script/bootstrap --dev installs it")
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", *(f"--disable-{each}" for each in QUIET)],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """An empty installation whose web, worker and scheduler run."""
    installation = Installation(tmp_path_factory.mktemp("site"))
    installation.manage("migrate", "--verbosity", "0")
    installation.serve()
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def desk(site):
    """Looks into the site's database, past its pages."""
    desk = Desk(site, "tests.browser.desk")
    yield desk
    desk.close()


@pytest.fixture
def watch(request):
    """Collects what must not be on any page; pictures go where --screenshots says."""
    return Watch(ROOT / request.config.getoption("--screenshots"))


@pytest.fixture
def seat(site, browser, watch):
    """Sit somebody who is known already down at a browser of their own, signed in."""
    seated = []

    def seat(name, email, **options):
        person = Person(browser, site.url, name, email, PASSWORD, watch, **options)
        seated.append(person)
        person.sign_in()
        return person

    yield seat
    for person in seated:
        person.context.close()


@pytest.fixture
def arrive(site, browser, watch):
    """Add somebody on the console and sit them down at a browser of their own."""
    seated = []

    def arrive(name, role, **options):
        email = f"{name.lower().replace(' ', '.')}@example.org"
        kind = ["--administrator"] if role == "administrator" else ["--role", role]
        site.manage("add_person", email, "--name", name, *kind, typed=f"{PASSWORD}\n")
        person = Person(browser, site.url, name, email, PASSWORD, watch, **options)
        seated.append(person)
        return person

    yield arrive
    for person in seated:
        person.context.close()
