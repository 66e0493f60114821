"""The main job, end to end: three people, three browsers, from an empty database to the files."""

from tests.browser import story_findings as findings
from tests.browser import story_library as library
from tests.browser import story_statement as statements

LAST_WORDS = statements.LAST_WORDS.format("February")


def test_three_people_take_an_incident_from_findings_to_the_released_notice(
    arrive, desk, watch, tmp_path, figure
):
    developer = arrive("Nadia Berg", "developer")
    counsel = arrive("Lewis Okafor", "legal")
    pr = arrive("Mara Conti", "pr")
    developer.go("/")
    developer.look("sign-in")
    for person in (developer, counsel, pr):
        person.sign_in()
    _library(counsel, pr)
    incident = _findings(developer, counsel, pr)
    statement = _wording(developer, counsel, pr, incident)
    findings.nobody_else_reads_it([developer, pr], incident, statement)
    _signatures(counsel, pr, statement)
    release = statements.release(pr, statement)
    files = statements.take_the_files(pr, tmp_path, desk.hashes(release=release))
    text = statements.extract(files["pdf"])
    assert desk.difference(release=release, extracted=str(text)) == ""
    for path in (text, files["text"], files["html"]):
        written = " ".join(path.read_text(encoding="utf-8").split())
        assert f"{statements.LEAD} {LAST_WORDS}" in written
        assert findings.SECRET not in written
    _the_rest_of_the_pages(developer, incident, statement)
    statements.withdraw(counsel, pr, release)
    for person in (developer, counsel, pr):
        assert person.sign_out() == [0, 0]
    assert watch.report() == ""
    figure(f"{len(watch.pages)} pages at 2 widths: 0 findings of axe-core (WCAG 2.2 A and AA)")


def _library(counsel, pr):
    library.keep_a_clause(counsel)
    library.revise_it(counsel)
    library.find_it(pr)


def _findings(developer, counsel, pr):
    incident = findings.open_incident(developer, [counsel, pr])
    findings.fill_findings(developer, incident)
    findings.correct_a_count(developer, incident)
    findings.ask_and_answer(pr, developer, incident)
    findings.write_privileged_note(counsel, incident)
    findings.add_contact(pr, incident)
    return incident


def _wording(developer, counsel, pr, incident):
    statement = statements.draft(pr, incident)
    statements.open_questions_shut_the_gate(pr)
    findings.answer_what_the_text_asks(developer, incident)
    statements.take_over_the_answers(pr, statement)
    statements.finish_the_text(pr, statement)
    statements.no_fact_carries_it(counsel, pr, statement)
    statements.edit(pr, statement, statements.PATIENCE, revision=4)
    statements.a_fact_carries_it(pr, statement)
    statements.read_the_redline(counsel, statement, statements.PATIENCE)
    return statement


def _signatures(counsel, pr, statement):
    statements.object_and_settle(counsel, pr, statement)
    statements.send_back_and_mend(counsel, pr, statement)
    statements.sign(counsel, statement, "Review and sign revision 6", 6, picture="sign-off")
    statements.edit_after_the_signature(counsel, pr, statement)
    again = {"since": 6, "picture": "sign-off-since"}
    statements.sign(counsel, statement, "Review the change and sign", 7, **again)
    statements.sign(pr, statement, "Review and sign revision 7", 7)


def _the_rest_of_the_pages(developer, incident, statement):
    pages = {
        "incident": incident,
        "incident-edit": f"{incident}edit/",
        "members": f"{incident}members/",
        "record": f"{incident}record/",
        "incidents": "/incidents/",
        "import": "/incidents/import/",
        "password": "/password/",
        "one-story": f"{incident}said/",
        "who-knew-what-when": f"{incident}as-of/",
        "statement-suggestions": f"{statement}suggestions/",
        "statement-threads": f"{statement}threads/",
        "statement-released": statement,
    }
    for name, address in pages.items():
        developer.go(address)
        developer.look(name)
    developer.go(incident)
    developer.expect("Promised updates", "Promised for the end of")
