"""Two audiences, one story: what the texts of an incident say of the same fact.

Nothing here asks the database: the caller brings revisions with their statement and their
citations, prefetched together with the facts (`prefetch_related("citations__fact")`).
"""

from dataclasses import dataclass
from itertools import groupby

from incidents.facts import CATALOGUE, DATA_GROUPS, Confidence, is_answered, label_of
from incidents.models import Fact
from statements import staleness
from statements.models import Revision
from statements.renditions.markdown import to_plain

SAME, MORE, CONTRADICTS, OLDER = "same", "more", "contradicts", "older"


@dataclass(frozen=True)
class Contradiction:
    """Two texts that stand on different answers to one question; more detail is none."""

    key: str
    label: str
    ours: Fact
    theirs: Fact
    other: Revision


@dataclass(frozen=True)
class Cell:
    """What one text says of one fact. Without tokens it says nothing of it."""

    tokens: tuple = ()
    words: tuple = ()
    marks: tuple = ()
    against: tuple = ()


@dataclass(frozen=True)
class Row:
    """Facts every text treats alike, [(key, label, what is known now)], and a Cell per text."""

    facts: list
    cells: list


def contradict(one, other):
    """Whether of two facts of a key the later takes back what the earlier said.

    An answer takes nothing back from "we are still checking", nor does more detail from less.
    """
    old, new = sorted((one, other), key=lambda fact: fact.pk)
    if not is_answered(old) or CATALOGUE[new.key].moves_on:
        return False
    if not is_answered(new) or _is_less_sure(new, old):
        return True
    if None in (old.value, new.value):
        return old.value != new.value
    return not CATALOGUE[new.key].refines(new.value, old.value)


def _is_less_sure(new, old):
    return (old.confidence, new.confidence) == (Confidence.CONFIRMED, Confidence.ESTIMATED)


def differ(one, other):
    """Whether two facts, or none, answer differently; who said it, when and why is no matter."""
    return _answer(one) != _answer(other)


def _answer(fact):
    return fact and (fact.value, fact.confidence)


def cited(revision):
    """{key: fact} a text stands on; what nobody had answered is an open question, not an answer."""
    return {row.key: row.fact for row in revision.citations.all() if row.fact is not None}


def counterparts(revision, others):
    """The texts that have to agree with `revision`: not itself, and not the one it replaces."""
    aside = {revision.statement_id, revision.statement.follows_id}
    return [other for other in others if other.statement_id not in aside]


def contradictions(revision, others):
    """Every Contradiction of a text with `others`, in the order of the others.

    others: the newest texts of the same incident it has to agree with, see `counterparts`.
    """
    return against(cited(revision), others)


def against(ours, others):
    """Every Contradiction of what a text stands on, {key: fact}, with what others stand on."""
    return [
        Contradiction(key, label_of(key), ours[key], theirs, other)
        for other in others
        for key, theirs in cited(other).items()
        if key in ours and contradict(ours[key], theirs)
    ]


def between(texts):
    """[(revision, Contradiction)] of all the texts of a story, each pair once."""
    return [
        (text, one)
        for number, text in enumerate(texts)
        for one in contradictions(text, _rivals(text, texts[number + 1 :]))
    ]


def _rivals(text, texts):
    """Those that stand beside `text`: neither replaces the other."""
    return [other for other in counterparts(text, texts) if text in counterparts(other, [text])]


def said(revision, of):
    """What a text says with these tokens, each wording once, without the marks of Markdown."""
    words = (to_plain((revision.values or {}).get(token, "")).strip() for token in of)
    return tuple(dict.fromkeys(word for word in words if word))


def uses(revision, known):
    """{key: tokens} of the facts a text speaks of, or would if it were read today."""
    found = {}
    for row in revision.citations.all():
        found.setdefault(row.key, []).append(row.token)
    for old in staleness.stale(revision, known, revision.citations.all()):
        for change in old.changed:
            found.setdefault(change.key, []).append(old.token)
    # A list nobody could fill has its entries now: they speak for it.
    kept = {key: used for key, used in found.items() if not _is_filled(key, used, found)}
    return {key: tuple(dict.fromkeys(used)) for key, used in kept.items()}


def _is_filled(key, used, found):
    others = (names for other, names in found.items() if other != key)
    return key in DATA_GROUPS and any(set(used) & set(names) for names in others)


def compare(texts, known):
    """The Rows of a story in the order of the catalogue, with one Cell for each of the texts."""
    voices = [_voice(text, texts, known) for text in texts]
    asked = [key for key in (*DATA_GROUPS, *CATALOGUE) if any(key in v.uses for v in voices)]
    rows = [(key, [_cell(key, voice, voices, known) for voice in voices]) for key in asked]
    return [_row(list(alike), known) for _, alike in groupby(rows, key=lambda row: row[1])]


def _row(alike, known):
    facts = [(key, label_of(key), known.get(key)) for key, _ in alike]
    return Row(facts, alike[0][1])


@dataclass(frozen=True)
class _Voice:
    """A text with everything that is asked of it again for every fact."""

    text: Revision
    uses: dict
    cited: dict
    rivals: list
    contradictions: list

    def words(self, key):
        return said(self.text, self.uses.get(key, ()))


def _voice(text, texts, known):
    rivals = _rivals(text, texts)
    return _Voice(text, uses(text, known), cited(text), rivals, contradictions(text, rivals))


def _cell(key, voice, voices, known):
    if key not in voice.uses:
        return Cell()
    against = tuple(one for one in voice.contradictions if one.key == key)
    words = voice.words(key)
    is_older = differ(voice.cited.get(key), known.get(key))
    if against:
        marks = (CONTRADICTS, OLDER) if is_older else (CONTRADICTS,)
    elif is_older:
        marks = (OLDER,)
    else:
        beside = [one for one in voices if one.text in voice.rivals and key in one.cited]
        marks = (_detail(words, [one.words(key) for one in beside]),) if beside else ()
    return Cell(voice.uses[key], words, marks, against)


def _detail(words, others):
    """More detail is in whatever takes more words than another text does."""
    fewest = min((_length(one) for one in others if one), default=_length(words))
    return MORE if _length(words) > fewest else SAME


def _length(words):
    return len(" ".join(words).split())
