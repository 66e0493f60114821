"""A span stays on its words, whatever is written around it."""

from string import ascii_lowercase

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from statements import anchors
from statements.anchors import Span

TEXT = "Change your password. Call {contact_point:sentence} and ask for a new card."
SECTIONS = [
    {"heading": "What You Can Do", "text": TEXT},
    {"heading": "More", "text": "Write to the shop at any hour of the day."},
]


def written(lead="", title="A notice", sections=()):
    return {"title": title, "lead": lead, "sections": list(sections)}


def span(text, quote, place="lead"):
    return Span(place, text.index(quote), text.index(quote) + len(quote))


def after(old, new, quote):
    """The words a quote of one text stands on in the next, or None."""
    one, other = written(old), written(new)
    [there] = anchors.moved(one, other, [span(old, quote)]).values()
    return there and anchors.quoted(other, there)


@pytest.mark.parametrize(
    ("new", "left"),
    [
        (TEXT, "new card"),
        (f"First, sit down. {TEXT} Then rest.", "new card"),
        (TEXT.replace("card.", "card today."), "new card"),
        (TEXT.replace("new card", "brand new card"), "new card"),
        (TEXT.replace("new card", "new blue card"), "new blue card"),
        (TEXT.replace("new card", "new one"), "new"),
        (TEXT.replace("a new card", "help"), None),
        (f"Ask for a new card. {TEXT[: TEXT.index(' and')]}.", "new card"),
        ("", None),
    ],
)
def test_a_span_follows_its_words_and_only_those(new, left):
    assert after(TEXT, new, "new card") == left


def test_a_span_inside_a_token_stands_on_the_whole_token():
    assert after(TEXT, f"Now. {TEXT}", "point") == "{contact_point:sentence}"
    inside = TEXT.index("point")
    start, end = anchors.widened(TEXT, inside, inside + 2)
    assert TEXT[start:end] == "{contact_point:sentence}"
    assert anchors.widened(TEXT, TEXT.index("."), TEXT.index(".") + 2) is None


def test_a_token_that_takes_another_form_is_gone():
    assert after(TEXT, TEXT.replace(":sentence", ":cite"), "{contact_point:sentence}") is None


def test_a_section_that_moves_takes_its_spans_along():
    quotes = [span(TEXT, "new card", "0"), Span("0.heading", 0, 4), Span("title", 2, 8)]
    old, new = written(sections=SECTIONS), written(sections=SECTIONS[::-1])
    there = anchors.moved(old, new, quotes)
    assert [there[one].place for one in quotes] == ["1", "1.heading", "title"]
    assert anchors.quoted(new, there[quotes[0]]) == "new card"


def test_a_section_that_is_renamed_keeps_its_spans_and_loses_those_on_its_old_name():
    quotes = [span(TEXT, "new card", "0"), Span("0.heading", 0, 15)]
    new = written(sections=[{**SECTIONS[0], "heading": "First Aid"}, SECTIONS[1]])
    there = anchors.moved(written(sections=SECTIONS), new, quotes)
    assert anchors.quoted(new, there[quotes[0]]) == "new card"
    assert there[quotes[1]] is None


def test_a_section_that_is_removed_leaves_its_spans_nowhere():
    quotes = [span(TEXT, "new card", "0"), Span("0.heading", 0, 4), Span("0", 0, 0)]
    there = anchors.moved(written(sections=SECTIONS), written(sections=SECTIONS[1:]), quotes)
    assert list(there.values()) == [None, None, None]


def test_a_sentence_cut_here_and_pasted_there_is_found_again():
    quote = "Call {contact_point:sentence} and ask for a new card."
    shorter = {**SECTIONS[0], "text": TEXT.removesuffix(f" {quote}")}
    longer = {**SECTIONS[1], "text": f"{SECTIONS[1]['text']} {quote}"}
    old, new = written(sections=SECTIONS), written(sections=[shorter, longer])
    [there] = anchors.moved(old, new, [span(TEXT, quote, "0")]).values()
    assert (there.place, anchors.quoted(new, there)) == ("1", quote)


@pytest.mark.parametrize(
    ("new", "around"),
    [
        ("Call us now.", "Call| us now."),
        ("Please call: Call us.", "Please call: Call| us."),
        ("Call the shop.", "Call| the shop."),
        ("Reach us now.", "Reach| us now."),
        ("Nothing.", None),
    ],
)
def test_a_point_stays_between_its_words_or_beside_the_one_that_is_left(new, around):
    [there] = anchors.moved(written("Call us now."), written(new), [Span("lead", 4, 4)]).values()
    assert around == (there and f"{new[: there.start]}|{new[there.start :]}")


@pytest.mark.parametrize(("at", "around"), [(0, "|New words."), (12, "New words.|"), (6, None)])
def test_a_point_at_an_end_of_a_text_stays_there(at, around):
    new = "New words."
    [there] = anchors.moved(written("Call us now."), written(new), [Span("lead", at, at)]).values()
    assert around == (there and f"{new[: there.start]}|{new[there.start :]}")


def test_a_text_that_is_written_anew_is_compared_all_the_same():
    kept = "Call us at any hour."
    old = " ".join(f"old{n}" for n in range(2_000))
    new = " ".join(f"new{n}" for n in range(2_000))
    assert after(f"{kept} {old}", f"{kept} {new}", "any hour") == "any hour"
    assert after(f"{old} {kept}", f"{new} {kept}", "any hour") == "any hour"
    assert after(f"{kept} {old}", f"{kept} {new}", "old7") is None


