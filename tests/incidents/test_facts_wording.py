import re

import pytest

from incidents.facts import (
    CATALOGUE,
    CATEGORIES,
    NO_CONTACT,
    NO_COUNT,
    BadToken,
    Confidence,
    Known,
    OpenQuestion,
    say,
    tokens,
)
from incidents.facts.answers import CAUSES, EXFILTRATION, FORENSICS, MISUSE, PEOPLE_GROUPS
from incidents.facts.risks import RISKS, risks

CONFIRMED, ESTIMATED, CHECKING, RULED_OUT = Confidence
DAY = {"precision": "day", "zone": "UTC", "value": "2024-04-24"}
MINUTE = {"precision": "minute", "zone": "Europe/Berlin", "value": "2024-04-24T13:05"}
BASIS = "Ann read the access logs until 5 May 2024"


def exposed(protection="unknown", note="", confidence=CONFIRMED):
    value = {"exposure": "exposed", "protection": protection, "note": note}
    return Known(value, confidence)


def not_exposed():
    value = {"exposure": "not_exposed", "protection": "unknown", "note": ""}
    return Known(value, RULED_OUT, BASIS)


def unknown():
    value = {"exposure": "unknown", "protection": "unknown", "note": ""}
    return Known(value, CHECKING)


LEDGER = {
    "exposure.name": exposed(),
    "exposure.email": exposed(),
    "exposure.phone": exposed(),
    "exposure.password": exposed("hashed"),
    "exposure.documents": not_exposed(),
    "exposure.payment_card": not_exposed(),
    "exposure.mfa": unknown(),
}
FULL = {
    "vulnerability": Known("A back-end account had more rights than it needed."),
    "affected_systems": Known("our document signing service."),
    "cause": Known(["hacking", "error"]),
    "detection_method": Known("an alert from our own monitoring"),
    "occurred_from": Known({"precision": "month", "zone": "UTC", "value": "2024-04"}, ESTIMATED),
    "became_aware": Known(MINUTE),
    "contained": Known(None, CHECKING),
    "people_affected": Known({**NO_COUNT, "best": 12_000, "high": 12_400, "unit": "accounts"}),
    "affected_groups": Known(["customers", "employees"]),
    **LEDGER,
    "exfiltration": Known("yes"),
    "misuse_seen": Known("no", RULED_OUT, BASIS),
    "immediate_actions": Known(["We reset all passwords", "We signed everybody out."]),
    "forensics_status": Known("running"),
    "summary_lay": Known("someone entered our system through a tool we use to run it"),
    "what_people_can_do": Known(["Change your password.", "Turn on sign-in codes."]),
    "contact_point": Known(
        {**NO_CONTACT, "name": "our privacy team", "email": "help@example.com",
         "phone": "+1 555 010 9999", "hours": "9 to 5"}
    ),
    "notified_authorities": Known(["the police", "the data protection authority."]),
    "next_update": Known(DAY),
}  # fmt: skip


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("vulnerability", "A back-end account had more rights than it needed."),
        ("affected_systems", "This affected our document signing service."),
        (
            "cause:sentence",
            "This happened because someone got into our systems without permission and "
            "we made a mistake.",
        ),
        ("detection_method", "We found out through an alert from our own monitoring."),
        ("occurred_from", "around April 2024"),
        ("occurred_from:when", "around April 2024"),
        (
            "occurred_from:sentence",
            "This began around April 2024. We are still checking exactly when.",
        ),
        ("became_aware", "24 April 2024"),
        ("became_aware:date", "24 April 2024"),
        ("became_aware:when", "on 24 April 2024 at 13:05 CEST"),
        ("became_aware:sentence", "We learned of this on 24 April 2024 at 13:05 CEST."),
        ("contained:sentence", "We are still working to bring this under control."),
        ("people_affected", "up to 12,400 accounts"),
        ("people_affected:number", "up to 12,400"),
        ("people_affected:sentence", "Up to 12,400 accounts are affected."),
        ("affected_groups", "customers and people who work or worked for us"),
        ("exfiltration", "This data left our systems."),
        (
            "misuse_seen",
            "We looked for signs that anyone has misused this data and found none.",
        ),
        ("immediate_actions", "- We reset all passwords\n- We signed everybody out."),
        ("immediate_actions:sentence", "We reset all passwords. We signed everybody out."),
        ("what_people_can_do", "1. Change your password.\n2. Turn on sign-in codes."),
        ("summary_lay", "Someone entered our system through a tool we use to run it."),
        (
            "contact_point:sentence",
            "To reach our privacy team, write to help@example.com or call "
            "+1 555 010 9999 (9 to 5).",
        ),
        (
            "contact_point",
            "our privacy team\n\n- E-mail: help@example.com\n- Phone: +1 555 010 9999 (9 to 5)",
        ),
        (
            "notified_authorities:sentence",
            "We have told the police and the data protection authority.",
        ),
        ("next_update:sentence", "We will tell you more by 24 April 2024."),
        ("exposure.password", "The exposed data includes scrambled (hashed) passwords."),
        (
            "exposure.documents",
            "We have checked, and the exposed data does not include documents.",
        ),
        (
            "exposure.mfa",
            "We are still checking whether the exposed data includes set-up data for sign-in "
            "codes.",
        ),
        (
            "data_exposed",
            "names, e-mail addresses, phone numbers and scrambled (hashed) passwords",
        ),
        ("data_not_exposed", "payment card data and documents"),
        ("data_unknown", "set-up data for sign-in codes"),
    ],
)
def test_lay_readers_get_plain_words(token, text):
    assert say(FULL, token) == text


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("data_exposed", "names, e-mail addresses, phone numbers and scrambled (hashed) passwords"),
        ("data_unknown", "set-up data for sign-in codes (multi-factor authentication)"),
        ("people_affected", "up to 12,400 accounts"),
    ],
)
def test_technical_readers_get_precise_words(token, text):
    assert say(FULL, token, reader="technical") == text


