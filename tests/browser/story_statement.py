"""The second half of the main job: from the first draft to the released files."""

import hashlib
import re
import subprocess

QUESTION = re.compile(r"\[\[.*?\]\]")
LEAD = (
    "Somebody opened invoices of our customers that were not theirs to open. "
    "Your name and e-mail address were among them. We are sorry."
)
# As PR writes it: each sentence that says something says which finding carries it.
WRITTEN = LEAD.replace(" open. ", " open{vulnerability:cite}. ").replace(
    " them. ", " them{data_exposed:cite}. "
)
ASKED = {
    "[[Has anybody seen the data misused?]]",
    "[[When will we say more?]]",
    "[[What can people do?]]",
}
PREVIEWED = "words => document.querySelector('#preview').innerText.includes(words)"
PATIENCE, WORRY = "Please be patient with us.", "We know that this is worrying."
LAST_WORDS = "Please keep this letter until {}."


def draft(pr, incident):
    """Returns the address of the statement's page."""
    pr.go(incident)
    pr.follow("Start a statement")
    pr.look("statement-new")
    pr.page.get_by_role("radio", name="Affected people").check()
    pr.press("Write the first draft")
    pr.expect("Here is a first draft, written from what is known.", "12,400")
    return pr.page.url


def open_questions_shut_the_gate(pr):
    asked = set(QUESTION.findall(pr.page.locator("article.sheet").inner_text()))
    assert asked >= ASKED
    for question in asked:
        pr.expect(f"The text still contains {question}.")
    assert pr.next_step() == "Finish the text"
    pr.look("statement-open-questions")


def take_over_the_answers(pr, statement):
    """Three questions were answered meanwhile; the text takes the answers in one click."""
    pr.go(statement)
    pr.expect("Misuse seen: answered now", "Has anybody seen the data misused?")
    pr.look("statement-stale")
    pr.take_next_step("Take over what is known now")
    pr.expect("The text now says what is known now.")


def finish_the_text(pr, statement):
    pr.go(f"{statement}edit/")
    pr.look("edit")
    pr.fill(lead=LEAD, reason="The first lines say what happened.")
    pr.page.wait_for_function(PREVIEWED, arg=LEAD)
    pr.press("Save a new revision")
    pr.expect("Saved as revision 3.", LEAD)
    assert "[[" not in pr.page.locator("article.sheet").inner_text()


def no_fact_carries_it(counsel, pr, statement):
    """What the first lines assert cites nothing: whoever edits is sent to those sentences."""
    pr.go(statement)
    pr.take_next_step("Check the sentences no fact carries")
    assert LEAD.partition(". ")[0] in pr.page.locator(".verdict-uncited").first.inner_text()
    pr.look("statement-sentences")
    counsel.go(f"{statement}?tab=claims")
    counsel.follow("Let it stand, with a reason…")
    counsel.look("waive")


def a_fact_carries_it(pr, statement):
    pr.go(f"{statement}?tab=claims")
    pr.expect("Every sentence stands on a fact")
    pr.follow("Show every sentence")
    pr.look("statement-every-sentence")


def edit(person, statement, words, *, revision, picture=""):
    """Change the first lines, as anybody would."""
    person.go(f"{statement}edit/")
    person.fill(lead=f"{WRITTEN} {words}", reason=f"Added: {words}"[:80])
    if picture:
        person.look(picture)
    person.press("Save a new revision")
    person.expect(f"Saved as revision {revision}.", words)


def read_the_redline(person, statement, words):
    person.go(f"{statement}?tab=compare")
    person.expect("Struck: only in the first.")
    assert words in person.page.locator(".diff ins").first.inner_text()
    person.look("statement-compare")


def object_and_settle(counsel, pr, statement):
    pr.go(statement)
    pr.take_next_step("Submit revision 4 for sign-off")
    pr.expect("In review", "Legal counsel has not signed this text.")
    counsel.go("/")
    counsel.look("home-waiting")
    counsel.go(statement)
    counsel.follow("Raise an objection")
    counsel.look("object")
    counsel.fill(text="Do not ask for patience: people are worried.")
    counsel.press("Raise this objection")
    pr.go(statement)
    pr.expect("objects: Do not ask for patience: people are worried.")
    pr.look("statement-objection")
    edit(pr, statement, WORRY, revision=5)
    counsel.go(statement)
    counsel.take_next_step("Settle your objection")
    counsel.look("settle")
    counsel.fill(note="The sentence is gone.")
    counsel.press("It is settled")
    counsel.expect("Settled. It does not block any more.")