word = some.text(ascii_lowercase, min_size=1, max_size=4)
token = some.sampled_from(["{people_affected:figure}", "{became_aware:date}"])
mark = some.sampled_from([".", ",", "\n\n", "- ", "**", "€"])
prose = some.lists(word | token | mark, max_size=12).map(" ".join)
quotes = some.lists(some.sampled_from(["Q1", "Q2", "Q3"]) | word, max_size=3).map(
    lambda inner: " ".join(["Q0", *inner])
)


def whole(front, quote, back):
    return f"{front} {quote} {back}"


@given(prose, quotes, prose, prose, prose)
@example("", "Q0 a", "a a", "a a", "")
@settings(max_examples=300, deadline=None)
def test_an_edit_elsewhere_leaves_a_quote_exactly_as_it_was(front, quote, back, front2, back2):
    assert after(whole(front, quote, back), whole(front2, quote, back2), quote) == quote


@given(prose, quotes, prose)
@settings(max_examples=200, deadline=None)
def test_words_that_are_deleted_leave_nothing(front, quote, back):
    quote = quote.translate({ord(letter): "Q" for letter in ascii_lowercase})
    assert after(whole(front, quote, back), f"{front} {back}", quote) is None


texts = some.builds(
    written,
    lead=prose,
    title=word,
    sections=some.lists(
        some.fixed_dictionaries({"heading": some.sampled_from(["A", "B", "C"]), "text": prose}),
        max_size=4,
    ),
)


@given(texts, texts, some.data())
@settings(max_examples=300, deadline=None)
def test_a_span_never_points_outside_its_text(old, new, data):
    place, text = data.draw(some.sampled_from(sorted(anchors.parts(old).items())))
    start = data.draw(some.integers(0, len(text)))
    end = data.draw(some.integers(start, len(text)))
    [there] = anchors.moved(old, new, [Span(place, start, end)]).values()
    if there is not None:
        edges = {0, *(at for each in anchors.units(anchors.parts(new)[there.place]) for at in each)}
        assert 0 <= there.start <= there.end <= len(anchors.parts(new)[there.place])
        assert {there.start, there.end} <= edges or start == end


@given(some.permutations("ABCD"), some.permutations("ABCD"), some.lists(prose, min_size=4))
@settings(max_examples=150, deadline=None)
def test_a_section_that_moves_takes_every_word_along(before, after, bodies):
    bodies = dict(zip("ABCD", bodies, strict=False))
    old, new = (
        written(sections=[{"heading": each, "text": bodies[each]} for each in order])
        for order in (before, after)
    )
    spans = [
        Span(str(number), *unit)
        for number, section in enumerate(old["sections"])
        for unit in anchors.units(section["text"])
    ]
    for one, there in anchors.moved(old, new, spans).items():
        assert after[int(there.place)] == before[int(one.place)]
        assert (there.start, there.end) == (one.start, one.end)


@given(prose, token, prose, some.data())
@settings(max_examples=150, deadline=None)
def test_nobody_points_into_a_token(front, token, back, data):
    text = f"{front} {token} {back}"
    start = data.draw(some.integers(0, len(token) - 1)) + len(front) + 1
    end = data.draw(some.integers(start + 1, len(front) + 1 + len(token)))
    a, b = anchors.widened(text, start, end)
    assert text[a:b] == token
    [there] = anchors.moved(
        written(text), written(f"Q {text}"), [Span("lead", start, end)]
    ).values()
    assert f"Q {text}"[there.start : there.end] == token


@given(texts)
@settings(max_examples=100, deadline=None)
def test_a_text_that_did_not_change_moves_nothing(text):
    spans = [
        Span(place, *each)
        for place, part in anchors.parts(text).items()
        for each in [*anchors.units(part), (0, 0), (len(part), len(part))]
    ]
    assert anchors.moved(text, text, spans) == {one: one for one in spans}


@given(texts, some.data())
@settings(max_examples=300, deadline=None)
def test_hunks_applied_to_one_text_give_the_other(old, data):
    new = {**old, "lead": data.draw(prose), "title": data.draw(word)}
    new["sections"] = [{**each, "text": data.draw(prose)} for each in old["sections"]]
    found = anchors.hunks(old, new)
    assert anchors.applied(old, found) == new
    assert all(anchors.quoted(old, each.span) == each.was for each in found)
    assert not any(
        anchors.overlap(one.span, other.span)
        for number, one in enumerate(found)
        for other in found[:number]
    )


def test_hunks_a_word_apart_are_one_and_lines_keep_them_apart():
    def cut(old, new):
        return [(each.was, each.becomes) for each in anchors.hunks(written(old), written(new))]

    assert cut("One big red dog ran.", "One small red cat ran.") == [
        ("big red dog", "small red cat")
    ]
    assert cut("One big old red dog.", "One small old red cat.") == [
        ("big", "small"),
        ("dog", "cat"),
    ]
    assert cut("One dog.\n\nOne cat.", "One mouse.\n\nThe cat.") == [
        ("dog", "mouse"),
        ("One", "The"),
    ]
