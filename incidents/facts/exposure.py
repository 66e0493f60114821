"""The exposure ledger: each kind of data is exposed, certainly not, or not yet known."""

from dataclasses import dataclass
from typing import ClassVar

from breachcomm.plain_text import LINE_MAX, problem
from incidents.facts.kinds import Kind, shape_problems, tidy_members
from incidents.facts.known import Confidence

NO_EXPOSURE = {"exposure": "", "protection": "unknown", "note": ""}
EXPOSURES = {
    "exposed": "Exposed",
    "not_exposed": "Certainly not exposed",
    "unknown": "Not yet known",
}
PROTECTIONS = {
    "plain": "Readable as it was",
    "hashed": "Hashed",
    "encrypted": "Encrypted, the key is safe",
    "encrypted_key_taken": "Encrypted, but the key was taken too",
    "unknown": "Not known",
}
GROUPS = {
    "identity": "Who somebody is",
    "account": "How somebody signs in",
    "money": "Money",
    "health": "Health",
    "content": "What somebody stored or wrote",
    "work": "Work and study",
    "sensitive": "Especially sensitive",
    "location": "Where somebody was",
    "internal": "Our own data, about no person",
    "other": "Anything else",
}


@dataclass(frozen=True)
class Category:
    """One kind of data: how it reads to lay and to technical readers."""

    key: str
    group: str
    label: str
    lay: str
    technical: str
    # A name too wide to publish: the note must say what it was.
    needs_note: bool = False


def _category(key, group, label, lay, technical="", *, needs_note=False):
    return Category(key, group, label, lay, technical or lay, needs_note)


CATEGORIES = {
    category.key: category
    for category in (
        _category("name", "identity", "Names", "names"),
        _category("email", "identity", "E-mail addresses", "e-mail addresses"),
        _category("phone", "identity", "Phone numbers", "phone numbers"),
        _category("postal_address", "identity", "Postal addresses", "postal addresses"),
        _category("date_of_birth", "identity", "Dates of birth", "dates of birth"),
        _category(
            "national_id",
            "identity",
            "National identity numbers (such as US Social Security numbers)",
            "national identity numbers (such as Social Security numbers)",
        ),
        _category(
            "drivers_licence", "identity", "Driving licence numbers", "driving licence numbers"
        ),
        _category("passport", "identity", "Passport numbers", "passport numbers"),
        _category(
            "personal",
            "identity",
            "Other personal details",
            "personal details",
            needs_note=True,
        ),
        _category("username", "account", "User names", "user names"),
        _category("password", "account", "Passwords", "passwords"),
        _category(
            "mfa",
            "account",
            "Multi-factor sign-in data",
            "set-up data for sign-in codes",
            "set-up data for sign-in codes (multi-factor authentication)",
        ),
        _category(
            "api_key",
            "account",
            "API keys",
            "keys that connect other programs",
            "keys that connect other programs (API keys)",
        ),
        _category(
            "oauth_token",
            "account",
            "OAuth tokens",
            "keys of linked apps",
            "keys of linked apps (OAuth)",
        ),
        _category(
            "security_questions",
            "account",
            "Security questions and answers",
            "answers to security questions",
        ),
        _category("account_settings", "account", "Account settings", "account settings"),
        _category(
            "credentials",
            "account",
            "Other sign-in data",
            "sign-in data",
            "credentials",
            needs_note=True,
        ),
        _category("payment_card", "money", "Payment cards", "payment card data"),
        _category("bank_account", "money", "Bank accounts", "bank account data"),
        _category(
            "transactions", "money", "Purchases and payments", "purchase and payment history"
        ),
        _category("medical", "health", "Health data", "health data"),
        _category("health_insurance", "health", "Health insurance", "health insurance data"),
        _category("documents", "content", "Documents and files", "documents"),
        _category("messages", "content", "Messages", "messages"),
        _category("employment", "work", "Employment data", "data about people's jobs"),
        _category("student", "work", "Student data", "data about students"),
        _category(
            "sensitive",
            "sensitive",
            "Special categories (origin, beliefs, union, sex life, genes, biometrics)",
            "especially sensitive personal details",
            needs_note=True,
        ),
        _category("location", "location", "Location data", "data about where people were"),
        _category("internal", "internal", "Internal company data", "our own internal data"),
        _category("other", "other", "Other data", "other kinds of data", needs_note=True),
    )
}

_FITTING = {
    "exposed": (Confidence.CONFIRMED, Confidence.ESTIMATED),
    "not_exposed": (Confidence.RULED_OUT,),
    "unknown": (Confidence.UNDER_INVESTIGATION,),
}


@dataclass(frozen=True)
class Exposure(Kind):
    name: ClassVar[str] = "exposure"
    category: Category = None

    def validate(self, value, now=None):
        if found := shape_problems(value, NO_EXPOSURE):
            return found
        return list(_exposure_problems(**value))

    def normalise(self, value):
        return tidy_members(value, NO_EXPOSURE)

    def display(self, value):
        words = [EXPOSURES[value["exposure"]]]
        if value["exposure"] == "exposed" and value["protection"] != "unknown":
            words.append(PROTECTIONS[value["protection"]].lower())
        return ", ".join([*words, value["note"]] if value["note"] else words)

    def fitting(self, value):
        return _FITTING[value["exposure"]]

    def refines(self, value, older):
        same = value["exposure"] == older["exposure"] and older["note"] in ("", value["note"])
        return same and older["protection"] in ("unknown", value["protection"])


def _exposure_problems(*, exposure, protection, note):
    if not isinstance(exposure, str) or exposure not in EXPOSURES:
        yield "Choose: exposed, certainly not exposed, or not yet known."
    if not isinstance(protection, str) or protection not in PROTECTIONS:
        yield "Choose how the data was protected, or that this is not known."
    if sentence := problem(note, max_length=LINE_MAX, one_line=True):
        yield f"Note: {sentence}"


def noun(category, value, reader="lay"):
    """The data in words with its protection: "scrambled (hashed) passwords"."""
    word = category.technical if reader == "technical" else category.lay
    if category.needs_note:
        word = value["note"] or f"{word} [[Which {word}?]]"
    return _protected(category, word, value["protection"])


def _protected(category, word, protection):
    if protection == "hashed":
        return f"scrambled (hashed) {word}"
    if protection == "encrypted":
        return f"encrypted {word}"
    if protection == "encrypted_key_taken":
        return f"{word} (encrypted, but the key is out too)"
    if protection == "plain" and category.key == "password":
        return f"{word} in readable form"
    return word


EXPLANATIONS = {
    "hashed": (
        "Scrambled (hashed) means kept in a changed form. It is hard to turn back, but not "
        "impossible."
    ),
    "encrypted": "Encrypted means locked. Reading it takes the key.",
}
