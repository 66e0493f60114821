"""The rules of a language, read from the YAML files of its folder.

A language is a folder: lexicon.yaml (named lists of words), one file per class of remarks, and
elements.yaml. Nothing in the engine knows a word of any language.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from statements.wording.checks import CHECKS
from statements.wording.patterns import Lexicon, Pattern
from statements.wording.reading import Text
from statements.wording.remarks import SEVERITIES

HERE = Path(__file__).parent
_NO_CLASSES = ("lexicon", "elements", "readability")
_CONDITIONS = ("needs", "unless", "unless_near", "not_after", "not_before", "after", "before")


class BadRule(ValueError):
    """A rule file says something it must not. The message names the file and the rule."""


@dataclass(frozen=True)
class Rule:
    """One rule. What each field means is said in docs/wording/writing-rules.md."""

    id: str
    kind: str
    patterns: tuple
    reason: str
    ask: str = ""
    rewrite: str | None = None
    source: str = ""
    severity: str | None = None
    needs: tuple = ()
    unless: tuple = ()
    unless_near: tuple = ()
    after: tuple = ()
    before: tuple = ()
    not_after: tuple = ()
    not_before: tuple = ()
    facts: str = ""
    explained: str = ""
    check: str = ""
    words: frozenset = frozenset()
    fires: tuple = ()
    silent: tuple = ()


@dataclass(frozen=True)
class Kind:
    """A class of remarks: what it is about, in words for its page, and its rules."""

    name: str
    label: str
    severity: str
    about: str
    instead: str
    sources: tuple
    joins: int
    rules: tuple = field(repr=False)

    @property
    def gist(self):
        """What it is about, in its first sentence."""
        return f"{self.about.partition('. ')[0].removesuffix('.')}."


@dataclass(frozen=True)
class Rulebook:
    """All classes of one language, and what the rules share."""

    language: str
    kinds: dict
    lexicon: Lexicon = field(repr=False)
    proper: tuple = ()

    @property
    def rules(self):
        return [rule for kind in self.kinds.values() for rule in kind.rules]

    def read(self, text):
        """The Text of a plain text or Markdown, as the words of this language are read."""
        return Text(text, self.proper, self.lexicon.spoken)


def languages():
    """The languages there are rules for."""
    return sorted(path.parent.name for path in HERE.glob("*/lexicon.yaml"))


@cache
def rulebook(language="en"):
    """The Rulebook of a language. Raises LookupError where there is none, BadRule for a bad one."""
    folder = HERE / language
    if language not in languages():
        raise LookupError(f"There are no rules for “{language}”.")
    lists = read_yaml(folder / "lexicon.yaml")
    proper = tuple(lists.pop("proper", ()))
    spoken = {short: tuple(full.split()) for short, full in lists.pop("spoken", {}).items()}
    lexicon = Lexicon(lists, spoken)
    files = sorted(path for path in folder.glob("*.yaml") if path.stem not in _NO_CLASSES)
    kinds = sorted((kind_from(read_yaml(path), lexicon) for path in files), key=lambda k: k.label)
    return Rulebook(language, {kind.name: kind for kind in kinds}, lexicon, proper)


def read_yaml(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def kind_from(data, lexicon):
    """A Kind from the data of its file."""
    name = data["class"]
    if data["severity"] not in SEVERITIES:
        raise BadRule(f"{name}: there is no severity “{data['severity']}”.")
    return Kind(
        name,
        data["label"],
        data["severity"],
        data["about"].strip(),
        data["instead"].strip(),
        tuple(data.get("sources", ())),
        data.get("joins", 0),
        tuple(_rule(name, one, lexicon) for one in data["rules"]),
    )


def _rule(kind, data, lexicon):
    try:
        made = {name: tuple(_patterns(data[name], lexicon)) for name in _CONDITIONS if name in data}
        # A check may find its words without patterns.
        written = data.get("pattern", ()) if "check" in data else data["pattern"]
        made["patterns"] = tuple(_patterns(written, lexicon))
        made["words"] = frozenset(data.get("words", ()))
        if data.get("check", "") not in ("", *CHECKS):
            raise BadRule(f"there is no check “{data['check']}”.")
        rest = {name: value for name, value in data.items() if name not in (*made, "pattern")}
        for name in ("fires", "silent"):
            rest[name] = tuple(rest.get(name, ()))
        return Rule(kind=kind, **made, **rest)
    except (TypeError, KeyError, ValueError) as problem:
        raise BadRule(f"{kind}, {data.get('id', '(no id)')}: {problem}") from problem


def _patterns(written, lexicon):
    return [Pattern(one, lexicon) for one in ([written] if isinstance(written, str) else written)]
