"""Whatever two people do to one text, the merge keeps every edit of both."""

import re
from copy import deepcopy
from dataclasses import replace
from itertools import count, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from statements.merging import ORDER, Conflict, merge
from statements.tokens import TOKEN
from statements.weaving import BOTH, MINE, THEIRS

PLAIN = ["the", "account", "key", "we", "you", "and", "a", "log", "data", "of"]
FACTS = ["{people_affected:figure}", "{contact_point}", "{clause.credit-freeze:3}"]
ENDS = [" ", " ", " ", " ", ". ", ", ", ".\n\n", "\n\n", "\n- ", "\n2. "]
SWAPPED = {MINE: THEIRS, THEIRS: MINE}


@st.composite
def bases(draw):
    """A text of several sections; every third word or so occurs once in it."""
    numbers = count()

    def part(least):
        size = draw(st.integers(least, 14))
        said = ""
        for _ in range(size):
            word = draw(st.sampled_from([*PLAIN, *FACTS, None, None, None]))
            said += (word or f"w{next(numbers)}") + draw(st.sampled_from(ENDS))
        return said.strip()

    sections = [
        {"heading": f"Part {name}", "text": part(1)}
        for name in draw(st.permutations("ABCDE"))[: draw(st.integers(0, 4))]
    ]
    return {"title": part(1), "lead": part(0), "sections": sections}


WORD_EDITS = ["insert", "delete", "replace", "paragraph", "fact", "form", "form"]
SECTION_EDITS = ["add", "remove", "move", "rename"]


@st.composite
def edits(draw):
    """What one person does: (verb, where as parts of a hundred, where in there, how many)."""
    hundred = st.integers(0, 99)
    verbs = st.sampled_from([*WORD_EDITS, *WORD_EDITS, *SECTION_EDITS])
    return draw(st.lists(st.tuples(verbs, hundred, hundred, st.integers(1, 3)), max_size=6))


