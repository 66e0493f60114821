import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from breachcomm.accounts import operations
from breachcomm.accounts.models import User
from breachcomm.audit.models import Entry
from breachcomm.refusal import Refused
from tests.accounts.conftest import PASSWORD

PEOPLE = reverse("accounts:people")
NEW = {
    "name": "Nia Bello",
    "email": "nia@example.com",
    "role": "legal",
    "password": "eleven lanterns on a pier",
}


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ["developer", "legal", "pr", "observer"])
def test_only_the_administrator_manages_people(people, role):
    assert signed_in(people["administrator"]).get(PEOPLE).status_code == 200
    client = signed_in(people[role])
    assert client.get(PEOPLE).status_code == 403
    assert client.post(reverse("accounts:add_person"), NEW).status_code == 403
    with pytest.raises(PermissionDenied):
        operations.change_person(
            people["pr"], by=people[role], name="P", role="legal", is_active=True
        )


def test_a_person_is_added_with_one_role_and_goes_on_record(people):
    response = signed_in(people["administrator"]).post(reverse("accounts:add_person"), NEW)
    assert response.status_code == 302
    added = User.objects.get(email="nia@example.com")
    assert (added.role, added.is_superuser, added.check_password(NEW["password"])) == (
        "legal",
        False,
        True,
    )
    assert Entry.objects.last().action == "person_added"


def test_an_address_is_taken_once_whatever_its_capitals(people):
    given = {**NEW, "email": "LEGAL@example.com"}
    response = signed_in(people["administrator"]).post(reverse("accounts:add_person"), given)
    assert "already somebody" in response.content.decode()


def test_a_short_password_is_refused_with_a_sentence_and_nothing_is_lost(people):
    given = {**NEW, "password": "short"}
    response = signed_in(people["administrator"]).post(reverse("accounts:add_person"), given)
    page = response.content.decode()
    assert "at least 15 characters" in page
    assert 'value="nia@example.com"' in page


def test_a_role_changes_with_the_next_click(people):
    edit = reverse("accounts:edit_person", args=[people["observer"].pk])
    given = {"name": "Observer", "role": "pr", "is_active": "on"}
    assert signed_in(people["administrator"]).post(edit, given).status_code == 302
    people["observer"].refresh_from_db()
    assert people["observer"].holds("pr")
    assert Entry.objects.last().action == "person_changed"


def test_the_administrator_cannot_take_a_role(people):
    edit = reverse("accounts:edit_person", args=[people["administrator"].pk])
    given = {"name": "Ada", "role": "legal", "is_active": "on"}
    assert signed_in(people["administrator"]).post(edit, given).status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=people["administrator"].pk).update(role="legal")


def test_the_administrator_cannot_lock_themselves_out(people):
    with pytest.raises(Refused, match="own access"):
        operations.change_person(
            people["administrator"],
            by=people["administrator"],
            name="Ada",
            role="",
            is_active=False,
        )


def test_saving_without_a_change_leaves_no_entry(people):
    entries = Entry.objects.count()
    operations.change_person(
        people["pr"], by=people["administrator"], name="Pr", role="pr", is_active=True
    )
    assert Entry.objects.count() == entries


def add_person(*arguments, stdin):
    out = io.StringIO()
    call_command("add_person", *arguments, stdout=out)
    return out.getvalue()


def test_the_console_adds_a_person(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    said = add_person("lena@example.com", "--name", "Lena", "--role", "legal", stdin=None)
    assert "can sign in now" in said
    assert User.objects.get(email="lena@example.com").holds("legal")


def test_the_console_refuses_a_weak_password_with_a_sentence(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("password\n"))
    with pytest.raises(CommandError, match="15 characters"):
        call_command("add_person", "lena@example.com", "--name", "Lena", "--role", "legal")
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["a\x00b", "\u202eabc", "zero\u200bwidth"])
def test_invisible_characters_in_a_name_are_named(people, name):
    response = signed_in(people["administrator"]).post(
        reverse("accounts:add_person"), {**NEW, "name": name}
    )
    assert response.status_code == 200
    assert "U+" in response.content.decode()


def test_markup_in_a_name_is_shown_as_text(people):
    given = {**NEW, "name": "<b>{{7*7}}</b>"}
    client = signed_in(people["administrator"])
    client.post(reverse("accounts:add_person"), given)
    page = client.get(PEOPLE).content.decode()
    assert "&lt;b&gt;{{7*7}}&lt;/b&gt;" in page
