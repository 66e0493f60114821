"""When: which time a date in a sentence speaks of, and whether that time is recorded."""

import re
from bisect import bisect_right

from incidents.facts import CATALOGUE, Confidence, is_answered, label_of
from incidents.facts.counts import as_of_time
from incidents.facts.times import Time
from statements.claims import words as said
from statements.claims.dates import dates
from statements.claims.judging import contradicted, if_cited, names, nothing, still_open
from statements.claims.plain import gaps

TIMES = (
    "occurred_from", "occurred_to", "detected", "became_aware", "contained", "recovered",
    "next_update",
)  # fmt: skip
_WEAK = 60
# The verb next to a date says which time it is. (keys, how much farther away it seems, verbs)
_VERBS = tuple(
    (keys, farther, re.compile(rf"(?<![\w-])(?:{'|'.join(verbs)})(?![\w-])"))
    for keys, farther, verbs in (
        (
            ("next_update",),
            0,
            (
                *("(?:tell|write to|inform|update) (?:you )?(?:more|again)?", "next update"),
                *(
                    "further update",
                    "write again",
                    "report again",
                    "be in touch",
                    "hear from us",
                    "send (?:you )?(?:another|a further|a new)",
                ),
                *("more (?:information|news) (?:by|on)", "update you"),
            ),
        ),
        (
            ("became_aware", "detected"),
            0,
            (
                *("became aware", "learn(?:ed|t)", "were (?:told|informed|alerted|notified)"),
                *("aware (?:of|that)", "came to our attention", "made aware", "found out"),
                *("reali[sz]ed", "determined"),
            ),
        ),
        (
            ("detected", "became_aware"),
            0,
            (
                *("discover(?:ed|y)", "detect(?:ed|ion)", "notic(?:ed|e of)", "found", "spotted"),
                *("identified", "saw", "first sign", "alerted"),
            ),
        ),
        (
            ("occurred_to",),
            0,
            (
                *("ended", "until", "through", "last(?:ed| happened)?", "to an end", "finished"),
                "stopped (?:happening|being)",
            ),
        ),
        (
            ("contained",),
            0,
            (
                *("contained", "stopped", "shut (?:down|off|out)", "blocked", "under control"),
                *("closed (?:the|off)", "isolated", "cut off", "removed the", "evicted"),
                "(?:locked|thrown|kicked) out",
            ),
        ),
        (
            ("recovered",),
            0,
            (
                *("recovered", "restored", "back to normal", "resumed", "running again"),
                *("worked (?:as before|again)", "back online"),
            ),
        ),
        (
            ("occurred_from",),
            0,
            (
                *("beg[au]n", "started", "starting", "beginning"),
                "first (?:happened|entered|accessed|got in|time)",
            ),
        ),
        (
            ("occurred_from", "occurred_to"),
            0,
            (
                *("happened", "occurred", "took place", "entered", "accessed", "attacked"),
                *("broke in(?:to)?", "got in(?:to)?", "broken into", "stolen", "copied", "gained"),
                *("downloaded", "sent", "lost", "injected", "exposed"),
            ),
        ),
        (("occurred_from", "occurred_to"), _WEAK, ("intrusion", "attack", "break-in", "theft")),
    )
)
_AS_OF = re.compile(r"(?:as of|as at|counted on|by the count of|status of) \Z")
# Dates of other things.
_OTHER = re.compile(
    r"(?<![\w-])(?:enrol\w*|sign up|register\w*|expir\w*|deadline|valid (?:until|for)|redeem\w*|"
    r"activat\w*|offers?|offering|apply (?:by|before)|claim (?:by|before|your)|open (?:from|until)|"
    r"born|date of birth|founded|established in|incorporated|effective (?:date|from)|copyright|"
    r"terms|policy (?:of|dated)|version|invoice|credit report|code is|call (?:us )?(?:by|before)|"
    r"holiday|"
    r"hours|(?:line|office|desk|cent(?:er|re)|hotline|helpline|phone)s? (?:is|are) \w+)(?![\w-])"
)
_LAW = re.compile(
    r"(?<![\w-])(?:act|law|regulation|directive|code|gdpr|hipaa|statute|section|article|bill|"
    r"ordinance|convention|rules?|\u00a7)(?: \w+)? (?:of |dated |\()?\Z"
)
_PROMISE = re.compile(
    r"(?<![\w-])(?:will|must|should|can|please|need to|have to|shall|plan to|expect to|going to|"
    r"would like)(?![\w-])"
)
# "In 2026 there are new rules": a year, and nothing that happened.
_PRESENT = re.compile(r"(?<![\w-])(?:is|are|there|has|have|gives?|appl(?:y|ies)|takes?)(?![\w-])")
_PAST = re.compile(
    r"(?<![\w-])(?:was|were|had|did|been|\w+ed|began|took|stole|saw|ran|left)(?![\w-])"
)
_ACTED = re.compile(
    r"(?<![\w-])(?:we|our \w+) (?:\w+ )?(?:told|notified|reported|informed|reset|wrote|sent|mailed|"
    r"published|hired|engaged|began|started|changed|replaced|filed|met|asked|called|"
    r"warned)(?![\w-])"
)
# What readers did in a time, and not what was done to them.
_CUSTOM = re.compile(
    r"(?<![\w-])(?:created|opened|registered|signed up|visited|treated|stayed|bought|ordered|"
    r"purchased|enrolled|vacated|services?|dates of|procedures?|booked|shopped|seen) "
)
_RANGE = re.compile(r"(?<![\w-])(?:between|from|during)(?: (?:about|around|the))? \Z")
_NEAR = 200


