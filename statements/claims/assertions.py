"""What a sentence asserts, before anybody asks whether it is true.

Each reader takes a Plain sentence and yields Claims with places in it. The words in front of
`start` in a list item are those of its introduction: they lend verbs, but assert nothing here.
"""

import re
from dataclasses import dataclass

from incidents.facts import CATEGORIES
from statements.claims import words
from statements.claims.data import mentions
from statements.claims.plain import gaps

EXPOSED, NOT_EXPOSED, NOT_KNOWN = "exposed", "not_exposed", "not_known"
TAKEN, NOT_TAKEN = "exfiltration", "no_exfiltration"
MISUSED, NOT_MISUSED = "misuse", "no_misuse"
NO_EVIDENCE, RULED_OUT = "no_evidence", "ruled_out"
NOBODY, SYSTEM_SAFE = "nobody_affected", "system_safe"
_LONGEST = 1_500
_NEAR = 400


@dataclass(frozen=True)
class Claim:
    """One assertion: its code, the words that make it, the facts it speaks of.

    keys: of the ledger or catalogue, () where it speaks of data at large. is_yours: said of one
    reader and not of all ("your name may have been").
    """

    code: str
    start: int
    end: int
    keys: tuple = ()
    hedged: bool = False
    is_yours: bool = False


@dataclass(frozen=True)
class _Cue:
    start: int
    end: int
    kind: str
    negated: bool = False


class _Reading:
    """A sentence with what is read of it so far, so that nothing is read twice."""

    def __init__(self, plain):
        self.plain, self.low = plain, plain.low
        self.mentions = mentions(plain)
        self._used = bytearray(len(self.low))
        self._conditions = bytearray(len(self.low) + 1)
        for found in words.CONDITION.finditer(self.low):
            _mark(self._conditions, *found.span())
        self.is_question = bool(words.QUESTION.match(self.low))

    def use(self, start, end):
        _mark(self._used, start, end)

    def is_free(self, start, end):
        return not any(self._used[start:end])

    def is_condition(self, at):
        return bool(self._conditions[at])


def _mark(flags, start, end):
    flags[start:end] = b"\1" * (end - start)


def claims(plain):
    """Every Claim of a sentence about data, systems, misuse and who is not affected."""
    reading = _Reading(plain)
    if reading.is_question:
        return []
    return [
        *_not_known(reading),
        *_no_evidence(reading),
        *_ruled_out(reading),
        *_nobody(reading),
        *_misuse(reading),
        *_data(reading),
        *_systems(reading),
    ]


_TURNS = re.compile(r";|, (?:but|and we|however)|\. | but ")


def _reach(low, start):
    """Where what is said of a doubt or a denial ends: another clause begins."""
    end = _TURNS.search(low, start)
    return end.start() if end else len(low)


def _not_known(reading):
    for found in words.NOT_KNOWN.finditer(reading.low):
        yield from _doubts(reading, found.start(), _reach(reading.low, found.start()))
    for found in words.NOT_KNOWN_BEFORE.finditer(reading.low):
        if reading.is_free(*found.span()):
            start = max((a for a, _ in gaps(reading.low, words.BREAK) if a <= found.start()))
            yield from _doubts(reading, start, found.end())


def _doubts(reading, start, end):
    """What is not known: kinds of data, or else what the words speak of."""
    topic = reading.low[start:end]
    inside = [m for m in reading.mentions if start <= m.start < end and m.keys]
    reading.use(start, end)
    for mention in inside:
        yield Claim(NOT_KNOWN, mention.start, mention.end, mention.keys)
    if inside:
        return
    for key, pattern in _OPEN_TOPICS:
        if pattern.search(topic):
            yield Claim(NOT_KNOWN, start, end, (key,))
            return
    if any(start <= m.start < end for m in reading.mentions) and words.EXPOSED.search(topic):
        yield Claim(NOT_KNOWN, start, end, ("data_exposed",))


_OPEN_TOPICS = (
    ("misuse_seen", re.compile(r"misus|fraudulently")),
    ("people_affected", words.HOW_MANY),
    ("exfiltration", words.TAKEN),
)


def _no_evidence(reading):
    for found in words.NO_EVIDENCE.finditer(reading.low):
        if not reading.is_free(*found.span()) or words.ADVICE.match(reading.low):
            continue
        if reading.is_condition(found.start()):
            continue
        end = _reach(reading.low, found.end())
        # "We looked for signs of misuse and found none": what is denied stands before.
        first = max(0, found.start() - 160) if "found no" in found[0] else found.end()
        keys = _topic(reading, found.end(), end, reading.low[first:end])
        if keys or not words.SAW.search(found[0]):
            reading.use(found.start(), end)
            yield Claim(NO_EVIDENCE, *found.span(), keys)


