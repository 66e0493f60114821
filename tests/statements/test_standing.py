"""What the record says of a sentence: known, still open, or looked into with a basis."""

import pytest

from incidents.facts import Known
from statements import standing, whole
from statements.wording.engine import Standing

EXPOSED = {"kind": "name"}
CONFIRMED = Known(True)
OPEN = Known(confidence="under_investigation")
ESTIMATED = Known(True, "estimated")
RULED_OUT = Known(None, "ruled_out", "Our forensics firm read all logs up to 5 May.")
BARE = Known(None, "ruled_out")


def standing_in(lead, facts, values=None):
    written = {"title": "", "lead": lead, "sections": []}
    text = whole.of(written, values or {}).text
    return standing.standing_of(written, values or {}, facts)(0, len(text))


@pytest.mark.parametrize(
    ("sentence", "facts", "expected"),
    [
        ("Names may have been exposed.", {"exposure.name": CONFIRMED}, Standing(is_known=True)),
        ("Names may have been exposed.", {"exposure.name": OPEN}, Standing(is_open=True)),
        ("Names may have been exposed.", {"exposure.name": ESTIMATED}, Standing(is_open=True)),
        ("Names may have been exposed.", {}, Standing()),
        # One reader cannot be told from the others by what is known of all.
        ("Your name may have been exposed.", {"exposure.name": CONFIRMED}, Standing()),
        (
            "Names and passwords may have been exposed.",
            {"exposure.name": CONFIRMED, "exposure.password": OPEN},
            Standing(is_open=True),
        ),
        ("Someone may have copied the data.", {"exfiltration": OPEN}, Standing(is_open=True)),
        ("Someone may have copied the data.", {"exfiltration": CONFIRMED}, Standing(is_known=True)),
        ("We see no evidence of misuse.", {"misuse_seen": BARE}, Standing(is_known=True)),
        ("We see no evidence of misuse.", {"misuse_seen": OPEN}, Standing(is_open=True)),
        (
            "We see no evidence of misuse.",
            {"misuse_seen": RULED_OUT},
            Standing(is_known=True, has_basis=True),
        ),
        ("Please call us at any hour.", {"contact_point": CONFIRMED}, Standing()),
        ("We think that [[how?]] it happened.", {}, Standing(is_open=True)),
    ],
)
def test_a_sentence_stands_as_the_record_has_it(sentence, facts, expected):
    assert standing_in(sentence, facts) == expected


def test_what_is_denied_against_the_record_has_no_basis():
    facts = {"misuse_seen": CONFIRMED, "exfiltration": RULED_OUT}
    lead = "We see no evidence of misuse.{exfiltration:cite}"
    assert not standing_in(lead, facts, {"exfiltration:cite": ""}).has_basis


def test_a_story_is_known_where_the_fact_it_cites_is():
    lead = "It seems that somebody used a stolen password.{root_cause:cite}"
    values = {"root_cause:cite": ""}
    assert standing_in(lead, {"root_cause": Known("A password.")}, values).is_known
    assert standing_in(lead, {"root_cause": OPEN}, values) == Standing()


def test_a_story_that_cites_nothing_settles_nothing():
    facts = {"summary_lay": Known("Somebody used a stolen password."), "root_cause": Known("It.")}
    assert standing_in("It seems that somebody used a stolen password.", facts) == Standing()


def test_a_day_that_is_known_settles_nothing_else():
    fact = Known({"at": "2026-05-03", "precision": "day"})
    lead = "On 3 May 2026 we think somebody broke in.{detected:cite}"
    assert not standing_in(lead, {"detected": fact}, {"detected:cite": ""}).is_known


def test_headings_stand_on_the_record_too():
    section = {"heading": "No evidence of misuse", "text": "Please read on."}
    written = {"title": "Notice", "lead": "", "sections": [section]}
    text = whole.of(written, {})
    stands = standing.standing_of(written, {}, {"misuse_seen": RULED_OUT})
    start = text.offset_of("0.heading")
    assert stands(start, start + 10).has_basis
    assert stands(*2 * (text.offset_of("0"),)) == Standing()


def test_each_sentence_has_a_standing_of_its_own():
    lead = "Names may have been exposed. Passwords may have been exposed."
    written = {"title": "", "lead": lead, "sections": []}
    facts = {"exposure.name": CONFIRMED, "exposure.password": OPEN}
    stands = standing.standing_of(written, {}, facts)
    assert stands(0, 28) == Standing(is_known=True)
    assert stands(29, len(lead)) == Standing(is_open=True)


def test_a_plain_text_is_read_where_it_stands():
    text = "Dear reader,\r\n\r\nnames may have been exposed.\n"
    written = {"title": "", "lead": text, "sections": []}
    assert whole.of(written, {}).text == text
