"""Statement pages as a browser asks for them."""

from django.urls import reverse

from tests import factories

ROLES = ("developer", "legal", "pr", "observer")


def url(name, thing, query=""):
    return reverse(f"statements:{name}", args=[thing.pk]) + query


def start(incident):
    return reverse("statements:create", args=[incident.reference])


def outsider(role="pr"):
    """Somebody of the role who was not let in."""
    return factories.person(role)


def signed_in(client, person, *, fresh=True):
    """The client as that person; the password given just now, or long ago."""
    client.force_login(person)
    session = client.session
    session["password_given_at"] = 9_999_999_999 if fresh else 0
    session.save()
    return client


def typed(revision, **changes):
    """The editor's fields as they stand for a revision, some typed anew."""
    fields = {
        "based_on": revision.number,
        "count": len(revision.sections),
        "title": revision.title,
        "lead": revision.lead,
        "reason": "",
    }
    for number, section in enumerate(revision.sections):
        fields[f"heading_{number}"] = section["heading"]
        fields[f"text_{number}"] = section["text"]
    return {**fields, **changes}
