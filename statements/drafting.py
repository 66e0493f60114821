"""From what is known to the first text: facts in plain words, open questions left visible."""

import re
from functools import cache
from pathlib import Path

import yaml

from incidents.facts import Confidence, OpenQuestion, is_answered, say
from statements.audiences import Audience

DRAFTS = Path(__file__).parent / "drafts"
_TOKEN = re.compile(r"\{([\w.]+(?::\w+)?)\}")
# Underscores inside a word are left alone by CommonMark, and so are we.
_MARKS = re.compile(r"[\\`*\[\]<>|]|(?<!\w)_|_(?!\w)|^[#+-]", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)([.)])", re.MULTILINE)
_QUESTION = re.compile(r"(\[\[.*?\]\])")
_SPACES = re.compile(r" {2,}")


@cache
def template(audience, language="en"):
    """The template for an audience, as data. Raises FileNotFoundError when there is none."""
    path = DRAFTS / f"{Audience(audience)}.{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def draft_from(facts, audience, *, reference, organisation, language="en"):
    """The first text of a statement: {"title", "lead", "sections", "template"}.

    facts: {key: newest fact}, as Incident.known() gives them. An answer that is missing becomes
    [[the question]], never a blank and never a guess.
    """
    data = template(audience, language)
    names = {"reference": reference, "organisation": organisation}
    writer = _Writer(facts, names, reader=data["reader"])
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

    def __init__(self, facts, names, *, reader):
        self.facts, self.names, self.reader = facts, names, reader

    def paragraphs(self, items):
        return self._join(items, "\n\n")

    def _join(self, items, between):
        return between.join(dict.fromkeys(text for text in map(self.paragraph, items) if text))

    def paragraph(self, item):
        """One paragraph, or "" where its condition does not hold; a list runs on in one."""
        if isinstance(item, list):
            return self._join(item, " ")
        if isinstance(item, str):
            return self.fill(item)
        if not all(self.is_said(token) for token in item.get("when", ())):
            return ""
        if not all(self.is_worded(token) for token in item.get("when_open", ())):
            return ""
        text = self.fill(item["text"])
        if token := item.get("bullets") or item.get("numbered"):
            points = self.points(token, numbered="numbered" in item)
            text = f"{text}\n\n{points}" if points else ""
        return text.strip()

    def fill(self, text):
        return _SPACES.sub(" ", _TOKEN.sub(lambda found: self.word(found[1]), text)).strip()

    def word(self, token):
        """A name, the fact in words, or the open question; settled that there is nothing: ""."""
        if token in self.names:
            return self.names[token]
        said = self.say(token)
        if isinstance(said, OpenQuestion):
            return "" if self.is_ruled_out(token) else said.text
        return literal(said)

    def points(self, token, *, numbered):
        """The lines of an answer as a Markdown list, most urgent first when numbered."""
        if not self.is_said(token):
            return self.word(token)
        return "\n".join(
            f"{f'{place}.' if numbered else '-'} {literal(line)}"
            for place, line in enumerate(self.facts[token].value, 1)
        )

    def say(self, token):
        return say(self.facts, token, reader=self.reader)

    def is_said(self, token):
        """Whether there is an answer to tell, and not only that we are still looking for it."""
        known = token not in self.facts or is_answered(self.facts[token])
        return known and self.is_worded(token)

    def is_worded(self, token):
        return not isinstance(self.say(token), OpenQuestion)

    def is_ruled_out(self, token):
        fact = self.facts.get(token.partition(":")[0])
        return fact is not None and fact.confidence == Confidence.RULED_OUT


def literal(text):
    """A fact is data: what Markdown would read as a mark stands for itself; questions stay open."""
    parts = _QUESTION.split(text)
    parts[::2] = [_NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", part)) for part in parts[::2]]
    return "".join(parts)
