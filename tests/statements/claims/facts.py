"""The incident the sentences of these tests speak of."""

from incidents.facts import NO_CONTACT, NO_COUNT, NO_EXPOSURE, Confidence, Known

CONFIRMED, ESTIMATED, CHECKING, RULED_OUT = Confidence
BASIS = "Dana read the access logs of 1 September to 30 October."


def day(text, precision="day", confidence=CONFIRMED):
    return Known({"precision": precision, "zone": "UTC", "value": text}, confidence)


def count(confidence=CONFIRMED, **value):
    return Known({**NO_COUNT, "unit": "accounts", **value}, confidence)


def exposed(confidence=CONFIRMED, note=""):
    return Known({**NO_EXPOSURE, "exposure": "exposed", "note": note}, confidence)


def safe(basis=BASIS):
    return Known({**NO_EXPOSURE, "exposure": "not_exposed"}, RULED_OUT, basis)


def unknown():
    return Known({**NO_EXPOSURE, "exposure": "unknown"}, CHECKING)


FACTS = {
    "vulnerability": Known("A back-end account had more rights than it needed."),
    "affected_systems": Known("our signing service, and no other product"),
    "detection_method": Known("an alert from our own monitoring"),
    "occurred_from": day("2026-10-12"),
    "occurred_to": day("2026-10-23"),
    "detected": day("2026-10-23"),
    "became_aware": day("2026-10-24"),
    "contained": day("2026-10-26T15:20", "minute"),
    "recovered": day("2026-10", "month"),
    "people_affected": count(low=9_800, best=11_200, high=12_400, as_of="2026-11-02"),
    "data_records": count(best=31_000, unit="records", final=True),
    "affected_groups": Known(["customers"]),
    "exposure.name": exposed(),
    "exposure.email": exposed(),
    "exposure.phone": exposed(ESTIMATED),
    "exposure.password": safe(),
    "exposure.payment_card": safe(),
    "exposure.bank_account": safe(),
    "exposure.medical": safe(),
    "exposure.health_insurance": unknown(),
    "exposure.documents": unknown(),
    "exfiltration": Known("yes"),
    "misuse_seen": Known("no", RULED_OUT, BASIS),
    "immediate_actions": Known(["We reset every password.", "We closed it on 26 October 2026."]),
    "further_measures": Known(["We hired an outside firm."]),
    "forensics_status": Known("running"),
    "summary_lay": Known("Someone used a stolen password to enter our system."),
    "monitoring_offered": Known("two years of credit monitoring"),
    "contact_point": Known({**NO_CONTACT, "email": "help@example.com"}),
    "notified_authorities": Known(["the police", "the data protection authority"]),
    "next_update": day("2026-11-15"),
}  # fmt: skip
# What a row of a table puts in the place of these facts; None takes one out.
VARIANTS = {
    "people": {"people_affected": count(best=12_400, high=12_400, unit="people")},
    "final": {"people_affected": count(best=12_400, final=True, unit="people")},
    "open": {"people_affected": Known(None, CHECKING)},
    "nobody": {"people_affected": Known(None, RULED_OUT, BASIS)},
    "stayed": {"exfiltration": Known("no", RULED_OUT, BASIS)},
    "leaving": {"exfiltration": Known(None, CHECKING)},
    "perhaps": {"exfiltration": Known("yes", ESTIMATED)},
    "misused": {"misuse_seen": Known("yes")},
    "looking": {"misuse_seen": Known(None, CHECKING)},
    "none": {"people_affected": None},
    "sharper": {"people_affected": count(best=12_400, high=12_400)},
    "big": {"people_affected": count(best=1_200_000, final=True, unit="people")},
    "near": {"people_affected": count(best=12_800, final=True, unit="people")},
    "at_least": {"people_affected": count(low=9_800)},
    "around": {"occurred_from": day("2026-10", "month", ESTIMATED)},
    "no_start": {"occurred_from": None},
    "no_open": {"exposure.health_insurance": None},
    "without_basis": {"exposure.password": safe(basis="")},
    "no_misuse_fact": {"misuse_seen": None},
    "ransom": {"other_effects": Known("Files were encrypted.")},
    "ssn": {"exposure.national_id": exposed()},
    "no_ssn": {"exposure.national_id": safe()},
    "codes_open": {"exposure.mfa": unknown()},
    "may": {"occurred_from": day("2026-05-03")},
    "one": {"people_affected": count(best=1, final=True, unit="people")},
    "systems_open": {"affected_systems": Known(None, CHECKING)},
    "guess": {"people_affected": count(ESTIMATED, best=12_400, unit="people")},
}
