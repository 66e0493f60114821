"""Reads one text against the rules. Asks no database and no network, and never raises."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from statements.wording.checks import CHECKS
from statements.wording.explained import first_unexplained
from statements.wording.reading import Text
from statements.wording.remarks import ERROR, OFF, SEVERITIES, Remark
from statements.wording.rules import rulebook


@dataclass(frozen=True)
class Standing:
    """What the record says of a sentence. is_known: it is settled; is_open: it is being looked
    into; has_basis: somebody looked, and we say who and at what."""

    is_known: bool = False
    is_open: bool = False
    has_basis: bool = False


UNHEARD = Standing()


def remarks(text, language="en", *, standing=None, policy=None, house=()):
    """The Remarks on a text, in reading order.

    text: plain text or Markdown, or the Text of it where it is at hand. standing: a function of a
    sentence's (start, end) that gives a Standing, where the facts are known. policy: {class:
    severity, or OFF} for classes that have another one here. house: a tuple of Rules of the house
    beside those of the language.
    """
    book = rulebook(language)
    indexes = (_index(language), _house_index(house)) if house else (_index(language),)
    read = text if isinstance(text, Text) else book.read(text)
    found = [
        hit
        for number in range(len(read.sentences))
        for index in indexes
        for hit in _hits(read, number, index)
    ]
    found = _looked_at(read, found, looking(book.rules), book)
    kinds, policy = book.kinds, policy or {}
    made = [_remark(read, hit, kinds, policy, standing) for hit in _joined(found, kinds)]
    return tuple(sorted(filter(None, made), key=lambda one: (one.start, one.end, one.rule)))


@dataclass(frozen=True)
class _Hit:
    """A rule's words in a sentence: offsets of its `low`."""

    rule: object
    sentence: int
    start: int
    end: int
    rules: tuple = ()


class Index:
    """Which patterns may begin with a word."""

    def __init__(self, rules):
        self.by_word, self.stems, self.endings, self.anywhere = {}, {}, {}, []
        for rule in rules:
            for pattern in rule.patterns:
                self._add(rule, pattern)

    def _add(self, rule, pattern):
        for index, starts in (
            (self.by_word, pattern.start.words),
            (self.stems, pattern.start.stems),
            (self.endings, pattern.start.endings),
        ):
            for start in starts:
                index.setdefault(start, []).append((rule, pattern))
        if pattern.start.is_any:
            self.anywhere.append((rule, pattern))

    def of(self, word):
        """The (rule, pattern)s that may begin with this word."""
        found = [*self.by_word.get(word, ()), *self.anywhere]
        for length in range(1, len(word) + 1):
            found += self.stems.get(word[:length], ())
            found += self.endings.get(word[-length:], ())
        return found


@cache
def _index(language):
    return Index(tuple(rulebook(language).rules))


@lru_cache(maxsize=8)
def _house_index(rules):
    return Index(rules)


def _hits(read, number, index):
    sentence = read.sentences[number]
    for word, places in sentence.index.items():
        for rule, pattern in index.of(word):
            for start in places:
                end = pattern.match_at(sentence, start)
                if end is not None and end > start and _holds(read, number, rule, start, end):
                    yield _Hit(rule, number, start, end)


def _holds(read, number, rule, start, end):
    """Whether the conditions of a rule hold for its words."""
    sentence = read.sentences[number]
    if rule.needs and not any(one.search(sentence) for one in rule.needs):
        return False
    if any(one.search(sentence) for one in rule.unless):
        return False
    near = read.sentences[max(0, number - 1) : number + 2] if rule.unless_near else ()
    if any(one.search(beside) for beside in near for one in rule.unless_near):
        return False
    if rule.after and not any(one.is_before(sentence, start) for one in rule.after):
        return False
    if rule.before and not any(one.match_at(sentence, end) is not None for one in rule.before):
        return False
    if any(one.is_before(sentence, start) for one in rule.not_after):
        return False
    return all(one.match_at(sentence, end) is None for one in rule.not_before)


def looking(rules):
    """The Rules that look at more of a text than their words."""
    return [rule for rule in rules if rule.check or rule.explained]


def _looked_at(read, hits, rules, book):
    """The hits that stay when rules look at more of the text than their words."""
    by_rule = {rule.id: [] for rule in rules}
    stay = []
    for hit in hits:
        by_rule.get(hit.rule.id, stay).append(hit)
    for rule in rules:
        found = sorted(by_rule[rule.id], key=lambda hit: (hit.sentence, hit.start, -hit.end))
        if rule.check:
            places = [(hit.sentence, hit.start, hit.end) for hit in found]
            found = [_Hit(rule, *place) for place in CHECKS[rule.check](read, rule, places)]
        stay += first_unexplained(read, book, found) if rule.explained else found
    return stay


def _joined(hits, kinds):
    """Hits of one class that overlap, or stand closer than the class says, are one."""
    by_place = sorted(hits, key=lambda hit: (hit.rule.kind, hit.sentence, hit.start, -hit.end))
    joined = []
    for hit in by_place:
        last = joined[-1] if joined else None
        if last and _is_near(last, hit, kinds):
            joined[-1] = _both(last, hit)
        else:
            joined.append(replace(hit, rules=(hit.rule.id,)))
    return joined


def _is_near(last, hit, kinds):
    if (last.rule.kind, last.sentence) != (hit.rule.kind, hit.sentence):
        return False
    if _tells(last.rule) != _tells(hit.rule):
        return False
    if hit.rule.kind not in kinds:
        # Each term of the house has a reason of its own.
        return hit.rule is last.rule and hit.start < last.end
    return hit.start <= last.end + 8 * kinds[hit.rule.kind].joins


def _tells(rule):
    """What stays apart, or one remark would hide what another says or offers."""
    return rule.facts, rule.severity, rule.rewrite is None


def _both(first, second):
    """One remark for both; the rule with more words gives the reason."""
    longer = max(first, second, key=lambda hit: hit.end - hit.start)
    rules = tuple(dict.fromkeys((*first.rules, second.rule.id)))
    return replace(first, rule=longer.rule, end=max(first.end, second.end), rules=rules)


def _remark(read, hit, kinds, policy, standing):
    rule, sentence = hit.rule, read.sentences[hit.sentence]
    severity = policy.get(rule.kind) or rule.severity or kinds[rule.kind].severity
    if severity == OFF:
        return None
    if standing and rule.facts:
        severity = _in_view_of_facts(rule, severity, standing(sentence.start, sentence.end))
    if severity is None:
        return None
    start, end = sentence.place(hit.start, hit.end)
    rewrite = rule.rewrite if len(hit.rules) == 1 else None
    return Remark(
        rule.id, rule.kind, severity, start, end, read.text[start:end], rule.reason, rewrite,
        rule.ask, hit.rules,
    )  # fmt: skip


def _in_view_of_facts(rule, severity, standing):
    """A doubt is wrong where we know, and right where we are still looking."""
    standing = standing or UNHEARD
    if rule.facts == "doubt":
        if standing.is_known:
            return ERROR
        return None if standing.is_open else severity
    if rule.facts == "search":
        return None if standing.has_basis else ERROR
    return severity


def worst(remarks):
    """The gravest severity among Remarks, "" where there is none."""
    return max((one.severity for one in remarks), key=SEVERITIES.index, default="")
