"""What people read of the rules: a page per class, as data and as Markdown. No Django here."""

import re
from dataclasses import dataclass
from functools import lru_cache

from statements.wording.engine import remarks
from statements.wording.remarks import ERROR, HINT, OFF, WARNING
from statements.wording.rules import Kind, Rule, rulebook

MEANS = {
    ERROR: "Error: the text cannot go out before its words change, or legal or PR lets them stand.",
    WARNING: "Warning: whoever signs sees it first, and may sign all the same.",
    HINT: "Hint: for the author only.",
    OFF: "Off: this house wants no remarks of this class.",
}
_FACTS = {
    "doubt": "Where the facts say that it is settled, an error; while it is being looked into, "
    "no remark.",
    "search": "Where the facts say who looked and at what, no remark; where they do not, an error.",
}
_EXPLAINED = "No remark where the text explains the word within two sentences."
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
NOTE = "<!-- Written by `manage.py write_wording_docs` from the rules. Change those instead. -->"


@dataclass(frozen=True)
class Told:
    """One rule as its page tells it. fires, silent: examples as [(words, whether it is a hit)]."""

    rule: Rule
    conditions: tuple
    fires: tuple
    silent: tuple


@dataclass(frozen=True)
class Page:
    """The page of one class. rules: a Told for each."""

    kind: Kind
    means: str
    rules: tuple


@lru_cache(maxsize=64)
def page_of(name, language="en"):
    """The Page of a class.

    name: of the class, such as "jargon". Raises LookupError where the language has no such class.
    """
    kinds = rulebook(language).kinds
    if name not in kinds:
        raise LookupError(f"There is no class “{name}”.")
    return page(kinds[name], language)


def page(kind, language="en"):
    """The Page of a Kind, of the language's own or one made from the words of a house."""
    means = MEANS.get(kind.severity, "")
    return Page(kind, means, tuple(_told(rule, language) for rule in kind.rules))


def _told(rule, language):
    conditions = [_FACTS.get(rule.facts, ""), _EXPLAINED if rule.explained else ""]
    return Told(
        rule,
        tuple(filter(None, [rule.severity and MEANS[rule.severity], *conditions])),
        tuple(_marked(example, rule, language) for example in rule.fires),
        tuple(((example, False),) for example in rule.silent),
    )


def _marked(example, rule, language):
    """An example in pieces: which words the rule remarks on, and which it does not."""
    pieces, at = [], 0
    for found in remarks(example, language):
        if found.start >= at and rule.id in (found.rule, *found.rules):
            pieces += [(example[at : found.start], False), (found.text, True)]
            at = found.end
    return tuple(piece for piece in (*pieces, (example[at:], False)) if piece[0])


def markdown(name, language="en"):
    """The page of a class as Markdown. Raises LookupError where there is no such class."""
    page = page_of(name, language)
    kind = page.kind
    lines = [f"# {plain(kind.label)}", NOTE, plain(kind.about), page.means]
    lines += [f"**Instead.** {plain(kind.instead)}"]
    if kind.sources:
        lines.append("\n".join(["Sources:", "", *(f"* {plain(each)}" for each in kind.sources)]))
    return "\n\n".join([*lines, *(part for told in page.rules for part in _rule(told))]) + "\n"


def _rule(told):
    """A rule in Markdown, block by block."""
    rule = told.rule
    says = [f"Write {_quoted(rule.rewrite)}."] if rule.rewrite else []
    says += ["Leave it out."] if rule.rewrite == "" else []
    says += [plain(rule.ask)] if rule.ask else []
    says += [*told.conditions, *([f"Source: {plain(rule.source)}."] if rule.source else [])]
    yield f"## {rule.id}"
    yield plain(rule.reason)
    if says:
        yield "\n".join(f"* {each}" for each in says)
    for title, examples in (("Remarked on:", told.fires), ("Left alone:", told.silent)):
        if examples:
            yield "\n".join([title, "", *(f"* {_example(each)}" for each in examples)])


def _example(pieces):
    return "".join(f"**{plain(words)}**" if is_hit else plain(words) for words, is_hit in pieces)


def _quoted(words):
    return f"“{plain(words)}”"


def plain(text):
    """Words that are no Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def index(language="en"):
    """The list of all classes as Markdown."""
    rows = [
        f"| [{plain(kind.label)}]({kind.name}.md) | {kind.severity} | {len(kind.rules)} |"
        for kind in rulebook(language).kinds.values()
    ]
    head = ["| class | severity | rules |", "|---|---|---|"]
    means = "\n".join(f"* {MEANS[one]}" for one in (ERROR, WARNING, HINT))
    what = "What the wording review remarks on, class by class. An installation may give a class "
    what += "another severity and add words of its own."
    table = "\n".join([*head, *rows])
    return "\n\n".join(["# The wording review", NOTE, what, means, table]) + "\n"


def documents(language="en"):
    """{file name: Markdown} of the whole folder."""
    pages = {f"{name}.md": markdown(name, language) for name in rulebook(language).kinds}
    return {"README.md": index(language), **pages}