def moments(plain):
    """(Date, keys of the times it must be, or () for any) for each date about the incident."""
    found = dates(plain.raw)
    if not found or _is_only_a_date(plain, found):
        return
    clauses = gaps(plain.low, _BREAK)
    starts = [start for start, _ in clauses]
    for number, date in enumerate(found):
        clause = clauses[max(0, bisect_right(starts, date.start) - 1)]
        if _is_other(plain.low, date, *_near(date, clause)):
            continue
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        yield date, _meant(plain.low, date, (before, after), _near(date, clause))


def _near(date, clause):
    """The clause of a date, but not more of it than a reader has in mind."""
    return max(clause[0], date.start - _NEAR), min(clause[1], date.end + _NEAR)


def _is_only_a_date(plain, found):
    """The day at the head of a letter."""
    rest = plain.low[: found[0].start] + plain.low[found[-1].end :]
    return len(found) == 1 and len(re.sub(r"[\W\d]+", "", rest)) <= 12 and " " not in rest.strip()


_BREAK = re.compile(
    r";|: |\u2014|,? (?:but|whereas|while|although|because|that|which|and (?=(?:we|they|it|then) )|"
    r"and (?=(?:was|were|ended|stopped|contained|blocked) ))\b"
)


def _is_other(low, date, start, end):
    before = low[max(start, date.start - 40) : date.start]
    if _LAW.search(before) or re.match(
        r" (?:act|law|regulation|code)\b", low[date.end : date.end + 12]
    ):
        return True
    if _OTHER.search(low, start, end):
        return True
    is_since = bool(re.search(r"(?:in|since|by|until) \Z", before, re.IGNORECASE))
    if (
        date.day is None
        and is_since
        and _PRESENT.search(low, start, end)
        and not _PAST.search(low, start, end)
    ):
        return True
    return bool(_PROMISE.search(low, start, end)) and not _VERBS[0][2].search(low, start, end)


def _meant(low, date, beside, clause):
    before, after = beside
    if _AS_OF.search(low[max(0, date.start - 24) : date.start]):
        return ("as_of",)
    if _CUSTOM.search(low, max(clause[0], date.start - 80), date.start):
        return ()
    if after and _is_range(low, date, after):
        return ("occurred_from",)
    if before and _is_range(low, before, date):
        return ("occurred_to",)
    if _ACTED.search(low, *clause):
        return ("acted",)
    return _nearest(low, date, clause)


def _is_range(low, first, second):
    opens = _RANGE.search(low[max(0, first.start - 24) : first.start]) or second.start == first.end
    return opens and re.fullmatch(
        r"\W*(?:and|to|until|through|-)?(?: (?:about|around))?\W*", low[first.end : second.start]
    )


