"""Words for kinds of data, and which entries of the exposure ledger they speak of."""

import re
from dataclasses import dataclass

from incidents.facts import CATEGORIES, DATA_GROUPS
from statements import tokens
from statements.claims.plain import FACT

# Any of these words speaks of the category. In lower case, hyphens and quotes as on a keyboard.
WORDS = {
    "username": r"user-? ?names?|user ids?|login (?:names?|ids?)|log-?in ids?|screen names?",
    "email": r"e-?mail addresses|(?:your|their|his|her|whose|an?|the|his) e-?mail address|"
    r"e-?mail address(?= |,|\.|;|$)|e-?mail ids?",
    "security_questions": r"(?:security|secret|recovery) (?:questions?|answers?)"
    r"(?: and (?:their )?(?:questions?|answers?))?|answers to (?:the |your )?security questions",
    "mfa": r"(?:multi|two)-?factor(?: authentication)? (?:data|information|secrets?|settings?|"
    r"keys?|codes?)|(?:set-?up data for )?sign-?in codes|authenticator (?:seeds?|secrets?|data)|"
    r"one-?time (?:codes?|passwords?)|(?:mfa|2fa|totp) (?:seeds?|secrets?|data|codes?)",
    "api_key": r"api[ -](?:keys?|tokens?|credentials?)|keys that connect other programs|"
    r"access keys?",
    "oauth_token": r"o-?auth(?: access| refresh)? tokens?|access tokens?(?: for linked apps)?|"
    r"keys of linked apps|refresh tokens?|session (?:tokens?|cookies)",
    "password": r"(?:hashed |encrypted |scrambled )?passwords?(?: hash(?:es)?)?|pass-?phrases?|"
    r"passcodes?",
    "account_settings": r"account (?:settings|preferences)",
    "credentials": r"(?:log-?in|sign-?in|access|user|account) (?:credentials|data|details|"
    r"information)|"
    r"credentials",
    "payment_card": r"(?:credit|debit|payment|bank)(?: and debit| or debit|/debit)?[ -]?cards?"
    r"(?: (?:numbers?|data|details|information)|(?! (?:systems?|compan|issuer|account|activity|"
    r"statement|report|monitor|purchase|transaction|industry|processor|terminal)))|"
    r"card (?:numbers?|data|details|information)|cardholder (?:data|information|names?)|cvvs?|"
    r"cvcs?|(?:card )?(?:security|verification) codes|(?:card )?pin numbers|(?:card )?expir(?:y|"
    r"ation) dates?|payment (?:details|data|information)|"
    r"billing (?:details|data|information)",
    "health_insurance": r"(?:health|medical)[ -]insurance(?: (?:data|numbers?|information|details|"
    r"policy numbers?|records?|ids?))?|(?:medicare|medicaid)(?:/medicaid)?(?: (?:numbers?|cards?|"
    r"ids?|(?:enrol?lment )?information))?|insurance (?:policy|member(?:ship)?|subscriber|claims?) "
    r"(?:numbers?|ids?|data|information)|claims (?:data|information)",
    "bank_account": r"bank(?:ing)?[ -](?:accounts?|data|details|information)(?: (?:numbers?|data|"
    r"details|information))?|(?:financial )?account numbers?|ibans?|routing numbers?|sort codes?|"
    r"financial accounts?(?: (?:numbers?|information|details|data))?",
    "transactions": r"(?:purchase|payment|order|transaction|billing|shopping)s?"
    r"(?: and (?:payment|purchase))? (?:histor(?:y|ies)|records|data|information|details)|"
    r"(?:purchases|past orders|invoices)",
    "national_id": r"(?:full |partial |last four digits of (?:your |their )?)?social[ -]security "
    r"(?:numbers?|nos?\.?|cards?|data)|ssns?|(?:national|personal|government) (?:identity|"
    r"identification|insurance|id) (?:numbers?|cards?|documents?)|tax(?:payer)? (?:ids?|"
    r"identification|identity|file)(?: numbers?)?|national ids?|"
    r"government-issued (?:ids?|identification|identity)(?: (?:numbers?|documents?|cards?))?",
    "drivers_licence": r"(?:driver'?s?'?|driving)[ -]?licen[cs]es?(?: (?:numbers?|data|details|"
    r"information))?|licen[cs]e numbers?",
    "passport": r"passports?(?: (?:numbers?|data|details|copies|information))?",
    "date_of_birth": r"dates? of birth|birth ?-?dates?|birthdays?|dobs?",
    "postal_address": r"(?:postal|home|mailing|street|residential|physical|billing|delivery|"
    r"shipping|work|property|current|prior|and|your|their|customer) address(?:es)?|"
    r"(?<!mail )(?<!ip )(?<!web )(?<!mac )(?<!internet )(?<!network )addresses|address(?=,| and |"
    r" or )|"
    r"(?<=, )address\b|(?:post|zip) ?codes?",
    "phone": r"(?:(?:home|work|mobile|cell|tele)[ -]?)?phone(?:[ -]?numbers?| details)|"
    r"(?:mobile|cell|telephone|contact|fax)[ -](?:tele)?(?:phone )?numbers?|(?:home|work) phones?",
    "location": r"(?:geo-?)?location (?:data|histor(?:y|ies)|information)|gps (?:data|positions?)|"
    r"geolocation|where (?:people|you|they) (?:were|had been)|data about where people were|"
    r"travel (?:data|histor(?:y|ies)|records)|itinerar(?:y|ies)",
    "sensitive": r"(?:racial or )?ethnic(?:ity| origins?)|(?:racial|ethnic) data|religio(?:n|us "
    r"beliefs?)|political (?:opinions?|views?|beliefs?)|(?:trade[ -])?union membership|"
    r"sexual orientations?|sex lives|sex life|genetic (?:data|information)|biometric(?:s| data|"
    r" information)|fingerprints?|especially sensitive (?:personal )?(?:details|data)|"
    r"special categor(?:y|ies)(?: of| data)?(?: personal data)?|criminal records?|"
    r"immigration status",
    "employment": r"salar(?:y|ies)|payroll(?: (?:data|information|records))?|job (?:titles?|data)|"
    r"employment (?:data|information|histor(?:y|ies)|records|details|contracts?)|(?:hr|personnel|"
    r"human resources) (?:files?|records|data)|data about (?:people's )?jobs|"
    r"work histor(?:y|ies)|performance reviews",
    "student": r"grades|transcripts|student (?:data|records|ids?|numbers?|information)|"
    r"data about students|school records|exam results|academic records",
    "medical": r"(?:protected )?health (?:data|information|records?|details|conditions?)|"
    r"medical (?:data|information|records?|histor(?:y|ies)|details|conditions?|record numbers?|"
    r"diagnos[ei]s)|diagnos[ei]s|diagnostic (?:data|information|descriptions?)|(?:lab(?:oratory)?|"
    r"test) results|treatment(?:-related)? (?:data|information|details|records|histor(?:y|ies))|"
    r"prescriptions?|clinical (?:data|information|records|notes)|phi\b|patient (?:data|information|"
    r"records|files)|types? of treatment|dates of (?:treatment|service)|"
    r"pathology reports?|x-rays?|treatments|procedures performed",
    "internal": r"source code|trade secrets?|(?:our own )?internal (?:company )?(?:data|documents|"
    r"information|files)|(?:business|company|corporate) (?:data|secrets|information)",
    "messages": r"(?:private |direct |text |chat )?messages|chats|e-?mails|(?:contents? of )"
    r"(?:(?:your|the|their) )?e-?mails?|message contents?|conversations|correspondence|letters",
    "documents": r"(?:uploaded |stored |signed |customer |your )?(?:documents|files|attachments|"
    r"agreements|contracts)|single (?:document|file)|(?:photos|photographs|images|pictures|"
    r"videos|scans)",
    "name": r"(?:(?:first|last|full|given|family|maiden|customer|patient|guest|patients'?|guests'?|"
    r"customers'?|your|their) (?:and last )?){0,6}(?<!domain )(?<!file )(?<!host )(?<!brand )"
    r"(?<!code )(?<!company )(?<!product )(?<!by )(?:names|(?<!that )name)(?! of (?:the|our) )",
    "personal": r"(?:other )?personal details|gender|marital status|nationalit(?:y|ies)|"
    r"citizenship",
}
# Words for more than one category: true of a group when true of any, denied when denied of all.
_IDENTITY = ("name", "email", "phone", "postal_address")
MANY = {
    "contact": (r"contact (?:information|details|data)", ("email", "phone", "postal_address")),
    "money": (
        r"financial (?:data|information|details|records)|banking or card (?:data|details)",
        ("payment_card", "bank_account", "transactions"),
    ),
    "identity_documents": (
        r"identity documents|identification documents|ids?(?: documents| copies)",
        ("national_id", "drivers_licence", "passport"),
    ),
}
# Words for data of no particular kind: true when any entry of the ledger is.
ANY = (
    r"(?:(?:any|some|certain|no|all) )?(?:of )?(?:(?:your|our|the|their|this|that|such|its|other|"
    r"affected|these|customers?'?s?|user|client|sensitive|confidential|stored|identifiable|any) )"
    r"{0,8}"
    r"(?:(?:personal(?:ly)?(?: identif(?:iable|ying))?|private|sensitive|customer|user|"
    r"consumer|client|guest|confidential|identifying|account) )?"
    r"(?:data|information)(?! (?:cent(?:er|re)|protection|controller|breach|processor|privacy|"
    r"security|commission|governance|sheet|act|officer|system|technology|theft))|nothing|"
    r"none of (?:it|this|that|these|them)|your account|anything about you"
)
_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{key}>{words})" for key, words in WORDS.items())
    + "|"
    + "|".join(f"(?P<many_{name}>{words})" for name, (words, _) in MANY.items())
    + rf"|(?P<any>{ANY}))(?![\w-])"
)
# A tool, of the attack or of everyday life, and no data of a reader: "used a stolen password".
_TOOLS = ("password", "credentials", "username", "api_key", "oauth_token", "name", "payment_card")
_TOOL = re.compile(
    r"(?<![\w-])(?:(?:a|an|one|another|the) (?:\w+ ){0,2}?(?:stolen|compromised|leaked|weak|"
    r"default|reused|shared|admin\w*|employee'?s?)|(?:used?|using|with|through|via|guess(?:ed|ing)|"
    r"tried|without(?: using| entering| needing)?) (?:a|an|one|another|the|someone's)(?: \w+){0,2}|"
    r"without(?: using| entering| needing)?(?: (?:an? |the )?\S+ and)?|phishing|bearing|brand|in|"
    r"in the) \Z"
)


