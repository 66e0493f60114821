from types import SimpleNamespace

import pytest

from breachcomm.accounts.models import Role
from tests import factories


@pytest.fixture
def team(db):
    """One person of each role, let into one incident, and a developer who is not."""
    people = {role.value: factories.person(role) for role in Role}
    incident = factories.incident(by=people["developer"], members=people.values())
    return SimpleNamespace(incident=incident, outsider=factories.person(), **people)


@pytest.fixture
def browse(client):
    """browse(person) is a client signed in as that person."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in
