"""Whatever is known, said and learned: exactly the words that stand on a changed fact are flagged.

What must be flagged is worked out here from the rows of citations and facts alone.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from incidents import operations as incidents
from incidents.facts import NO_CONTACT
from incidents.facts import tokens as every_token
from incidents.models import Fact
from statements import content, following, gate, operations, staleness, tokens
from statements.audiences import REQUIRED_ROLES, Audience
from statements.drafting import reader_of
from statements.models import Citation, Revision, State, Statement
from tests import factories
from tests.statements.factories import team, word
from tests.statements.test_staleness import count, exposure

pytestmark = pytest.mark.django_db
OPEN = (None, "under_investigation")
NEVER = (exposure("not_exposed"), "ruled_out")
BASES = ("Dana read the logs.", "Lena read them again.")
LEDGER = {
    f"exposure.{kind}": [
        (exposure(), "confirmed"),
        ({**exposure(), "protection": "hashed"}, "confirmed"),
        (exposure(), "estimated"),
        NEVER,
        OPEN,
    ]
    for kind in ("email", "name", "password", "internal")
}
ANSWERS = {
    **LEDGER,
    "people_affected": [(count(12_400), "confirmed"), (count(13_100), "estimated"), OPEN],
    "cause": [(["hacking"], "confirmed"), (["error"], "confirmed")],
    "vulnerability": [("A token stood in a log.", "confirmed"), OPEN],
    "became_aware": [
        ({"precision": "day", "zone": "UTC", "value": f"2026-10-{day}"}, "confirmed")
        for day in (24, 25)
    ],
    "immediate_actions": [(["We told the police."], "confirmed"), (["We slept."], "confirmed")],
    "misuse_seen": [("yes", "confirmed"), ("no", "ruled_out"), OPEN],
    "contact_point": [({**NO_CONTACT, "email": "help@example.com"}, "confirmed")],
}
# Which entries of the ledger a group of data names, by how sure we are.
GROUPS = {
    "data_exposed": {"confirmed", "estimated"},
    "data_not_exposed": {"ruled_out"},
    "data_unknown": {"under_investigation"},
}
NAMES = [*(key for key in ANSWERS if key not in LEDGER), "exposure.email", *GROUPS]
TOKENS = [token for token in every_token() if tokens.key_of(token) in NAMES]
TOKENS += [f"{name}:cite" for name in NAMES]

keys = some.sampled_from(sorted(ANSWERS))
answers = some.tuples(some.integers(0, 9), some.sampled_from(BASES))
learned = some.tuples(some.just("learn"), some.dictionaries(keys, answers, min_size=1, max_size=4))
said = some.tuples(
    some.just("say"),
    some.tuples(
        some.sampled_from(Audience),
        some.lists(some.sampled_from(TOKENS), min_size=1, max_size=5),
        some.booleans(),
    ),
)
first_facts = some.dictionaries(keys, answers, max_size=len(ANSWERS))
histories = some.tuples(first_facts, said, some.lists(learned | learned | said, max_size=6))
database = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def learn(people, findings):
    """Record findings as a form would: the same again is no finding, another basis is one."""
    known = people.incident.known()
    found = {}
    for key, (number, basis) in findings.items():
        value, confidence = ANSWERS[key][number % len(ANSWERS[key])]
        seen = known[key].pk if key in known else None
        found[key] = incidents.Finding(value, confidence, basis, seen)
    incidents.record_facts(people.incident, by=people.developer, findings=found)


def text(names):
    """Half of it in the first lines, half in a section, each token in a paragraph of its own."""
    said = [f"{'Read on.' if tokens.is_cite(name) else ''}{{{name}}}" for name in names]
    half = len(said) // 2
    return {
        "title": "Notice",
        "lead": "\n\n".join(said[:half]),
        "sections": [{"heading": "More", "text": "\n\n".join(said[half:])}],
    }


def say(people, audience, names, leaves):
    """A text of these tokens; one that leaves the house asks no question."""
    statement = operations.draft(people.incident, by=people.pr, audience=audience)
    if leaves:
        known, reader = people.incident.known(), reader_of(audience)
        names = [name for name in names if "[[" not in tokens.words(known, name, reader)]
        names = names or ["cause:cite"]
    revision = operations.save_revision(statement, by=people.pr, based_on=1, **text(names))
    if leaves:
        submit_and_release(people, revision)
    return statement


def submit_and_release(people, revision):
    """Release a text that nothing but signatures is wanting for."""
    operations.submit(revision, by=people.pr)
    for role in REQUIRED_ROLES[revision.statement.audience]:
        word(revision, getattr(people, role))
    if not gate.blockers(fresh(revision)):
        operations.release(revision, by=people.pr, seen_digest=revision.digest)


def fresh(revision):
    return Revision.objects.select_related("statement__incident").get(pk=revision.pk)


def outdated(revision):
    """The tokens whose citations are not the newest rows of what they stand on."""
    newest = {}
    for fact in Fact.objects.filter(incident=revision.statement.incident_id).order_by("pk"):
        newest[fact.key] = fact
    cited = {}
    for row in Citation.objects.filter(revision=revision):
        cited.setdefault(row.token, set()).add((row.key, row.fact_id))
    return {
        token
        for token, rows in cited.items()
        if rows != rows_now(token, newest, revision.statement.audience)
    }


def rows_now(token, newest, audience):
    name = token.partition(":")[0]
    if name not in GROUPS:
        return {(name, newest[name].pk if name in newest else None)}
    found = entries(name, newest)
    if name == "data_exposed":
        # Only technical readers are told of our own data beside that of people.
        if audience != Audience.TECHNICAL and found != {"exposure.internal"}:
            found -= {"exposure.internal"}
        found = found or entries("data_unknown", newest)
    return {(key, newest[key].pk) for key in found} or {(name, None)}


def entries(group, newest):
    ledger = {key: fact for key, fact in newest.items() if key.startswith("exposure.")}
    return {key for key, fact in ledger.items() if fact.confidence in GROUPS[group]}


def check(people):
    """Flags, gate and corrections due, against what the rows say; counts what was looked at."""
    known = people.incident.known()
    due = {one.release.statement_id: one for one in following.due(people.incident, known)}
    seen, expected_due = Counter(), {}
    for statement in Statement.objects.filter(incident=people.incident):
        revision = fresh(statement.newest())
        expected = sorted(outdated(revision))
        assert flagged(staleness.stale(revision, known)) == expected
        codes = [blocker.code for blocker in gate.blockers(revision)]
        assert codes.count("stale_fact") == len(expected)
        is_released = statement.state == State.RELEASED
        if is_released and expected:
            expected_due[statement.pk] = expected
        seen.update(texts=1, released=is_released, flags=len(expected))
    assert {pk: flagged(one.stale) for pk, one in due.items()} == expected_due
    return seen


def flagged(stale):
    return sorted(one.token for one in stale)


@pytest.fixture
def people():
    return team()


def another_incident(people):
    """A fresh one of the same people: facts are never deleted."""
    members = (people.legal, people.pr, people.observer)
    people.incident = factories.incident(by=people.developer, members=members)


def play(people, history):
    """One incident from its first facts to its last, looked at after everything learned."""
    known, opening, steps = history
    another_incident(people)
    learn(people, known)
    seen = Counter(histories=1)
    for verb, what in (opening, *steps):
        if verb == "say":
            say(people, *what)
        else:
            learn(people, what)
            seen += check(people)
    return seen + check(people)


def measured(seen):
    return (
        f"staleness: {seen['histories']} histories, {seen['texts']:,} looks at a text, "
        f"{seen['released']:,} of them released, {seen['flags']:,} flags, none wrong"
    )


def of_many_histories(people, figure, examples):
    total = Counter()

    @settings(database, max_examples=examples)
    @given(histories)
    def play_each(history):
        total.update(play(people, history))

    play_each()
    figure(measured(total))
    assert min(total["released"], total["flags"]) > 0


def test_exactly_the_words_on_changed_facts_are_flagged(people, figure):
    of_many_histories(people, figure, 40)


@pytest.mark.slow
def test_exactly_the_words_on_changed_facts_are_flagged_in_many_histories(people, figure):
    of_many_histories(people, figure, 600)


@settings(database, max_examples=20)
@given(first_facts, said, some.dictionaries(keys, answers, min_size=1))
def test_facts_no_text_uses_flag_nothing(people, known, one, news):
    another_incident(people)
    learn(people, known)
    audience, names, leaves = one[1]
    say(people, audience, names, leaves)
    used = {tokens.key_of(name) for name in [*names, "cause:cite"]}
    spare = news.keys() - used - (LEDGER.keys() if used & GROUPS.keys() else set())
    learn(people, {key: news[key] for key in spare})
    assert check(people)["flags"] == 0


@settings(database, max_examples=20)
@given(
    some.dictionaries(keys, answers, min_size=2, max_size=8),
    some.lists(some.sampled_from(TOKENS), min_size=1, max_size=6),
    some.randoms(use_true_random=False),
)
def test_one_source_and_the_same_facts_give_one_text_in_whatever_order_they_came(
    people, known, names, order
):
    texts = []
    for shuffled in (False, True, True):
        another_incident(people)
        found = sorted(known)
        if shuffled:
            order.shuffle(found)
        for key in found:
            learn(people, {key: known[key]})
        texts.append(resolved(people, names))
        assert resolved(people, names) == texts[-1]
    assert texts[0] == texts[1] == texts[2]


def resolved(people, names):
    """(everything its digest covers, the digest) of a text under one and the same reference."""
    statement = operations.draft(people.incident, by=people.pr, audience="technical")
    revision = operations.save_revision(statement, by=people.pr, based_on=1, **text(names))
    same = content.of(revision) | {"incident": "", "statement": 1}
    return same, content.digest(content.freeze(same))
