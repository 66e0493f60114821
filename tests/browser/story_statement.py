"""The second half of the main job: from the first draft to the released files."""

import hashlib
import re
import subprocess

QUESTION = re.compile(r"\[\[.*?\]\]")
LEAD = (
    "Somebody opened invoices of our customers that were not theirs to open. "
    "Your name and e-mail address were among them. We are sorry."
)
ANSWERS = {
    "[[Has anybody seen the data misused?]]": "Our logs show no use of it until 26 October.",
    "[[When will we say more?]]": "We will tell you what else we find.",
    "[[What can people do?]]": (
        "1. Be careful with messages that name one of your invoices.\n"
        "2. Ask us before you pay an invoice that looks new to you."
    ),
}


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
    assert asked > set(ANSWERS)
    for question in asked:
        pr.expect(f"The text still contains {question}.")
    assert pr.next_step() == "Finish the text"
    pr.look("statement-open-questions")


def finish_the_text(pr):
    pr.take_next_step("Finish the text")
    pr.look("edit")
    pr.fill(lead=LEAD, reason="The open questions are answered.")
    for box in pr.page.locator("textarea[name^=text_]").all():
        box.fill(QUESTION.sub(lambda asked: ANSWERS[asked[0]], box.input_value()))
    pr.page.locator("#preview").get_by_text("Somebody opened invoices").wait_for()
    pr.press("Save a new revision")
    pr.expect("Saved as revision 2.")
    assert "[[" not in pr.page.locator("article.sheet").inner_text()


def edit(person, statement, words, *, revision, picture=""):
    """Change the first lines, as anybody would."""
    person.go(f"{statement}edit/")
    person.fill(lead=f"{LEAD} {words}", reason=f"Added: {words}"[:80])
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
    pr.take_next_step("Submit revision 3 for sign-off")
    pr.expect("In review", "Legal counsel has not signed this text.")
    counsel.go("/")
    counsel.look("home-waiting")
    counsel.go(statement)
    counsel.follow("Raise an objection")
    counsel.look("object")
    counsel.fill(text="“All customers” is not what was found.")
    counsel.press("Raise this objection")
    pr.go(statement)
    pr.expect("objects: “All customers” is not what was found.")
    pr.look("statement-objection")
    edit(pr, statement, "Most customers are not concerned.", revision=4)
    counsel.go(statement)
    counsel.take_next_step("Settle your objection")
    counsel.look("settle")
    counsel.fill(note="The sentence now says most customers.")
    counsel.press("It is settled")
    counsel.expect("Settled. It does not block any more.")


def send_back_and_mend(counsel, pr, statement):
    counsel.go(statement)
    counsel.follow("Return with a note")
    counsel.look("return")
    counsel.fill(note="Say when we will write again.")
    counsel.press("Return revision 4")
    counsel.expect("You returned revision 4.")
    pr.go("/")
    pr.look("home-returned")
    pr.go(statement)
    pr.expect("returned it: Say when we will write again.")
    pr.take_next_step("Edit as asked")
    pr.expect("Edit the text")
    edit(pr, statement, "We will write again by 4 December.", revision=5, picture="edit-again")


def sign(person, statement, step, revision, *, picture=""):
    person.go(statement)
    person.take_next_step(step)
    if picture:
        person.look(picture)
    person.press(f"Sign revision {revision}")
    person.expect(f"You signed revision {revision}.")


def edit_after_the_signature(counsel, pr, statement):
    """The word was for other words: it does not count, and the page says what changed."""
    pr.go(f"{statement}edit/")
    pr.expect(f"{counsel.name} signed the current one and must be asked again.")
    edit(pr, statement, "We will write again by 5 December.", revision=6)
    counsel.go(statement)
    counsel.expect("Legal counsel has not signed this text.")
    assert counsel.next_step() == "Review the change and sign"
    counsel.look("statement-overtaken")
    counsel.go(f"{statement}?tab=since")
    counsel.expect("From revision 5, which your role signed, to revision 6")
    assert counsel.page.locator(".diff del").first.inner_text().strip() == "4"
    assert counsel.page.locator(".diff ins").first.inner_text().strip() == "5"
    counsel.look("statement-since-my-signature")


def release(pr, statement):
    """Returns the number of the release, once all its files are there; nobody reloads."""
    pr.go(statement)
    pr.expect("Nothing stands in the way.")
    pr.look("statement-signed")
    pr.take_next_step("Review and release revision 6")
    pr.look("release-before")
    pr.press("Release revision 6")
    pr.expect("Revision 6 has left the house.")
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
    assert re.fullmatch(r"INC-\d{4}-0001-S1-r6-notice-of-data-breach\.pdf", taken["pdf"].name)
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
