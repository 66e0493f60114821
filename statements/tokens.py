"""Facts in a text: `{people_affected:number}` stands for what we know, and is data, never code.

A text as it is written (its source) holds tokens; a text as it is read holds words. A token whose
form is `cite` shows nothing: it says which fact carries the sentence it stands in. One whose form
is `said` repeats what the released text that this one follows said of the fact; `{previous:date}`
is the day that text was released. `{clause.credit-freeze:3}` stands for one version of a clause
counsel keeps. A backslash before the brace makes it ordinary text.
"""

import re
from dataclasses import dataclass

from incidents.facts import CATALOGUE, DATA_GROUPS, BadToken, OpenQuestion, behind, say
from incidents.facts import tokens as every_token

TOKEN = re.compile(r"(?<!\\)\{((?:clause\.[\w-]+|[\w.]+)(?::\w+)?)\}")
_CLAUSE = re.compile(r"clause\.([a-z0-9-]{2,40}):([1-9][0-9]{0,5})")
CITE, SAID = "cite", "said"
PREVIOUS = "previous:date"
# Underscores inside a word are left alone by CommonMark, and so are we.
_MARKS = re.compile(r"[\\`*\[\]<>|{]|(?<!\w)_|_(?!\w)|^[#+-]", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)([.)])", re.MULTILINE)
_QUESTION = re.compile(r"(\[\[.*?\]\])")
_LIST_MARK = re.compile(r"(- |\d+\. )?(.*)", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A run of a text as it is read; `token` is where its words came from, or "" for free text."""

    text: str
    token: str = ""


@dataclass(frozen=True)
class Misuse:
    """A token that stands for nothing. `line` and `column` count from 1 in the source."""

    place: str
    line: int
    column: int
    token: str
    sentence: str


def key_of(token):
    """The key of the catalogue, or the group of data, a token names."""
    return token.partition(":")[0]


def is_cite(token):
    return token.endswith(f":{CITE}")


def is_clause(token):
    return token.startswith("clause.")


def clause_token(slug, number):
    """The token, without its braces, that stands for a version of a clause."""
    return f"clause.{slug}:{number}"


def clause_of(token):
    """(slug, number) a token names, or None where it names no version of a clause."""
    found = _CLAUSE.fullmatch(token)
    return (found[1], int(found[2])) if found else None


def places(text):
    """(place, text) of each part facts may stand in: "lead", then "0", "1" ... for the sections."""
    yield "lead", text["lead"]
    for number, section in enumerate(text["sections"]):
        yield str(number), section["text"]


def tokens_in(text):
    """Every token of a whole source, once, in reading order; known or not."""
    return list(first_places(text))


def first_places(text):
    """{token: the place it stands in first}, in reading order."""
    found = {}
    for place, part in places(text):
        for match in TOKEN.finditer(part):
            found.setdefault(match[1], place)
    return found


def words(facts, token, reader, given=None):
    """What a token says, safe to stand in Markdown; the open question where nobody knows.

    given: {token: words} of what stands on no fact: clauses, and what a released text said for
    the text that follows it. Raises BadToken for an unknown name or form.
    """
    facts_of(facts, token, reader)  # unknown names are refused whatever their form
    given = given or {}
    if is_clause(token):
        return _clause(token, given)
    if is_cite(token):
        return ""
    if token == PREVIOUS or token.endswith(f":{SAID}"):
        return given.get(token, "[[What did we say before?]]")
    said = say(facts, token, reader=reader)
    if isinstance(said, OpenQuestion):
        return said.text
    return "\n".join(_line(line, token) for line in said.split("\n"))


def facts_of(facts, token, reader="lay"):
    """{key: fact or None} a token stands on; a clause, and what we said before, on none of today.

    Raises BadToken for an unknown name or form.
    """
    if token == PREVIOUS:
        return {}
    if is_clause(token):
        if clause_of(token) is None:
            raise BadToken("A clause is named with its version, as in {clause.credit-freeze:3}.")
        return {}
    key, _, form = token.partition(":")
    if form in (CITE, SAID):
        found = behind(facts, key, reader)
        return found if form == CITE else {}
    return behind(facts, token, reader)


def _clause(token, given):
    """The words of a clause are Markdown as counsel wrote them, and never read for tokens."""
    if token in given:
        return given[token]
    slug, number = clause_of(token)
    raise BadToken(f"There is no version {number} of a clause called {slug} to put in a text.")


def _line(line, token):
    mark, rest = _LIST_MARK.fullmatch(line).groups() if token.endswith(":list") else ("", line)
    return f"{mark or ''}{literal(rest)}"


def literal(text):
    """A fact is data: what Markdown would read as a mark stands for itself; questions stay open."""
    parts = _QUESTION.split(text)
    parts[::2] = [_NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", part)) for part in parts[::2]]
    return "".join(parts)


def values(text, facts, reader, given=None):
    """{token: words} for every token of a source that stands for something."""
    return dict(_of_each(text, lambda token: words(facts, token, reader, given)))


def cited(text, facts, reader):
    """{token: {key: fact or None}}: the very facts the tokens of a source stand on now."""
    return dict(_of_each(text, lambda token: facts_of(facts, token, reader)))


def _of_each(text, ask):
    for token in tokens_in(text):
        try:
            yield token, ask(token)
        except BadToken:
            continue


def pieces(part, values):
    """The words of one part of a source as Pieces; a token without words stays as it is written.

    An invisible citation takes the space before it along.
    """
    end = 0
    for found in TOKEN.finditer(part):
        token = found[1]
        if token not in values:
            continue
        before = part[end : found.start()]
        yield Piece(before.rstrip(" ") if is_cite(token) else before)
        yield Piece(values[token], token)
        end = found.end()
    yield Piece(part[end:])


def resolved(text, facts, reader, given=None):
    """The text as it would be read with these facts."""
    return read(text, values(text, facts, reader, given))


def read(text, values):
    """The text as it is read: a source with the words of its tokens in their places."""
    return {
        "title": text["title"],
        "lead": joined(text["lead"], values),
        "sections": [
            {"heading": section["heading"], "text": joined(section["text"], values)}
            for section in text["sections"]
        ],
    }


def ranges(part, values):
    """(start, end, token) of the words of each fact, in one part of a text as it is read.

    A clause is left out: no fact carries its sentences, so they are judged like free text.
    """
    at = 0
    for piece in pieces(part, values):
        if piece.token and not is_clause(piece.token):
            yield at, at + len(piece.text), piece.token
        at += len(piece.text)


def read_at(part, values, offset):
    """Where a point of one part as it is written stands in it as it is read.

    A point inside a token stands at the end of its words.
    """
    end = at = 0
    for found in TOKEN.finditer(part):
        if found[1] not in values or found.start() >= offset:
            continue
        before = part[end : found.start()]
        at += len(before.rstrip(" ") if is_cite(found[1]) else before) + len(values[found[1]])
        end = found.end()
    return at + max(0, min(offset - end, len(part) - end))


def joined(part, values):
    """One part of a source as it is read."""
    return "".join(piece.text for piece in pieces(part, values))


def misuses(text, given=None):
    """Every token of a source that stands for nothing, as Misuse.

    given: as for `words`; the values of a saved text will do.
    """
    for part in (text["title"], *(section["heading"] for section in text["sections"])):
        for found in TOKEN.finditer(part):
            what = "clause" if is_clause(found[1]) else "fact"
            yield _misuse("title", part, found, f"A {what} can stand in a text, not in a title.")
    for place, part in places(text):
        for found in TOKEN.finditer(part):
            if sentence := _wrong(found[1], given):
                yield _misuse(place, part, found, sentence)


def _misuse(place, part, found, sentence):
    line = part.count("\n", 0, found.start()) + 1
    column = found.start() - part.rfind("\n", 0, found.start())
    return Misuse(place, line, column, found[1], sentence)


def _wrong(token, given):
    try:
        facts_of({}, token)
        if is_clause(token):
            _clause(token, given or {})
    except BadToken as bad:
        return str(bad)
    return ""


def forms(key):
    """The forms a fact can take in a text, its usual one first, and `cite` at the end."""
    own = DATA_GROUPS[key].forms if key in DATA_GROUPS else CATALOGUE[key].kind.forms
    return (*own, CITE)


def every():
    """Each key of the catalogue or group of data that may stand in a text, in its order."""
    return list(dict.fromkeys(key_of(token) for token in every_token()))
