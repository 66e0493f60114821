"""What holds of every text, whoever wrote it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from statements import tokens
from statements.claims import CARRIED, PLAIN, UNCITED, review
from statements.claims.findings import VERDICTS
from statements.claims.reading import Part
from tests.statements.claims.facts import FACTS
from tests.statements.claims.tables import EVERYTHING

pytestmark = pytest.mark.once

STRANGE = (
    *("\r\n", "\u00a0", "\u202f", "e\u0301", "\U0001f512", "\\*", "**", "[[", "]]", "| ", "- "),
    *("1. ", "# ", "> ", "\n\n", "\ue000", "\u0130", "“", "12,400 people", "no evidence "),
)
SENTENCES = [row.say for row in EVERYTHING]
TOKENS = ["{people_affected:figure}", "{became_aware:date}", "{data_exposed:list}", "{nobody}",
          "{immediate_actions:list}", "{data_exposed:cite}", "{misuse_seen:cite}", "{residence}",
          "{previous:date}", "{clause.credit-freeze:3}"]  # fmt: skip
CLAUSE = {"clause.credit-freeze:3": "We froze *4,000* accounts. Call us."}
texts = some.lists(
    some.one_of(some.sampled_from([*STRANGE, *SENTENCES, *TOKENS]), some.text(max_size=20)),
    max_size=12,
).map("".join)


def written(text):
    return {"title": "T", "lead": text, "sections": [{"heading": "H", "text": text[::2]}]}


def read(text, values=None):
    source = written(text)
    known = values if values is not None else tokens.values(source, FACTS, "lay", CLAUSE)
    return source, known, review(source, known, FACTS)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_offsets_point_at_the_words_and_the_verdict_is_the_worst(text):
    source, values, sentences = read(text)
    parts = {place: tokens.joined(part, values) for place, part in tokens.places(source)}
    sources = dict(tokens.places(source))
    before = {}
    for one in sentences:
        assert parts[one.place][one.start : one.end] == one.text != ""
        assert one.start >= before.get(one.place, 0)
        before[one.place] = one.end
        assert 0 <= one.source_end <= len(sources[one.place])
        for finding in one.findings:
            assert one.start <= finding.start < finding.end <= one.end
            assert parts[one.place][finding.start : finding.end] == finding.words
            assert (finding.reason == "") == (finding.verdict == CARRIED)
        verdicts = [finding.verdict for finding in one.findings]
        assert one.verdict == max(verdicts, key=VERDICTS.index, default=PLAIN)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_a_review_says_the_same_every_time(text):
    assert read(text)[2] == read(text)[2]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_part_reads_as_its_pieces_do(text):
    values = tokens.values(written(text), FACTS, "lay", CLAUSE)
    part = Part(text, values, FACTS, "lay")
    assert part.text == tokens.joined(text, values)
    assert [run.start for run in part.runs[1:]] == [run.end for run in part.runs[:-1]]
    for run in part.runs:
        if not run.token:
            assert part.text[run.start : run.end] == text[run.source_start : run.source_end]


def carried_by_one():
    for row in EVERYTHING:
        cites = [found for found in tokens.TOKEN.finditer(row.say) if tokens.is_cite(found[1])]
        if row.verdict == CARRIED and len(cites) == 1:
            yield pytest.param(row, cites[0], id=str(row))


@pytest.mark.parametrize(("row", "cite"), list(carried_by_one()))
def test_without_its_only_citation_no_sentence_is_carried(row, cite):
    source = {"title": "", "lead": row.say[: cite.start()] + row.say[cite.end() :], "sections": []}
    sentences = review(source, tokens.values(source, row.known, "lay"), row.known)
    assert UNCITED in [one.verdict for one in sentences]
    assert CARRIED not in [one.verdict for one in sentences]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_citation_put_where_the_sentence_says_is_a_citation_of_that_sentence(text):
    sentences = read(text)[2]
    lead = [one for one in sentences if one.place == "lead"]
    for number, one in enumerate(lead[:4]):
        cited = f"{text[: one.source_end]}{{next_update:cite}}{text[one.source_end :]}"
        again = [s for s in read(cited)[2] if s.place == "lead"]
        stands_on_a_fact = any(finding.code == "fact" for finding in one.findings)
        if len(again) == len(lead) and again[number].text == one.text and not stands_on_a_fact:
            assert "next_update" in again[number].cites


HOSTILE = {
    "one long word": "a" * 20_000,
    "no stop": "passwords were not exposed " * 700,
    "numbers": "12,400 " * 2_800,
    "dates": "24 October 2026 " * 1_250,
    "between": "between 1 and 2 " * 1_250,
    "no evidence": "no evidence of any " * 1_000,
    "brackets": "[[" * 10_000,
    "stars": "*" * 20_000,
    "spaces": " " * 20_000,
    "pipes": "|-" * 10_000,
    "lines": "\n- " * 6_600,
    "commas": "names, " * 2_800,
    "and": "and " * 5_000,
    "we": "we " * 6_600,
    "stops": "." * 20_000,
    "initials": "J. " * 6_600,
    "quotes": ".\"'" * 6_600,
    "tokens": "{people_affected:cite}" * 900,
    "people": "12,400 people " * 1_400,
    "affected": "affected names were not " * 800,
    "hyphens": "-" * 20_000,
    "thousand": "thousand " * 2_200,
    "zeros": "0" * 20_000,
    "mails": "a@" * 10_000,
    "words": "the quick brown fox " * 1_000,
    "if": "if you have been " * 1_200,
    "whether": "we do not know whether " * 900,
    "offers": "we offer you " * 1_600,
    "ly": "ly " * 6_600,
    "a word behind spaces": " " * 19_999 + "a",
    "a word behind a dash": "-" + " " * 19_998 + "a",
    "a word behind stops": "\u2026" * 19_999 + "a",
    "any": "any " * 5_000,
    "your first and last": "your first and last " * 1_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_of_twenty_kilobytes_takes_less_than_a_second(name):
    source = {"title": "", "lead": HOSTILE[name], "sections": []}
    values = tokens.values(source, FACTS, "lay")
    start = time.process_time()
    review(source, values, FACTS)
    assert time.process_time() - start < 1


@given(some.text(min_size=1, max_size=12), some.integers(min_value=1, max_value=20_000))
@settings(max_examples=40, deadline=None)
def test_whatever_repeats_is_read_in_time(text, times):
    source = {"title": "", "lead": (text * times)[:20_000], "sections": []}
    start = time.process_time()
    review(source, {}, FACTS)
    assert time.process_time() - start < 1
