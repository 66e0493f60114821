"""A fact changes between the signatures and the release: nobody's word outlives it."""

import re
import subprocess

FIRST, SECOND, THIRD = "11,200", "11,900", "12,650"
NO_LONGER = "no longer counts: what it says has changed."


def sentence(number):
    return f"{number} people are affected."


def changed(old, new):
    """What the gate and both signers read of it, word for word."""
    return f"People affected changed: “{sentence(old)}” is now “{sentence(new)}”"


def draft_and_submit(pr, incident):
    """Returns the address of the statement's page."""
    pr.go(f"{incident}statements/new/")
    pr.page.get_by_role("radio", name="Affected people").check()
    pr.press("Write the first draft")
    pr.expect(sentence(FIRST))
    pr.take_next_step("Submit revision 1 for sign-off")
    pr.expect("In review")
    return pr.page.url


def sign(person, statement, revision):
    person.go(statement)
    person.take_next_step(f"Review and sign revision {revision}")
    person.press(f"Sign revision {revision}")
    person.expect(f"You signed revision {revision}.")


def correct_the_count(developer, incident, number):
    developer.go(f"{incident}findings/")
    developer.fill(people_affected__best=number)
    developer.press("Save what is known")
    developer.expect("1 answer recorded")


def no_word_counts(signers, developer, statement):
    """Both are told in the same words, and so is the gate; nothing can be signed over it."""
    for person in signers:
        person.go(statement)
        person.expect(f"Your signature on revision 1 {NO_LONGER}", changed(FIRST, SECOND))
        person.expect(f"Recorded by {developer.name} (developer)")
        stale = person.page.locator(".gate li", has_text=changed(FIRST, SECOND))
        assert stale.count() == 1
        for role in ("Legal counsel", "PR manager"):
            person.expect(f"{role} signed revision 1, before a fact in it changed")
        assert person.page.locator(".people .word").all_inner_texts() == ["No longer counts"] * 2
        assert person.next_step() == "Take over what is known now"
        person.go(f"{statement}?tab=since")
        person.expect("Only facts changed: the text itself is as it was written")
        person.look("fact-since-my-signature")


def take_the_new_value(counsel, statement):
    """One click; the words are written by nobody, they follow the fact."""
    counsel.go(statement)
    counsel.look("fact-changed")
    counsel.take_next_step("Take over what is known now")
    counsel.expect("The text now says what is known now.", sentence(SECOND))
    assert counsel.page.locator(".gate li", has_text=changed(FIRST, SECOND)).count() == 0
    counsel.expect("Legal counsel has not signed this text.")
    counsel.expect("PR manager has not signed this text.")


def sign_what_changed(person, statement):
    """From the delta: the old words struck, the new ones beside them."""
    person.go(statement)
    person.expect("Your signature on revision 1 no longer counts")
    person.take_next_step("Review the change and sign")
    delta = person.page.get_by_role("article", name="What changed since revision 1")
    assert FIRST in delta.locator("del").first.inner_text()
    assert SECOND in delta.locator("ins").first.inner_text()
    person.look("fact-sign-what-changed")
    person.press("I have read what changed since revision 1 and sign revision 2")
    person.expect("You signed revision 2.")


def release(pr, statement, revision):
    """Returns the number of the release, once its PDF is there."""
    pr.go(statement)
    pr.expect("Nothing stands in the way.")
    pr.take_next_step(f"Review and release revision {revision}")
    pr.press(f"Release revision {revision}")
    pr.expect(f"Revision {revision} has left the house.")
    pr.page.get_by_role("link", name="Download PDF").wait_for(timeout=90_000)
    return int(re.search(r"/releases/(\d+)/", pr.page.url)[1])


def pages_of(pdf):
    """The text of each page, as a reader's program finds it."""
    done = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f") if page.strip()]
