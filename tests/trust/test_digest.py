"""A sign-off is for one exact text: whatever a reader would see is in the digest."""

import json
import os

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from incidents.models import Incident
from statements import cases, content
from statements.models import Revision, Statement
from tests.statements.factories import FINISHED, edited, signed, team

COVERED_AS = {
    # Fields that go into the digest under another name than their own.
    "statement.incident": "incident",
    "statement.number": "statement",
    "revision.number": "revision",
    "revision.statement": "statement",
}
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
words = some.text(max_size=40)
numbers = some.integers(min_value=1, max_value=2**31 - 1)
section = some.fixed_dictionaries({"heading": words, "text": words})
written = some.fixed_dictionaries(
    {"title": words, "lead": words, "sections": some.lists(section, max_size=4)}
)
REVISION = {
    "source": written,
    "values": some.dictionaries(words, words, max_size=4),
    "number": numbers,
    "title": words,
    "lead": words,
    "sections": some.lists(section, max_size=4),
    "template": words,
    "layout": words,
    "layout_digest": words,
    "sender_name": words,
    "sender_address": words,
    "zone": words,
    "is_exercise": some.booleans(),
}
STATEMENT = {"number": numbers, "audience": words, "language": words, "variant": words}


@some.composite
def texts(draw):
    return {
        "reference": draw(words),
        "statement": draw(some.fixed_dictionaries(STATEMENT)),
        "revision": draw(some.fixed_dictionaries(REVISION)),
    }


@some.composite
def two_texts(draw):
    """A text, and the same with one field drawn anew; or two that have nothing in common."""
    one = draw(texts())
    if draw(some.booleans()):
        return one, draw(texts())
    other = json.loads(json.dumps(one))
    where, fields = draw(
        some.sampled_from([("revision", REVISION), ("statement", STATEMENT), (None, None)])
    )
    if where is None:
        other["reference"] = draw(words)
    else:
        name = draw(some.sampled_from(sorted(fields)))
        other[where][name] = draw(fields[name])
    return one, other


def revision_of(text):
    statement = Statement(incident=Incident(reference=text["reference"]), **text["statement"])
    return Revision(statement=statement, **text["revision"])


def digest_of(text):
    return content.digest(content.freeze(content.of(revision_of(text))))


@pytest.fixture
def many(pytestconfig):
    """200 examples, 2,000 with --full; the same ones each time where nobody watches."""
    return settings(
        max_examples=2000 if pytestconfig.getoption("--full") else 200,
        deadline=None,
        derandomize=IN_CI,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@pytest.mark.once
def test_any_change_of_what_is_covered_changes_the_digest(many):
    different = 0

    @many
    @given(two_texts())
    def check(pair):
        nonlocal different
        one, other = pair
        assert (digest_of(one) == digest_of(other)) == (one == other)
        different += one != other

    check()
    assert different > many.max_examples // 2


@pytest.mark.once
def test_no_two_texts_are_told_apart_only_by_where_one_part_ends(many):
    """Moving words from one field to the next is a change too."""

    @many
    @given(texts(), words, words)
    def check(text, left, right):
        assume(left + right)
        both = {**text["revision"], "title": left + right, "lead": ""}
        split = {**text["revision"], "title": left, "lead": right}
        assume(both != split)
        one = digest_of({**text, "revision": both})
        assert one != digest_of({**text, "revision": split})

    check()


@pytest.mark.once
@pytest.mark.parametrize("model", [Statement, Revision])
def test_every_field_is_covered_or_exempt_with_a_reason(model):
    covered = set(content.of(revision_of(A_TEXT)))
    for field in model._meta.concrete_fields:
        name = f"{model._meta.model_name}.{field.name}"
        is_covered = COVERED_AS.get(name, field.name) in covered
        assert is_covered != (name in content.EXEMPT), name


@pytest.mark.once
def test_nothing_is_exempt_that_is_not_there():
    there = {
        f"{model._meta.model_name}.{field.name}"
        for model in (Statement, Revision)
        for field in model._meta.concrete_fields
    }
    assert set(content.EXEMPT) <= there
    assert all(content.EXEMPT.values())


A_TEXT = {
    "reference": "INC-2026-0001",
    "statement": {"number": 1, "audience": "holding", "language": "en", "variant": "a"},
    "revision": {
        "number": 1,
        "title": "Title",
        "lead": "Lead",
        "sections": [{"heading": "Heading", "text": "Text"}],
        "source": {"title": "Title", "lead": "{cause:cite}", "sections": []},
        "values": {"cause:cite": ""},
        "template": "holding/1",
        "layout": "letter/1",
        "layout_digest": "0" * 64,
        "sender_name": "Ferrante Cloud GmbH",
        "sender_address": "1 Road",
        "zone": "UTC",
        "is_exercise": False,
    },
}


@pytest.mark.once
@pytest.mark.parametrize("key", sorted(content.of(revision_of(A_TEXT))))
def test_leaving_any_key_out_gives_another_digest(key):
    whole = content.of(revision_of(A_TEXT))
    less = {name: value for name, value in whole.items() if name != key}
    assert content.digest(content.freeze(less)) != digest_of(A_TEXT)


@pytest.mark.once
@pytest.mark.parametrize(
    ("where", "name"),
    [("revision", name) for name in REVISION] + [("statement", name) for name in STATEMENT],
)
def test_each_field_on_its_own_counts(where, name):
    old = A_TEXT[where][name]
    changed = {
        "sections": [{"heading": "Heading", "text": "Text."}],
        "source": {"title": "Title", "lead": "{vulnerability:cite}", "sections": []},
        "values": {"cause:cite": "", "vulnerability:cite": ""},
    }
    if name in changed:
        new = changed[name]
    else:
        new = not old if isinstance(old, bool) else old + (1 if isinstance(old, int) else " ")
    assert digest_of({**A_TEXT, where: {**A_TEXT[where], name: new}}) != digest_of(A_TEXT)


@pytest.mark.django_db
def test_the_stored_digest_is_that_of_the_stored_row():
    revision = Revision.objects.get(pk=signed(team()).pk)
    assert revision.digest == content.digest(content.freeze(revision.content()))


CHANGES = {
    "title": "Notice of a Data Breach",
    "lead": FINISHED["lead"] + " ",
    "sections": [*FINISHED["sections"], {"heading": "More", "text": "More."}],
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHANGES)
def test_a_saved_change_leaves_no_valid_sign_off(name):
    people = team()
    before = signed(people)
    after = edited(before, by=people.pr, **{name: CHANGES[name]})
    assert after != before
    assert cases.sign_offs(after) == {}
    assert {role: given.decision for role, given in cases.sign_offs(before).items()} == {
        "legal": "signed",
        "pr": "signed",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "I only looked."])
def test_saving_without_a_change_keeps_both_sign_offs(reason):
    people = team()
    before = signed(people)
    assert edited(before, by=people.legal, reason=reason) == before
    assert set(cases.sign_offs(before)) == {"legal", "pr"}
    assert before.statement.revisions.count() == before.number


@pytest.mark.django_db
def test_moving_two_sections_is_a_change():
    people = team()
    before = signed(people)
    moved = edited(before, by=people.pr, sections=FINISHED["sections"][::-1])
    assert moved.digest != before.digest
    assert cases.sign_offs(moved) == {}
