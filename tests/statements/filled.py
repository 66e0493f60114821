"""What a browser would send back for a form on a page, without a script."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects the fields a form owns: inside it, or named to it by `form="..."`."""

    def __init__(self, name):
        super().__init__()
        self.name, self.inside, self.textarea, self.fields = name, False, None, {}

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("id") == self.name
        owner = given.get("form", self.name if self.inside else None)
        if tag not in ("input", "textarea") or owner != self.name or "name" not in given:
            return
        if tag == "textarea":
            self.textarea, self.fields[given["name"]] = given["name"], ""
        elif given.get("type") not in ("radio", "checkbox") or "checked" in given:
            self.fields[given["name"]] = given.get("value", "")

    def handle_data(self, data):
        if self.textarea:
            self.fields[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser drops the first line break of a textarea.
            self.fields[self.textarea] = self.fields[self.textarea].removeprefix("\n")
            self.textarea = None
        elif tag == "form":
            self.inside = False


def fields(answer, form="editor"):
    """{name: value} of a form on a page as it would be sent, buttons left out."""
    reader = _Form(form)
    reader.feed(answer.content.decode())
    del reader.fields["csrfmiddlewaretoken"]
    return reader.fields
