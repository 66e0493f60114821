"""Every fact we ask for, in the order of the meeting."""

from dataclasses import replace

from incidents.facts.answers import CAUSES, EXFILTRATION, FORENSICS, MISUSE, PEOPLE_GROUPS
from incidents.facts.counts import Count
from incidents.facts.exposure import CATEGORIES, GROUPS, Exposure
from incidents.facts.kinds import (
    NEVER_ESTIMATED,
    Choice,
    Choices,
    Contact,
    Lines,
    Text,
)
from incidents.facts.known import Confidence
from incidents.facts.places import Places
from incidents.facts.times import Time
from incidents.facts.types import EVERYONE_WHO_ACTS, FactType, Wording

SHORT = 2_000


def _time(key, label, help, question, lead, checking, section="core"):
    wording = Wording(
        f"{lead} {{}}.", f"{lead} {{}}. We are still checking exactly when.", checking
    )
    return FactType(key, Time(), label, help, section, question, wording)


def _text(key, label, help, section, question, wording, max_length=SHORT, **options):
    return FactType(
        key, Text(max_length=max_length), label, help, section, question, wording, **options
    )


_SO_FAR = "This is what we know so far: {}"

_CORE = (
    _text(
        "vulnerability",
        "Vulnerability",
        "The weakness that let it happen, as you would tell a colleague. Whole sentences.",
        "core",
        "What weakness let this happen?",
        Wording("{}", _SO_FAR, "We are still checking what let this happen."),
    ),
    _text(
        "affected_systems",
        "Affected systems",
        "Finish the sentence \u201cThis affected \u2026\u201d. Say also what was not affected.",
        "core",
        "Which system or module is affected?",
        Wording(
            "This affected {}.",
            "This affected {}. We are still checking whether it affected more.",
            "We are still checking which of our systems are affected.",
        ),
    ),
    FactType(
        "cause",
        Choices(options=CAUSES),
        "Kind of cause",
        "Choose all that took part.",
        "core",
        "What kind of cause was it?",
        Wording(
            "This happened because {}.",
            "This happened because {}. We are still checking the details.",
            "We are still checking how this happened.",
        ),
    ),
    _text(
        "detection_method",
        "How it was detected",
        "Finish the sentence \u201cWe found out through \u2026\u201d, for instance "
        "\u201can alert from our own monitoring\u201d.",
        "core",
        "How was it detected?",
        Wording(
            "We found out through {}.",
            "We found out through {}. We are still checking the details.",
        ),
    ),
    _time(
        "occurred_from",
        "Began",
        "When it first happened, as precisely as you know and no more.",
        "When did it begin?",
        "This began",
        "We are still checking when this began.",
    ),
    _time(
        "occurred_to",
        "Ended",
        "When it last happened. Leave it open while it goes on.",
        "When did it end?",
        "It ended",
        "We are still checking when this ended.",
    ),
    _time(
        "detected",
        "Detected",
        "When the first sign was seen, by whomever.",
        "When was it detected?",
        "Someone first noticed this",
        "We are still checking when someone first noticed this.",
    ),
    _time(
        "became_aware",
        "Became aware",
        "When we were reasonably sure that data is involved. Most legal clocks start here.",
        "When did we become aware?",
        "We learned of this",
        "",
    ),
    _time(
        "contained",
        "Contained",
        "When it was stopped from going further.",
        "When was it contained?",
        "We stopped this from going further",
        "We are still working to bring this under control.",
    ),
    _time(
        "recovered",
        "Recovered",
        "When everything worked as before.",
        "When had we recovered?",
        "Our systems worked as before again",
        "We are still working to bring our systems back to normal.",
    ),
    replace(
        _text(
            "other_effects",
            "Other effects",
            "What was changed, lost or could not be used. Whole sentences.",
            "core",
            "What else was affected?",
            Wording("{}", _SO_FAR, "We are still checking what else was affected."),
        ),
        optional=True,
    ),
)

_PEOPLE = (
    FactType(
        "people_affected",
        Count(units=("people", "accounts")),
        "People affected",
        "Low, best and high figure; leave out what you do not know. We publish the conservative "
        "one. Count people, not records.",
        "people",
        "How many people are affected?",
        Wording(
            "{} affected.",
            "{} affected. We are still counting.",
            "We are still checking how many people are affected.",
            "We have checked, and no one is affected.",
        ),
    ),
    FactType(
        "data_records",
        Count(units=("records",), maximum=10**12),
        "Data records",
        "Rows or documents, not people: one person can have many.",
        "people",
        "How many data records are involved?",
        Wording(
            "{} involved. One person can have more than one record.",
            "{} involved. We are still counting. One person can have more than one record.",
            "We are still checking how many records are involved.",
        ),
        optional=True,
    ),
    FactType(
        "affected_groups",
        Choices(options=PEOPLE_GROUPS),
        "Groups affected",
        "Choose all that apply.",
        "people",
        "Which groups of people are affected?",
        Wording(
            "This affects {}.",
            "This affects {}. We are still checking who else is affected.",
            "We are still checking who is affected.",
        ),
    ),
)


