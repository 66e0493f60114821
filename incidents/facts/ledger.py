"""The exposure ledger in words: which data was exposed, which certainly was not, which is open."""

from dataclasses import dataclass

from incidents.facts.catalogue import CATALOGUE
from incidents.facts.exposure import EXPLANATIONS, NO_EXPOSURE, noun
from incidents.facts.kinds import join
from incidents.facts.known import Confidence
from incidents.facts.risks import risks

EXPOSURE_KEYS = tuple(key for key in CATALOGUE if key.startswith("exposure."))


@dataclass(frozen=True)
class DataGroup:
    label: str
    question: str
    optional: bool
    confidences: tuple
    forms: tuple = ("list", "sentence")


DATA_GROUPS = {
    "data_exposed": DataGroup(
        "Data exposed",
        "Which data is involved?",
        False,
        (Confidence.CONFIRMED, Confidence.ESTIMATED),
        ("list", "sentence", "risks"),
    ),
    "data_not_exposed": DataGroup(
        "Data certainly not exposed",
        "Which data was certainly not exposed?",
        True,
        (Confidence.RULED_OUT,),
    ),
    "data_unknown": DataGroup(
        "Data not yet known about",
        "Which data do we not know about yet?",
        True,
        (Confidence.UNDER_INVESTIGATION,),
    ),
}


def question(group):
    return DATA_GROUPS[group].question, DATA_GROUPS[group].optional


def entries(facts, group):
    """{key: fact} of the ledger's entries in this group, in the order of the catalogue."""
    confidences = DATA_GROUPS[group].confidences
    return {
        key: facts[key]
        for key in EXPOSURE_KEYS
        if key in facts and facts[key].confidence in confidences
    }


def noun_of(fact_type, fact, reader):
    """The data in words. Only what was exposed asks back for a name too wide to publish."""
    category = fact_type.kind.category
    value = fact.value or NO_EXPOSURE
    if value["exposure"] == "exposed":
        return noun(category, value, reader)
    return value["note"] if category.needs_note and value["note"] else _bare(category, reader)


def _bare(category, reader):
    return category.technical if reader == "technical" else category.lay


def say(facts, group, form, reader):
    """The group in words, or "" where there is nothing to say."""
    chosen = entries(facts, group)
    if group == "data_exposed":
        return _say_exposed(facts, _for_reader(chosen, reader), form, reader)
    nouns = _nouns(chosen, reader)
    if form == "list" or not nouns:
        return join(nouns)
    words = join(nouns, last="or")
    if group == "data_not_exposed":
        return f"We have checked, and the exposed data does not include {words}."
    return f"We are still checking whether the exposed data includes {words}."


def behind(facts, group, reader):
    """{key: fact} of the entries a group's words stand on, in the order of the catalogue."""
    chosen = entries(facts, group)
    if group != "data_exposed":
        return chosen
    return _for_reader(chosen, reader) or entries(facts, "data_unknown")


def _nouns(chosen, reader):
    return [noun_of(CATALOGUE[key], fact, reader) for key, fact in chosen.items()]


def _for_reader(chosen, reader):
    """Lay readers are told about data that concerns people, if there is any."""
    about_people = {k: f for k, f in chosen.items() if k != "exposure.internal"}
    return about_people if reader == "lay" and about_people else chosen


def _say_exposed(facts, chosen, form, reader):
    if form == "risks":
        return " ".join(risks(_readable(chosen)))
    sure = _with(chosen, Confidence.CONFIRMED)
    unsure = _with(chosen, Confidence.ESTIMATED)
    if form == "list":
        maybe = [f"{word} (not yet certain)" for word in _nouns(unsure, reader)]
        return join([*_nouns(sure, reader), *maybe])
    if not chosen:
        still = "We are still checking which data is involved."
        return still if entries(facts, "data_unknown") else ""
    return " ".join([*_sentences(sure, unsure, reader), *_explanations(chosen, reader)])


def _readable(chosen):
    """The kinds of data somebody can read: not what is encrypted while the key is safe."""
    return [
        CATALOGUE[key].kind.category.key
        for key, fact in chosen.items()
        if fact.value["protection"] != "encrypted"
    ]


def _with(chosen, confidence):
    return {key: fact for key, fact in chosen.items() if fact.confidence == confidence}


def _sentences(sure, unsure, reader):
    if sure:
        yield f"The exposed data includes {join(_nouns(sure, reader))}."
    if unsure:
        data = "it also" if sure else "the exposed data"
        words = join(_nouns(unsure, reader), last="or")
        yield f"We are not sure yet whether {data} includes {words}. Please act as if it did."


def _explanations(chosen, reader):
    """What "scrambled" and "encrypted" mean, once, for lay readers."""
    if reader == "technical":
        return []
    protections = {fact.value["protection"].removesuffix("_key_taken") for fact in chosen.values()}
    return [text for name, text in EXPLANATIONS.items() if name in protections]
