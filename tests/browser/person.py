"""Somebody at a browser of their own, with the few movements all pages share."""

import re


class Person:
    def __init__(self, browser, url, name, email, password, watch, **options):
        self.name, self.email, self.password, self.watch = name, email, password, watch
        self.context = browser.new_context(
            base_url=url, viewport={"width": 1440, "height": 900}, **options
        )
        self.context.set_default_timeout(30_000)
        self.context.set_default_navigation_timeout(60_000)
        watch.follow(self.context)
        self.page = self.context.new_page()

    def sign_in(self):
        self.go("/")
        self.page.get_by_label("E-mail address").fill(self.email)
        self.page.get_by_label("Password").fill(self.password)
        self.press("Sign in")

    def go(self, path):
        return self.page.goto(path)

    def press(self, words):
        """Press the button with these words, and wait for the page it leads to."""
        self._give_password()
        button = self.page.locator("main").get_by_role("button", name=words, exact=True)
        with self.page.expect_navigation():
            button.click()

    def _give_password(self):
        """Pages that bind somebody ask for it again after five minutes."""
        field = self.page.get_by_label("Your password, once more")
        if field.count():
            field.fill(self.password)

    def follow(self, words):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words, exact=True).first.click()

    def fill(self, **values):
        """By the name of the field; __ stands for a dash."""
        for name, value in values.items():
            self.put(name.replace("__", "-"), value)

    def put(self, name, value):
        field = self.page.locator(f"[name='{name}']")
        if field.first.get_attribute("type") == "radio":
            self.page.locator(f"[name='{name}'][value='{value}']").check()
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def sees(self, words):
        """The words stand somewhere on the page, hidden parts included."""
        return words in self.page.content()

    def reads(self, words):
        """The words can be read on the page as it stands."""
        return words in re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def expect(self, *words):
        for each in words:
            assert self.reads(each), f"{self.name} does not read {each!r} at {self.page.url}"

    def look(self, name):
        self.watch.look(self.page, name)

    def next_step(self):
        """The words of the one primary button under "Before release"."""
        return self.page.locator(".next .acts .btn-primary").inner_text()

    def take_next_step(self, words):
        assert self.next_step() == words
        with self.page.expect_navigation():
            self.page.locator(".next .acts .btn-primary").click()

    def download(self, label, folder):
        with self.page.expect_download() as started:
            self.page.get_by_role("link", name=f"Download {label}", exact=True).click()
        path = folder / started.value.suggested_filename
        started.value.save_as(path)
        return path

    def sign_out(self):
        self.page.locator(".me summary").click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Sign out").click()
        return self.page.evaluate("[localStorage.length, sessionStorage.length]")
