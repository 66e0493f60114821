"""p50 and p95 of the incident list and the statement page among 9,193 incidents, one process."""

from script import desk

INCIDENTS = 9_193
TIMES = 100


def main():
    people = desk.set_up()
    fill(people)
    statement = a_statement(people)
    client = signed_in(people["pr"])
    for name, address in (
        ("home", url("home")),
        ("incident list", url("incidents:list")),
        ("incident", url("incidents:detail", statement.incident.reference)),
        ("statement", url("statements:statement", statement.pk)),
    ):
        measure(name, client, address)


def signed_in(person):
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, *args):
    from django.urls import reverse

    return reverse(name, args=args)


def measure(name, client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}.")
    asked = len(queries)
    p50, p95 = desk.p50_p95(desk.timed(lambda: client.get(address), TIMES))
    desk.line(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, {asked} queries")


def fill(people):
    """Rows as an import leaves them; the operations would only make the set-up slower."""
    from incidents.models import Incident, Membership

    made = Incident.objects.bulk_create(
        Incident(
            reference=f"INC-2020-{number:05}",
            code_name=f"Bench {number}",
            title=f"Incident number {number}",
            organisation="Harbour Sign",
            severity=1 + number % 4,
            status="confirmed",
        )
        for number in range(INCIDENTS)
    )
    Membership.objects.bulk_create(
        Membership(incident=incident, person=person)
        for incident in made
        for person in people.values()
    )
    desk.line(f"{INCIDENTS:,} incidents")


def a_statement(people):
    """A statement in review with ten revisions, as on a real second day."""
    from incidents.operations import open_incident
    from statements import operations

    incident = open_incident(
        by=people["pr"], title="Bench", organisation="Harbour Sign", members=people.values()
    )
    statement = operations.draft(incident, by=people["pr"], audience="affected_people")
    for number in range(1, 10):
        text = " ".join(f"Sentence {n} of revision {number} is short." for n in range(60))
        operations.save_revision(
            statement,
            by=people["legal"],
            based_on=number,
            title="Notice of Data Breach",
            lead="We are sorry.",
            sections=[{"heading": f"Part {part}", "text": text} for part in range(5)],
        )
    operations.submit(statement.newest(), by=people["pr"])
    return statement


if __name__ == "__main__":
    main()
