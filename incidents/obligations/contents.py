"""Conditions about the data: which kinds, in which form, how protected. See conditions.yaml."""

from .cases import Case
from .judging import Judged, judged

IDENTIFIERS = frozenset({"national_id", "drivers_licence", "passport"})
MONEY = frozenset({"payment_card", "bank_account"})
SIGN_IN = frozenset(
    {"password", "mfa", "security_questions", "credentials", "api_key", "oauth_token"}
)
HEALTH = frozenset({"medical", "health_insurance"})
SENSITIVE = HEALTH | {"sensitive"}
CONTACT = frozenset({"name", "email", "phone", "postal_address", "username", "account_settings"})
GROUPS = {
    "sensitive": (SENSITIVE, "sensitive data"),
    "health": (HEALTH, "health data"),
    "identifiers": (IDENTIFIERS, "identity numbers"),
    "money": (MONEY | SIGN_IN, "data that lets others take people's money"),
    "money_or_identity": (MONEY | IDENTIFIERS, "account, card or identity numbers"),
    "grave": (SENSITIVE | MONEY | SIGN_IN | {"transactions"}, "sensitive, money or sign-in data"),
}
# What the state lists have in common. The lists themselves are not in the data set.
_EVERY_LIST = (IDENTIFIERS - {"passport"}) | MONEY
# Said by the data set of single states, in their pitfalls.
_LISTED_TOO = {"us-nd": frozenset({"date_of_birth"}), "us-ny": HEALTH}
_PAPER = frozenset({"us-ma", "us-nc", "us-wi"})
_STRENGTH = {"us-ma": ("strong", "fips"), "us-tn": ("fips",)}


def _exposed(answers):
    """Exposed kinds of data about people; None where nobody has said anything."""
    return None if answers.data is None else set(answers.data) - {"internal"}


def personal_data(case: Case, _) -> Judged:
    exposed = _exposed(case.answers)
    if exposed:
        return judged(True, f"Exposed: {_list(exposed)}.", "exposure")
    if exposed is None or case.answers.data_open - {"internal"}:
        return judged(None, "It is not known yet whether personal data was exposed.", "exposure")
    return judged(False, "No data about people was exposed.", "exposure")


def holds(case: Case, name) -> Judged:
    wanted, words = GROUPS[name]
    exposed = _exposed(case.answers)
    if exposed and exposed & wanted:
        return judged(True, f"Exposed are {words}: {_list(exposed & wanted)}.", "exposure")
    if exposed is None or case.answers.data_open & wanted:
        return judged(None, f"It is not known yet whether {words} was exposed.", "exposure")
    return judged(False, f"No {words} was exposed.", "exposure")


def patients(case: Case, _) -> Judged:
    """Health data, or other data of a provider's patients, about which counsel decides."""
    health = holds(case, "health")
    if health.holds or not _exposed(case.answers):
        return health
    words = "Whether data other than health data is protected health information, counsel decides."
    return Judged(None, ((words, "exposure"),), health.asks)


def listed_data(case: Case, _) -> Judged:
    """A name with something of the state's list, most of which the data set leaves open."""
    exposed, may_be = _exposed(case.answers), case.answers.data_open
    if exposed is None:
        return judged(None, "It is not known yet which data was exposed.", "exposure")
    listed = _listed(case)
    sign_in = "password" in exposed and exposed & {"email", "username"} and _covers_sign_in(case)
    if sign_in:
        return judged(True, "Exposed: user names or e-mail addresses with passwords.", "exposure")
    if exposed & listed and "name" in exposed:
        return judged(True, f"Exposed with names: {_list(exposed & listed)}.", "exposure")
    if may_be & (listed | {"name", "password"}):
        return judged(None, "It is not known yet whether data of the list was exposed.", "exposure")
    if not exposed or exposed == {"name"}:
        return judged(False, "No data of the kinds on the state's list was exposed.", "exposure")
    words = f"The data set does not list {_list(exposed)} for this state: counsel decides."
    return Judged(None, ((words, "exposure"),))


def _listed(case):
    return _EVERY_LIST | _LISTED_TOO.get(case.regime.code, frozenset())


def _covers_sign_in(case):
    letter = case.regime.obligations.get("individuals")
    conditional = letter.conditional_elements if letter else ()
    return any(entry["element"] == "change_credentials_advice" for entry in conditional)


def form(case: Case, _) -> Judged:
    forms, code = case.answers.form, case.regime.code
    if forms is None:
        return judged(
            None, "It is not known whether the data was in computers or on paper.", "form"
        )
    if "computerised" in forms:
        return judged(True, "The data was in computers.", "form")
    if code in _PAPER:
        return judged(True, "The data was on paper, and paper counts here.", "form")
    event = case.regime.trigger.get("event", "")
    only = any(word in event for word in ("computerised", "electronic"))
    if only and case.regime.level != "memory":
        return judged(
            False, "The data was on paper, and the law speaks of computerised data.", "form"
        )
    return Judged(None, (("The data was on paper; whether that counts, counsel decides.", "form"),))


def harbour(case: Case, _) -> Judged:
    """Encrypted data is outside the law, unless the key went too."""
    told = case.regime.trigger.get("encryption_safe_harbour", {"available": True})
    if not told.get("available"):
        return judged(True, "Encryption does not end the duty here.")
    how = _protections(case)
    if how is None:
        return judged(None, "It is not known yet which data was exposed.", "exposure")
    return _judge_protections(case, how)


def _judge_protections(case, how):
    if "encrypted_key_taken" in how.values():
        return judged(True, "The data was encrypted, but the key was taken too.", "exposure")
    if readable := {kind for kind, word in how.items() if word in ("plain", "hashed")}:
        return judged(True, f"Not encrypted: {_list(readable)}.", "exposure")
    if "unknown" in how.values():
        return judged(None, "It is not known whether the data was encrypted.", "exposure")
    if case.answers.data_open - {"internal"}:
        return judged(
            None, "The data known to be exposed was encrypted; other data is open.", "exposure"
        )
    return _strong_enough(case) if how else judged(True, "")


def _strong_enough(case):
    needed = _STRENGTH.get(case.regime.code)
    strength = case.answers.said.get("encryption_strength")
    if needed and strength is None:
        return judged(None, "The law asks how strong the encryption was.", "encryption_strength")
    if needed and strength not in needed:
        return judged(True, "The encryption was weaker than this law asks.", "encryption_strength")
    return judged(False, "The data was encrypted and the key was not taken.", "exposure")


def _protections(case):
    """{kind: protection} of the data the harbour is about: for a state, what its list names."""
    data = case.answers.data
    if data is None:
        return None
    inner = CONTACT | {"internal"} if case.is_of_a_state else {"internal"}
    about = {kind: word for kind, word in data.items() if kind not in inner}
    return about or {kind: word for kind, word in data.items() if kind != "internal"}


def unintelligible(case: Case, _) -> Judged:
    """The authority must be satisfied that nobody can read the data, so counsel decides."""
    judgement = harbour(case, None)
    if judgement.holds is not False:
        return judgement
    words = "The data was encrypted; whether the authority is satisfied, counsel decides."
    return Judged(None, ((words, "exposure"),))


def _list(kinds):
    return ", ".join(kind.replace("_", " ") for kind in sorted(kinds))
