"""Facts in a text: what a token stands for, and what it does when it stands for nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from incidents.facts import Confidence, Known
from incidents.facts import tokens as every_token
from statements import tokens

PEOPLE = {
    "low": 12_000,
    "best": 12_400,
    "high": 12_400,
    "unit": "people",
    "method": "",
    "as_of": "",
    "deduplicated_on": "",
    "final": False,
}
FACTS = {
    "people_affected": Known(PEOPLE),
    "immediate_actions": Known(["We blocked *all* keys.", "We told the police."]),
    "exposure.email": Known({"exposure": "exposed", "protection": "plain", "note": ""}),
}


def written(text, **more):
    return {"title": "T", "lead": text, "sections": [], **more}


def read(text, facts=FACTS):
    return tokens.resolved(written(text), facts, "lay")["lead"]


def test_a_token_stands_for_the_words_of_its_fact():
    assert read("In all, {people_affected:number} of you.") == "In all, up to 12,400 of you."
    assert read("{people_affected:sentence}") == "Up to 12,400 people are affected."


def test_a_list_is_a_list_and_its_words_stand_for_themselves():
    assert read("{immediate_actions:list}") == "- We blocked \\*all\\* keys.\n- We told the police."


def test_a_missing_fact_is_an_open_question_and_never_a_blank():
    assert read("{became_aware:date}") == "[[When did we become aware?]]"


def test_a_citation_shows_nothing_and_leaves_no_gap():
    assert read("We blocked the keys. {immediate_actions:cite} Then we slept.") == (
        "We blocked the keys. Then we slept."
    )


@pytest.mark.parametrize("text", ["\\{people_affected}", "{ people_affected }", "{}", "{a b}"])
def test_what_is_no_token_stays_as_it_is_typed(text):
    assert read(text) == text
    assert list(tokens.misuses(written(text))) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One.\nTwo {nobody}.", "There is no fact called nobody."),
        (
            "One.\nTwo {people_affected:date}.",
            "people_affected has no form date. It has figure, number or sentence.",
        ),
        ("One.\nTwo {nobody:cite}.", "There is no fact called nobody."),
        ("One.\nTwo {made_public}.", "There is no fact called made_public."),
    ],
)
def test_a_token_that_stands_for_nothing_is_named_with_its_place(text, sentence):
    [misuse] = tokens.misuses(written(text))
    assert (misuse.place, misuse.line, misuse.column) == ("lead", 2, 5)
    assert misuse.sentence == sentence
    assert read(text) == text


def test_no_fact_stands_in_a_title():
    text = written("", title="{people_affected}", sections=[{"heading": "{cause}", "text": ""}])
    assert [misuse.token for misuse in tokens.misuses(text)] == ["people_affected", "cause"]


def test_the_words_of_a_fact_are_never_read_as_tokens():
    facts = {"summary_lay": Known("Say {people_affected} or {7*7}.")}
    assert read("{summary_lay}", facts) == "Say \\{people_affected} or \\{7\\*7}."


def test_a_group_of_data_cites_the_entries_it_names_and_no_others():
    ruled_out = Known({"exposure": "not_exposed", "protection": "unknown", "note": ""}, "ruled_out")
    facts = {**FACTS, "exposure.medical": ruled_out}
    cited = tokens.cited(written("{data_exposed:sentence}"), facts, "lay")
    assert list(cited["data_exposed:sentence"]) == ["exposure.email"]


ANY_TEXT = some.lists(
    some.one_of(
        some.text(max_size=20), some.sampled_from([f"{{{token}}}" for token in every_token()])
    )
).map("".join)
SOME_FACTS = some.dictionaries(
    some.sampled_from(["people_affected", "summary_lay", "exposure.email", "became_aware"]),
    some.just(Known(None, Confidence.UNDER_INVESTIGATION)),
).map(lambda unknown: {**FACTS, **unknown})


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, SOME_FACTS)
def test_reading_a_text_is_deterministic_and_its_pieces_make_the_whole(text, facts):
    values = tokens.values(written(text), facts, "lay")
    first = tokens.read(written(text), values)["lead"]
    assert first == read(text, facts)
    assert first == "".join(piece.text for piece in tokens.pieces(text, values))
    assert all(
        first[start:end] == values[token] for start, end, token in tokens.ranges(text, values)
    )


@settings(max_examples=200, deadline=None)
@given(
    some.lists(some.sampled_from(["a ", "b", " {cause:cite}", "{cause}", "\n", "{x}"]), max_size=9)
)
def test_a_point_of_a_text_as_written_is_found_in_it_as_read(pieces):
    part = "".join(pieces)
    values = {"cause": "someone made a mistake", "cause:cite": ""}
    read = tokens.joined(part, values)
    inside = {at for found in tokens.TOKEN.finditer(part) for at in range(*found.span())}
    for at, character in enumerate(part):
        if character == "{" and at in inside and part[at : at + 3] != "{x}":
            continue
        if (at not in inside or part[at : at + 3] == "{x}") and character != " ":
            assert read[tokens.read_at(part, values, at)] == character
    assert tokens.read_at(part, values, len(part)) == len(read)
