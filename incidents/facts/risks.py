"""What can follow for people from data that is out, as a rule of thumb a neighbour understands.

It says what such data can be used for and never that somebody did. The worst comes first.
"""

_BORROW = "With an identity number, a thief can borrow money or open an account in your name."
_CARD = "With your card number, a thief can buy things until your bank stops the card."
_ACCOUNT = "With your account number, a thief can try to take money from your bank account."
_SIGN_IN = "A thief can try your sign-in details here and in your other accounts."
_CARE = "With your insurance number, a thief can get care and leave you the bill."
_STORY = "People can learn things about you that you did not choose to tell them."
_PRETEND = "A stranger can use this to write to you or call you and pretend to be us."
_HOME = "A stranger can learn where you are."

# In the order in which readers should hear of them.
RISKS = {
    _BORROW: ("national_id", "drivers_licence", "passport"),
    _ACCOUNT: ("bank_account",),
    _CARD: ("payment_card",),
    _SIGN_IN: ("password", "mfa", "api_key", "oauth_token", "security_questions", "credentials"),
    _CARE: ("health_insurance",),
    _STORY: (
        *("medical", "documents", "messages", "employment", "student", "sensitive"),
        *("personal", "transactions"),
    ),
    _HOME: ("location",),
    _PRETEND: ("name", "email", "phone", "postal_address", "date_of_birth", "username"),
}


def risks(categories):
    """The sentences that go with these kinds of data, each once."""
    return [sentence for sentence, kinds in RISKS.items() if set(kinds) & set(categories)]
