"""From what is known to the first text: facts in plain words, open questions left visible."""

import re
from functools import cache
from pathlib import Path

import yaml

from incidents.facts import OpenQuestion, is_answered, say
from statements.audiences import Audience

DRAFTS = Path(__file__).parent / "drafts"
_TOKEN = re.compile(r"\{([\w.]+(?::\w+)?)\}")
_SPACES = re.compile(r" {2,}")


@cache
def template(audience, language="en"):
    """The template for an audience, as data. Raises FileNotFoundError when there is none."""
    path = DRAFTS / f"{Audience(audience)}.{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def draft_from(incident, audience, language="en"):
    """The first text of a statement: {"title", "lead", "sections", "template"}.

    An answer that is missing becomes [[the question]], never a blank and never a guess.
    """
    data = template(audience, language)
    writer = _Writer(incident, reader=data["reader"])
    return {
        "title": writer.fill(data["title"]),
        "lead": writer.paragraphs(data["lead"]),
        "sections": [
            {"heading": section["heading"], "text": writer.paragraphs(section["paragraphs"])}
            for section in data["sections"]
        ],
        "template": data["template"],
    }


class _Writer:
    """Fills the paragraphs of one template from the facts of one incident."""

    def __init__(self, incident, *, reader):
        self.facts = incident.known()
        self.reader = reader
        self.names = {"reference": incident.reference, "organisation": incident.organisation}

    def paragraphs(self, items):
        texts = (self.paragraph({"text": i} if isinstance(i, str) else i) for i in items)
        return "\n\n".join(dict.fromkeys(text for text in texts if text))

    def paragraph(self, item):
        """One paragraph, or "" where its condition does not hold."""
        if not all(self.answered(token) for token in item.get("when", ())):
            return ""
        if not all(self.recorded(token) for token in item.get("when_open", ())):
            return ""
        text = self.fill(item["text"])
        if token := item.get("bullets") or item.get("numbered"):
            text = f"{text}\n\n{self.points(token, numbered='numbered' in item)}"
        return text.strip()

    def fill(self, text):
        return _SPACES.sub(" ", _TOKEN.sub(lambda found: self.word(found[1]), text)).strip()

    def word(self, token):
        if token in self.names:
            return self.names[token]
        said = say(self.facts, token, reader=self.reader)
        return said.text if isinstance(said, OpenQuestion) else said

    def points(self, token, *, numbered):
        """The lines of an answer as a Markdown list, most urgent first when numbered."""
        if not self.answered(token):
            return self.word(token)
        lines = self.facts[token].value
        return "\n".join(
            f"{place}. {line}" if numbered else f"- {line}" for place, line in enumerate(lines, 1)
        )

    def answered(self, token):
        if token in self.facts:
            return is_answered(self.facts[token])
        return not isinstance(say(self.facts, token, reader=self.reader), OpenQuestion)

    def recorded(self, token):
        return not isinstance(say(self.facts, token, reader=self.reader), OpenQuestion)
