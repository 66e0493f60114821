"""Whatever else a form is sent: only what it owns is written."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import models, transaction

from tests.trust import world as worlds
from tests.trust.access_table import address, posts
from tests.trust.reading import fingerprint

pytestmark = pytest.mark.django_db

APPS = ("accounts", "audit", "incidents", "statements")
OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
JUNK = {
    "role": "pr",
    "state": "released",
    "is_active": "",
    "is_superuser": "on",
    "decision": "signed",
    "digest": "0" * 64,
    "privileged": "on",
    "kind": "decision",
    "status": "closed",
    "audience": "technical",
    "reference": "INC-2026-0666",
    "at": "2001-01-01",
}


def junk(taken):
    """A value for every field of every model of ours, but for those the form itself owns."""
    names = {"is_staff", "seen", "pk"}
    for model in OURS:
        for field in model._meta.concrete_fields:
            names |= {field.name, field.attname}
    return {name: JUNK.get(name, "1") for name in names - taken}


def rows():
    """What is stored, without row numbers and times, which differ from one try to the next."""
    found = Counter()
    for model in OURS:
        fields = [field for field in model._meta.concrete_fields if compared(field)]
        names = [field.attname for field in fields]
        # A row that only points at others has no field to compare, and still counts.
        stored = model._base_manager.values_list(*names or ["pk"])
        for row in stored if names else [()] * len(stored):
            found[(model.__name__, repr(list(zip(names, row, strict=True))))] += 1
    return found


def compared(field):
    unsteady = isinstance(field, models.AutoField | models.DateTimeField | models.UUIDField)
    points = field.is_relation and field.related_model._meta.app_label != "accounts"
    chained = field.model.__name__ in ("Entry", "Head") and field.name in (
        *("digest", "previous_digest", "facts"),
    )
    # A new incident draws its code name by lot.
    return not (unsteady or points or chained or field.name in ("password", "code_name"))


def after(world, name, row, sent):
    mark, client = transaction.savepoint(), world.clients[row.as_]
    cookies = client.cookies.output()
    status = client.post(address(name, world), sent).status_code
    found = rows()
    transaction.savepoint_rollback(mark)
    client.cookies.clear()
    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return status, found


@pytest.mark.parametrize("state", worlds.STATES)
def test_only_what_a_form_owns_is_written(state):
    world = worlds.build(state)
    for name, row in posts().items():
        if row.when != state:
            continue
        sent = row.sends(world)
        honest = after(world, name, row, sent)
        swamped = after(world, name, row, {**junk({*sent, *row.takes}), **sent})
        assert swamped[0] == honest[0], name
        assert (name, swamped[1] - honest[1], honest[1] - swamped[1]) == (name, {}, {})


def test_the_comparison_sees_a_field_that_does_get_through():
    """The check itself: a field the form does own makes a difference."""
    world = worlds.build("drafting")
    row = posts()["incidents:edit"]
    sent = row.sends(world)
    honest = after(world, "incidents:edit", row, sent)
    assert after(world, "incidents:edit", row, {**sent, "is_exercise": "on"}) != honest
    assert len(junk(set())) > 60
    assert fingerprint()
