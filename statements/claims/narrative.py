"""Sentences that tell what happened or what we did, and which fact would carry them."""

import re

from incidents.facts import is_answered

_PAST = (
    r"was|were|had|did|began|took|stole|broke|came|went|saw|knew|wrote|gave|ran|found|made|left|"
    r"told|"
    r"sent|got|held|met|spoke|put|set|shut|brought|built|lost|kept|paid|said|read|cut|hid|hit|"
    r"sold|bought|thought|became|chose|fell|rose|spread|led|let|stood|understood|withdrew|rebuilt|"
    r"overwrote|reset|caught|sought|hired|\w{2,}ed(?<!need)(?<!speed)(?<!feed)(?<!exceed)"
)
_DONE = (
    r"been|begun|taken|stolen|broken|come|gone|seen|known|written|given|run|found|made|left|told|"
    r"sent|"
    r"got|gotten|held|met|spoken|put|set|shut|brought|built|lost|kept|paid|said|read|cut|sold|"
    r"bought|"
    r"become|chosen|fallen|risen|spread|led|let|had|done|withdrawn|rebuilt|reset|caught|sought|"
    r"\w{2,}ed"
)
_ADVERBS = r"(?:(?:also|then|now|immediately|quickly|promptly|later|first|since|already|still|just|"
_ADVERBS += r"recently|inadvertently|accidentally|mistakenly|\w+ly|not|never|all|both|at once) )*"
_WHO = (
    r"we|someone|somebody|they|he|she|nobody|no one|everyone|anyone|it|this|that|which|who|i|"
    r"(?:\w+ )?(?:attack|attackers?|hackers?|intruders?|criminals?|thie(?:f|ves)|employees?|"
    r"vendors?|"
    r"providers?|supplier|contractors?|part(?:y|ies)|persons?|individuals?|teams?|company|police|"
    r"authorit(?:y|ies)|engineers?|firm|experts?|specialists?|breach|incident|systems?|servers?|"
    r"investigations?|investigators?|staff|colleagues?|developers?|malware|ransomware|e-?mails?|"
    r"messages?|accounts?|passwords?|data|information|file|files|database|laptop|mistake|error|"
    r"software|program|virus|website|service|services|bank|regulator|partner|backups?|review|"
    r"analysis|monitoring|alerts?|access|vulnerability|weakness|flaw|bug|key|keys|logs?|theft|"
    r"letter)"
)
_TELLS = (
    # "we reset", "an attacker used"
    re.compile(rf"(?<![\w'-])(?:{_WHO}|\ue000) {_ADVERBS}(?:{_PAST})(?![\w'-])"),
    # "was hired", "were able", "had entered", "did not"
    re.compile(r"(?<![\w'-])(?:was|were|had|did|wasn't|weren't|hadn't|didn't)(?![\w-])"),
    # "have told", "has since been"
    re.compile(rf"(?<![\w'-])(?:have|has|'ve|haven't|hasn't) {_ADVERBS}(?:{_DONE})(?![\w'-])"),
    re.compile(r"(?:\bwe|they|it|this)'ve (?:\w+ )?(?:\w+ed|been|taken|told|begun)\b"),
    # What stands as it is now because of what was done.
    re.compile(
        r"(?:is|are) (?:now |again |fully |already )*(?:contained|over|closed|fixed|resolved|"
        r"restored|finished|complete|completed|blocked|shut|back to normal|under control|repaired|"
        r"patched|working again|running again|cooperating with)(?![\w-])"
    ),
    re.compile(
        r"(?<![\w-])we are (?:also )?(?:working|cooperating) with (?:the )?(?:law|police|auth)"
    ),
)
_NOT_YOU = re.compile(
    r"(?:if|when|whether|in case|because|that|what|where|as) you (?:\w+ )?(?:had|have|were|did|"
    r"been|"
    r"\w+ed)[^,.;]*|(?<![\w-])you (?:may |might |should |can )?(?:have|had|were|did|are|received|"
    r"trusted)[^,.;]*|(?:if|should|unless) [^,.;]*"
)
_NO_STORY = re.compile(
    r"""(?:
    please|thank\ you|dear|sincerely|yours
    | (?:we|i)\ (?:are|am|feel|were|'re)\ (?:\w+\ )?(?:sorry|writing|committed|asking|here|
        required|happy)
    | we\ (?:\w+\ )?(?:regret|apologi[sz]e|understand|value|care|
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
_IMPERATIVE = re.compile(
    r"(?:(?:first|second|third|then|next|also|finally|do not|don't|never|always|,) ?)*(?:change|"
    r"check|turn|use|call|write|visit|look|watch|ask|tell|report|contact|review|update|replace|"
    r"reset|"
    r"delete|log|sign|set|keep|be|read|make|get|place|freeze|order|send|open|click|download|"
    r"install|"
    r"remove|rotate|revoke|choose|avoid|beware|consider|monitor|go|speak|follow|quote|remember|"
    r"stay|"
    r"enrol|enroll|register|rely|reply|share|give|answer|start|stop|save|wait|take|see|find out|"
    r"search|verify|confirm|disable|enable|block|close|cancel|upgrade|apply|run|restart|secure|"
    r"note)(?![\w'-])(?! (?:was|were|has|have|had)\b)"
)
_OFFER = re.compile(
    r"\b(?:we|\w+) (?:\w+ )?(?:offer(?:s|ing)?|are offering|are providing|is providing|provide you|"
    r"have (?:arranged|secured|engaged|retained|partnered|contracted)|has (?:arranged|secured|"
    r"engaged|"
    r"retained)|arranged|will pay|pay) (?:(?!\.).)*\b(?:monitoring|protection|restoration|credit|"
    r"identity|"
    r"free|no (?:cost|charge)|subscription|membership|voucher|insurance|helpline)\b|"
    r"\bfree of charge\b|"
    r"\bat no (?:cost|charge)\b"
)
_TERM = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|twelve|eighteen|twenty[ -]four|a|half a)[ -](?:full )?"
    r"(?:years?|months?|weeks?|days?)\b|[$\u20ac\u00a3] ?\d[\d,.]*"
)
# Which facts could carry a sentence, by its words; the first that is recorded is suggested first.
_SUGGESTED = (
    (r"police|law enforcement|authorit|regulator|commission|attorney general|fbi|prosecutor|"
     r"supervis|notified the|reported (?:this|it|the)", ("notified_authorities",)),
    (r"\bwe (?:\w+ )?(?:reset|blocked|closed|changed|shut|stopped|locked|signed|removed|revoked|"
     r"took|"
     r"secured|disabled|isolated|deleted|switched|hired|engaged|began|started|contacted|replaced|"
     r"rotated|restored|retained|asked|trained|installed|have)\b|hired|outside (?:firm|expert)|"
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
    low = plain.low.strip()
    if announces or low.endswith("?") or not low:
        return None
    offset = len(plain.low) - len(plain.low.lstrip())
    if _NO_STORY.match(low) or _IMPERATIVE.match(low) or offers(plain):
        return None
    masked = _NOT_YOU.sub(lambda found: " " * len(found[0]), low)
    found = [match for pattern in _TELLS if (match := pattern.search(masked))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return first.start() + offset, first.end() + offset


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
