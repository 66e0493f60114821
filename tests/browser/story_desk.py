"""What people say about a text beside it, and how another's words come into it."""

COUNT = "11,200 people are affected."
KEPT = f"{COUNT} Keep it with your papers."
LEAD = f"Please read this letter with care. {KEPT}"
BETTER = f"Please read this letter to the end. {KEPT}"
STEPS = "Sign out everywhere, then sign in again."
SLOWER = "Sign out everywhere. Wait a minute, then sign in again."
TOKEN = "{people_affected:sentence}"
TEXT = {
    "lead": LEAD.replace(COUNT, TOKEN),
    "sections": [{"heading": "What You Can Do", "text": STEPS}],
}
# Where on the screen some words of the text stand, from their first letter to their last.
PLACE = """words => {
    const walk = document.createTreeWalker(document.querySelector(".sheet .text"), 4);
    for (let node; (node = walk.nextNode()); ) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const box = range.getBoundingClientRect();
        return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
    }
}"""
FOCUSED = "document.activeElement.id"


def mark(person, first, last):
    """With the pointer: press before the first of these words, let go after the last."""
    begin, end = (person.page.evaluate(PLACE, words) for words in (first, last))
    mouse = person.page.mouse
    mouse.move(begin["left"] + 0.5, begin["y"])
    mouse.down()
    mouse.move(end["right"] - 0.5, end["y"], steps=5)
    mouse.up()


def comment_on_marked_words(pr, statement, said):
    """What is known of a fact stands hidden beside its words, and is not marked with them.

    Returns the address of the thread.
    """
    pr.go(statement)
    mark(pr, COUNT, "your papers.")
    pr.follow("Comment on this")
    assert pr.page.locator("[name=quote]").input_value() == KEPT
    pr.look("thread-new")
    pr.fill(text=said)
    pr.press("Say it")
    pr.expect("Said. It stays with these words through every later revision.")
    pr.look("thread")
    return pr.page.url


def suggest(counsel, statement):
    """Two changes in one go: each is decided by itself, and the text stays as it is."""
    counsel.go(statement)
    counsel.follow("Suggest a change")
    better = BETTER.replace(COUNT, TOKEN)
    counsel.fill(lead=better, text_0=SLOWER, reason="Calmer.")
    counsel.look("suggest")
    counsel.press("Suggest these changes")
    counsel.expect("2 changes are suggested, each to be decided by itself.", LEAD)


def accept_by_keyboard(pr, statement, number):
    """j and k go from one to the next, a takes it over; then the next one is at hand."""
    pr.go("/")
    pr.look("home-suggestions")
    pr.follow("Decide 2 suggestions")
    pr.look("suggestions")
    pr.go(f"{statement}?tab=suggested")
    pr.look("statement-suggested")
    pr.go(statement)
    first, second = (f"suggestion-{n}" for n in _pending(pr))
    for key, focused in (("j", first), ("j", second), ("k", first)):
        pr.page.keyboard.press(key)
        assert pr.page.evaluate(FOCUSED) == focused
    for left, revision in ((second, number + 1), (None, number + 2)):
        with pr.page.expect_navigation():
            pr.page.keyboard.press("a")
        pr.expect(f"Suggestion taken over: revision {revision} is the text now.")
        if left:
            pr.page.wait_for_function(f"{FOCUSED} === {left!r}")
    pr.expect(BETTER, SLOWER)


def _pending(person):
    found = person.page.locator("[data-suggestion]")
    return [each.get_attribute("id").rpartition("-")[2] for each in found.all()]


def stays_with_its_words(person, statement, thread, said):
    person.go(thread)
    # Words are what is found again; the full stop that was marked with them is none.
    assert person.page.locator(".quote mark").inner_text() == KEPT.rstrip(".")
    person.expect(said)
    person.go(f"{statement}threads/")
    person.expect("Open (1)", said)
    person.look("threads")


def object_to_words(counsel, statement):
    """Returns the address of the thread; until it is settled, nothing goes out."""
    counsel.go(statement)
    mark(counsel, "Wait a minute,", "Wait a minute,")
    counsel.follow("Comment on this")
    counsel.fill(text="A minute is not enough.")
    counsel.page.get_by_label("objection").check()
    counsel.press("Say it")
    counsel.expect("Your objection stands.", "Blocks the release")
    counsel.look("thread-objection")
    return counsel.page.url


def it_blocks_until_it_is_settled(counsel, pr, statement, thread):
    pr.go(statement)
    pr.expect(f"{counsel.name} (Legal counsel) objects: A minute is not enough.")
    pr.expect("Waiting until the points above are settled.")
    assert pr.page.locator(".next .acts .btn-primary").count() == 0
    counsel.go(thread)
    counsel.follow("Settle the objection")
    counsel.fill(note="Engineering says that it is.")
    counsel.press("It is settled")
    counsel.go(thread)
    counsel.expect("Settled by", "Engineering says that it is.")
    counsel.look("thread-settled")
    pr.go(statement)
    pr.expect("Nothing stands in the way.")
