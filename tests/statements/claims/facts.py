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
PEOPLE = {"people_affected": count(best=12_400, high=12_400, unit="people")}
FINAL = {"people_affected": count(best=12_400, final=True, unit="people")}
OPEN = {"people_affected": Known(None, CHECKING)}
NOBODY = {"people_affected": Known(None, RULED_OUT, BASIS)}
STAYED = {"exfiltration": Known("no", RULED_OUT, BASIS)}
LEAVING = {"exfiltration": Known(None, CHECKING)}
PERHAPS = {"exfiltration": Known("yes", ESTIMATED)}
MISUSED = {"misuse_seen": Known("yes")}
LOOKING = {"misuse_seen": Known(None, CHECKING)}