def _nearest(low, date, clause):
    best, keys = 10_000, ()
    for them, farther, pattern in _VERBS:
        for found in pattern.finditer(low, *clause):
            distance = farther + _distance(date, *found.span())
            if distance < best:
                best, keys = distance, them
    return keys


def _distance(date, start, end):
    """Between a date and a verb; of two as near, the one before it counts."""
    return date.start - end if end <= date.start else max(0, start - date.end) + 1


def judge(date, meant, plain, words, known):
    """The Verdict on a Date that must be one of these times."""
    hedged = bool(said.ABOUT.search(plain.low[max(0, date.start - 60) : date.end]))
    if meant == ("as_of",):
        return _as_of(date, words, known)
    if found := _told_in_text(date, known):
        return if_cited(known, words, [found])
    picked = [key for key in meant if key in known.facts]
    open_ones = [key for key in picked if not is_answered(known.facts[key])]
    answers = {key: _fits(date, known.facts[key], hedged) for key in picked if key not in open_ones}
    if good := [key for key, how in answers.items() if how == "fits"]:
        return if_cited(known, words, good)
    if answers or open_ones:
        return _wrong(words, answers, open_ones, known)
    return _by_another(date, meant, words, known, hedged)


def _wrong(words, answers, open_ones, known):
    for key, how in answers.items():
        shown = CATALOGUE[key].display(known.facts[key].value) if known.facts[key].value else ""
        if how == "precise":
            return contradicted(
                f"“{words}” is more precise than what is recorded under {label_of(key)}: {shown}.",
                key,
            )
        if how == "unhedged":
            return contradicted(
                f"Recorded as an estimate: {label_of(key)}. Say “around {words}”.", key
            )
    if answers:
        key = next(iter(answers))
        value = known.facts[key].value
        shown = CATALOGUE[key].display(value) if value else "none"
        return contradicted(f"{label_of(key)} is recorded as {shown}, not as “{words}”.", key)
    return still_open(words, open_ones)


def _by_another(date, meant, words, known, hedged):
    """No time it speaks of is recorded, or it speaks of none in particular."""
    others = [
        key
        for key in TIMES
        if is_answered(known.facts.get(key)) and _fits(date, known.facts[key], hedged) == "fits"
    ]
    if others and meant and meant != ("acted",):
        return contradicted(
            f"“{words}” is recorded under {names(others[:2], 'and')}, "
            "and the sentence says it of something else.",
            *others,
        )
    if others:
        return if_cited(known, words, others)
    return nothing(words, *(key for key in meant if key in CATALOGUE))


def _fits(date, fact, hedged):
    """How a date stands to a recorded time: "fits", "precise", "unhedged" or "other"."""
    if not isinstance(fact.value, dict) or not fact.value.get("value"):
        return "other"
    readings = [date, date.swapped] if date.swapped else [date]
    found = {_compare(reading.parts, _parts(fact.value["value"])) for reading in readings}
    if "fits" in found:
        is_estimate = fact.confidence == Confidence.ESTIMATED
        return "unhedged" if is_estimate and not hedged else "fits"
    return "precise" if "precise" in found else "other"


def _parts(value):
    return tuple(int(part) for part in re.findall(r"\d+", value))


def _compare(date, fact):
    finest = max((n for n, part in enumerate(date, 1) if part is not None), default=0)
    for part, recorded in zip(date, fact, strict=False):
        if part is not None and part != recorded:
            return "other"
    return "precise" if finest > len(fact) else "fits"


def _as_of(date, words, known):
    for key in ("people_affected", "data_records"):
        fact = known.facts.get(key)
        as_of = fact.value.get("as_of") if fact is not None and fact.value else ""
        if as_of:
            if _compare(date.parts, _parts(as_of)) == "fits":
                return if_cited(known, words, [key])
            shown = Time().display(as_of_time(as_of))
            return contradicted(f"The count is of {shown}, not of “{words}”.", key)
    return nothing(words, "people_affected")


def _told_in_text(date, known):
    """The key of a cited text that names the same day, such as a line of what was done."""
    for key, line in known.texts():
        if any(told.parts == date.parts for told in dates(line)):
            return key
    return ""
