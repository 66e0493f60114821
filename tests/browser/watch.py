"""What must hold on every page, looked at while somebody works: access, width, policy, words."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = {1440: 900, 390: 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": WCAG},
    "resultTypes": ["violations"],
    # It would fetch the style sheets again.
    "preload": False,
}
# The checker styles elements in ways our policy forbids; what it sets off is not the page's.
CHECKING = "the checker is at work"


class Watch:
    """`troubles` stays empty when all is well; pictures of each page go to `folder`."""

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.troubles, self.pages, self._checked = [], [], None
        # What the console says about a refusal that a test provokes.
        self.expected = ()

    def follow(self, context):
        """From now on, nothing in this browser may break the policy or complain."""
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._note("script", str(error.error)))
        context.on("response", self._see)

    def _hear(self, message):
        """Violations of the content policy are said here too. Messages come in their order."""
        if CHECKING in message.text:
            self._checked = message.page if message.type == "info" else None
        elif message.type in ("error", "warning") and message.page != self._checked:
            if any(words in message.text for words in self.expected):
                return
            self._note("console", f"{message.text} ({message.location['url']})")

    def _see(self, response):
        if response.status >= 500:
            self._note("server", f"{response.status} {response.url}")

    def _note(self, where, words):
        self.troubles.append(f"{where}: {words}")

    def look(self, page, name):
        """Check and photograph the page as it stands."""
        self.pages.append(name)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            self._check(page, f"{name} at {width}")
            page.screenshot(
                path=self.folder / f"{name}-{width}.png", full_page=True, caret="initial"
            )
        page.set_viewport_size({"width": 1440, "height": 900})

    def report(self):
        """Each trouble once, a line each; empty when all is well."""
        return "\n".join(dict.fromkeys(self.troubles))

    def _check(self, page, name):
        page.evaluate(f"console.info({CHECKING!r})")
        result = Axe().run(page, options=OPTIONS).response
        page.evaluate(f"console.debug({CHECKING!r})")
        for found in result["violations"]:
            for node in found["nodes"]:
                self._note("axe", f"{name}: {found['id']}: {node['target']} {node['html'][:200]}")
        if wide := page.evaluate(SIDEWAYS):
            self._note("width", f"{name}: {wide}")
        if any(mark in page.locator("body").inner_text() for mark in ("{#", "{%")):
            self._note("template", f"{name}: the marks of a template are to be read")


# Wider than the window, or a part of it that moves sideways on its own; says which.
SIDEWAYS = """() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return "";
    const over = [...document.querySelectorAll("body *")].filter(
        each => each.getBoundingClientRect().right > root.clientWidth + 1);
    return `scrolls to ${root.scrollWidth} because of ` + over.slice(0, 3).map(
        each => each.outerHTML.slice(0, 120)).join(" | ");
}"""