def _topic(reading, start, end, topic):
    """What is denied: misuse, data that left, or kinds of data; () where it is not said."""
    inside = [key for m in reading.mentions if start <= m.start < end for key in m.keys]
    if words.MISUSE_TOPIC.search(topic):
        return ("misuse_seen",)
    if inside:
        return tuple(dict.fromkeys(inside))
    if words.TAKEN.search(topic) or re.search(r"\b(?:left|taken|acquisition)\b", topic):
        return ("exfiltration",)
    if words.SYSTEM.search(topic):
        return ("affected_systems",)
    return ("data",) if words.ACCESS_TOPIC.search(topic) else ()


def _ruled_out(reading):
    for found in words.RULED_OUT.finditer(reading.low):
        if not reading.is_free(*found.span()):
            continue
        end = _reach(reading.low, found.start())
        reading.use(0, end)
        keys = tuple(dict.fromkeys(key for m in reading.mentions for key in m.keys))
        yield Claim(RULED_OUT, *found.span(), keys or _topic(reading, 0, end, reading.low[:end]))


def _nobody(reading):
    for found in words.NOBODY.finditer(reading.low):
        if reading.is_free(*found.span()) and not reading.is_condition(found.start()):
            if any(m.keys and found.start() <= m.start < found.end() for m in reading.mentions):
                continue
            reading.use(*found.span())
            yield Claim(NOBODY, *found.span(), ("people_affected",))


def _misuse(reading):
    for found in words.MISUSE.finditer(reading.low):
        if not reading.is_free(*found.span()) or reading.is_condition(found.start()):
            continue
        if words.NOT_YET.search(reading.low[max(0, found.start() - 48) : found.start()]):
            continue
        before = reading.low[max(0, found.start() - 60) : found.end()]
        is_denied = re.search(
            r"\b(?:not|never|no|none|nobody|no one|nothing|unlikely)\b|n't", before
        )
        reading.use(*found.span())
        hedged = bool(words.HEDGE.search(before))
        yield Claim(NOT_MISUSED if is_denied else MISUSED, *found.span(), ("misuse_seen",), hedged)


def _systems(reading):
    for found in words.SYSTEM_SAFE.finditer(reading.low):
        if not reading.is_free(*found.span()) or reading.is_condition(found.start()):
            continue
        if not any(m.keys and found.start() <= m.start < found.end() for m in reading.mentions):
            yield Claim(SYSTEM_SAFE, *found.span(), ("affected_systems",))


def _data(reading):
    last, waiting = None, []
    for start, end in _clauses(reading.low):
        if words.IMPERATIVE.match(reading.low[start:end].lstrip()):
            continue
        inside = [m for m in reading.mentions if start <= m.start < end and _is_open(reading, m)]
        cues = list(_cues(reading, start, end))
        if cues and not inside and reading.low[:start].endswith((": ", "\u2014", " - ")):
            inside = waiting
        waiting = [] if cues else inside or waiting
        if inside and not cues and last and start > 0:
            cues = [_borrowed(reading, last, inside, start, end)]
        elif cues:
            last = cues[-1]
        if inside and cues:
            yield from _of_clause(reading, inside, cues, start, end)


def _borrowed(reading, last, inside, start, end):
    """The verb of an earlier clause; behind a colon it is denied as it was there."""
    is_denied = bool(_NOT_SO.search(reading.low, inside[-1].end, end))
    if reading.low[start - 2 : start] == ": ":
        is_denied = is_denied or last.negated
    return _Cue(start, start, last.kind, is_denied)


# "... and passwords were not": the verb is the one before.
_NOT_SO = re.compile(r"(?:was|were|is|are|did|has|have)(?: not|n't)\b")


def _is_open(reading, mention):
    return reading.is_free(mention.start, mention.end) and not reading.is_condition(mention.start)


def _clauses(low):
    for start, end in gaps(low, words.BREAK):
        at = start
        for found in words.AND.finditer(low, start, end):
            if words.FINITE.search(low, at, found.start()):
                yield at, found.start()
                at = found.end()
        for part in range(at, end, _LONGEST):
            yield part, min(end, part + _LONGEST)


def _cues(reading, start, end):
    """The verbs of a clause that say what happened to data, in order."""
    low, found = reading.low, []
    kinds = [(TAKEN, words.TAKEN), ("safe", words.SAFE), (EXPOSED, words.EXPOSED)]
    if words.HOLDERS.search(low, start, end):
        kinds.append(("contained", words.CONTAINED))
    for kind, pattern in kinds:
        for match in pattern.finditer(low, start, end):
            if any(match.start() < c.end and c.start < match.end() for c in found):
                continue
            before = low[max(start, match.start() - 48) : match.start()]
            if words.NOT_YET.search(before) or reading.is_condition(match.start()):
                continue
            is_denied = bool(
                words.NEGATED.search(before) or (kind != "safe" and _INSIDE.search(match[0]))
            )
            found.append(_Cue(*match.span(), kind, is_denied))
    return sorted(found, key=lambda cue: cue.start)