def _exposure(category):
    return FactType(
        f"exposure.{category.key}",
        Exposure(category=category),
        category.label,
        GROUPS[category.group],
        "data",
        f"Did this expose {category.lay}?"
        if category.key != "other"
        else "Was any other data exposed?",
        Wording(
            "The exposed data includes {}.",
            "We are not sure yet whether the exposed data includes {}. Please act as if it did.",
            "We are still checking whether the exposed data includes {}.",
            "We have checked, and the exposed data does not include {}.",
        ),
        optional=True,
    )


_DATA = (
    *map(_exposure, CATEGORIES.values()),
    FactType(
        "exfiltration",
        Choice(
            options=EXFILTRATION,
            denial="no",
        ),
        "Exfiltration",
        "Whether data left the building. \u201cNo\u201d takes a basis: who looked, at what.",
        "data",
        "Did data leave our systems?",
        Wording(checking="We are still checking whether any data left our systems."),
    ),
    FactType(
        "misuse_seen",
        Choice(
            options=MISUSE,
            denial="no",
        ),
        "Misuse seen",
        "Only what somebody saw. \u201cNo\u201d takes a basis: who looked, where, until when.",
        "data",
        "Has anybody seen the data misused?",
        Wording(checking="We are still checking whether anyone has misused this data."),
    ),
)

_DONE = (
    FactType(
        "immediate_actions",
        Lines(),
        "Done at once",
        "One short sentence on each line, beginning with \u201cWe\u201d.",
        "done",
        "What did we do at once?",
    ),
    FactType(
        "further_measures",
        Lines(),
        "Done further",
        "What has been done or is under way since. One short sentence on each line.",
        "done",
        "What have we done since, and what are we doing?",
        Wording(checking="We are still working on further steps."),
        moves_on=True,
    ),
    FactType(
        "forensics_status",
        Choice(
            options=FORENSICS,
            confidences=(Confidence.CONFIRMED, Confidence.UNDER_INVESTIGATION),
        ),
        "Forensic analysis",
        "Where the analysis stands today.",
        "done",
        "How far have we examined our systems?",
        moves_on=True,
    ),
    _text(
        "root_cause",
        "Root cause",
        "Why it could happen, once the analysis says so. Whole sentences.",
        "done",
        "Why could this happen?",
        Wording("{}", _SO_FAR, "We are still checking why this could happen."),
        optional=True,
    ),
)

_WORDS = (
    _text(
        "summary_lay",
        "What happened in plain words",
        "One plain sentence a neighbour would understand. Say who did what.",
        "words",
        "What happened, in one plain sentence?",
        Wording("{}", _SO_FAR),
        1_000,
        owners=EVERYONE_WHO_ACTS,
    ),
    FactType(
        "what_people_can_do",
        Lines(numbered=True),
        "What people can do",
        "One step on each line, the most urgent first. Begin with the verb.",
        "words",
        "What can people do?",
        owners=EVERYONE_WHO_ACTS,
        moves_on=True,
    ),
    _text(
        "monitoring_offered",
        "Help offered",
        "Finish the sentence \u201cWe offer you \u2026\u201d, for instance a year of monitoring.",
        "words",
        "What help do we offer?",
        Wording("We offer you {}.", "We offer you {}."),
        owners=EVERYONE_WHO_ACTS,
        optional=True,
    ),
    FactType(
        "contact_point",
        Contact(),
        "Contact point",
        "Whom people can ask, with at least one way to reach them.",
        "words",
        "Whom can people ask?",
        owners=EVERYONE_WHO_ACTS,
        moves_on=True,
    ),
)

_DUTIES = (
    FactType(
        "residence",
        Places(),
        "Where people live",
        "One place on each line, such as US-CA 1,240 or DE 310 or France unknown.",
        "duties",
        "Where do the people affected live?",
        Wording(
            "The people affected live in {}.",
            "The people affected live in {}. We are still checking where else they live.",
            "We are still checking where the people affected live.",
        ),
    ),
    FactType(
        "notified_authorities",
        Lines(),
        "Authorities told",
        "One on each line: who was told. Say so as ruled out if no one was told.",
        "duties",
        "Which authorities have been told?",
        Wording("We have told {}."),
        owners=EVERYONE_WHO_ACTS,
        optional=True,
        moves_on=True,
    ),
    replace(
        _time(
            "made_public",
            "Made public",
            "When it first became public, by whomever.",
            "When did it become public?",
            "This became public",
            "",
            section="duties",
        ),
        owners=EVERYONE_WHO_ACTS,
        public=False,
        optional=True,
    ),
)

_NEXT = (
    FactType(
        "next_update",
        Time(may_be_ahead=True, confidences=NEVER_ESTIMATED),
        "Next update",
        "Only what we are sure to keep.",
        "next",
        "When will we say more?",
        Wording("We will tell you more {}."),
        owners=EVERYONE_WHO_ACTS,
        moves_on=True,
    ),
)

CATALOGUE = {
    fact_type.key: fact_type
    for fact_type in (*_CORE, *_PEOPLE, *_DATA, *_DONE, *_WORDS, *_DUTIES, *_NEXT)
}
