"""Milliseconds to read the claims of a 1,000-word text with all facts, and to see what is stale."""

from types import SimpleNamespace

from script import desk
from script.benchmarks import long_life

WORDS, TIMES = 1_000, 50


def main():
    people = desk.set_up()
    revision, known = a_revision(people)
    from statements.claims import review
    from statements.staleness import stale

    def judged():
        return review(revision.written, revision.values, known)

    # As if each fact had been recorded again since: every token is looked at and worded anew.
    newer = {key: SimpleNamespace(**{**vars(fact), "pk": -fact.pk}) for key, fact in known.items()}
    citations = list(revision.citations.select_related("fact__by"))
    found = judged()
    claims = sum(len(sentence.findings) for sentence in found)
    words = sum(len(sentence.text.split()) for sentence in found)
    desk.line(f"{words:,} words, {len(found)} sentences, {claims} claims, {len(known)} facts")
    for name, act in (
        ("claims", judged),
        ("staleness", lambda: stale(revision, known, citations)),
        ("staleness, all changed", lambda: stale(revision, newer, citations)),
        ("both", lambda: (judged(), stale(revision, newer, citations))),
    ):
        p50, p95 = desk.p50_p95(desk.timed(act, TIMES))
        desk.line(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def a_revision(people):
    """A text full of figures, dates and denials, on as many facts as an incident can have."""
    from statements import operations
    from tests.statements.claims.long import long_text

    incident = long_life.incident(people)
    statement = operations.draft(incident, by=people["pr"], audience="affected_people")
    revision = operations.save_revision(
        statement, by=people["legal"], based_on=1, **long_text(WORDS)
    )
    return revision, incident.known()


main()
