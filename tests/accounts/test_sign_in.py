import re
import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from breachcomm.accounts import operations
from breachcomm.audit.models import Entry
from tests.accounts.conftest import PASSWORD

SIGN_IN = "/sign-in/"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": email, "password": password, **more})


def shown(response):
    """The page without what differs from request to request by design."""
    return re.sub(rb'(value=|X-CSRFToken": )"[^"]*"', b"", response.content)


@pytest.fixture
def client():
    return Client()


def test_the_right_password_opens_the_door_and_goes_on_record(client, people):
    response = sign_in(client, "Legal@Example.com")
    assert response.status_code == 302
    assert client.get(reverse("change_password")).status_code == 200
    assert Entry.objects.last().action == "signed_in"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("legal@example.com", "not the password at all"),
        ("nobody@example.com", PASSWORD),
        ("gone@example.com", PASSWORD),
    ],
)
def test_wrong_unknown_and_deactivated_get_the_very_same_answer(client, people, email, password):
    gone = operations.add_person(
        by=operations.CONSOLE, email="gone@example.com", name="Gone", role="pr", password=PASSWORD
    )
    operations.change_person(
        gone, by=people["administrator"], name="Gone", role="pr", is_active=False
    )
    wrong = shown(sign_in(Client(), "legal@example.com", "something else entirely"))
    response = sign_in(client, email, password)
    assert response.status_code == 200
    assert "do not match" in response.content.decode()
    assert shown(response).replace(email.encode(), b"") == wrong.replace(b"legal@example.com", b"")


@pytest.mark.slow
def test_an_unknown_address_takes_as_long_as_a_wrong_password(people, settings):
    settings.AXES_ENABLED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    operations.change_password(people["legal"], by=operations.CONSOLE, password=PASSWORD)
    took = {"legal@example.com": [], "nobody@example.com": []}
    for _ in range(40):
        for email, times in took.items():
            start = time.perf_counter()
            sign_in(Client(), email, "wrong wrong wrong wrong")
            times.append(time.perf_counter() - start)
    known, unknown = (sorted(times)[len(times) // 2] for times in took.values())
    # Ten milliseconds on a quiet machine; on a busy one both wait for the processor alike.
    assert abs(known - unknown) < max(0.010, known / 20)


def test_after_five_wrong_guesses_the_address_is_paused_and_not_for_good(client, people):
    for _ in range(5):
        sign_in(client, "legal@example.com", "guess guess guess guess")
    response = sign_in(client, "LEGAL@example.com")
    assert response.status_code == 429
    assert "15 minutes" in response.content.decode()
    assert sign_in(Client(), "pr@example.com").status_code == 302


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client, people, next):
    assert sign_in(client, "pr@example.com", next=next)["Location"] == "/"


def test_the_session_key_changes_when_signing_in(client, people):
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key
    sign_in(client, "pr@example.com")
    assert client.session.session_key != before


def test_signing_out_ends_the_session_clears_the_browser_and_goes_on_record(client, people):
    sign_in(client, "pr@example.com")
    response = client.post(reverse("sign_out"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("change_password")).status_code == 302
    assert Entry.objects.last().action == "signed_out"


def test_deactivating_somebody_ends_every_session_with_the_next_click(people):
    clients = [Client() for _ in range(10)]
    for client in clients:
        sign_in(client, "developer@example.com")
        assert client.get(reverse("change_password")).status_code == 200
    operations.change_person(
        people["developer"],
        by=people["administrator"],
        name="Dev",
        role="developer",
        is_active=False,
    )
    assert {c.get(reverse("change_password")).status_code for c in clients} == {302}


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(people):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "pr@example.com")
    new = "a willow over the slow river"
    given = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("change_password"), given).status_code == 302
    assert here.get(reverse("change_password")).status_code == 200
    assert elsewhere.get(reverse("change_password")).status_code == 302


def test_half_an_hour_of_silence_ends_the_session(client, people, settings):
    sign_in(client, "pr@example.com")
    client.get(reverse("change_password"))
    session = client.session
    session["seen_at"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert client.get(reverse("change_password")).status_code == 302


def test_a_session_in_use_all_day_still_ends_after_twelve_hours(client, people):
    sign_in(client, "pr@example.com")
    client.get(reverse("change_password"))
    for hours, status in ((11, 200), (13, 302)):
        session = client.session
        session["began_at"] = int(time.time()) - hours * 3600
        session["seen_at"] = int(time.time()) - 90
        session.save()
        assert client.get(reverse("change_password")).status_code == status


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202e", "a" * 1_000_000, "{{7*7}}<script>"])
def test_odd_characters_at_the_door_are_a_wrong_password_and_no_crash(client, people, text):
    given = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for fields in ({"email": given}, {"email": "pr@example.com", "password": given}):
        assert sign_in(client, **fields).status_code in (200, 429)


def test_nobody_may_do_nothing(db):
    for person in (None, AnonymousUser()):
        with pytest.raises(Exception, match="may not"):
            operations.add_person(
                by=person, email="x@example.com", name="X", role="pr", password=PASSWORD
            )
