"""Incidents about which everything is known, in the words of people who write well."""

from incidents.facts import NO_CONTACT, NO_COUNT, NO_EXPOSURE, Confidence, Known

CONFIRMED, ESTIMATED, CHECKING, RULED_OUT = Confidence
BASIS = "Dana read the access logs of 1 September to 30 October."


def day(text, confidence=CONFIRMED):
    return Known({"precision": "day", "zone": "UTC", "value": text}, confidence)


def exposed(protection="plain", confidence=CONFIRMED, note=""):
    value = {"exposure": "exposed", "protection": protection, "note": note}
    return Known({**NO_EXPOSURE, **value}, confidence)


def safe():
    return Known({**NO_EXPOSURE, "exposure": "not_exposed"}, RULED_OUT, BASIS)


def unknown():
    return Known({**NO_EXPOSURE, "exposure": "unknown"}, CHECKING)


_CLINIC = {
    "vulnerability": Known("We had not closed an old account."),
    "affected_systems": Known("the computers of our clinic in Bay Street, and no other clinic"),
    "cause": Known(["hacking", "error"]),
    "detection_method": Known("a nurse who could not open her files"),
    "occurred_from": day("2026-04-11"),
    "occurred_to": day("2026-04-14"),
    "detected": day("2026-04-14"),
    "became_aware": day("2026-04-14"),
    "contained": day("2026-04-14"),
    "recovered": day("2026-04-19"),
    "people_affected": Known({**NO_COUNT, "best": 9_460, "final": True}),
    "affected_groups": Known(["patients"]),
    "exposure.name": exposed(),
    "exposure.postal_address": exposed(),
    "exposure.date_of_birth": exposed(),
    "exposure.national_id": exposed(),
    "exposure.medical": exposed(),
    "exposure.payment_card": safe(),
    "exfiltration": Known("yes"),
    "misuse_seen": Known("no", RULED_OUT, BASIS),
    "immediate_actions": Known(
        ["We took the clinic off the internet.", "We closed all old accounts."]
    ),
    "further_measures": Known(["Our staff now need a code from their phone to sign in."]),
    "forensics_status": Known("finished"),
    "root_cause": Known("We had no list of the accounts that we must close when someone leaves."),
    "summary_lay": Known("Thieves broke into our computers and copied your patient file."),
    "what_people_can_do": Known(
        [
            "Freeze your credit, so that no one can open a loan in your name. Do it today.",
            "Read each bill from your health plan, and call the plan if you see a visit you did "
            "not make.",
        ]
    ),
    "monitoring_offered": Known("two years of credit monitoring, and we pay for it"),
    "contact_point": Known(
        {**NO_CONTACT, "name": "our help desk", "email": "help@baystreet.example",
         "phone": "555-0177", "hours": "day and night"}
    ),
    "residence": Known([{"country": "US", "subdivision": "US-CA", "count": None}]),
    "notified_authorities": Known(["the police", "the Office for Civil Rights"]),
    "next_update": day("2026-06-06"),
}  # fmt: skip

_SHOP = {
    **_CLINIC,
    "vulnerability": Known("We let anyone try passwords as often as they liked."),
    "affected_systems": Known("the accounts in our web shop"),
    "cause": Known(["hacking"]),
    "detection_method": Known("a member of our team, who saw thousands of sign-ins in one night"),
    "occurred_from": Known({"precision": "month", "zone": "UTC", "value": "2026-05"}, ESTIMATED),
    "people_affected": Known({**NO_COUNT, "best": 3_112, "high": 3_400, "unit": "accounts"}),
    "affected_groups": Known(["customers"]),
    "exposure.password": exposed("hashed"),
    "exposure.api_key": exposed("encrypted"),
    "exposure.oauth_token": exposed("encrypted_key_taken"),
    "exposure.mfa": exposed(),
    "exposure.phone": exposed(confidence=ESTIMATED),
    "exposure.messages": unknown(),
    "exposure.medical": safe(),
    "exposure.national_id": safe(),
    "exfiltration": Known("yes", ESTIMATED),
    "misuse_seen": Known("yes", ESTIMATED),
    "immediate_actions": Known(
        ["We signed everyone out.", "We stop anyone who gets a password wrong ten times."]
    ),
    "further_measures": Known(["We check each new password against the lists that thieves use."]),
    "forensics_status": Known("running"),
    "root_cause": Known("Nobody had looked at the limit since we built the shop."),
    "summary_lay": Known("Someone used your password to get into your account."),
    "what_people_can_do": Known(
        [
            "Change the password of your email first, if it is the same.",
            "Set a new password for us, and choose one you use nowhere else.",
        ]
    ),
}

_LAPTOP = {
    **_CLINIC,
    "vulnerability": Known("We had not locked the files on the laptop."),
    "affected_systems": Known("one laptop with the notes of our nurses"),
    "cause": Known(["physical", "error"]),
    "detection_method": Known("the nurse, who called us the same night"),
    "contained": Known(None, CHECKING),
    "recovered": Known(None, CHECKING),
    "people_affected": Known({**NO_COUNT, "low": 200, "best": 214}, ESTIMATED),
    "exposure.personal": exposed(note="the code of your key box"),
    "exposure.national_id": safe(),
    "exposure.postal_address": unknown(),
    "exfiltration": Known(None, CHECKING),
    "misuse_seen": Known(None, CHECKING),
    "immediate_actions": Known(["We cut the laptop off from our systems the same night."]),
    "further_measures": Known(None, CHECKING),
    "forensics_status": Known("not_started"),
    "root_cause": Known(None, CHECKING),
    "summary_lay": Known("We lost a laptop with the notes of our visits to you."),
    "what_people_can_do": Known(
        ["Be wary of anyone who says they call for us. Hang up and call us back."]
    ),
    "monitoring_offered": Known(None, RULED_OUT, BASIS),
}

COMPLETE = {"clinic": _CLINIC, "shop": _SHOP, "laptop": _LAPTOP}
