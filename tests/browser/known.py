"""What is known of the incident the later stories tell: all that a notice needs, nothing open."""

from incidents.facts import NO_CONTACT, NO_COUNT, NO_EXPOSURE

AHEAD = "2027-02-01"
COUNT = {**NO_COUNT, "best": 11_200, "final": True, "method": "Counted in the access log."}
EXPOSED = {**NO_EXPOSURE, "exposure": "exposed", "protection": "plain"}
FACTS = {
    "summary_lay": "Somebody opened invoices that were not theirs to open.",
    "became_aware": {"precision": "day", "zone": "Europe/Dublin", "value": "2026-10-24"},
    "people_affected": COUNT,
    "exposure.name": EXPOSED,
    "exposure.email": EXPOSED,
    "exfiltration": "yes",
    "misuse_seen": "yes",
    "immediate_actions": ["We closed the upload address."],
    "what_people_can_do": ["Ask us before you pay an invoice that looks new to you."],
    "next_update": {"precision": "day", "zone": "Europe/Dublin", "value": AHEAD},
    "contact_point": {**NO_CONTACT, "name": "Customer care", "email": "care@example.org"},
}
