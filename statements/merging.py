"""Two people changed one text at once: what merges is merged, what both changed stays side by side.

A text is as it is written: {"title", "lead", "sections": [{"heading", "text"}]}, facts as tokens.
Sections are matched first, by heading, then by likeness; then each part is merged by paragraph
and by word. Nothing here asks the database, and no choice is made that loses anybody's words.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import count

from statements.weaving import MINE, THEIRS, Conflict, Piece, plain, weave

ORDER = "order"
# Two people rarely rewrite more of one passage within the same minutes. Past it the passage is
# compared by line, then as a whole, so that no text takes long.
MOST_CHANGES = 400
MOST_CHANGES_IN_A_LONG_TEXT = 100
LONG = 40_000
# Half of the words in common: a section that was renamed and edited, and not another one.
ALIKE = 0.5


@dataclass(frozen=True)
class Section:
    """One section of a merged text: heading and text as Pieces and Conflicts.

    removal: set where one side removed what the other edited; its pieces are the edited ones.
    """

    heading: tuple
    text: tuple
    removal: Conflict | None = None

    def stays(self, choices):
        """What one side removed and the other edited stays until somebody decides otherwise."""
        if self.removal is None:
            return True
        remover = THEIRS if self.removal.mine else MINE
        return choices.get(self.removal.number) != remover


@dataclass(frozen=True)
class Merged:
    """What became of two texts over the one both began with.

    their_order: the sections as `theirs` has them, by their place in `sections`, where both
    sides moved sections and cannot both be right; `sections` then has them as `mine` has.
    """

    title: tuple
    lead: tuple
    sections: tuple
    their_order: tuple = ()

    @property
    def conflicts(self):
        """Every Conflict, in reading order. None where all merged; see also `their_order`."""
        return tuple(piece for piece in self._walk() if isinstance(piece, Conflict))

    @property
    def is_clean(self):
        return not self.conflicts and not self.their_order

    def _walk(self):
        yield from (*self.title, *self.lead)
        for section in self.sections:
            if section.removal:
                yield section.removal
            yield from (*section.heading, *section.text)

    def text(self, choices=None):
        """The whole as it is written.

        choices: {number of a conflict, or ORDER: MINE, THEIRS or BOTH}. Where nothing was chosen
        mine stands, and a section that only one side removed stays.
        """
        choices = choices or {}
        standing = self.sections
        if self.their_order and choices.get(ORDER) == THEIRS:
            standing = [self.sections[place] for place in self.their_order]
        return {
            "title": plain(self.title, choices),
            "lead": plain(self.lead, choices),
            "sections": [
                {"heading": plain(one.heading, choices), "text": plain(one.text, choices)}
                for one in standing
                if one.stays(choices)
            ],
        }


def merge(base, mine, theirs):
    """Merge two written texts that both began as `base` into Merged.

    Takes bounded time for texts of the length the editor takes.
    """
    texts = [text["sections"] for text in (base, mine, theirs)]
    rows = [row for row in _rows(*texts) if not _is_gone(row, *texts)]
    order, *others = _orders(rows, _names(rows, *texts))
    size = max(sum(map(len, _strings(text))) for text in (base, mine, theirs))
    most = MOST_CHANGES if size <= LONG else MOST_CHANGES_IN_A_LONG_TEXT
    merged = Merged(
        weave(base["title"], mine["title"], theirs["title"], most),
        weave(base["lead"], mine["lead"], theirs["lead"], most),
        tuple(_section(*_three(rows[number], *texts), most) for number in order),
        tuple(order.index(number) for other in others for number in other),
    )
    return _numbered(merged)


def _strings(text):
    yield from (text["title"], text["lead"])
    for section in text["sections"]:
        yield from (section["heading"], section["text"])


def _numbered(merged):
    numbers = count()

    def each(pieces):
        return tuple(
            replace(piece, number=next(numbers)) if isinstance(piece, Conflict) else piece
            for piece in pieces
        )

    title, lead = each(merged.title), each(merged.lead)
    sections = tuple(
        Section(
            removal=next(iter(each([one.removal])), None) if one.removal else None,
            heading=each(one.heading),
            text=each(one.text),
        )
        for one in merged.sections
    )
    return Merged(title, lead, sections, merged.their_order)


def _rows(base, mine, theirs):
    """[(place in base, in mine, in theirs)] of each section; None where a text does not have it."""
    ours, others = _matches(base, mine), _matches(base, theirs)
    left = _left(mine, ours.values()), _left(theirs, others.values())
    added = _by_key(*left, _heading)
    return [
        *((place, ours.get(place), others.get(place)) for place in range(len(base))),
        *((None, place, added.get(place)) for place in left[0]),
        *((None, None, place) for place in left[1] if place not in set(added.values())),
    ]


def _three(row, *texts):
    return [None if place is None else text[place] for place, text in zip(row, texts, strict=True)]


def _is_gone(row, *texts):
    """Whether a section was removed, and the other side has not worked on it."""
    base, mine, theirs = _three(row, *texts)
    return base is not None and (mine or theirs or base) == base and None in (mine, theirs)


def _left(sections, taken):
    """{place: section} of those nothing was matched with."""
    taken = set(taken)
    return {place: one for place, one in enumerate(sections) if place not in taken}


def _matches(base, side):
    """{place in base: place in the other text} of the sections that are the same one."""
    found = {}
    for key in (_whole, _heading):
        left = _left(base, found), _left(side, found.values())
        found |= _by_key(*left, key)
    return found | _alike(_left(base, found), _left(side, found.values()))


def _whole(section):
    return section["heading"], section["text"]


def _heading(section):
    return " ".join(section["heading"].casefold().split())


def _by_key(ours, others, key):
    """Pair what has the same key, in order: two sections of one heading stay two."""
    waiting = {}
    for place, section in others.items():
        waiting.setdefault(key(section), []).append(place)
    return {
        place: waiting[key(section)].pop(0)
        for place, section in ours.items()
        if waiting.get(key(section))
    }


def _alike(ours, others):
    """Pair the sections that share most of their words, the likest first."""
    bags = [{place: _words(one) for place, one in side.items()} for side in (ours, others)]
    pairs = sorted(
        (-_likeness(one, other), place, at)
        for place, one in bags[0].items()
        for at, other in bags[1].items()
    )
    found = {}
    for unlike, place, at in pairs:
        if -unlike >= ALIKE and place not in found and at not in found.values():
            found[place] = at
    return found


def _words(section):
    return Counter(section["heading"].casefold().split() + section["text"].casefold().split())


def _likeness(one, other):
    """How much of two bags of words is shared, from 0 to 1."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


