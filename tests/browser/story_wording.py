"""A text is typed with words the wording review knows, and what it says is acted on."""

from playwright.sync_api import expect

WORDS = {"frobnicate*": "use"}
TEXT = {
    "lead": "Please read this letter with care.",
    "sections": [{"heading": "What You Can Do", "text": "Sign out everywhere."}],
}
LONG_WORD = "Frobnicate"
STOCK = "take your security very seriously"
BAD = f"{LONG_WORD} the link below. We {STOCK}."
SELECTED = """() => {
    const field = document.activeElement;
    return [field.id, field.value?.slice(field.selectionStart, field.selectionEnd)];
}"""
# Types one more letter, and says how long it took until what it led to is painted: all of it, and
# the part after the pause that the page waits for.
TYPED = """() => new Promise(done => {
    const field = document.querySelector("[name=text_0]");
    const once = (name, act) => document.body.addEventListener(name, act, { once: true });
    const since = start => performance.now() - start;
    let begun, asked;
    once("htmx:beforeRequest", () => { asked = performance.now(); });
    once("htmx:afterSettle", () => requestAnimationFrame(() => setTimeout(
        () => done([since(begun), since(asked)]))));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    begun = performance.now();
    document.execCommand("insertText", false, "x");
})"""


def remarks(person):
    return person.page.locator("#review .remark-item:visible")


def wait_for_remarks(person, count):
    expect(remarks(person)).to_have_count(count)


def type_a_bad_sentence(pr, statement):
    """It is remarked on while it is typed; nothing is stored."""
    pr.go(f"{statement}edit/")
    assert remarks(pr).count() == 0
    pr.page.locator("[name=lead]").click()
    pr.page.keyboard.press("Control+a")
    pr.page.keyboard.type(BAD)
    wait_for_remarks(pr, 2)
    pr.expect("Shorter words read faster. Write “use” instead.", "2 remarks")
    pr.look("editor-remarks")


def go_from_one_to_the_next_by_key(pr):
    said = pr.page.locator("[data-at-remark]")
    for key, words in (
        ("Alt+n", LONG_WORD),
        ("Alt+n", STOCK),
        ("Alt+n", LONG_WORD),
        ("Shift+Alt+n", STOCK),
        ("Shift+Alt+n", LONG_WORD),
    ):
        pr.page.keyboard.press(key)
        assert pr.page.evaluate(SELECTED) == ["id_lead", words]
    assert said.inner_text().startswith("Remark 1 of 2. House style")


def put_the_other_words_in_and_take_them_back(pr):
    """The author's own press in the author's own text: the browser's undo undoes it."""
    pr.page.keyboard.press("Alt+u")
    assert pr.page.locator("[name=lead]").input_value().startswith("Use the link below.")
    wait_for_remarks(pr, 1)
    pr.page.keyboard.press("Control+z")
    assert pr.page.locator("[name=lead]").input_value() == BAD
    wait_for_remarks(pr, 2)


def filter_what_is_listed(pr):
    """What is chosen outlives the next answer, and goes when nothing of it is left."""
    pr.page.get_by_role("button", name="Stock phrases 1").click()
    assert remarks(pr).count() == 1
    pr.page.locator("[name=lead]").press("End")
    with pr.page.expect_response("**/preview/"):
        pr.page.keyboard.type(" Bye.")
    wait_for_remarks(pr, 1)
    pr.page.get_by_role("button", name="Every class").click()
    wait_for_remarks(pr, 2)


def a_clean_text_says_so(pr, statement):
    pr.go(f"{statement}edit/")
    pr.fill(lead="Please read this letter.")
    pr.page.locator(".clean").wait_for()
    pr.expect("no remarks", "Nothing to remark on.")
    pr.look("editor-clean")


def save(pr, statement):
    pr.fill(lead=BAD, reason="In our usual words.")
    pr.press("Save a new revision")


def suggest_by_key(pr, statement):
    """One press makes a suggestion; the text stays as it is."""
    pr.go(f"{statement}?tab=wording")
    pr.look("statement-wording")
    pr.page.keyboard.press("j")
    with pr.page.expect_navigation():
        pr.page.keyboard.press("a")
    pr.expect("Suggested. The text stays as it is", "Suggested already", "Suggestions (1)")
    # The keys go on where they were.
    pr.page.keyboard.press("j")
    assert STOCK in pr.page.locator(":focus").inner_text()
    pr.go(statement)
    pr.expect(LONG_WORD)
    pr.look("statement-text-remarks")


def filter_by_links(person, statement):
    person.go(f"{statement}?tab=wording")
    person.follow("Stock phrases 1")
    listed = person.page.locator(".remark-item")
    assert listed.count() == 1
    assert "class=boilerplate" in person.page.url
    person.page.locator(".remark-item").get_by_role("link", name="Why?").click()
    person.expect("Stock phrases", "Remarked on", "Left alone")
    person.look("wording-class")


def is_shown_to_whoever_signs(counsel, statement, number):
    counsel.go(statement)
    counsel.take_next_step(f"Review and sign revision {number}")
    counsel.expect("The wording review warns of 2 places", STOCK)
    counsel.look("sign-warnings")


def how_long_an_answer_takes(pr, statement, times=7):
    """[(from the last key to the marks, of it after the pause)] in milliseconds, 1,000 words."""
    pr.go(f"{statement}edit/")
    sentence = "We take your security very seriously. Please frobnicate the link below. "
    plain = "Please read this letter to the end and keep it with your other papers. "
    pr.fill(text_0=sentence * 8 + plain * 65)
    expect(remarks(pr).nth(15)).to_be_visible()
    words = len(pr.page.locator("[name=text_0]").input_value().split())
    return words, sorted(pr.page.evaluate(TYPED) for _ in range(times))
