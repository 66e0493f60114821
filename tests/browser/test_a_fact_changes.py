"""A count changes, twice: after the signatures, and after the release. Three people, three
browsers, real processes; what is asserted is what they read."""

from tests.browser import story_correction as correction
from tests.browser import story_fact as fact


def test_no_signature_and_no_letter_outlives_a_fact(desk, seat, watch, tmp_path, figure):
    told = desk.all_is_known()
    people = [seat(*told["people"][role]) for role in ("developer", "legal", "pr")]
    incident = f"/incidents/{told['incident']}/"
    old, file = _released_with_the_second_count(*people, incident, tmp_path)
    new = _corrected(*people, incident, old, tmp_path)
    _what_was_sent_is_evidence(*people, (old, new), file, tmp_path)
    _the_record_shows_it(people, incident)
    assert watch.report() == ""
    figure(f"a fact changed twice: {len(watch.pages)} pages at 2 widths, 0 findings of axe-core")


def _released_with_the_second_count(developer, counsel, pr, incident, folder):
    """Returns the number of the release and the address of its PDF."""
    statement = fact.draft_and_submit(pr, incident)
    for signer in (counsel, pr):
        fact.sign(signer, statement, 1)
    fact.correct_the_count(developer, incident, fact.SECOND)
    fact.no_word_counts((counsel, pr), developer, statement)
    fact.take_the_new_value(counsel, statement)
    for signer in (counsel, pr):
        fact.sign_what_changed(signer, statement)
    release = fact.release(pr, statement, 2)
    file = pr.page.get_by_role("link", name="Download PDF").get_attribute("href")
    text = " ".join(fact.pages_of(pr.download("PDF", folder)))
    assert fact.sentence(fact.SECOND) in text
    assert fact.FIRST not in text
    return release, file


def _corrected(developer, counsel, pr, incident, old, folder):
    """Returns the number of the release that took the place of the old one."""
    fact.correct_the_count(developer, incident, fact.THIRD)
    correction.decide(counsel, pr, old)
    statement = correction.write(counsel)
    for signer in (counsel, pr):
        fact.sign(signer, statement, 1)
    new = fact.release(pr, statement, 1)
    text = " ".join(fact.pages_of(pr.download("PDF", folder)))
    assert correction.SAID in text
    return new


def _what_was_sent_is_evidence(developer, counsel, pr, releases, file, folder):
    old, new = releases
    for person in (developer, counsel, pr):
        correction.is_replaced(person, old, new)
    for person in (developer, pr):
        person.watch.expected = ("status of 403",)
        correction.is_refused(person, file)
    copy = correction.take_the_historical_copy(counsel, old, folder)
    pages = fact.pages_of(copy)
    assert len(pages) >= 1
    assert all("REPLACED" in page for page in pages)
    assert fact.sentence(fact.SECOND) in " ".join(pages)


def _the_record_shows_it(people, incident):
    for person in people:
        correction.read_the_record(person, incident)
    people[0].look("record-of-a-correction")
