"""Which facts a text stands on, and which of them are no longer the newest. Computed on reading:
nobody has to remember to look, and no nightly job can be late."""

from dataclasses import dataclass

from incidents.facts import BadToken, label_of
from statements import tokens
from statements.drafting import reader_of


@dataclass(frozen=True)
class Changed:
    """One fact a token stands on: the row that was cited and the row it would cite now.

    stands: the newest row of the key, which is there too where a list names it no more.
    """

    key: str
    was: object
    now: object
    stands: object

    @property
    def label(self):
        return label_of(self.key)


@dataclass(frozen=True)
class Stale:
    """A token whose facts changed since the text was saved; `was`, `now`: its words.

    place: where it stands first, "lead", "0", "1" ...
    """

    token: str
    place: str
    was: str
    now: str
    changed: tuple

    @property
    def label(self):
        return label_of(tokens.key_of(self.token))

    @property
    def reads_the_same(self):
        return bool(self.was) and self.was == self.now

    @property
    def sentence(self):
        """What happened, for whoever reads the text."""
        if self.reads_the_same:
            return f"{self.label}: recorded again; the words stay the same."
        if not self.was:
            return f"{self.label} changed, and a sentence stands on it."
        if self.was.startswith("[["):
            return _ended(f"{self.label}: answered now, “{_short(self.now)}”")
        return _ended(f"{self.label} changed: “{_short(self.was)}” is now “{_short(self.now)}”")


def stale(revision, known, citations=None):
    """Every Stale token of a revision, in reading order.

    known: {key: newest Fact}, as Incident.known() gives them. citations: those of the revision,
    with their facts, when they are at hand.
    """
    if revision.source is None:
        return []
    pinned = _pinned(revision, citations)
    reader = reader_of(revision.statement.audience, revision.statement.language)
    found = []
    for token, place in tokens.first_places(revision.source).items():
        if changed := _changed(pinned.get(token, {}), _behind(token, known, reader), known):
            found.append(_stale(revision, token, place, known, reader, changed))
    return found


def _short(words, most=120):
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _ended(sentence):
    """With its full stop, unless what it quotes last brings one along."""
    return sentence if sentence.endswith((".”", "!”", "?”", "…”")) else f"{sentence}."


def _pinned(revision, citations):
    rows = revision.citations.select_related("fact__by") if citations is None else citations
    pinned = {}
    for row in rows:
        pinned.setdefault(row.token, {})[row.key] = row.fact
    return pinned


def _behind(token, known, reader):
    """The facts a token would cite today; none for a token that stands for nothing."""
    try:
        return tokens.facts_of(known, token, reader)
    except BadToken:
        return {}


def _changed(was, now, known):
    keys = dict.fromkeys((*was, *now))
    rows = (Changed(key, was.get(key), now.get(key), known.get(key)) for key in keys)
    return tuple(one for one in rows if _row(one.was) != _row(one.now))


def _row(fact):
    return fact and fact.pk


def _stale(revision, token, place, known, reader, changed):
    return Stale(
        token,
        place,
        was=revision.values.get(token, ""),
        now=tokens.words(known, token, reader),
        changed=changed,
    )
