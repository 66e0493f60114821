"""Numbers that count people, accounts or records, in digits and in words."""

import re
from dataclasses import dataclass
from itertools import zip_longest

PERSONS = (
    "people|persons?|individuals?|customers?|clients?|consumers?|patients?|users?|subscribers?|"
    "members?|employees?|workers|staff|residents?|citizens|students?|pupils|guests?|visitors|"
    "donors|applicants|policyholders|cardholders|shoppers|passengers|tenants|children|adults|"
    "men|women|families|households|participants|beneficiaries|readers|recipients|partners|"
    "borrowers|depositors|donors"
)
ACCOUNTS = "accounts?|logins|profiles|mailboxes"
RECORDS = "records?|rows|documents?|files?|entries|data ?sets|transactions|messages|e-?mails"
# Who holds an account may be counted by it; a person may hold several.
HOLDERS = "customers?|clients?|users?|subscribers?|members?|cardholders"

_UNIT = rf"(?:(?P<persons>{PERSONS})|(?P<accounts>{ACCOUNTS})|(?P<records>{RECORDS}))\b"
# Words that may stand between a number and what it counts; any other ends the search.
_BETWEEN = (
    r"(?:(?!(?:in|on|at|to|for|from|by|with|when|because|that|who|which|are|is|was|were|be|a|an|if|"
    r"hours?|days?|weeks?|months?|years?|minutes?|seconds?|percent|per|times|steps?|than|digits?|"
    r"characters?|million|thousand|hundred|about|around|into|via|after|"
    r"before)\b)[a-z][a-z'-]*,? ){0,5}?"
)
_HOW = {
    "about": "about|around|roughly|approximately|approx\\.?|some|circa|ca\\.?|an estimated|"
    "estimated|on the order of",
    "nearly": "nearly|almost|close to|just under|just below",
    "over": "over|more than|upwards of|in excess of|well over|greater than|just over",
    "at least": "at least|a minimum of|no fewer than|no less than|not less than|not fewer than",
    "up to": "up to|at most|no more than|not more than|a maximum of|as many as|at the most",
    "under": "fewer than|less than|under|below",
    "only": "only|just|merely",
}
_QUALIFIER = "|".join(f"(?P<h{number}>{words})" for number, words in enumerate(_HOW.values()))
_BEFORE = re.compile(rf"(?<!\w)(?:{_QUALIFIER}) (?:the |a |an )?\Z")

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: number for number, word in enumerate(_ONES, 1)}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_SHORT_SCALES = {
    "k": 1_000, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9, "mrd": 10**9, **_SCALES,
}  # fmt: skip
_WORD = "|".join((*_SMALL, *_SCALES, "dozen"))
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?:(?:half )?an? (?=(?:hundred|thousand|million|billion|"
    rf"dozen)\b))?(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*(?![\w-])"
)
_IN_DIGITS = re.compile(
    r"(?<![\w.,/:#$\u20ac\u00a3\u00a5%+-])(?<![$\u20ac\u00a3\u00a5] "
    r")(?P<whole>\d{1,3}(?:[,.'\u2019]\d{3})+|\d{1,3}(?: \d{3})+|"
    r"\d+)(?P<fraction>[.,]\d{1,2}(?!\d))?(?: ?(?P<scale>k|mn|mio|mrd|bn|million|billion|thousand|"
    r"hundred|m)\b\.?)?(?![\w%:/]|-\w|[.,]\d| ?%)"
)
_VAGUE = re.compile(
    r"(?<![\w-])(?:many |several |a few )?(?:dozens|scores|hundreds|thousands|tens of thousands|"
    r"hundreds of thousands|millions|tens of millions)(?: of)? (?P<rest>" + _BETWEEN + _UNIT + ")"
)
_SHARE = re.compile(
    r"(?<![\w-])(?:half|most|all|two[ -]thirds?|one[ -]thirds?|a third|a quarter|three[ -]quarters|"
    r"the majority|the vast majority|(?:every|each)(?=(?: \w+){1,3} (?:is|was|were|has been) )|"
    r"\d[\d.,]* ?(?:%|percent|per cent)|one in \w+)"
    r"(?: of)?(?: our| the| its| all)? (?:[a-z-]+ ){0,2}?(?:" + PERSONS + "|" + ACCOUNTS + r")\b"
)
# "of our 90,000 customers": a number before it is a part of this one.
_OUT_OF = r"(?:of (?:about |over )?(?:our|the|its|all) \d[\d,.' ]* )?"
_COUNTED = re.compile(" ?" + _OUT_OF + _BETWEEN + _UNIT)
_PART = re.compile(r"\b(?:of|among) (?:whom|them|these|those|which)\W*\Z")
_OURS = re.compile(r"(?<!\w)(?:we|company|it|which|who) (?:now )?(?:have|has|employ|serve)s? \Z")
_BASE = re.compile(
    rf"(?:\d|\b(?:{_WORD}|half|most|some|many|few|thirds?|quarters?)) of (?:about |over )?"
    r"(?:our|the|its|all) \Z"
)
_REACHED = r"affected|impacted|concerned|involved|exposed|compromised|breached|accessed|hit|victims"
# What else numbers count.
_THINGS = (
    r"(?:hours?|days?|weeks?|months?|years?|minutes?|seconds?|systems?|servers?|percent|per cent|"
    r"states?|countries|offices?|hospitals?|stores?|hotels?|locations?|sites?|devices?|products?|"
    r"times|steps?|laptops?|computers?|apps?|services?|versions?|boxes|keys?)\b"
)
_PREDICATE = re.compile(
    rf",? (?:of (?:you|them|these|those|whom) )?(?:(?!{_THINGS})[a-z'-]+ ){{0,2}}?(?:are|were|is|"
    rf"was|have been|has been|had been) (?:\w+ ){{0,2}}?(?:{_REACHED}|{PERSONS})\b"
)
_OF_THINGS = re.compile(rf"[ -]?(?:of (?:our|the) )?(?:\w+ )?{_THINGS}")
_WHAT = rf"(?:{_REACHED}|{PERSONS}|{ACCOUNTS}|{RECORDS})"
_OBJECT = re.compile(
    rf"(?:number|total|count|figure)s? (?:of )?(?:\w+ ){{0,3}}?{_WHAT}(?: \w+){{0,3}}?"
    r"(?:is|was|stands at|comes to|to|of|are|at|from)? (?:now )?\Z|"
    r"(?:number|total|count|figure) (?:\w+ ){0,3}?(?:stands at|comes to|rise|rose|risen|grow|grew|"
    r"grown|fall|fell|fallen|increased?|climb|climbed|gone up)(?: from| to)? \Z|"
    rf"{_WHAT}(?: \w+)?: \Z|(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?) \Z"
)
# What readers did is no count of the incident, and neither is what somebody sent.
_CALLED_US = re.compile(
    r" (?:have |has )?(?:called|phoned|written to|wrote to|asked|contacted) us\b"
)
_SENT = re.compile(r"(?:sent|send|received|mailed|wrote)(?: \w+)? \Z")
_NO_COUNT_BEFORE = re.compile(
    r"(?:section|sec\.|article|art\.|no\.|number|nos?|version|step|page|room|suite|box|ext\.?|part|"
    r"chapter|form|annex|level|tier|top|option|line|appendix|paragraph|question|rule|unit|floor|"
    r"building|within|every|the first|the last|the next|case|ticket|reference|code|iso|\u00a7|"
    r"team of|group of|press|dial|call) \Z"
)
_NEAR = 300
_REST = re.compile(r"-| to | and | or ")


@dataclass(frozen=True)
class Count:
    """A number of something as it is written.

    how: "", "about", "nearly", "over", "at least", "up to", "under", "only", "between", or
    "vague" and "share" for what no figure can be held against. step: the last digit shown counts
    this much, so 12,000 has 1,000. upper: of a range. unit: persons, accounts, records or "".
    """

    start: int
    end: int
    value: int = 0
    step: int = 1
    how: str = ""
    unit: str = ""
    upper: int = 0
    holders: bool = False
    # Behind "of whom", "of them": a part of the figure, which no fact holds.
    is_part: bool = False


def counts(low, taken=()):
    """Every Count in a sentence in lower case; `taken` are (start, end) that are read already."""
    read = bytearray(len(low))
    for start, end in taken:
        read[start:end] = b"\1" * (end - start)
    vague = list(_uncountable(low))
    for found in vague:
        read[found.start : found.end] = b"\1" * (found.end - found.start)
    skip = -1
    numbers = [n for n in _numbers(low) if not any(read[n[0] : n[1]])]
    for number, following in zip_longest(numbers, numbers[1:]):
        if number[0] < skip:
            continue
        if found := following and _range(low, number, following):
            skip = following[1]
            yield found
        elif found := _count(low, *number):
            yield found
    yield from vague


def _numbers(low):
    """(start, end, value, step) of all numbers, in order."""
    found = [(*m.span(), *_digits(m)) for m in _IN_DIGITS.finditer(low)]
    ends = {number[1] for number in found}
    for match in _IN_WORDS.finditer(low):
        # The million of "1.2 million" is read already.
        if match.end() not in ends and (read := _words(match[0])):
            found.append((*match.span(), *read))
    return sorted(found)


def _digits(found):
    """(value, step). A point before three digits parts thousands, in whatever language."""
    whole = re.sub(r"\D", "", found["whole"])[:18]
    scale = _SHORT_SCALES.get(found["scale"] or "", 1)
    fraction = (found["fraction"] or "")[1:]
    value = (int(whole + fraction) * scale) // 10 ** len(fraction)
    shown = whole + fraction
    zeros = len(shown) - len(shown.rstrip("0")) if shown.strip("0") else 0
    return value, max(1, scale * 10**zeros // 10 ** len(fraction))


def _words(text):
    """(value, step) of a number in words, None for words that are none."""
    total = current = 0
    lead = 0.5 if text.startswith("half a") else 1
    text = re.sub(r"^(?:half )?an? ", "", text)
    for word in re.split(r"[ -](?:and )?", text):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
        elif word == "dozen":
            current = max(current, 1) * 12
    value = int((total + current) * lead)
    if not value or value > 10**12:
        return None
    return value, 10 ** (len(str(value)) - len(str(value).rstrip("0")))


def _count(low, start, end, value, step):
    before = low[max(0, start - 60) : start]
    how, first = _how(before, start)
    if not how and _NO_COUNT_BEFORE.search(before):
        return None
    if _OURS.search(before):
        return None
    if _BASE.search(before):
        how = "share"
    is_part = bool(_PART.search(low[max(0, first - 24) : first]))
    if unit := _COUNTED.match(low, end, min(len(low), end + 120)):
        holders = bool(re.fullmatch(HOLDERS, unit["persons"] or ""))
        kind = next(k for k in ("persons", "accounts", "records") if unit[k])
        is_post = kind == "records" and _SENT.search(low[max(0, first - 30) : first])
        if is_post or not _is_about_us(low, first, unit.end(), value):
            return None
        return Count(first, unit.end(), value, step, how, kind, holders=holders, is_part=is_part)
    if _PREDICATE.match(low, end) or _OBJECT.search(low[max(0, first - 80) : first]):
        is_the_one = value == 1
        if is_the_one or low[end : end + 1].isalpha() or _OF_THINGS.match(low, end):
            return None
        return Count(first, end, value, step, how, is_part=is_part)
    return None


_REACHES = re.compile(
    rf"\b(?:{_REACHED}|affects?|whose|belong\w*|concerns?|data of|information (?:of|about|on)|"
    r"details of|reached|stolen|copied|taken|obtained|leaked|lost|viewed)\b"
)
_BUSINESS = re.compile(
    r"\b(?:serves?|served|employs?|employed|trusted by|used by|team of|more than \d+ years|"
    r"workforce|work for us|support(?:s|ed)? team|members of (?:our|the) (?:team|staff|board)|"
    r"(?:our|the) (?:support |security |response )?team|answer\w* (?:calls|questions))\b"
)


def _is_about_us(low, start, end, value):
    """Whether a count with a unit counts people the incident reaches, and not those at work."""
    if _CALLED_US.match(low, end):
        return False
    near = slice(max(0, start - _NEAR), end + _NEAR)
    if _REACHES.search(low[near]):
        return value > 3 or not re.match(r" (?:of )?(?:our|the|an?) ", low[start + 3 : start + 9])
    return value >= 10 and not _BUSINESS.search(low[near])


def _how(before, start):
    found = _BEFORE.search(before)
    if not found:
        return "", start
    number = next(n for n in range(len(_HOW)) if found[f"h{n}"])
    return list(_HOW)[number], start - (len(before) - found.start())


def _range(low, first, second):
    """The Count of "between 9,800 and 12,400 people", None where the second is none."""
    between = low[first[1] : second[0]]
    if not _REST.fullmatch(between):
        return None
    if between.strip() in ("and", "or") and "between" not in low[max(0, first[0] - 12) : first[0]]:
        return None
    count = _count(low, *second)
    if count is None or first[2] >= second[2] or count.how:
        return None
    return Count(
        first[0], count.end, first[2], first[3], "between", count.unit, second[2], count.holders
    )


def _uncountable(low):
    for found in _VAGUE.finditer(low):
        kind = next(k for k in ("persons", "accounts", "records") if found[k])
        yield Count(found.start(), found.end(), how="vague", unit=kind)
    if _REACHES.search(low):
        for found in _SHARE.finditer(low):
            yield Count(found.start(), found.end(), how="share")
