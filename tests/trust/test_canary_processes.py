"""C8 on a real installation: what its processes write, keep and answer holds no privileged word.

Everything is read twice: after honest work, when nothing may be found, and after a word was let
out on purpose on every way there is, when it must be found on each. Or silence would prove nothing.
"""

import os
import secrets

import pytest

from tests.factories import PASSWORD
from tests.installation import Desk, Installation, own_database, until
from tests.trust import canaries
from tests.trust.visitor import Visitor

PROCESSES = ("web", "worker", "scheduler")
NOT_FOUND = "/incidents/INC-1999-0001/"


@pytest.fixture
def services(request):
    """On PostgreSQL a database of its own, and Redis where this run was given one."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield {}
        return
    redis = request.getfixturevalue("redis_url")
    with own_database("canary") as database:
        yield {"DATABASE_URL": database, "REDIS_URL": redis}


@pytest.fixture
def site(services, tmp_path):
    site = Installation(tmp_path, BREACHCOMM_LOG_LEVEL="DEBUG", **services)
    site.manage("migrate", "--verbosity", "0")
    yield site
    site.stop()


@pytest.fixture
def desk(site):
    desk = Desk(site, "tests.trust.canary_desk")
    yield desk
    desk.close()


def lines_of(site, process):
    lines = site.log("processes").splitlines()
    return "\n".join(line for line in lines if line.startswith(f"{process:<9} |"))


def gathered(site, desk, told):
    """All there is to search by now: {where: text}."""
    return {
        "broker": desk.broker(),
        "sessions": desk.sessions(),
        "tables": desk.tables(),
        "files": desk.files(),
        **{process: lines_of(site, process) for process in PROCESSES},
        **told,
    }


def refusals(site, told, word):
    """Counsel's word, sent in every way that fails: [(status, page)]. No page may say it."""
    counsel = Visitor(site.url)
    counsel.sign_in(told["legal"], PASSWORD)
    note = f"/incidents/{told['incident']}/contributions/"
    say = {"kind": "note", "privileged": "on", "text": word}
    return [
        counsel.get("/sign-in/", Host="elsewhere.example.org"),
        counsel.post(note, **{**say, "csrfmiddlewaretoken": "x"}),
        counsel.post(NOT_FOUND + "contributions/", **say),
        counsel.post("/nowhere/", **say),
        counsel.get(note),
        counsel.post(note, **say),
    ]


def read_by_pr(site, told):
    """What one who is not entitled is shown."""
    pr = Visitor(site.url)
    pr.sign_in(told["pr"], PASSWORD)
    incident = f"/incidents/{told['incident']}/"
    statement = f"/statements/{told['statement']}/"
    paths = ("/", incident, f"{incident}record/", f"{incident}findings/", statement)
    return " ".join(pr.get(path)[1] for path in paths)


def refused_in_words(site, told, word):
    """A note that is refused comes back to its author, on a page that does say it."""
    counsel = Visitor(site.url)
    counsel.sign_in(told["legal"], PASSWORD)
    note = f"/incidents/{told['incident']}/contributions/"
    status, page = counsel.post(note, kind="nonsense", privileged="on", text=word)
    assert status == 422
    return page


def let_out(site, desk, told, word):
    """The word leaves once on every way out. Returns all there is to search after that."""
    desk.leak(word=word)
    pages = {"refusals": refused_in_words(site, told, word), "pages": read_by_pr(site, told)}
    found = gathered(site, desk, pages)
    Visitor(site.url).say(word)
    desk.leak_from_the_scheduler(word=word)
    until(lambda: all(word in lines_of(site, each) for each in PROCESSES), "each process says it")
    return {**found, **{each: lines_of(site, each) for each in PROCESSES}}


def test_no_privileged_word_is_in_what_real_processes_write_keep_and_answer(site, desk, figure):
    told = desk.seed()
    waiting = desk.broker()
    assert '"task": "statements.wake"' in waiting
    site.serve()
    until(lambda: desk.standings() == ["ready"] * told["jobs"], "the files are rendered")
    told["tokens"]["refused"] = refused = f"canary{secrets.token_hex(8)}"
    desk.refuse_contributions()
    answers = refusals(site, told, refused)
    assert [status for status, _ in answers] == [400, 403, 404, 404, 405, 500]
    pages = {"refusals": str(answers), "pages": read_by_pr(site, told)}
    found = gathered(site, desk, pages)
    searched = {**found, "waiting": waiting}
    hits = {where: canaries.hits(told["tokens"], text) for where, text in searched.items()}
    assert {where: kinds for where, kinds in hits.items() if kinds} == {}
    word = f"leak{secrets.token_hex(8)}"
    leaked = let_out(site, desk, told, word)
    assert [where for where, text in leaked.items() if word not in text] == []
    assert set(leaked) == set(found)
    figure(f"{len(searched)} places that real processes write to: 0 privileged words")