# "Were not read" is one verb to the rules.
_INSIDE = re.compile(r"\b(?:not|never)\b|n't")


def _of_clause(reading, inside, cues, start, end):
    """The Claims of one clause: each kind of data with the verb next to it."""
    local = {mention.start for mention in inside if _is_perhaps(reading, mention)}
    hedges = words.HEDGE.finditer(reading.low, start, end)
    is_hedged = any(found.end() + 1 not in local for found in hedges)
    taken = {}
    cues = _telling(reading, cues, start)
    for mention, cue, is_denied in _governed(reading, inside, cues, start):
        hedged = is_hedged or mention.start in local
        yield from _claims_of(reading, mention, cue, is_denied, hedged)
        if cue.kind == TAKEN:
            taken.setdefault((cue, is_denied), []).append(mention)
    for (cue, is_denied), them in taken.items():
        # A verb lent by another clause has no words here.
        first = cue if cue.end > cue.start else them[0]
        keys = tuple(dict.fromkeys(key for mention in them for key in mention.keys))
        is_yours = all(_is_yours(reading, mention) for mention in them)
        code = NOT_TAKEN if is_denied else TAKEN
        yield Claim(code, first.start, first.end, keys, is_hedged, is_yours)


def _is_perhaps(reading, mention):
    before = reading.low[max(0, mention.start - 20) : mention.start]
    return bool(words.PERHAPS.search(before))


def _governed(reading, inside, cues, start):
    """(Mention, the _Cue that speaks of it, whether it is denied); particular data before any."""
    particular = [mention for mention in inside if mention.keys]
    for mention in particular or inside[:1]:
        fitting = [one for one in cues if _can_govern(reading, one, mention)]
        cue = min(fitting, key=lambda one: _distance(one, mention), default=None)
        if cue is None or _distance(cue, mention) > _NEAR:
            continue
        if mention.keys or cue.kind != "contained":
            yield mention, cue, _is_denied(reading, mention, cue, cues, start)


def _telling(reading, cues, start):
    """The cues that count: "including" among others only goes on with a list."""
    held = [cue for cue in cues if cue.kind != "contained" or _holds(reading, cue, start)]
    others = [cue for cue in held if reading.low[cue.start : cue.end] != "including"]
    return others or held


def _can_govern(reading, cue, mention):
    """Whether a verb can speak of this data: what contains something stands before it."""
    if cue.kind != "contained" or cue.start == cue.end or cue.end <= mention.start:
        return True
    return bool(words.WERE.search(reading.low[max(0, cue.start - 30) : cue.start]))


def _holds(reading, cue, start):
    """Whether "included" and the like speak of data: something that holds data stands before."""
    if cue.start == cue.end:
        return True
    # "Including" goes on in its own clause; "may include" may speak of what stood before.
    first = start if reading.low[cue.start : cue.end] == "including" else 0
    before = reading.low[max(first, cue.start - 70) : cue.start]
    if re.search(r"\b(?:should|must|please)\b", before):
        return False
    if words.WERE.search(before):
        return True
    close = " ".join(before.split()[-7:])
    return any(
        not words.PRONOUNS.search(found[0]) or len(close[found.end() :].split()) <= 2
        for found in words.HOLDERS.finditer(close)
    )


def _distance(cue, mention):
    return max(cue.start - mention.end, mention.start - cue.end, 0)


def _is_denied(reading, mention, cue, cues, start):
    if mention.is_fact and mention.group == "data_not_exposed":
        return not (cue.negated or cue.kind == "safe")
    before = reading.low[max(start, mention.start - _NEAR) : mention.start]
    if words.EXCEPT.search(before):
        return False
    nearest = max((c.end for c in cues if c.end <= mention.start), default=start)
    listed = reading.low[max(nearest, mention.start - _NEAR) : mention.end]
    is_denied = cue.negated or bool(words.DENIES.search(listed))
    return is_denied != (cue.kind == "safe")


def _claims_of(reading, mention, cue, is_denied, hedged):
    if cue.kind == TAKEN and (is_denied or not mention.keys):
        return
    if mention.is_fact and mention.group == "data_exposed" and not is_denied:
        return
    code, is_yours = NOT_EXPOSED if is_denied else EXPOSED, _is_yours(reading, mention)
    yield Claim(code, mention.start, mention.end, mention.keys, hedged, is_yours)


def _is_yours(reading, mention):
    """Said of one reader and not of all, so that "may" can be right of what is confirmed."""
    before = reading.low[max(0, mention.start - 40) : mention.end]
    return bool(re.search(r"\b(?:your|depending|some)\b", before))


def group_of(key):
    """The keys of the ledger in the group of a key."""
    group = CATEGORIES[key.removeprefix("exposure.")].group
    return tuple(f"exposure.{name}" for name, one in CATEGORIES.items() if one.group == group)
