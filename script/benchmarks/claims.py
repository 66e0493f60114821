"""Milliseconds to read the claims of a 1,000-word text with all facts, and to see what is stale."""

from script import desk

WORDS, TIMES = 1_000, 50


def main():
    people = desk.set_up()
    revision, known = a_revision(people)
    from statements.claims import review
    from statements.staleness import stale

    def judged():
        return review(revision.written, revision.values, known)

    citations = list(revision.citations.select_related("fact__by"))
    found = judged()
    claims = sum(len(sentence.findings) for sentence in found)
    desk.line(f"{len(found)} sentences, {claims} claims, {len(known)} facts")
    for name, act in (
        ("claims", judged),
        ("staleness", lambda: stale(revision, known, citations)),
        ("both", lambda: (judged(), stale(revision, known, citations))),
    ):
        p50, p95 = desk.p50_p95(desk.timed(act, TIMES))
        desk.line(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def a_revision(people):
    """A text full of figures, dates and denials, on as many facts as an incident can have."""
    from incidents.operations import Finding, open_incident, record_facts
    from statements import operations
    from tests.statements.claims.long import MANY_FACTS, long_text

    incident = open_incident(
        by=people["developer"], title="B", organisation="Harbour Sign", members=people.values()
    )
    findings = {
        key: Finding(fact.value, fact.confidence, fact.basis or "Logs.")
        for key, fact in MANY_FACTS.items()
    }
    record_facts(incident, by=people["developer"], findings=findings)
    statement = operations.draft(incident, by=people["pr"], audience="affected_people")
    revision = operations.save_revision(
        statement, by=people["legal"], based_on=1, **long_text(WORDS)
    )
    return revision, incident.known()


main()
