"""Which of the things a notice must say it says, and the sentence that says each."""

from dataclasses import dataclass, field, fields
from functools import cache

from statements.wording.engine import Index, holds
from statements.wording.patterns import Pattern
from statements.wording.remarks import Element
from statements.wording.rules import HERE, BadRule, read_yaml, rulebook

ABSENT = Element(False)
# How far a sentence may lie from the one that says what it is about, unless a sign says so.
_REACH = 3


@dataclass(frozen=True)
class Near:
    """Words to be found in a sentence or in one of those before it."""

    patterns: tuple
    reach: int = _REACH

    def holds(self, read, number):
        there = read.sentences[max(0, number - self.reach) : number + 1]
        return any(one.search(sentence) for sentence in there for one in self.patterns)


@dataclass(frozen=True)
class Sign:
    """Words that show something. The conditions are those of a rule; near and not_near look at
    the sentences before too, hosts at addresses of the web, of which a pattern sees only <url>. opens: the words begin the sentence or stand right
    behind one of these."""

    patterns: tuple
    needs: tuple = ()
    unless: tuple = ()
    after: tuple = ()
    before: tuple = ()
    not_after: tuple = ()
    not_before: tuple = ()
    near: tuple = ()
    not_near: tuple = ()
    hosts: tuple = ()
    not_hosts: tuple = ()
    opens: tuple = ()


@dataclass(frozen=True)
class Sought:
    """An element or a question: its name, how people read it, why it counts, what shows it."""

    name: str
    label: str
    ask: str = ""
    why: str = ""
    signs: tuple = field(default=(), repr=False)
    shows: tuple = ()
    shows_not: tuple = ()
    beyond: bool = False
    by: tuple = ()


@dataclass(frozen=True)
class Book:
    """What is sought in a text of one language: {name: Sought} twice, and where signs begin."""

    elements: dict
    questions: dict
    index: Index = field(repr=False)


@dataclass(frozen=True)
class _Entry:
    """A Sign as the index wants it."""

    key: tuple
    sign: Sign
    patterns: tuple


@cache
def notice_book(language="en"):
    """The Book of a language. Raises LookupError where there is none, BadRule for a bad one."""
    lexicon = rulebook(language).lexicon
    data = read_yaml(HERE / language / "elements.yaml")
    lexicon = lexicon.beside(data["words"])
    elements = {name: _sought(name, one, lexicon) for name, one in data["elements"].items()}
    asked = {name: _sought(name, one, lexicon) for name, one in data["questions"].items()}
    both = {("element", name): one for name, one in elements.items()}
    both |= {("question", name): one for name, one in asked.items()}
    entries = [_Entry(key, sign, sign.patterns) for key, one in both.items() for sign in one.signs]
    return Book(elements, asked, Index(entries))


def _sought(name, data, lexicon):
    try:
        rest = {key: value for key, value in data.items() if key != "signs"}
        for key in ("shows", "shows_not", "by"):
            rest[key] = tuple(rest.get(key, ()))
        signs = tuple(_sign(one, lexicon) for one in data.get("signs", ()))
        return Sought(name, signs=signs, **rest)
    except (TypeError, KeyError, ValueError) as problem:
        raise BadRule(f"{name}: {problem}") from problem


def _sign(data, lexicon):
    unknown = set(data) - {"pattern", *(one.name for one in fields(Sign))} | (
        {"patterns"} & set(data)
    )
    if unknown:
        raise ValueError(f"there is no condition “{sorted(unknown)[0]}”.")
    made = {"patterns": _patterns(data["pattern"], lexicon)}
    for name in ("needs", "unless", "after", "before", "not_after", "not_before", "opens"):
        made[name] = _patterns(data.get(name, ()), lexicon)
    for name in ("near", "not_near"):
        made[name] = tuple(_near(one, lexicon) for one in data.get(name, ()))
    return Sign(**made, hosts=tuple(data.get("hosts", ())), not_hosts=tuple(data.get("not_hosts", ())))


def _near(data, lexicon):
    return Near(_patterns(data["pattern"], lexicon), data.get("reach", _REACH))


def _patterns(written, lexicon):
    written = [written] if isinstance(written, str) else written
    return tuple(Pattern(one, lexicon) for one in written)


def elements(read, book=None):
    """{name: Element} for every element of a Text, in the order of the book. An Element stands
    at the first sentence that shows it. Asks no database and never raises."""
    book = book or notice_book()
    found = _found(read, book)
    return {name: found.get(("element", name), ABSENT) for name in book.elements}


def questions(read, book=None, shown=None):
    """{name: Element} for the reader's five questions, each with the sentence that answers it.

    shown: what elements() gave for the same Text, where the caller has it already.
    """
    book = book or notice_book()
    return _answers(book, _found(read, book), shown)


def both(read, book=None):
    """(elements, questions) of a Text, read once."""
    book = book or notice_book()
    found = _found(read, book)
    shown = {name: found.get(("element", name), ABSENT) for name in book.elements}
    return shown, _answers(book, found, shown)


def _answers(book, found, shown):
    shown = shown or {name: found.get(("element", name), ABSENT) for name in book.elements}
    return {
        name: found.get(("question", name)) or _first([shown[one] for one in asked.by])
        for name, asked in book.questions.items()
    }


def _first(answers):
    return next((one for one in answers if one.present), ABSENT)


def _found(read, book):
    """{key: Element} of all that a Text shows."""
    found = {}
    for number, sentence in enumerate(read.sentences):
        if sentence.words[-1] == "?":
            continue
        for word, places in sentence.index.items():
            for entry, pattern in book.index.of(word):
                if entry.key not in found and _shows(read, number, entry.sign, pattern, places):
                    found[entry.key] = Element(True, sentence.start, sentence.end)
    return found


def _shows(read, number, sign, pattern, places):
    sentence = read.sentences[number]
    for start in places:
        end = pattern.match_at(sentence, start)
        if end is None or not (_opens(sentence, sign, start) and holds(read, number, sign, start, end)):
            continue
        if _stands_where_it_must(read, number, sign):
            return True
    return False


def _opens(sentence, sign, start):
    return not sign.opens or start == 1 or any(one.is_before(sentence, start) for one in sign.opens)


def _stands_where_it_must(read, number, sign):
    if not all(one.holds(read, number) for one in sign.near):
        return False
    if any(one.holds(read, number) for one in sign.not_near):
        return False
    if not sign.hosts and not sign.not_hosts:
        return True
    sentence = read.sentences[number]
    text = read.text[sentence.start : sentence.end].lower()
    if sign.hosts and not any(host in text for host in sign.hosts):
        return False
    return not any(host in text for host in sign.not_hosts)
