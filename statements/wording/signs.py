"""What shows that a text says something, read from the elements.yaml of a language.

A sign is patterns with conditions. `needs`, `unless`, `not_after` and `not_before` are those of a
rule and look at one sentence. `near` and `not_near` look at the sentences before it
too, `reach` of them. `opens` wants the words to begin the sentence or to stand right behind one of
its patterns. `hosts` and `not_hosts` look for the address of a page, of which patterns see `<url>`.
"""

from dataclasses import dataclass, field
from functools import cache

from statements.wording.engine import Index
from statements.wording.patterns import Pattern
from statements.wording.rules import HERE, BadRule, read_yaml, rulebook

_REACH = 3
_CONDITIONS = ("needs", "unless", "not_after", "not_before", "opens")
_NEAR, _HOSTS = ("near", "not_near"), ("hosts", "not_hosts")


@dataclass(frozen=True)
class Near:
    """Patterns of which one must stand in a sentence or in one of the `reach` before it."""

    patterns: tuple
    reach: int = _REACH

    def is_met(self, read, number, seen):
        """Whether it stands near a sentence of a Text. seen: a dict kept for the whole of it."""
        return any(
            self._stands_in(read, there, seen)
            for there in range(number, max(0, number - self.reach) - 1, -1)
        )

    def _stands_in(self, read, number, seen):
        key = id(self), number
        if key not in seen:
            seen[key] = any(one.search(read.sentences[number]) for one in self.patterns)
        return seen[key]


@dataclass(frozen=True)
class Sign:
    """Words that show something, and the conditions they show it under; see above.

    key: what they show, ("elements" or "questions", name).
    """

    key: tuple
    patterns: tuple
    needs: tuple = ()
    unless: tuple = ()
    unless_near: tuple = ()
    not_after: tuple = ()
    not_before: tuple = ()
    near: tuple = ()
    not_near: tuple = ()
    opens: tuple = ()
    hosts: tuple = ()
    not_hosts: tuple = ()


@dataclass(frozen=True)
class Sought:
    """An element, or a question of the reader's.

    label: for people. ask: what to write where it is missing. why: why it counts. beyond: not one
    of the elements every notice is measured by. by: elements that answer the question, best first.
    """

    name: str
    label: str
    ask: str = ""
    why: str = ""
    beyond: bool = False
    by: tuple = ()
    shows: tuple = ()
    shows_not: tuple = ()
    signs: tuple = field(default=(), repr=False)


@dataclass(frozen=True)
class NoticeBook:
    """What is sought in a text of one language: {name: Sought}, and where signs begin."""

    elements: dict
    questions: dict
    index: Index = field(repr=False)


@cache
def notice_book(language="en"):
    """The NoticeBook of a language. Raises LookupError where there is none, BadRule for a bad
    one."""
    lexicon = rulebook(language).lexicon
    data = read_yaml(HERE / language / "elements.yaml")
    lexicon = lexicon.beside(data["words"])
    made = {
        kind: {name: _sought((kind, name), one, lexicon) for name, one in data[kind].items()}
        for kind in ("elements", "questions")
    }
    signs = [sign for kind in made.values() for one in kind.values() for sign in one.signs]
    return NoticeBook(made["elements"], made["questions"], Index(signs))


def _sought(key, data, lexicon):
    try:
        rest = {name: value for name, value in data.items() if name != "signs"}
        rest |= {name: tuple(rest.get(name, ())) for name in ("shows", "shows_not", "by")}
        signs = tuple(_sign(key, one, lexicon) for one in data.get("signs", ()))
        return Sought(key[1], signs=signs, **rest)
    except (TypeError, KeyError, ValueError) as problem:
        raise BadRule(f"{key[1]}: {problem}") from problem


def _sign(key, data, lexicon):
    made = dict(data)
    made["patterns"] = _patterns(made.pop("pattern"), lexicon)
    for name in _CONDITIONS:
        made[name] = _patterns(made.get(name, ()), lexicon)
    for name in _NEAR:
        made[name] = tuple(
            Near(_patterns(one["pattern"], lexicon), one.get("reach", _REACH))
            for one in made.get(name, ())
        )
    for name in _HOSTS:
        made[name] = tuple(made.get(name, ()))
    return Sign(key, **made)


def _patterns(written, lexicon):
    written = [written] if isinstance(written, str) else written
    return tuple(Pattern(one, lexicon) for one in written)