@dataclass(frozen=True)
class Mention:
    """Words for data. keys: of the ledger; () for data of no particular kind.

    is_fact: the words of a list of facts, which say by themselves what they stand for.
    """

    start: int
    end: int
    keys: tuple
    is_fact: bool = False
    group: str = ""


def mentions(plain):
    """Every Mention in a sentence, in order. Words of no particular kind yield to particular."""
    low = plain.low
    hits = (m for m in _PATTERN.finditer(low) if not _is_tool(low, m) and not _holds(low, m))
    found = [_mention(m) for m in hits]
    found += list(_lists(plain))
    return sorted(found, key=lambda mention: mention.start)


def _mention(match):
    name = match.lastgroup
    if name == "any":
        return Mention(*match.span(), ())
    keys = MANY[name[5:]][1] if name.startswith("many_") else (name,)
    return Mention(*match.span(), tuple(f"exposure.{key}" for key in keys))


def _is_tool(low, match):
    is_one = not match[0].endswith("s") or match.lastgroup == "credentials"
    before = low[max(0, match.start() - 50) : match.start()]
    return match.lastgroup in _TOOLS and is_one and bool(_TOOL.search(before))


# Files that hold other data are not what was exposed, but where it stood.
_HOLDS = re.compile(
    r"(?: \w+){0,4}? (?:contain|includ|held|hold|list|with|about|show)(?:s|ed|ing|e[sd]?)?(?![\w-])"
)


def _holds(low, match):
    return match.lastgroup in ("documents", "messages") and bool(_HOLDS.match(low, match.end()))


def _lists(plain):
    """The lists of the ledger that stand in a sentence as facts."""
    for at, run in plain.facts.items():
        group = tokens.key_of(run.token)
        if group in DATA_GROUPS and not run.token.endswith((":sentence", f":{tokens.SAID}")):
            yield Mention(at, at + len(FACT), run.keys, is_fact=True, group=group)


def label(key):
    """A category of the ledger as people call it."""
    return CATEGORIES[key.removeprefix("exposure.")].lay
