"""The same work by keyboard alone, without JavaScript, and against texts that mean harm."""

from pathlib import Path

from tests.installation import until

FOCUS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const inside = box.bottom > 0 && box.right > 0
        && box.top < innerHeight && box.left < innerWidth && box.width > 0 && box.height > 0;
    return {
        words: (at.innerText || at.getAttribute("aria-label") || at.name || "").trim(),
        seen: outlined && inside,
        tag: at.tagName,
    };
}"""
OUT_OF_ORDER = "() => [...document.querySelectorAll('*')].filter(at => at.tabIndex > 0).length"
MOST_STEPS = 80


def tab_to(page, words):
    """Press Tab until the focus is on what has these words; the focus can be seen at every step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        assert now["seen"] or now["tag"] == "BODY", f"the focus is not to be seen on {now}"
        if now["words"] == words:
            return
    raise AssertionError(f"{MOST_STEPS} tabs do not lead to {words!r} at {page.url}")


def enter(page, words):
    assert page.evaluate(OUT_OF_ORDER) == 0
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_counsel_signs_with_the_keyboard_alone(desk, seat, watch):
    told = desk.in_review()
    counsel = seat(*told["people"]["legal"])
    page, number = counsel.page, told["number"]
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Skip to the content"
    page.keyboard.press("Enter")
    words = counsel.page.locator("main a[href*='/revisions/'], main a[href*='/statements/']")
    enter(page, words.first.inner_text().strip())
    if "/sign-off/" not in page.url:
        enter(page, f"Review and sign revision {number}")
    enter(page, f"Sign revision {number}")
    counsel.expect(f"You signed revision {number}.")
    assert watch.report() == ""


def test_a_text_is_edited_and_signed_without_javascript(desk, seat, watch):
    told = desk.in_review()
    address = f"/statements/{told['statement']}/"
    pr = seat(*told["people"]["pr"], java_script_enabled=False)
    counsel = seat(*told["people"]["legal"], java_script_enabled=False)
    pr.go(f"{address}edit/")
    pr.page.locator("[name=lead]").fill("Written without a script.")
    pr.press("Save a new revision")
    number = told["number"] + 1
    pr.expect(f"Saved as revision {number}.", "Written without a script.")
    for person in (pr, counsel):
        person.go(address)
        person.take_next_step(f"Review and sign revision {number}")
        person.press(f"Sign revision {number}")
        person.expect(f"You signed revision {number}.")
    pr.go(address)
    pr.take_next_step(f"Review and release revision {number}")
    pr.press(f"Release revision {number}")
    pr.expect(f"Revision {number} has left the house.")
    assert watch.report() == ""


def _payloads():
    lines = Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def _pages(told):
    incident = f"/incidents/{told['incident']}/"
    yield from ("/", "/incidents/", "/incidents/?words=%3Cscript%3Epwned()%3C/script%3E")
    for name in ("", "findings/", "members/", "record/", "edit/", "facts/vulnerability/"):
        yield f"{incident}{name}"
    for statement in (told["sent"], told["open"]):
        for tail in ("", "?tab=since", "?tab=compare&whole=1", "?tab=wording", "edit/"):
            yield f"/statements/{statement}/{tail}"
    for name in ("", "sign-off/", "return/", "object/", "release/"):
        yield f"/revisions/{told['revision']}/{name}"
    yield from ("/wording/", "/wording/house/")
    yield from (f"/releases/{told['release']}/", f"/releases/{told['release']}/withdraw/")


# What a page may hold: our own scripts, and no attribute that runs anything.
FOREIGN = """() => [...document.querySelectorAll("*")].filter(each =>
    (each.tagName === "SCRIPT" && !each.src.startsWith(location.origin + "/static/"))
    || ["IFRAME", "OBJECT", "EMBED", "BASE", "FRAME", "MATH", "MARQUEE"].includes(each.tagName)
    || [...each.attributes].some(a => a.name.startsWith("on")
        || /^\\s*(javascript|vbscript|data):/i.test(a.value))
).map(each => each.outerHTML.slice(0, 200))"""


def test_texts_that_mean_harm_are_only_words(desk, seat, watch, figure):
    payloads = _payloads()
    told = desk.hostile(payloads=payloads)
    ran, pages = [], 0
    for role, somebody in told["people"].items():
        person = seat(*somebody)
        person.context.expose_function("pwned", lambda *said: ran.append(said))
        person.context.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        for address in _pages(told):
            answer = person.go(address)
            assert answer.status in (200, 403), f"{role} at {address}"
            assert person.page.evaluate(FOREIGN) == [], f"{role} at {address}"
            pages += 1
        person.go(f"/incidents/{told['incident']}/")
        assert all(
            person.sees(each.replace("<", "&lt;").replace(">", "&gt;")) for each in payloads[:3]
        )
    _open_the_web_page(person, desk, told, ran)
    assert ran == []
    assert [each for each in watch.troubles if "403" not in each] == []
    figure(f"{len(payloads)} hostile texts in every field on {pages} pages: 0 ran")


def _open_the_web_page(person, desk, told, ran):
    """Its readers have no content policy of ours to protect them."""
    markup = until(lambda: desk.web_page(release=told["release"]), "the web page is rendered")
    person.page.goto("about:blank")
    person.page.set_content(markup)
    assert (
        person.page.evaluate(
            "() => document.querySelectorAll('script, iframe, object, [onerror], [onload]').length"
        )
        == 0
    )
