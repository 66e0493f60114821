"""A fact changes after the release: counsel decides, and readers are told what was wrong."""

from tests.browser.story_fact import SECOND, THIRD, sentence

SAID = f"We said: “{sentence(SECOND)}” We now know: {sentence(THIRD)}"


def decide(counsel, pr, release):
    """PR reads that it waits for counsel; counsel finds it on the first page and decides."""
    pr.go(f"/releases/{release}/")
    pr.expect("What this text relies on has changed since it was released.")
    pr.look("release-overtaken")
    pr.follow("See what changed")
    pr.expect("Waiting for legal counsel")
    assert pr.page.locator("main form[method=post]").count() == 0
    counsel.go("/")
    counsel.look("home-correction")
    counsel.follow("Decide what becomes of a released text")
    counsel.expect("To be decided", "What it said, and what is known now")
    words = counsel.page.locator(".stale .diff").first.locator("del, ins").all_inner_texts()
    assert words == [sentence(SECOND), sentence(THIRD)]
    counsel.look("correction-to-decide")
    counsel.page.get_by_role("radio", name="Correct it").check()
    counsel.press("Put this decision on record")
    counsel.expect("Decided. Write what goes out now; it needs both signatures again.")
    _is_decided(counsel, pr, release)


def _is_decided(counsel, pr, release):
    pr.go("/")
    pr.follow("Write the correction")
    pr.look("correction-new")
    pr.go(f"/releases/{release}/correction/")
    pr.expect(f"{counsel.name}: correct it")
    pr.look("correction-decided")


def write(counsel):
    """Returns the address of the correction: it says what was said and what is known now."""
    counsel.go("/")
    counsel.follow("Write the correction")
    counsel.press("Write the first draft")
    counsel.expect("Correction: Notice of Data Breach", "This letter corrects the one we sent on")
    counsel.expect("What Has Changed", SAID)
    counsel.look("correction-drafted")
    statement = counsel.page.url
    counsel.take_next_step("Submit revision 1 for sign-off")
    return statement


def is_replaced(person, old, new):
    """The old release says so, and leads to the text that is in force."""
    person.go(f"/releases/{old}/")
    person.expect("Replaced by", "Send that one.")
    link = person.page.locator(".notice-wait a").first
    assert link.get_attribute("href") == f"/releases/{new}/"
    assert person.page.get_by_role("link", name="Download PDF").count() == 0


def is_refused(person, file):
    assert person.go(file).status == 403
    person.expect("This text no longer stands", "its files are kept for legal counsel only")
    assert person.page.locator("main form[method=post]").count() == 0
    person.look("historical-copy-refused")


def take_the_historical_copy(counsel, old, folder):
    """Returns where it was put. There is no way to it but the page that says what it is."""
    counsel.go(f"/releases/{old}/")
    counsel.look("release-replaced")
    counsel.follow("Historical copy")
    counsel.expect("This text no longer stands", "Do not send it on.")
    counsel.look("historical-copy-replaced")
    with counsel.page.expect_download() as started:
        counsel.page.get_by_role("button", name="Take the historical copy").click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    assert path.name.startswith("REPLACED-")
    return path


def read_the_record(person, incident):
    """What was done stands there, the newest first."""
    person.go(f"{incident}record/")
    lines = iter(person.page.locator(".timeline p").all_inner_texts())
    for words in (
        "(legal counsel) downloaded",
        "(PR manager) downloaded",
        "released revision 1 of",
        "decided what becomes of revision 2 of",
        "recorded people affected.",
        "released revision 2 of",
        "signed revision 2 of",
        "recorded people affected.",
        "signed revision 1 of",
    ):
        assert any(words in line for line in lines), f"{person.name} does not read {words!r}"
