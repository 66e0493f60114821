"""Which words speak of which entry of the exposure ledger."""

import pytest

from incidents.facts import CATEGORIES
from statements.claims.data import WORDS
from tests.statements.claims.test_table import read

pytestmark = pytest.mark.once

SYNONYMS = {
    "name": ["Names", "First and last names", "Your name", "Customer names", "Your full name"],
    "email": ["E-mail addresses", "Email addresses", "Your e-mail address", "Your email address"],
    "phone": ["Phone numbers", "Telephone numbers", "Your mobile number", "Cell phone numbers"],
    "postal_address": ["Postal addresses", "Home addresses", "Addresses", "Your address",
                       "ZIP codes"],
    "date_of_birth": ["Dates of birth", "Birth dates", "Birthdates", "Your date of birth", "DOBs"],
    "national_id": ["Social Security numbers", "SSNs", "Social-Security numbers", "Tax IDs",
                    "National insurance numbers", "Your Social Security Number"],
    "drivers_licence": ["Driving licence numbers", "Driver's license numbers", "Driver’s licences",
                        "Drivers license numbers"],
    "passport": ["Passport numbers", "Passports", "Copies of your passport"],
    "personal": ["Other personal details"],
    "username": ["User names", "Usernames", "User IDs", "Login names"],
    "password": ["Passwords", "Hashed passwords", "Your password", "Password hashes"],
    "mfa": ["Set-up data for sign-in codes", "Multi-factor authentication data",
            "Two-factor authentication secrets"],
    "api_key": ["API keys", "API-keys", "Keys that connect other programs"],
    "oauth_token": ["OAuth tokens", "Access tokens for linked apps", "Keys of linked apps",
                    "Session tokens"],
    "security_questions": ["Answers to security questions", "Security questions and answers"],
    "account_settings": ["Account settings"],
    "credentials": ["Sign-in data", "Login credentials", "Log-in details", "Credentials"],
    "payment_card": ["Payment card data", "Credit card numbers", "Debit cards", "Card numbers",
                     "CVVs", "Credit and debit card numbers", "Payment cards"],
    "bank_account": ["Bank account data", "Bank account numbers", "IBANs", "Bank details",
                     "Account numbers", "Routing numbers"],
    "transactions": ["Purchase and payment history", "Purchase histories", "Transaction records"],
    "medical": ["Health data", "Medical records", "Diagnoses", "Test results", "Prescriptions",
                "Protected health information", "Treatment information"],
    "health_insurance": ["Health insurance data", "Health insurance numbers", "Medicare numbers",
                         "Insurance policy numbers"],
    "documents": ["Documents", "Your files", "Photos", "Attachments"],
    "messages": ["Messages", "Private messages", "E-mails", "Chats"],
    "employment": ["Data about people's jobs", "Salaries", "Payroll data", "Job titles"],
    "student": ["Data about students", "Grades", "Transcripts", "Student records"],
    "sensitive": ["Especially sensitive personal details", "Religious beliefs", "Biometric data",
                  "Fingerprints", "Genetic data"],
    "location": ["Data about where people were", "Location data", "GPS data"],
    "internal": ["Our own internal data", "Source code", "Trade secrets"],
}  # fmt: skip


def keys(text):
    return {
        key for s in read(text, {}) for f in s.findings if f.code == "exposed" for key in f.keys
    }


@pytest.mark.parametrize(
    ("category", "words"), [(key, words) for key, them in SYNONYMS.items() for words in them]
)
def test_a_kind_of_data_is_known_by_its_words(category, words):
    assert keys(f"{words} were exposed.") == {f"exposure.{category}"}
    assert keys(f"Someone viewed {words[0].lower()}{words[1:]}.") == {f"exposure.{category}"}


@pytest.mark.parametrize("category", [c for c in CATEGORIES.values() if c.key != "other"])
def test_our_own_words_for_a_category_are_known(category):
    for words in (category.lay, category.technical):
        assert f"exposure.{category.key}" in keys(f"{words} were exposed.")


def test_every_category_but_the_last_has_words():
    assert set(WORDS) == set(SYNONYMS) == set(CATEGORIES) - {"other"}


@pytest.mark.parametrize(
    "text",
    [
        "The domain name was changed.",
        "We work in the name of our customers.",
        "A company by that name was affected.",
        "The attackers used a stolen password.",
        "The attack came through a phishing e-mail.",
        "We sent you an e-mail.",
        "Someone entered with the password of an administrator.",
        "Credit card systems were attacked.",
        "The data centre was flooded.",
    ],
)
def test_other_words_speak_of_no_data(text):
    assert {key for key in keys(text) if key.startswith("exposure.")} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Contact details were exposed.", {"email", "phone", "postal_address"}),
        ("Financial information was exposed.", {"payment_card", "bank_account", "transactions"}),
        ("Identity documents were exposed.", {"national_id", "drivers_licence", "passport"}),
    ],
)
def test_some_words_speak_of_several_kinds(text, expected):
    assert keys(text) == {f"exposure.{key}" for key in expected}
