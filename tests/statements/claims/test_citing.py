"""Which sentence a citation counts for, and what a finding tells whoever has to cure it."""

import pytest

from incidents.facts import CATALOGUE, DATA_GROUPS, Confidence, Known
from statements import tokens
from statements.claims import CARRIED, CONTRADICTED, PLAIN, UNCITED, review
from tests.statements.claims.facts import FACTS, VARIANTS
from tests.statements.claims.tables import EVERYTHING
from tests.statements.claims.test_table import read

pytestmark = pytest.mark.once
STEP = "We reset every password."
CITE = "{immediate_actions:cite}"


def verdicts(text, known=FACTS):
    return [sentence.verdict for sentence in read(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STEP}{CITE} {STEP}", [CARRIED, UNCITED]),
        (f"{STEP} {CITE} {STEP}", [CARRIED, UNCITED]),
        (f"{CITE} {STEP} {STEP}", [CARRIED, UNCITED]),
        (f"We reset{CITE} every password. {STEP}", [CARRIED, UNCITED]),
        (f"{STEP}\n{CITE}\n\n{STEP}", [CARRIED, UNCITED]),
        (f"**{STEP}**{CITE} {STEP}", [CARRIED, UNCITED]),
        (f"- {STEP}{CITE}\n- {STEP}", [CARRIED, UNCITED]),
        (f"- {CITE} {STEP}\n- {STEP}", [CARRIED, UNCITED]),
        (f"{STEP} {STEP}{CITE}", [UNCITED, CARRIED]),
        (f"{STEP}\n\n{CITE}", [UNCITED]),
    ],
)
def test_a_citation_counts_for_the_sentence_it_stands_in_or_follows(text, expected):
    assert verdicts(text) == expected


def test_a_citation_of_what_nobody_has_answered_carries_nothing():
    assert verdicts("Someone was here.{exposure.documents:cite}") == [UNCITED]
    assert verdicts("Someone was here.{root_cause:cite}") == [UNCITED]


def test_a_group_is_a_citation_of_each_of_its_entries():
    [sentence] = read("Names were exposed.{data_exposed:cite}")
    assert sentence.cites == ("exposure.name", "exposure.email", "exposure.phone")
    [sentence] = read("Names were exposed.{exposure.name:cite}")
    assert sentence.cites == ("exposure.name",)


def test_words_of_a_fact_are_carried_and_not_read_again():
    [sentence] = read("{people_affected:sentence}")
    [finding] = sentence.findings
    assert (finding.code, finding.verdict, finding.keys) == ("fact", CARRIED, ("people_affected",))
    assert finding.words == sentence.text == "Up to 12,400 accounts are affected."


def test_open_questions_assert_nothing():
    assert verdicts("[[Were 40 passwords taken?]] [[When?]]") == [PLAIN, PLAIN]
    assert verdicts("{root_cause}", {}) == [PLAIN]


def reviewed(text, words, facts=FACTS):
    token = "clause.frozen:1"
    source = {"title": "", "lead": text.replace("{}", f"{{{token}}}"), "sections": []}
    values = tokens.values(source, facts, "lay", {token: words})
    return source["lead"], review(source, values, facts)


def test_a_clause_is_judged_like_free_text_and_cited_behind_it():
    words = f"{STEP} We told the police."
    _, sentences = reviewed("{} {root_cause}", words)
    assert [one.verdict for one in sentences][:2] == [UNCITED, UNCITED]
    written, sentences = reviewed(f"{{}}{CITE} {STEP}", words)
    assert [one.verdict for one in sentences] == [CARRIED, CARRIED, UNCITED]
    assert {one.source_end for one in sentences[:2]} == {written.index("}") + 1}


def test_what_a_heading_of_a_list_cites_its_items_cite():
    listed = "This was exposed:{data_exposed:cite}\n\n- names\n- e-mail addresses"
    assert verdicts(listed) == [PLAIN, CARRIED, CARRIED]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Up to 12,400 accounts are affected.",
            "No fact is cited for “Up to 12,400 accounts”. What is recorded says the same: cite "
            "People affected.",
        ),
        (
            "We learned of this on 25 October 2026.",
            "Became aware is recorded as 24 Oct 2026, not as “25 October 2026”.",
        ),
        (
            "Passport numbers were exposed.",
            "Nothing recorded carries “Passport numbers”. Record it under Passport numbers, or "
            "leave it out.",
        ),
        (
            "Documents were not read.",
            "Still under investigation: Documents and files. The sentence with “Documents” says "
            "more than is known.",
        ),
        (
            "12,400 accounts are affected.",
            "The count is not final; the bare figure is too sure. Write “up to 12,400 accounts”.",
        ),
        (
            "We hired an outside firm.",
            "No fact is cited for this sentence. Cite what carries it, perhaps Done at once, Done "
            "further or What happened in plain words, or leave it out.",
        ),
        (
            "Contact details were not exposed.",
            "Recorded as exposed: E-mail addresses and Phone numbers. The sentence with “Contact "
            "details” says otherwise.",
        ),
        (
            "As of 3 November 2026, up to 12,400 accounts are affected.",
            "The count is of 2 Nov 2026, not of “3 November 2026”.",
        ),
        (
            "It is not known whether names were read.",
            "Answered by now: Names. The sentence with “names” says it is not known.",
        ),
        (
            "About 5% of our customers were affected.",
            "“5% of our customers” is no figure on record. On record: up to 12,400 accounts. Leave "
            "it out, or record it in a finding that is told in words, and cite that.",
        ),
    ],
)
def test_the_reason_says_what_is_wrong_and_what_would_cure_it(text, reason):
    assert reason in [f.reason for s in read(text) for f in s.findings]


def test_an_uncited_sentence_suggests_keys_that_can_be_cited():
    for row in EVERYTHING:
        for sentence in read(row.say, row.known):
            for finding in sentence.findings:
                assert set(finding.keys) <= {*CATALOGUE, *DATA_GROUPS}, row
                if finding.verdict in (UNCITED, CONTRADICTED):
                    assert finding.reason.endswith("."), row


def test_citing_what_is_suggested_carries_what_was_only_uncited():
    """The way from the finding to its cure, for all that the record agrees with."""
    for row in EVERYTHING:
        for sentence in read(row.say, row.known):
            agreed = [f for f in sentence.findings if "says the same" in f.reason]
            if not agreed or len(agreed) < len([f for f in sentence.findings if f.reason]):
                continue
            cites = "".join(f"{{{key}:cite}}" for f in agreed for key in f.keys)
            at = sentence.source_end
            cited = f"{row.say[:at]}{cites}{row.say[at:]}"
            again = [s for s in read(cited, row.known) if s.start == sentence.start]
            assert [s.verdict for s in again] == [CARRIED], cited


@pytest.mark.parametrize("confidence", Confidence)
def test_a_review_reads_on_whatever_the_facts_are(confidence):
    """Rows that could not be stored today may be read all the same."""
    empty = {key: Known(None, confidence) for key in CATALOGUE}
    kept = {key: Known(fact.value, confidence) for key, fact in FACTS.items()}
    for known in (empty, kept):
        for row in EVERYTHING:
            assert all(sentence.text for sentence in read(row.say, known))


def test_facts_may_be_none_at_all():
    assert verdicts("Names were exposed. We are sorry.", {}) == [UNCITED, PLAIN]
    assert verdicts("12,400 people are affected.", VARIANTS["none"]) == [UNCITED]
