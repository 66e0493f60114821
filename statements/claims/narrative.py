"""Sentences that tell what happened or what we did, and which fact would carry them."""

import re

from incidents.facts import is_answered
from statements.claims import words
from statements.claims.plain import FACT, gaps

_IRREGULAR = (
    r"began|took|stole|broke|came|went|saw|knew|wrote|gave|ran|found|made|left|told|sent|got|held|"
    r"met|spoke|put|set|shut|brought|built|lost|kept|paid|said|cut|hid|hit|sold|bought|thought|"
    r"became|chose|fell|rose|spread|led|let|stood|withdrew|rebuilt|overwrote|reset|caught|sought"
)
_DONE = (
    r"been|begun|taken|stolen|broken|come|gone|seen|known|written|given|run|found|made|left|told|"
    r"sent|got|gotten|held|met|spoken|put|set|shut|brought|built|lost|kept|paid|said|read|cut|sold|"
    r"bought|become|chosen|fallen|risen|spread|led|let|had|done|withdrawn|rebuilt|reset|caught|"
    r"sought|\w{2,}ed"
)
_REGULAR = r"\w{2,}ed(?<!need)(?<!speed)(?<!feed)(?<!exceed)"
# Behind a noun these describe it: "the people affected", "information provided to us".
_DESCRIBES = (
    r"affected|impacted|concerned|involved|based|located|related|listed|named|entitled|required|"
    r"designed|intended|interested|dedicated|provided|contained|stored|given|held|made|found|left|"
    r"told|sent|run|kept|described|needed|used|owned|operated|exposed|collected|received|informed|"
    r"notified|updated|posted"
)
_ADVERBS = (
    r"(?:(?:also|then|now|later|first|since|already|still|just|never|not|all|both|at once|"
    r"\w+ly),? )*"
)
_PERSONS = r"we|someone|somebody|they|he|she|nobody|no one|everyone|anyone|it|this|that|which|who|i"
_DOERS = (
    r"attack|attackers?|hackers?|intruders?|criminals?|thie(?:f|ves)|employees?|vendors?|"
    r"providers?|suppliers?|contractors?|part(?:y|ies)|persons?|individuals?|teams?|company|police|"
    r"engineers?|authorit(?:y|ies)|firms?|experts?|specialists?|breach|incident|investigations?|"
    r"investigators?|staff|colleagues?|developers?|customers?|people|users?|patients?|members?|"
    r"malware|ransomware|mistake|error|virus|bank|regulator|partner|review|analysis|monitoring|"
    r"alerts?|theft|purchase|managers?|hospital|intrusion|outage|systems?"
)
_OBJECT = r"(?:a|an|the|our|your|this|that|it|all|every|some|certain|its|their|no|several|two)"
_TELLS = (
    # "we reset", "someone used", "an attacker entered", "on 24 April someone left"
    re.compile(
        rf"(?<![\w'-])(?:{_PERSONS}|\ue000) {_ADVERBS}(?:{_IRREGULAR}|{_REGULAR})(?![\w'-])"
    ),
    re.compile(
        rf"(?<![\w'-])(?:{_DOERS}) {_ADVERBS}(?!(?:{_DESCRIBES})\b)(?:{_IRREGULAR}|"
        rf"{_REGULAR})(?![\w'-])|(?<![\w'-])(?:{_DOERS}) {_ADVERBS}(?:{_DESCRIBES}) (?={_OBJECT}\b|"
        rf"\w+ (?:to|for|in)\b)"
    ),
    # "the manager inadvertently included", "Harbour Sign discovered an attack"
    re.compile(r"\w (?:inadvertently|accidentally|mistakenly|wrongly|illegally) \w+ed\b"),
    # "was hired", "were able", "had entered", "did not"
    re.compile(r"(?<![\w'-])(?:was|were|had|did|wasn't|weren't|hadn't|didn't)(?![\w-])"),
    # "have told", "has since been"
    re.compile(rf"(?<![\w'-])(?:have|has|'ve|haven't|hasn't) {_ADVERBS}(?:{_DONE})(?![\w'-])"),
    re.compile(rf"'ve {_ADVERBS}(?:{_DONE})(?![\w'-])"),
    # What stands as it is now because of what was done.
    re.compile(
        r"(?<![\w-])(?:is|are) (?:now |again |fully |already )*(?:contained|over|closed|fixed|"
        r"resolved|restored|finished|completed?|blocked|shut|back to normal|under control|repaired|"
        r"patched|working again|running again|cooperating with)(?![\w-])"
    ),
    # Whom and what it reaches.
    re.compile(
        r"(?:customers?|people|users?|patients?|accounts?|everyone|members?|employees?|students?|"
        r"those|clients?|guests?|systems?)(?: (?!who|that|which|if|may|might)\w+){0,6}? (?:is|"
        r"are) (?:also |all )?affected"
    ),
    re.compile(r"(?<![\w-])(?:this|it|breach|incident|attack|problem) (?:also |only )?affects"),
    re.compile(r"(?:attack|intrusion|break-in) is (?:still |now )?(?:ongoing|going on|active)"),
    # What we are doing, where it is more than trying.
    re.compile(
        r"(?<![\w-])(?:are|is|we're) (?:also |now |currently |being )*(?:implementing|installing|"
        r"rolling out|replacing|retraining|trained|training|rebuilding|introducing|hiring|moving|"
        r"encrypting|resetting|adopting|deploying|upgrading|migrating|notifying (?!you)|"
        r"contacting (?!you)|taking (?:\w+ ){0,2}(?:steps|action|measures))"
    ),
    re.compile(
        r"(?:someone|somebody|attackers?|criminals?|hackers?|thieves) (?:is|are) (?:\w+ )?\w+ing\b"
    ),
    re.compile(r"(?<![\w-])(?:remained|stayed)(?![\w-])"),
    re.compile(r"no longer (?:have|has|had) (?:any )?access|still (?:have|has) access"),
    re.compile(
        r"(?<![\w-])(?:we are|we're|and are|we) (?:also )?(?:work(?:ing)?|cooperat(?:e|"
        r"ing)) with (?:the )?(?:law|polic)"
    ),
)
# Told of by its name: "Earlier this year, Harbour Sign discovered an attack".
_NAMED = re.compile(
    rf"\b[A-Z][\w&.'-]* (?:also |then |\w+ly )?(?:{_IRREGULAR}|{_REGULAR}) {_OBJECT}\b"
)
# What readers did, and what is only said of some: no story of ours.
_NOT_YOU = re.compile(
    r"(?:if|when|whether|in case|because|that|what|where|as) you (?:\w+ )?(?:had|have|were|did|"
    r"been|\w+ed)[^,.;]*|(?<![\w-])you (?:may |might |should |can )?(?:have|had|were|did|are|"
    r"received|trusted)[^,.;]*|(?:if|should|unless) [^,.;]*|(?<![\w-])(?:people|those|anyone|"
    r"individuals|users) who (?:have|has|had|were|are)(?![\w-])|(?:actions|steps|"
    r"measures) (?:that )?we have (?:\w+ )?taken"
)
_NO_STORY = re.compile(
    r"""(?:
    please|thank\ you|dear|sincerely|yours
    | (?:we|i)\ (?:are|am|feel|were|'re)\ (?:\w+\ )?(?:sorry|writing|committed|asking|here|
        required|happy)
    | we\ (?:\w+\ )?(?:let\ you\ down|failed\ you|regret|apologi[sz]e|understand|value|care|
        take\ (?:the|your|this|our|patient)|know\ (?:how|that)|ask|recommend|encourage|
        advise|urge|want|wanted|wish|hope|offer|thank|
        will|would)
    | (?:our|my)\ (?:\w+\ )?apologies
    | it\ was\ our\ (?:job|duty|responsibility)
    | this\ (?:letter|notice|message|e-?mail|page|text|update|correction)\ (?:is|was|gives|tells|
        explains|corrects|updates|describes)
    | the\ purpose\ of | (?:to|for)\ (?:reach|more) | this\ should\ (?:not|never)\ have
    | this\ is\ (?:not\ )?(?:what|the\ kind|a\ notice) | we\ should\ have | in\ this\ order
    | (?:you\ should|you\ can|you\ may|you\ do\ not|you\ need|you\ might)
    | as\ (?:we|always)\ (?:promised|said|told)
    )(?!\w)""",
    re.VERBOSE,
)
_OFFER = re.compile(
    r"\b(?:we|\w+) (?:\w+ )?(?:offer(?:s|ing)?|are offering|are providing|is providing|provide you|"
    r"have (?:arranged|secured|engaged|retained|partnered|contracted)|has (?:arranged|secured|"
    r"engaged|retained)|arranged|will pay|pay) [^.]{0,160}?\b(?:monitoring|protection|restoration|"
    r"credit|identity|free|no (?:cost|charge)|subscription|membership|voucher|insurance|"
    r"helpline)\b|\bfree of charge\b|\bat no (?:cost|charge)\b"
)
_TERM = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|twelve|eighteen|twenty[ -]four|a|"
    r"half a)[ -](?:full )?(?:years?|months?|weeks?|days?)\b|[$\u20ac\u00a3] ?\d[\d,.]*"
)
# Which facts could carry a sentence, by its words; the first that is recorded is suggested first.
_SUGGESTED = (
    (r"police|law enforcement|authorit|regulator|commission|attorney general|fbi|prosecutor|"
     r"supervis|notified the|reported (?:this|it|the)", ("notified_authorities",)),
    (r"\bwe (?:\w+ )?(?:reset|blocked|closed|changed|shut|stopped|locked|signed|removed|revoked|"
     r"took|secured|disabled|isolated|deleted|switched|hired|engaged|began|started|contacted|"
     r"replaced|rotated|restored|retained|asked|trained|installed|have)\b|hired|outside (?:firm|"
     r"expert)|"
     r"have (?:since|now|also)", ("immediate_actions", "further_measures")),
    (r"found out|alert|noticed|detected|spotted|discover|reported to us|told us|monitoring",
     ("detection_method", "detected", "became_aware")),
    (r"investigat|forensic|examin|analys", ("forensics_status", "further_measures", "root_cause")),
    (r"contained|stopped|under control|blocked", ("contained", "immediate_actions")),
    (r"restored|back to normal|working again|recovered", ("recovered", "further_measures")),
    (r"live in|reside|residents", ("residence",)),
    (r"customers|employees|patients|students|users", ("affected_groups", "people_affected")),
    (r"system|server|service|database|network|product|website",
     ("affected_systems", "summary_lay", "vulnerability")),
    (r"because|caused|cause|due to|result of|mistake|error|configur|weakness|vulnerab|flaw|bug|"
     r"patch",
     ("vulnerability", "root_cause", "cause")),
    (r"phishing|password|entered|access|broke|got in|attack|hack|malware|ransom|stole|sent|lost",
     ("summary_lay", "vulnerability", "cause")),
    (r"encrypted|changed|unavailable|could not|outage", ("other_effects", "summary_lay")),
)  # fmt: skip
_SUGGESTED = tuple((re.compile(pattern), keys) for pattern, keys in _SUGGESTED)


