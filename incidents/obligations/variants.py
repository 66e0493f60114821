"""Letter variants: how many letters an incident needs, and what each must and must not say.

A letter crosses neither the border of a country (the European Economic Area counts as one) nor a
language the law prescribes. Inside these a place joins a letter unless one of the two must say what
the other must not, by way of parents too. Places with the most such collisions come first, then by
name; each joins the letter that fits it with the least forbidden, then the most required, and opens
another only where none fits. The order of the input plays no part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .answers import Answers, within
from .findings import Finding
from .fitting import lineage
from .law import Obligation
from .loading import DataSet

_LANGUAGES = {"pt-BR": "pt-BR", "fr (other language in addition)": "fr", "es/en": "es"}


class Citation(NamedTuple):
    """Which duty requires or prohibits an element, and where the law says so."""

    element: str
    ban: bool
    key: str
    citation: str


@dataclass(frozen=True)
class Layout:
    """Title and headings a law prescribes, with the smallest type in points; `key` is the duty."""

    title: str
    headings: tuple
    min_font_pt: int | None
    key: str


@dataclass(frozen=True)
class Variant:
    """One letter.

    `conditional` are (element, when, key of the duty). `contested` are elements that the laws of
    one and the same place both require and prohibit: no split helps, counsel must decide, and they
    stand neither among the required nor among the prohibited ones. `language` None leaves it to the
    reader.
    """

    name: str
    jurisdictions: tuple[str, ...]
    duties: tuple[str, ...]
    required: frozenset
    prohibited: frozenset
    conditional: tuple
    contested: frozenset
    layout: Layout | None
    language: str | None
    citations: tuple[Citation, ...]


class _Group(NamedTuple):
    """One place with the duties to its people."""

    place: str
    family: str
    language: str | None
    rows: tuple[Obligation, ...]
    met: tuple[str, ...]


def variants(data: DataSet, answers: Answers, findings: Iterable[Finding]) -> list[Variant]:
    """The letters to people that the duties which apply need, sorted by their places."""
    parents = {id: element.parent for id, element in data.elements.items()}
    rows = [
        data.obligations[found.key]
        for found in findings
        if found.applies and _is_letter(data, found)
    ]
    letters = []
    groups = _groups(data, answers, rows)
    for group in sorted(groups, key=lambda each: (-_collisions(each, groups, parents), each.place)):
        _place(letters, group, parents)
    return sorted(
        (_variant(data, each, parents) for each in letters), key=lambda v: v.jurisdictions
    )


def _is_letter(data, found):
    row = data.obligations.get(found.key)
    return row is not None and row.type == "individuals"


def _groups(data, answers, rows):
    """Every place where people live, with its duties; a law alone stands for its own place."""
    lives = answers.lives or {}
    found = {}
    for place in sorted(place for place, count in lives.items() if not count.is_nobody):
        own = [row for row in rows if _lies_in(data, row, place)]
        if own := own or [row for row in rows if _follows_us(data, row)]:
            found[place] = own
    used = {row.key for own in found.values() for row in own}
    for row in rows:
        if row.key not in used:
            found.setdefault(_home(data, row), []).append(row)
    return [_group(data, place, own, answers.deemed) for place, own in found.items()]


def _lies_in(data, row, place):
    return within(place, _home(data, row))


def _home(data, row):
    where = data.regimes[row.regime].jurisdiction
    by_residence = where["applies_by"] in ("residence_of_individual", "establishment", "market")
    part = where["subdivision"] if by_residence else None
    return f"{where['country']}-{part}" if part else where["country"]


def _follows_us(data, row):
    """Whether a law binds an organisation wherever the people live."""
    return data.regimes[row.regime].jurisdiction["applies_by"] == "establishment"


def _group(data, place, rows, deemed):
    """A law deemed followed adds nothing to what another law already asks the letter to say."""
    said = [row for row in rows if row.regime not in deemed] or rows
    country = _home(data, rows[0]).partition("-")[0]
    named = sorted({word for row in rows if (word := _language(row))})
    met = tuple(row.key for row in rows)
    return _Group(place, country, named[0] if named else None, tuple(said), met)


def _language(row):
    return _LANGUAGES.get(row.format.get("language"))


def _once(rows):
    return tuple({row.key: row for row in rows}.values())


def _collisions(group, groups, parents):
    return sum(not _go_together(group, other, parents) for other in groups if other is not group)


def _go_together(one, other, parents):
    """Whether one letter can serve both: same country and language, and nothing that collides."""
    if (one.family, one.language) != (other.family, other.language):
        return False
    return not (_clashes(one, other, parents) or _clashes(other, one, parents))


def _clashes(asking, banning, parents):
    """What the one letter may have to say and the other must not."""
    return clash(_may_say(asking) - _contested(asking, parents), _banned(banning), parents)


def clash(wanted: Iterable, banned: Iterable, parents: dict) -> set:
    """Wanted elements that are banned, have a banned ancestor, or a banned child."""
    banned = set(banned)
    above = {id for each in banned for id in lineage(each, parents)}
    return {id for id in wanted if id in above or banned & set(lineage(id, parents))}


def _required(group):
    return {id for row in group.rows for id in row.required_elements}


def _may_say(group):
    conditional = {entry["element"] for row in group.rows for entry in row.conditional_elements}
    return _required(group) | conditional


def _banned(group):
    return {id for row in group.rows for id in row.prohibited_elements}


def _contested(group, parents):
    return clash(_may_say(group), _banned(group), parents)


def _place(letters, group, parents):
    """Puts a place into the letter that fits it best, or opens another."""
    fitting = [
        letter for letter in letters if all(_go_together(group, each, parents) for each in letter)
    ]
    if fitting:
        min(fitting, key=_preference).append(group)
    else:
        letters.append([group])


def _preference(letter):
    banned = {id for group in letter for id in _banned(group)}
    required = {id for group in letter for id in _required(group)}
    return len(banned), -len(required), min(group.place for group in letter)


def _variant(data, groups, parents):
    groups = sorted(groups, key=lambda group: group.place)
    rows = _once(row for group in groups for row in group.rows)
    contested = {id for group in groups for id in _contested(group, parents)}
    required = {id for group in groups for id in _required(group)} - contested
    banned = {id for group in groups for id in _banned(group)}
    places = tuple(group.place for group in groups)
    return Variant(
        name=_name(groups[0].family, places),
        jurisdictions=places,
        duties=tuple(dict.fromkeys(key for group in groups for key in group.met)),
        required=frozenset(required),
        prohibited=frozenset(banned - clash(banned, contested, parents)),
        conditional=_conditional(rows, required | contested),
        contested=frozenset(contested),
        layout=_layout(rows, bool(contested)),
        language=groups[0].language,
        citations=tuple(_citations(data, rows)),
    )


def _conditional(rows, said):
    return tuple(
        (entry["element"], entry["when"], row.key)
        for row in rows
        for entry in row.conditional_elements
        if entry["element"] not in said
    )


def _name(family, places):
    if len(places) <= 3:
        return ", ".join(places)
    return f"{family}: {', '.join(place.removeprefix(f'{family}-') for place in places)}"


def _layout(rows, is_contested):
    """The layout a law prescribes; none where what it heads is contested."""
    headed = [row for row in rows if row.format.get("headings_mandatory")]
    if not headed or is_contested:
        return None
    row = headed[0]
    font = max((each.format.get("min_font_pt") or 0 for each in rows), default=0)
    return Layout(row.format["title"], row.format["headings"], font or None, row.key)


def _citations(data, rows):
    for row in rows:
        where = "; ".join(data.regimes[row.regime].citation)
        for element in row.required_elements:
            yield Citation(element, False, row.key, where)
        for element in row.prohibited_elements:
            yield Citation(element, True, row.key, where)