def test_scrambled_is_explained_once_and_to_lay_readers_only():
    facts = {**LEDGER, "exposure.security_questions": exposed("hashed")}
    lay = say(facts, "data_exposed:sentence")
    assert lay.count("kept in a changed form") == 1
    assert "changed form" not in say(facts, "data_exposed:sentence", reader="technical")
    assert "changed form" not in say({"exposure.name": exposed()}, "data_exposed:sentence")


def test_what_can_follow_is_said_once_for_each_kind_and_the_worst_first():
    facts = {
        "exposure.name": exposed(),
        "exposure.email": exposed(),
        "exposure.national_id": exposed(),
        "exposure.payment_card": exposed("encrypted"),
        "exposure.medical": not_exposed(),
        "exposure.location": unknown(),
    }
    assert say(facts, "data_exposed:risks") == (
        "With an identity number, a thief can borrow money or open an account in your name. "
        "A stranger can use this to write to you or call you and pretend to be us."
    )
    assert isinstance(say({"exposure.internal": exposed()}, "data_exposed:risks"), OpenQuestion)


def test_every_kind_of_data_about_people_says_what_can_follow():
    silent = {key for key in CATEGORIES if not risks([key])}
    assert silent == {"account_settings", "internal", "other"}


def test_the_protection_is_part_of_the_words():
    facts = {
        "exposure.password": exposed("plain"),
        "exposure.bank_account": exposed("encrypted_key_taken"),
        "exposure.messages": exposed("encrypted"),
    }
    assert say(facts, "data_exposed") == (
        "passwords in readable form, bank account data (encrypted, but the key is out too) "
        "and encrypted messages"
    )


def test_an_estimate_is_hedged_and_a_finding_is_not():
    facts = {
        "exposure.name": exposed(),
        "exposure.phone": exposed(confidence=ESTIMATED),
    }
    assert say(facts, "data_exposed") == "names and phone numbers (not yet certain)"
    assert say(facts, "data_exposed:sentence") == (
        "The exposed data includes names. We are not sure yet whether it also includes phone "
        "numbers. Please act as if it did."
    )
    only_estimated = {"exposure.phone": exposed(confidence=ESTIMATED)}
    assert say(only_estimated, "data_exposed:sentence") == (
        "We are not sure yet whether the exposed data includes phone numbers. Please act as if it "
        "did."
    )


@pytest.mark.parametrize("token", sorted(tokens()))
@pytest.mark.parametrize("reader", ["lay", "technical"])
def test_what_is_confirmed_carries_no_hedge(token, reader):
    facts = {key: fact for key, fact in FULL.items() if fact.confidence in (CONFIRMED, RULED_OUT)}
    said = str(say(facts, token, reader))
    assert not re.search(r"\b(may|might|not (sure|certain|yet)|checking|counting)\b", said)


@pytest.mark.parametrize("token", sorted(tokens()))
def test_with_no_fact_every_token_is_a_visible_question(token):
    said = say({}, token)
    assert isinstance(said, OpenQuestion)
    assert re.fullmatch(r"\[\[.+\?\]\]", said.text)


@pytest.mark.parametrize("token", sorted(tokens()))
def test_under_investigation_is_said_or_asked_and_never_guessed(token):
    facts = {
        key: unknown() if "." in key else Known(getattr(FULL.get(key), "value", None), CHECKING)
        for key in CATALOGUE
    }
    said = say(facts, token)
    if not isinstance(said, OpenQuestion):
        assert token.startswith("data_unknown") or re.match(r"We are still ", said)
        assert not re.search(r"\d", said)
    elif token.endswith(":sentence"):
        key = token.removesuffix(":sentence")
        assert key in (
            "detection_method", "became_aware", "immediate_actions", "forensics_status",
            "summary_lay", "what_people_can_do", "monitoring_offered", "contact_point",
            "notified_authorities", "next_update", "data_not_exposed",
        )  # fmt: skip


