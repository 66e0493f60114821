"""The words by which a sentence asserts, denies, doubts or only asks. All in lower case."""

import re


def _words(*alternatives):
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])")


_LEFT = (
    r"(?:left|leave|leaving|removed from|transferred (?:out of|from)|sent out of) (?:our|the|its|"
    r"their) (?:\w+ )?(?:systems?|networks?|buildings?|premises|environment|servers?|house|company|"
    r"control|hands)"
)
_STRANGERS = (
    r"someone|somebody|an? (?:\w+ )?(?:attackers?|hackers?|intruders?|criminals?|strangers?|person|"
    r"party|outsider)|attackers?|hackers?|intruders?|criminals?|thie(?:f|ves)|strangers?|"
    r"third part(?:y|ies)|they|he|she|who|anyone|anybody|individuals?|person|party|actors?"
)
# kind -> what a verb says was done to data.
TAKEN = _words(
    "copied", "downloaded", "stolen", "stole", "exfiltrated", "extracted",
    r"(?<!steps )(?<!measures )(?<!actions )(?:taken|took)(?! (?:\w+ ){0,2}?(?:steps?|measures?|"
    r"actions?|care|part|place|precautions?)\b)"
    r"(?! (?:over|into|down|offline|against|seriously|every|immediate))",
    r"obtained(?! (?:\w+ ){0,2}?access)", r"acquired(?! (?:\w+ ){0,2}?access)", _LEFT,
    "exfiltration", "theft of", "acquisition of", r"(?:been|be|was|were) removed",
    r"(?<=not )(?:copy|download|take|steal|exfiltrate|extract|obtain|acquire|leave)",
    r"extract such|to (?:extract|acquire|steal|exfiltrate)(?= (?:such|the|this|our|your|some|"
    r"that))",
)  # fmt: skip
EXPOSED = _words(
    "exposed", "accessed", "viewed", "compromised", "leaked", "disclosed", "breached", "impacted",
    "access(?:es)? (?:to|of)", "unlawful access",
    r"(?<!use and )(?<!appropriate )(?<!unintentional )(?<!prevent )(?<!further )(?<!against )"
    r"(?:disclosure|exposure) of",
    r"affected(?! (?:people|persons?|individuals?|customers?|accounts?|users?|patients?|systems?|"
    r"guests?|clients?|members?|groups?|by\b))",
    r"(?:visible|readable|searchable|published|posted|available|accessible)"
    r" (?:by|on|to|in|online|from|through|via|without)",
    r"(?:was|were|been|someone|attackers?|who|they|person) (?:\w+ )?(?:seen|read|opened|lost|sent|"
    r"e-?mailed|mailed|shared|given|released|forwarded)(?! (?:out|letters?|by post))",
    r"released outside",
    r"involved", r"(?<=not )(?:expose|access|view|see|read|compromise|reach|affect|disclose)",
    r"reached", r"part of (?:this|the) (?:incident|breach|attack|protected|data)",
)  # fmt: skip
CONTAINED = _words(
    r"includ(?:e[sd]?|ing)", r"contain(?:s|ed|ing)?", r"consist(?:s|ed)? of", r"comprised?",
    r"part of", r"involv(?:e[sd]?|ing)",
)  # fmt: skip
# "Were included": what is contained stands before the verb, and not behind it.
WERE = re.compile(r"(?<![\w-])(?:was|were|been|is|are|not)(?: \w+)? \Z")
SAFE = re.compile(
    r"(?<![\w-])(?:is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?|been|kept) (?:\w+ ){0,2}?(?:safe|"
    r"secure|unaffected|untouched|intact|unharmed|out of reach|(?:not|never) (?:at risk|"
    r"in danger))(?![\w-])"
)
# What can hold data, so that "it included names" speaks of data that was exposed.
HOLDERS = _words(
    r"data", r"information", r"files?", r"records?", r"databases?", r"messages?", r"e-?mails?",
    r"documents?", r"laptops?", r"devices?", r"lists?", r"reports?", r"spreadsheets?", r"backups?",
    r"cop(?:y|ies)", r"it", r"this", r"these", r"they", r"which", r"that", r"folders?", r"disks?",
    r"incident", r"breach", r"box(?:es)?", r"attachments?", r"mailbox(?:es)?", r"servers?",
    r"following", r"tables?", r"systems?", r"accounts?", r"papers?", r"letters?",
)  # fmt: skip
PRONOUNS = re.compile(r"(?<![\w-])(?:it|this|these|they|which|that|following)\Z")
# An exposure verb that only says what might come, or what somebody else may do.
NOT_YET = re.compile(
    r"(?<![\w-])(?:will|would(?! (?:typically|normally|usually|likely))|should|must|shall|to be|"
    r"can be|to have|being|could be|cannot be|can't be|can only be|can|as|(?:it|they) (?:normally|"
    r"usually|typically|generally))(?: \w+)? \Z"
)
NEGATED = re.compile(
    r"(?<![\w-])(?:not|never|nor|neither|n't|no longer)(?: \w+){0,3} \Z|n't(?: \w+){0,3} \Z|(?:not|"
    r"never) \Z"
)
# In front of a word for data: it denies all that it lists up to the next verb.
DENIES = re.compile(
    r"(?<![\w-])(?:no(?! (?:one|longer|matter|later|\.|evidence|indication|sign))|neither|nor|"
    r"none of|not(?! (?:only|just|all|later|limited|every|know|sure|yet))|without(?! (?:exception|"
    r"doubt|permission|authori|delay|consent|your|our|notice|us))|nothing|zero|rather than|"
    r"instead of)(?![\w-])"
)
EXCEPT = re.compile(
    r"(?<![\w-])(?:except(?: for)?|other than|apart from|aside from|besides|but|beyond|"
    r"with the exception of)(?: \w+){0,2} \Z"
)
HEDGE = re.compile(
    r"(?<![\w-])(?:(?<!\d )may(?! \d)|might|could have|possibly|possible|probably|potentially|"
    r"potential|likely|chance|perhaps|appears?|seems?|suspect(?:ed|s)?|believed?|presumed|"
    r"as far as we know|estimated?)(?![\w-])"
)
# In front of one kind of data in a list: "names and possibly phone numbers".
PERHAPS = re.compile(r"(?<![\w-])(?:possibly|probably|perhaps|maybe|potentially) \Z")
ABOUT = re.compile(
    r"(?<![\w-])(?:around|about|approximately|roughly|on or (?:about|around)|circa|early|mid|late|"
    r"probably|believe|likely|estimated?|as far as we know|appears?|possibly|may have|"
    r"might have)(?![\w])"
)
# Each says that we do not know what follows it.
NOT_KNOWN = re.compile(
    r"(?<![\w-])(?:(?:do|does|did)(?: not|n't) (?:yet )?(?:fully |exactly )?know|(?:is|are|"
    r"was) not (?:yet )?(?:fully )?(?:known|clear|certain|sure|established)|not yet (?:known|clear|"
    r"certain|established|determined|confirmed|finished)|(?:cannot|can not|can't|could not|"
    r"couldn't|are unable to|are not able to|were unable to) (?:yet )?(?:fully |entirely |"
    r"completely )?(?:rule out|exclude|say|tell|be sure|confirm|determine|be certain|know)|(?:have|"
    r"has)(?: not|n't) (?:yet )?(?:ruled out|been able to|determined|established|confirmed|"
    r"excluded|finished)|unclear|unknown (?:whether|if|which|how)|uncertain|(?:still |currently |"
    r"continu\w+ to |are |is |now )(?:being )?(?:check|investigat|examin|assess|determin|find|"
    r"establish|look|review|analys|work|try|clarif)(?:e|ing)?(?: out| into| to (?:determine|"
    r"find out|establish|learn|understand|confirm))?(?: exactly)? (?:whether|if|which|what|who|how|"
    r"when)|it is possible that we)(?![\w-])"
)
# Each says so of the words before it.
NOT_KNOWN_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:cannot|can not|could not|can't) (?:yet )?be (?:\w+ )?(?:ruled out|excluded)|"
    r"(?:is|are|remains?) (?:still |currently )?(?:unknown|unclear|under investigation|open|"
    r"being (?:checked|investigated|examined)|not (?:yet )?(?:known|clear)))(?![\w-])"
)
RULED_OUT = re.compile(
    r"(?<![\w-])(?:(?:have |has |can |could )?(?:now )?(?:rule[sd]?|ruling) out|excluded? that|"
    r"(?:was|were|has been|have been|is|are) ruled out)(?![\w-])"
)
NO_EVIDENCE = re.compile(
    r"(?<![\w-])(?:(?:no|without(?: any)?|(?:not|n't)(?:,? \w+,?){0,3}? (?:any|an)|not|"
    r"n't(?: \w+)?) (?:\w+ ){0,2}?(?:evidence|indications?|signs?|reason to believe|proof|traces?|"
    r"reports? of|hint)|not (?:\w+ )?aware (?:of|that)|unaware (?:of|that)|no known|"
    r"nothing (?:\w+ ){0,3}?(?:suggests?|indicates?|points?)|found none|found nothing|"
    r"no reports? (?:of|that)|(?:not|n't|never) (?:\w+ )?(?:seen|found|identified|detected|"
    r"observed|received|noticed)(?! (?:any )?(?:e-?mail|letter|answer|repl)))(?![\w-])"
)
# What we have not seen is a denial only of what these speak of.
SAW = re.compile(r"(?:seen|found|identified|detected|observed|received|noticed)\Z")
_MISUSED = (
    r"(?:misused|abused|(?:mis)?used (?:\w+ )?(?:fraudulently|improperly|inappropriately|"
    r"maliciously)|(?:fraudulently|improperly|inappropriately) used|used for (?:fraud|"
    r"identity theft))"
)
MISUSE = re.compile(
    rf"(?<![\w-])(?:(?:has|have|had|was|were|been|not|never)(?: \w+){{0,3}}? {_MISUSED}|"
    rf"(?:{_STRANGERS}) (?:has |have |had )?(?:already )?{_MISUSED}|no (?:\w+ )?misuse|"
    rf"(?:{_STRANGERS}) (?:has |have |had )?(?:already )?used (?:\w+ ){{1,3}}(?:fraudulently|"
    r"for fraud|to commit)|misuse (?:has|have|of \w+ has) (?:occurred|taken place|happened|"
    r"been seen)|"
    rf"(?:unlikely|not likely) (?:\w+ ){{0,6}}?{_MISUSED}|"
    r"used to complete (?:\w+ ){0,3}?fraudulent)(?![\w-])"
)
MISUSE_TOPIC = re.compile(
    rf"misus|{_MISUSED}|fraud|identity theft|abuse|\bused\b|\bsold\b|\bharm|dark web|posted online"
)
ACCESS_TOPIC = re.compile(
    r"access|compromis|exposed|viewed|disclos|leak|affect|involv|acquisition|impact"
)
NOBODY = re.compile(
    r"(?<![\w-])(?:(?:no(?: one|body)(?! (?:at|in|from|on) (?:our|the) )|none of (?:our|the|your|"
    r"its) (?:\w+ )?\w+|"
    r"no (?:\w+ )?(?:customers?|people|patients?|users?|clients?|accounts?|members?|employees|"
    r"individuals?|persons?|guests?|students?)|not a single \w+)(?: \w+){0,4}? (?:affected|"
    r"impacted|concerned|involved|harmed|at risk)|(?:did not|didn't|does not|has not|"
    r"have not) (?:affect|impact|concern|affected|impacted|"
    r"reach) (?:any(?: of)? )?(?:our )?(?:customers?|people|patients?|users?|clients?|individuals?|"
    r"you)|(?:you|your accounts?|customers?|people|patients|users|individuals) (?:are|is|were|was|"
    r"have been|has been)(?: not|n't)(?: \w+)? (?:affected|impacted|involved|concerned|compromised|"
    r"accessed|at risk))(?![\w-])"
)
_SYSTEM = (
    r"(?:systems?|products?|services?|servers?|networks?|databases?|applications?|apps?|platforms?|"
    r"websites?|infrastructure|environments?|devices?|modules?|stores?|shops?|offices|hospitals)"
)
_HIT = r"(?:affected|impacted|accessed|compromised|involved|touched|reached|breached|entered|hit)"
SYSTEM = re.compile(rf"(?<![\w-])(?:other|any|our|further) (?:\w+ )?{_SYSTEM}(?![\w-])")
SYSTEM_SAFE = re.compile(
    rf"(?<![\w-])(?:(?:no|none of (?:our|the|its)|neither)(?: \w+){{0,4}}? {_SYSTEM}(?: "
    rf"\w+){{0,4}}? {_HIT}|{_SYSTEM}(?: \w+){{0,4}}? (?:(?:was|were|is|are|has|have)(?: not|n't)|"
    rf"never)(?: \w+){{0,2}}? {_HIT}|{_SYSTEM}(?: [\w']+){{0,4}}? (?:is|are|was|were|remain(?:s|"
    rf"ed)?|stay(?:s|ed)?)(?: \w+)? (?:safe|secure|unaffected|untouched|intact)|(?:did not|"
    rf"does not|didn't) (?:affect|reach|touch|impact|involve)(?: \w+){{0,4}}? {_SYSTEM})(?![\w-])"
)
HOW_MANY = re.compile(
    r"how many (?:\w+ ){0,2}?(?:people|customers|patients|users|accounts|individuals)"
)
# A question, or a heading that could be one: "What Information Was Involved".
QUESTION = re.compile(
    r".*\?[\"' )]*\Z|(?:what|which|who|how|why|where)(?![\w-])[^.:,]*\Z", re.DOTALL
)
ADVICE = re.compile(r"(?:please|if you|you )")
# Begins advice: the verb stands first and is no noun.
IMPERATIVE = re.compile(
    r"(?:(?:please|first|second|third|then|next|also|finally|do not|don't|never|"
    r"always),? )*(?:change|check|turn|use|call|write|visit|look|watch|ask|tell|report|contact|"
    r"review|update|replace|reset|delete|log|sign|set|keep|be|read|make|get|place|freeze|order|"
    r"send|open|click|download|install|remove|rotate|revoke|choose|avoid|beware|consider|monitor|"
    r"go|speak|follow|quote|remember|assume|treat|expect|stay|enrol|enroll|register|rely|reply|"
    r"share|give|answer|start|stop|save|wait|take|see|find out|search|verify|confirm|disable|"
    r"enable|block|close|cancel|upgrade|apply|run|restart|secure|note)(?![\w'-])(?!(?: (?!that|"
    r"which|who|whose|you|we|it|if|when|any|your)\w+){0,3} (?:was|were|has|have|had)\b)"
)
# Begins a condition; what it says is not said to be so.
CONDITION = re.compile(
    r"(?<![\w-])(?:if|unless|in case|whether|should you|even if|in the event|where your|(?:anyone|"
    r"everyone|those|any of you) (?:whose|who)|(?:when|once|as soon as|until|before|"
    r"after)(?=[^.;]{1,120}? will\b))(?![\w-])[^,;.:]*"
)
BREAK = re.compile(
    r";|: |\u2014| - |,? (?:but|whereas|while|although|though|however|because|except that|"
    r"so that)\b|, (?=(?:we|they|nobody|no one|someone) )|, (?:and|or|so|which|who) (?=(?:we|they|"
    r"it|he|she|no|none|neither|your|our|the|there|nothing|this|these|that|someone|an?|is|are|was|"
    r"were|did|has|have|does|do)\b)| and (?=(?:we|they|no one|nobody|no|none|neither|nothing|it|"
    r"that) )"
)
# "Names were taken and passwords were not": a second verb begins a second clause.
AND = re.compile(
    r"(?: and |, )(?=(?:(?!and\b|,|;)[^,;.]){1,50}? (?:was|were|is|are|did|has|have|had|do|does)\b)"
)
FINITE = re.compile(
    r"(?<![\w-])(?:was|were|is|are|did|has|have|had|includes?|included|contained?)(?![\w-])"
)