def tells(plain, *, announces=False):
    """(start, end) of the words by which a sentence tells a story, None where it tells none.

    announces: it ends in a colon above a list, whose items tell the story.
    """
    if announces or words.QUESTION.match(plain.low) or offers(plain):
        return None
    return next(filter(None, (_told(plain, *one) for one in gaps(plain.low, _CLAUSE))), None)


_CLAUSE = re.compile(
    r";|: |\u2014|,? (?:but|because|while|whereas) |,? and (?=(?:we|are|have|has|someone|it|"
    r"they) )|, (?=(?:we|someone|they|he|she|it) )"
)


def _told(plain, start, end):
    clause = plain.low[start:end]
    bare = clause.lstrip()
    if _NO_STORY.match(bare) or words.IMPERATIVE.match(bare):
        return None
    masked = _NOT_YOU.sub(_blank, words.CONDITION.sub(_blank, _SAID_BEFORE.sub(_blank, clause)))
    found = [match for pattern in _TELLS if (match := pattern.search(masked))]
    if not found and (match := _NAMED.search(plain.raw[start:end])):
        found = [match]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return first.start() + start, first.end() + start


# What we said on the day of a released text is on record.
_SAID_BEFORE = re.compile(
    rf"(?:the (?:one|letter|notice) )?we (?:\w+ )?(?:told|wrote|sent|said|informed|"
    rf"published)(?: \w+){{0,3}} on {FACT}"
)


def _blank(found):
    return " " * len(found[0])


def offers(plain):
    """Whether a sentence offers help to readers."""
    return bool(_OFFER.search(plain.low))


def terms(plain):
    """(start, end) of how long or how much is offered: "two years"."""
    return [match.span() for match in _TERM.finditer(plain.low)]


def suggested(low, facts):
    """Keys of facts that could carry a sentence: answered ones if there are any, at most three."""
    keys = [key for pattern, them in _SUGGESTED if pattern.search(low) for key in them]
    keys = list(dict.fromkeys([*keys, "summary_lay"]))
    known = [key for key in keys if is_answered(facts.get(key))]
    return tuple((known or keys)[:3])
