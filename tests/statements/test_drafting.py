import pytest

from incidents.facts import CATALOGUE, Confidence, Known
from statements import tokens
from statements.audiences import Audience
from statements.drafting import draft_from, reader_of, template
from statements.renditions.markdown import to_html


def source(facts, audience=Audience.AFFECTED_PEOPLE):
    return draft_from(facts, audience, reference="INC-2026-0007", organisation="Harbour Sign")


def draft(facts, audience=Audience.AFFECTED_PEOPLE):
    """The draft as it reads."""
    return tokens.resolved(source(facts, audience), facts, reader_of(audience))


def whole(text):
    parts = [text["title"], text["lead"]]
    for section in text["sections"]:
        parts += [section["heading"], section["text"]]
    return "\n\n".join(parts)


def exposed(protection="plain"):
    return Known({"exposure": "exposed", "protection": protection, "note": ""}, basis="Logs.")


@pytest.mark.parametrize("audience", Audience)
def test_every_audience_has_a_template_with_a_version(audience):
    data = template(audience)
    assert data["audience"] == audience
    assert data["template"].rpartition("/")[2].isdigit()


def test_the_notice_to_people_has_the_headings_the_law_names():
    text = draft({})
    assert text["title"] == "Notice of Data Breach"
    assert [section["heading"] for section in text["sections"]] == [
        "What Happened",
        "What Information Was Involved",
        "What We Are Doing",
        "What You Can Do",
        "For More Information",
    ]


@pytest.mark.parametrize("audience", Audience)
def test_a_draft_without_facts_asks_and_never_guesses(audience):
    text = whole(draft({}, audience))
    assert "[[What happened, in one plain sentence?]]" in text
    assert not any(character.isdigit() for character in text.replace("INC-2026-0007", ""))
    assert "{" not in text
    assert "None" not in text


def test_an_unknown_number_is_said_to_be_unknown():
    facts = {"people_affected": Known(None, Confidence.UNDER_INVESTIGATION)}
    text = whole(draft(facts))
    assert "We are still checking how many people are affected." in text


def test_what_was_certainly_not_exposed_is_said_only_when_it_is_on_the_ledger():
    facts = {"exposure.name": exposed()}
    assert "not exposed" not in whole(draft(facts))
    facts["exposure.payment_card"] = Known(
        {"exposure": "not_exposed", "protection": "unknown", "note": ""},
        Confidence.RULED_OUT,
        "The terminal stores nothing; its logs were read until 20 November.",
    )
    assert "the exposed data does not include payment card data" in whole(draft(facts))


def test_steps_stand_as_a_numbered_list_in_the_order_given():
    facts = {"what_people_can_do": Known(["Change your password.", "Call us."])}
    section = draft(facts)["sections"][3]
    assert section["text"].endswith("1. Change your password.\n2. Call us.")


def test_a_paragraph_whose_fact_is_ruled_out_is_left_out_and_asks_nothing():
    open_text = whole(draft({}))
    ruled_out = whole(
        draft({"next_update": Known(None, Confidence.RULED_OUT, "Nothing is left to find out.")})
    )
    question = f"[[{CATALOGUE['next_update'].question}]]"
    assert question in open_text
    assert question not in ruled_out


def test_markup_in_a_fact_stands_for_itself():
    facts = {"summary_lay": Known("Someone read *all* of <b>svc_backup</b> [today].")}
    assert r"\*all\* of \<b\>svc_backup\</b\> \[today\]" in whole(draft(facts))


def test_a_question_inside_a_fact_stays_an_open_question():
    facts = {"exposure.personal": exposed()}
    assert "[[Which personal details?]]" in whole(draft(facts))


@pytest.mark.parametrize("text", ["# one", "- two", "3. three", "4) four", "+ five"])
def test_a_line_that_looks_like_markdown_stays_a_line(text):
    assert to_html(tokens.literal(text)) == f"<p>{text}</p>\n"


def test_sentences_that_belong_together_run_on_in_one_paragraph():
    day = {"precision": "day", "zone": "UTC", "value": "2026-11-09"}
    text = draft({"became_aware": Known(day), "contained": Known(day)})["sections"][0]["text"]
    assert text.startswith("We learned of this on 9 November 2026. We stopped this")