def _section(base, mine, theirs, most):
    if base and not (mine and theirs):
        return _removed(base, mine, theirs, most)
    if base is None and not (mine and theirs):
        added, kind = (mine, MINE) if mine else (theirs, THEIRS)
        return Section(_all(kind, added["heading"]), _all(kind, added["text"]))
    base = base or {"heading": "", "text": ""}
    return Section(*_woven(base, mine, theirs, most))


def _all(kind, text):
    return (Piece(kind, text),) if text else ()


def _woven(base, mine, theirs, most):
    return [weave(base[part], mine[part], theirs[part], most) for part in ("heading", "text")]


def _removed(base, mine, theirs, most):
    """One side removed what the other edited: both are right until somebody decides."""
    pieces = _woven(base, mine or base, theirs or base, most)
    return Section(*pieces, removal=Conflict(*(_in_one(one) for one in (base, mine, theirs))))


def _in_one(section):
    return f"{section['heading']}\n\n{section['text']}" if section else ""


def _names(rows, *texts):
    """What a section is called where two have to be put in some order."""
    threes = (_three(row, *texts) for row in rows)
    return [next((one["heading"], one["text"]) for one in three if one) for three in threes]


def _orders(rows, names):
    """The order of the sections, or mine and theirs where both moved some and they differ."""
    base, mine, theirs = (_in_order(rows, side) for side in range(3))
    common = set(mine) & set(theirs)
    kept = [place for place in base if place in common]
    ours, others = ([place for place in side if place in common] for side in (mine, theirs))
    moved = [[place for place in side if place in kept] != kept for side in (ours, others)]
    if ours == others or moved == [True, False]:
        skeletons = [ours]
    else:
        skeletons = [others] if moved == [False, True] else [ours, others]
    runs = _runs(mine, theirs, common, names)
    return [list(_with_runs(order, runs)) for order in skeletons]


def _in_order(rows, side):
    """The numbers of the rows one of the three texts has, as it has them."""
    having = [number for number, row in enumerate(rows) if row[side] is not None]
    return sorted(having, key=lambda number: rows[number][side])


def _runs(mine, theirs, common, names):
    """{the section they follow, or None: runs of sections that only one side has}."""
    runs = {}
    for side in (mine, theirs):
        after = None
        for place in side:
            if place in common:
                after = place
            else:
                runs.setdefault((after, side is mine), []).append(place)
    return {
        after: sorted(
            (run for (at, _), run in runs.items() if at == after), key=lambda run: names[run[0]]
        )
        for after, _ in runs
    }


def _with_runs(order, runs):
    for after in (None, *order):
        yield from () if after is None else (after,)
        for run in runs.get(after, ()):
            yield from run