def send_back_and_mend(counsel, pr, statement):
    counsel.go(statement)
    counsel.follow("Return with a note")
    counsel.look("return")
    counsel.fill(note="Tell people to keep this letter.")
    counsel.press("Return revision 5")
    counsel.expect("You returned revision 5.")
    pr.go("/")
    pr.look("home-returned")
    pr.go(statement)
    pr.expect("returned it: Tell people to keep this letter.")
    pr.take_next_step("Edit as asked")
    pr.expect("Edit the text")
    edit(pr, statement, LAST_WORDS.format("January"), revision=6, picture="edit-again")


def sign(person, statement, step, revision, *, since=None, picture=""):
    person.go(statement)
    person.take_next_step(step)
    if picture:
        person.look(picture)
    again = f"I have read what changed since revision {since} and sign revision {revision}"
    person.press(again if since else f"Sign revision {revision}")
    person.expect(f"You signed revision {revision}.")


def edit_after_the_signature(counsel, pr, statement):
    """The word was for other words: it does not count, and the page says what changed."""
    pr.go(f"{statement}edit/")
    pr.expect(f"{counsel.name} signed the current one and must be asked again.")
    edit(pr, statement, LAST_WORDS.format("February"), revision=7)
    counsel.go(statement)
    counsel.expect("Legal counsel has not signed this text.")
    counsel.expect("Your signature on revision 6 no longer counts", f"{pr.name} (PR manager)")
    assert counsel.next_step() == "Review the change and sign"
    counsel.look("statement-overtaken")
    counsel.go(f"{statement}?tab=since")
    counsel.expect("You signed revision 6 on", "The words, revision 6 to revision 7.")
    assert counsel.page.locator(".diff del").first.inner_text().strip() == "January"
    assert counsel.page.locator(".diff ins").first.inner_text().strip() == "February"
    counsel.look("statement-since-my-signature")


def release(pr, statement):
    """Returns the number of the release, once all its files are there; nobody reloads."""
    pr.go(statement)
    pr.expect("Nothing stands in the way.")
    pr.look("statement-signed")
    pr.take_next_step("Review and release revision 7")
    pr.look("release-before")
    pr.press("Release revision 7")
    pr.expect("Revision 7 has left the house.")
    pr.page.evaluate("window.wasNotReloaded = true")
    for label in ("PDF", "Web page", "Plain text"):
        pr.page.get_by_role("link", name=f"Download {label}").wait_for(timeout=90_000)
    assert pr.page.evaluate("window.wasNotReloaded")
    pr.look("release")
    return int(re.search(r"/releases/(\d+)/", pr.page.url)[1])


def take_the_files(pr, folder, hashes):
    """{format: path}; each is the file whose hash is on record."""
    labels = {"pdf": "PDF", "html": "Web page", "text": "Plain text"}
    taken = {format: pr.download(label, folder) for format, label in labels.items()}
    for format, path in taken.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == hashes[format]
    assert re.fullmatch(r"INC-\d{4}-0001-S1-r7-notice-of-data-breach\.pdf", taken["pdf"].name)
    return taken


def extract(pdf):
    text = pdf.with_suffix(".raw.txt")
    subprocess.run(["pdftotext", "-raw", pdf, text], check=True)
    return text


def withdraw(counsel, pr, release):
    """What was sent cannot be unsent; from now on only counsel gets the files, and is warned."""
    counsel.go(f"/releases/{release}/withdraw/")
    counsel.look("withdraw")
    counsel.fill(reason="One figure was wrong.")
    counsel.press("Withdraw this release")
    counsel.expect("Withdrawn", "One figure was wrong.")
    counsel.look("release-withdrawn")
    counsel.follow("Historical copy")
    counsel.look("historical-copy")
    pr.go(f"/releases/{release}/")
    pr.expect("Kept for counsel only")
