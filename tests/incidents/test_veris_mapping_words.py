import pytest

from incidents.facts import CATALOGUE, Confidence, Known, say
from tests.incidents.veris_records import facts_of, plus, read, record

CONFIRMED, ESTIMATED, CHECKING, RULED_OUT = Confidence


def test_every_category_of_action_counts_even_when_it_is_empty():
    actions = {"malware": {}, "hacking": {"variety": ["Unknown"]}, "unknown": {}}
    cause = facts_of(record(action=actions))["cause"]
    assert cause.value == ["hacking", "malware"]
    assert "cause" not in facts_of(record(action={"unknown": {}}))


def test_the_error_of_a_partner_is_not_called_ours():
    found = read(record(action={"error": {}}, actor={"partner": {}}))
    assert "cause" not in {fact.key for fact in found.facts}
    assert "partner" in found.warnings[0]
    assert facts_of(record(action={"error": {}}, actor={"internal": {}}))["cause"]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ({"external": {"variety": ["Customer"]}}, "a customer"),
        ({"internal": {"variety": ["Reported by employee"]}}, "a report from one of our people"),
        ({"internal": {}}, "someone inside our organisation"),
        ({"external": {"variety": ["Unknown"]}}, "someone outside our organisation"),
        ({"partner": {"variety": ["Audit"]}}, "an audit by a partner"),
        ("Ext - customer", "a customer"),
        ("Int - reported by user", "a report from one of our people"),
        ("Ext - unrelated party", "someone with no link to us"),
        ("Prt - something new", "one of our partners"),
    ],
)
def test_the_way_it_was_found_is_read_in_both_shapes(method, words):
    assert facts_of(record(discovery_method=method))["detection_method"].value == words


@pytest.mark.parametrize(
    "method", [{"unknown": True}, {"other": True}, "Unknown", "Other", None, 3]
)
def test_an_unknown_way_stays_unknown(method):
    assert "detection_method" not in facts_of(record(discovery_method=method))


def test_assets_become_systems_and_people_do_not():
    assets = [
        "S - Database",
        "S - Web application",
        "U - Unknown",
        "T - ATM",
        "P - Finance",
        "X",
        5,
    ]
    found = read(record(asset={"assets": [{"variety": variety} for variety in assets]}))
    systems = next(fact for fact in found.facts if fact.key == "affected_systems")
    assert systems.value == (
        "servers (database, web application), user devices and public terminals (ATM)"
    )
    assert "People involved: Finance" in found.notes[-1]


def test_effects_on_integrity_and_availability_are_said_in_words():
    attribute = {
        "integrity": {"variety": ["Modify data", "Unknown"]},
        "availability": {"variety": ["Obscuration"], "duration": {"unit": "Days"}},
    }
    assert facts_of(record(attribute=attribute))["other_effects"].value == (
        "Someone changed data. Data was locked so that no one could read it."
    )


@pytest.mark.parametrize(
    ("abuse", "value", "confidence"),
    [("Yes", "yes", CONFIRMED), ("Y", "yes", CONFIRMED), ("No", "no", RULED_OUT)],
)
def test_misuse_is_what_the_file_says(abuse, value, confidence):
    misuse = facts_of(plus(data_abuse=abuse))["misuse_seen"]
    assert (misuse.value, misuse.confidence) == (value, confidence)
    assert misuse.basis


@pytest.mark.parametrize("abuse", ["Unknown", "U", "Other", "", None, 1])
def test_misuse_nobody_knows_of_is_left_open(abuse):
    assert "misuse_seen" not in facts_of(plus(data_abuse=abuse))


@pytest.mark.parametrize(
    ("parts", "value", "confidence"),
    [
        ({"credit_monitoring": "Yes"}, "credit monitoring", CONFIRMED),
        (
            {"credit_monitoring": "Y", "credit_monitoring_years": 1},
            "credit monitoring for 1 year",
            CONFIRMED,
        ),
        (
            {"credit_monitoring": "Yes", "credit_monitoring_years": 2},
            "credit monitoring for 2 years",
            CONFIRMED,
        ),
        ({"credit_monitoring": "No"}, None, RULED_OUT),
    ],
)
def test_help_offered_is_what_the_file_says(parts, value, confidence):
    offered = facts_of(plus(**parts))["monitoring_offered"]
    assert (offered.value, offered.confidence) == (value, confidence)


def test_prose_of_others_becomes_narrative_and_notes_and_never_a_fact():
    canary = "canary-8842"
    data = record(
        summary=f"{canary} <b>summary</b> &amp;",
        notes=f"{canary} notes",
        discovery_notes=f"{canary} discovery",
        action={"hacking": {"notes": f"{canary} action", "name": [f"{canary} name"]}},
        attribute={"integrity": {"notes": f"{canary} attribute", "variety": []}},
        actor={"external": {"name": [f"{canary} actor"], "notes": f"{canary} actor"}},
        impact={"notes": f"{canary} impact", "overall_amount": 5000, "iso_currency_code": "USD"},
    )
    found = read(data)
    assert found.narrative == f"{canary} <b>summary</b> &amp;"
    assert sum(note.count(canary) for note in found.notes) == 8
    assert "5,000 USD" in found.notes[-1]
    known = {fact.key: Known(*fact[1:]) for fact in found.facts}
    assert canary not in str([fact.value for fact in found.facts])
    for key, fact_type in CATALOGUE.items():
        if fact_type.public:
            assert canary not in str(say(known, key))


def test_the_country_of_the_organisation_is_not_where_people_live():
    found = read(record(victim={"victim_id": "Example Ltd", "country": ["GB"], "state": "X"}))
    assert "residence" not in {fact.key for fact in found.facts}
    assert "country GB" in found.notes[-1]


def test_the_older_shape_of_the_victim_is_read():
    found = read(record(victim={"victim_id": "Example Ltd", "country": "US"}))
    assert found.organisation == "Example Ltd"
    assert "country US" in found.notes[-1]


def test_other_systems_names_are_kept_for_show():
    data = record(source_id="made", plus={"master_id": "m-1", "github": 7})
    assert read(data).external_ids == {
        "incident_id": "made-up",
        "master_id": "m-1",
        "source_id": "made",
        "github": "7",
        "schema_version": "1.3.7",
    }


def test_sources_are_split_before_each_address():
    reference = (
        "http://a.example/x,y;z ; https://b.example/?a=1;b=2,https://c.example http://d.example"
    )
    assert read(record(reference=reference)).sources == [
        "http://a.example/x,y;z",
        "https://b.example/?a=1;b=2",
        "https://c.example",
        "http://d.example",
    ]


def test_a_title_says_cause_organisation_and_year():
    assert read(record()).title == "Hacking at Example Ltd (2021)"
    bare = read(record(action={}, timeline={}, victim={}))
    assert bare.title == "Incident at Unnamed organisation"
    long = read(record(victim={"victim_id": "x" * 5_000}))
    assert len(long.title) == len(long.organisation) == 200
    assert long.title.endswith(" (2021)")


def test_harmful_characters_are_replaced_and_counted():
    found = read(record(summary="a\u0000b\u202ec\ud800d", victim={"victim_id": "Ex\u200bample"}))
    assert found.narrative == "a b c d"
    assert found.organisation == "Ex ample"
    assert found.warnings == ["Characters that cannot be shown were replaced by spaces: 4."]


def test_a_summary_without_end_is_cut_with_a_warning():
    found = read(record(summary="word " * 10_000))
    assert len(found.narrative) == 20_000
    assert len(found.warnings) == 1
