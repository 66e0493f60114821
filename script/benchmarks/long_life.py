"""The page of a statement with 200 revisions and 300 threads, beside one that has just begun."""

from script import desk
from script.benchmarks import pages

BEGUN, LONG = (2, 3), (200, 300)
WORDS = 1_000


def main():
    people = desk.set_up()
    client = pages.signed_in(people["legal"])
    for revisions, threads in (BEGUN, LONG):
        statement = a_statement(people, revisions, threads)
        desk.line(f"{revisions} revisions of {WORDS:,} words, {threads} threads")
        page = pages.url("statements:statement", statement.pk)
        for name, address in (
            ("text", page),
            ("text and every revision", f"{page}?revisions=all"),
            ("sentences", f"{page}?tab=claims&all=1"),
            ("compare", f"{page}?tab=compare"),
            ("threads", pages.url("statements:threads", statement.pk)),
        ):
            pages.measure(f"  {name}", client, address)


def a_statement(people, revisions, threads):
    """Each revision says something else in one part; threads are opened along the way."""
    from statements import operations
    from tests.statements.claims.long import long_text

    statement = operations.draft(incident(people), by=people["pr"], audience="affected_people")
    text, opened = long_text(WORDS), 0
    for number in range(1, revisions):
        section = text["sections"][number % 5]
        section["text"] = f"{section['text'].partition(' Thanks')[0]} Thanks, {number} times."
        revision = operations.save_revision(
            statement, by=people["legal"], based_on=number, reason="Warmer.", **text
        )
        while opened * (revisions - 1) < threads * number:
            talk(revision, opened, people)
            opened += 1
    return statement


def incident(people):
    """One with every fact an incident can have."""
    from incidents.operations import Finding, open_incident, record_facts
    from tests.statements.claims.long import MANY_FACTS

    made = open_incident(
        by=people["developer"], title="B", organisation="Harbour Sign", members=people.values()
    )
    findings = {
        key: Finding(fact.value, fact.confidence, fact.basis or "Logs.")
        for key, fact in MANY_FACTS.items()
    }
    record_facts(made, by=people["developer"], findings=findings)
    return made


def talk(revision, number, people):
    """Two people on some words of the text: counsel's own, objections, most open, some closed."""
    from statements import operations

    privileged, objection = number % 10 == 0, number % 15 == 1
    first, second = people["legal"], people["legal" if privileged else "developer"]
    start = revision.written["sections"][number % 5]["text"].index("Please")
    thread = operations.open_thread(
        revision,
        by=first,
        place=str(number % 5),
        start=start,
        end=start + 7 + number % 60,
        text=f"Point {number}.",
        privileged=privileged,
        objection=objection,
    )
    operations.comment(thread, by=second, text="Let us see.")
    if number % 3 == 0 and not objection:
        operations.close_thread(thread, by=second, note="Done.")


if __name__ == "__main__":
    main()