def edited(base, acts, name):
    """A text after one person's edits; every word they add carries their name."""
    text, fresh = deepcopy(base), count()
    for verb, where, inside, size in acts:
        sections = text["sections"]
        new = f"{name}{next(fresh)}"
        at = where * len(sections) // 100
        if verb in WORD_EDITS:
            _edit_part(text, where, verb, inside, size, new)
        elif verb == "add":
            sections.insert(at, {"heading": f"Part {new}", "text": f"{new} and more"})
        elif sections and verb == "remove":
            del sections[at]
        elif sections and verb == "move":
            sections.insert(inside * len(sections) // 100, sections.pop(at))
        elif sections:
            sections[at]["heading"] += f" {new}"
    return _as_sent(text)


def _as_sent(text):
    """As the editor's form gives it: nothing but words at the ends of a part."""
    sections = [
        {"heading": one["heading"].strip(), "text": one["text"].strip()} for one in text["sections"]
    ]
    return {"title": text["title"].strip(), "lead": text["lead"].strip(), "sections": sections}


def _edit_part(text, where, verb, inside, size, new):
    holders = [(text, "lead"), (text, "title")] + [(one, "text") for one in text["sections"]]
    holder, part = holders[where * len(holders) // 100]
    units = re.findall(r"\{[^}]+\}|\S+|\s+", holder[part])
    at = inside * (len(units) + 1) // 100
    if verb == "form":
        facts = [place for place, unit in enumerate(units) if unit.startswith("{")]
        at = facts[inside * len(facts) // 100] if facts else len(units)
    added = {
        "insert": [f" {new} "],
        "replace": [new],
        "paragraph": [f"\n\n{new} said.\n\n"],
        "fact": [f" {{contact_point:{new}}} "],
        "form": [f"{{people_affected:{new}}}"],
    }.get(verb, [])
    taken = {"delete": size, "replace": size, "form": 1}.get(verb, 0)
    units[at : at + taken] = added
    holder[part] = "".join(units)


def strings(text):
    yield from (text["title"], text["lead"])
    for section in text["sections"]:
        yield from (section["heading"], section["text"])


def words_of(text):
    return set(re.findall(r"\w+", " ".join(strings(text))))


def parts_of(merged):
    yield from (merged.title, merged.lead)
    for section in merged.sections:
        yield from (section.heading, section.text)


@st.composite
def stories(draw):
    base = draw(bases())
    return base, edited(base, draw(edits()), "mine"), edited(base, draw(edits()), "theirs")


@settings(max_examples=500, deadline=None)
@given(stories())
def test_every_word_that_was_added_is_in_the_text_when_both_are_kept(story):
    base, mine, theirs = story
    merged = merge(*story)
    kept = words_of(merged.text(dict.fromkeys(range(len(merged.conflicts)), BOTH)))
    assert (words_of(mine) | words_of(theirs)) - words_of(base) <= kept


@settings(max_examples=500, deadline=None)
@given(stories())
def test_every_word_that_was_added_is_merged_or_in_a_conflict_of_its_side(story):
    base, mine, theirs = story
    merged = merge(*story)
    for side, text in ((MINE, mine), (THEIRS, theirs)):
        found = set()
        for pieces in parts_of(merged):
            for piece in pieces:
                said = getattr(piece, side) if isinstance(piece, Conflict) else piece.text
                found |= set(re.findall(r"\w+", said))
        assert words_of(text) - words_of(base) <= found


@settings(max_examples=500, deadline=None)
@given(stories())
def test_every_word_that_one_deleted_is_gone_or_asked_about(story):
    base, mine, theirs = story
    merged = merge(*story)
    removals = " ".join(one.removal.base for one in merged.sections if one.removal)
    once = {word for word in words_of(base) if re.fullmatch(r"w\d+", word)}
    gone = (once - words_of(mine)) | (once - words_of(theirs))
    standing = {
        word
        for pieces in parts_of(merged)
        for piece in pieces
        if not isinstance(piece, Conflict)
        for word in re.findall(r"\w+", piece.text)
    }
    # Where the other wrote the whole passage anew, people are asked about it.
    asked = " ".join(one.base for one in merged.conflicts)
    assert gone & standing <= set(re.findall(r"\w+", f"{removals} {asked}"))


@settings(max_examples=200, deadline=None)
@given(stories())
def test_without_a_second_change_the_merge_is_the_change(story):
    base, mine, theirs = story
    for alone in (mine, theirs):
        for three in ((base, alone, base), (base, base, alone), (base, alone, alone)):
            merged = merge(*three)
            assert merged.is_clean
            assert merged.text() == alone


@settings(max_examples=200, deadline=None)
@given(stories())
def test_the_merge_does_not_depend_on_who_is_called_me(story):
    base, mine, theirs = story
    assert plainly(merge(base, mine, theirs)) == plainly(swapped(merge(base, theirs, mine)))


def swapped(merged):
    """The same with the names of the two sides exchanged."""
    sections = [
        replace(
            one,
            heading=tuple(map(_other, one.heading)),
            text=tuple(map(_other, one.text)),
            removal=one.removal and _other(one.removal),
        )
        for one in merged.sections
    ]
    order = merged.their_order or range(len(sections))
    back = tuple(sorted(range(len(sections)), key=lambda number: order[number]))
    return replace(
        merged,
        title=tuple(map(_other, merged.title)),
        lead=tuple(map(_other, merged.lead)),
        sections=tuple(sections[number] for number in order),
        their_order=back if merged.their_order else (),
    )


def _other(piece):
    if isinstance(piece, Conflict):
        return Conflict(piece.base, piece.theirs, piece.mine, piece.number)
    return replace(piece, kind=SWAPPED.get(piece.kind, piece.kind))


def plainly(merged):
    """A merge without the numbers of its conflicts, which follow my order of the sections."""
    told = re.sub(r"number=\d+", "", repr((merged.title, merged.lead, merged.sections)))
    return told, merged.their_order


@settings(max_examples=500, deadline=None)
@given(stories(), st.sampled_from([MINE, THEIRS, BOTH]))
def test_a_fact_in_the_text_is_never_split_and_no_other_is_made(story, choice):
    merged = merge(*story)
    choices = dict.fromkeys([ORDER, *range(len(merged.conflicts))], choice)
    there = {found[0] for text in story for part in strings(text) for found in TOKEN.finditer(part)}
    for part in strings(merged.text(choices)):
        found = [one[0] for one in TOKEN.finditer(part)]
        assert set(found) <= there
        assert part.count("{") == part.count("}") == len(found)


@settings(max_examples=200, deadline=None)
@given(stories())
def test_pieces_of_one_kind_are_one_and_conflicts_are_numbered_as_one_reads(story):
    merged = merge(*story)
    assert merge(*story) == merged
    assert [one.number for one in merged.conflicts] == list(range(len(merged.conflicts)))
    for pieces in parts_of(merged):
        kinds = [getattr(piece, "kind", "conflict") for piece in pieces]
        assert all(one != other or one == "conflict" for one, other in pairwise(kinds))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_characters_at_all_are_merged_without_losing_one(base, mine, theirs):
    texts = [{"title": "", "lead": lead, "sections": []} for lead in (base, mine, theirs)]
    merged = merge(*texts)
    assert merge(texts[0], texts[1], texts[0]).text() == texts[1]
    if merged.is_clean and mine == theirs:
        assert merged.text() == texts[1]
