"""From what is known to the first text: facts in plain words, open questions left visible."""

import re
from functools import cache
from pathlib import Path

import yaml

from incidents.facts import Confidence, OpenQuestion, is_answered, say
from statements import tokens
from statements.audiences import Audience

DRAFTS = Path(__file__).parent / "drafts"
_SPACES = re.compile(r" {2,}")


@cache
def template(audience, language="en"):
    """The template for an audience, as data. Raises FileNotFoundError when there is none."""
    path = DRAFTS / f"{Audience(audience)}.{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def reader_of(audience, language="en"):
    """Whom the facts of a text are worded for: "lay" or "technical"."""
    return template(audience, language)["reader"]


def draft_from(facts, audience, *, reference, organisation, language="en"):
    """The source of a first text: {"title", "lead", "sections", "template"}, facts as tokens.

    facts: {key: newest fact}, as Incident.known() gives them. What depends on an answer is there
    only where the answer is; an answer that is missing leaves its token, which reads as
    [[the question]], never a blank and never a guess.
    """
    data = template(audience, language)
    names = {"reference": reference, "organisation": organisation}
    writer = _Writer(facts, names, reader=data["reader"])
    return {
        "title": writer.fill(data["title"], plain=True),
        "lead": writer.paragraphs(data["lead"]),
        "sections": [
            {"heading": section["heading"], "text": writer.paragraphs(section["paragraphs"])}
            for section in data["sections"]
        ],
        "template": data["template"],
    }


class _Writer:
    """Chooses and fills the paragraphs of one template for the facts of one incident."""

    def __init__(self, facts, names, *, reader):
        self.facts, self.names, self.reader = facts, names, reader

    def paragraphs(self, items):
        return self._join(items, "\n\n")

    def _join(self, items, between):
        """The paragraphs with something to say; two that read alike are said once."""
        texts = {self.read(text): text for text in reversed(list(map(self.paragraph, items)))}
        return between.join(text for read, text in reversed(texts.items()) if read)

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
            points = self.token(f"{token}:list")
            text = f"{text}\n\n{points}" if points else ""
        return text.strip()

    def fill(self, text, *, plain=False):
        filled = tokens.TOKEN.sub(lambda found: self.word(found[1], plain=plain), text)
        return _SPACES.sub(" ", filled).strip()

    def word(self, name, *, plain):
        """A name as it is, a fact as its token."""
        if name in self.names:
            return self.names[name] if plain else tokens.literal(self.names[name])
        return self.token(name)

    def token(self, token):
        """The token; "" where it is settled that there is nothing to say."""
        is_settled = isinstance(self.say(token), OpenQuestion) and self.is_ruled_out(token)
        return "" if is_settled else f"{{{token}}}"

    def read(self, text):
        source = {"title": "", "lead": text, "sections": []}
        return tokens.resolved(source, self.facts, self.reader)["lead"]

    def say(self, token):
        return say(self.facts, token, reader=self.reader)

    def is_said(self, token):
        """Whether there is an answer to tell, and not only that we are still looking for it."""
        known = token not in self.facts or is_answered(self.facts[token])
        return known and self.is_worded(token)

    def is_worded(self, token):
        return not isinstance(self.say(token), OpenQuestion)

    def is_ruled_out(self, token):
        fact = self.facts.get(tokens.key_of(token))
        return fact is not None and fact.confidence == Confidence.RULED_OUT
