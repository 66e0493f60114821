import pytest

from breachcomm.accounts.operations import CONSOLE, add_person

PASSWORD = "four quiet herons by the inlet"


@pytest.fixture
def people(db):
    """One person per role, and a site administrator; all with the same password."""
    roles = ("developer", "legal", "pr", "observer")
    found = {
        role: add_person(
            by=CONSOLE, email=f"{role}@example.com", name=role.title(), role=role, password=PASSWORD
        )
        for role in roles
    }
    found["administrator"] = add_person(
        by=CONSOLE, email="admin@example.com", name="Ada", administrator=True, password=PASSWORD
    )
    return found