def test_which_data_is_still_being_checked_is_an_honest_sentence():
    facts = {"exposure.email": unknown()}
    assert say(facts, "data_exposed:sentence") == "We are still checking which data is involved."
    assert isinstance(say(facts, "data_exposed:list"), OpenQuestion)


def test_not_exposed_is_said_only_of_what_was_ruled_out():
    facts = {**LEDGER, "exposure.location": Known(None, CHECKING)}
    sentence = say(facts, "data_not_exposed:sentence")
    assert sentence == (
        "We have checked, and the exposed data does not include payment card data or documents."
    )
    nothing_ruled_out = {"exposure.name": exposed(), "exposure.mfa": unknown()}
    said = say(nothing_ruled_out, "data_not_exposed:sentence")
    assert said == OpenQuestion(
        "data_not_exposed", "Which data was certainly not exposed?", optional=True
    )


def test_a_name_too_wide_asks_back_until_the_note_says_more():
    vague = {"exposure.personal": exposed()}
    assert say(vague, "data_exposed") == "personal details [[Which personal details?]]"
    told = {"exposure.personal": exposed(note="shoe sizes")}
    assert say(told, "data_exposed") == "shoe sizes"


def test_lay_readers_are_spared_internal_data_unless_there_is_nothing_else():
    facts = {"exposure.internal": exposed(), "exposure.name": exposed()}
    assert say(facts, "data_exposed") == "names"
    assert "internal data" in say(facts, "data_exposed", reader="technical")
    assert say({"exposure.internal": exposed()}, "data_exposed") == "our own internal data"


def test_ruled_out_without_a_value_is_said_where_there_are_words_for_it():
    nobody = {"people_affected": Known(None, RULED_OUT, BASIS)}
    assert say(nobody, "people_affected:sentence") == "We have checked, and no one is affected."
    assert say(nobody, "people_affected") == OpenQuestion(
        "people_affected", "How many people are affected?", optional=True
    )


def test_no_misuse_and_no_loss_are_said_only_as_ruled_out():
    for key in ("exfiltration", "misuse_seen"):
        assert isinstance(say({}, key), OpenQuestion)
        assert say({key: Known(None, CHECKING)}, key).startswith("We are still checking")
        estimated = say({key: Known("yes", ESTIMATED)}, key)
        assert re.search("not sure yet|We are checking", estimated)
        assert re.match("We (checked|looked)", say({key: Known("no", RULED_OUT, BASIS)}, key))


def test_no_basis_and_no_method_reaches_a_text():
    secret = "canary-7731"
    facts = {
        key: Known(fact.value, fact.confidence, secret) for key, fact in FULL.items()
    } | {"people_affected": Known({**NO_COUNT, "best": 5, "method": secret,
                                   "deduplicated_on": secret}, CONFIRMED, secret)}  # fmt: skip
    for token in tokens():
        for reader in ("lay", "technical"):
            assert secret not in str(say(facts, token, reader))


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nothing",
        "people_affected:date",
        "became_aware:figure",
        "data_exposed:date",
        "made_public",
        "people_affected.__class__",
        "exposure.souls",
        ":date",
        "data_exposed:",
    ],
)
def test_a_token_that_stands_for_nothing_is_an_error(token):
    with pytest.raises(BadToken):
        say(FULL, token)


def test_an_unknown_reader_is_an_error():
    with pytest.raises(ValueError, match="reader"):
        say(FULL, "became_aware", reader="press")


def test_user_text_is_data():
    text = "<script>alert(1)</script> {{ 7*7 }} {people_affected} {0.__class__} %s"
    assert say({"summary_lay": Known(text)}, "summary_lay") == f"{text}."
    assert say({"affected_systems": Known(text)}, "affected_systems") == f"This affected {text}."


def canned_sentences():
    for fact_type in CATALOGUE.values():
        wording = fact_type.wording
        yield from (wording.said, wording.estimated, wording.checking, wording.none)
    for options in (CAUSES, EXFILTRATION, FORENSICS, MISUSE, PEOPLE_GROUPS):
        for option in options.values():
            yield from (option.said, option.estimated)
    yield from RISKS


@pytest.mark.parametrize("sentence", sorted(set(canned_sentences()) - {""}))
def test_our_own_words_are_short_and_free_of_phrases(sentence):
    assert len(sentence.split()) <= 20
    assert not re.search(
        r"serious|abundance|caution|sincere|no evidence|guarantee|unauthori[sz]ed|incident|!",
        sentence,
        re.IGNORECASE,
    )
