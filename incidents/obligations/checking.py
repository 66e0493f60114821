"""The shape of each data file: which keys it has and what may stand behind them."""

import re

from . import shapes
from .marked import Problem
from .shapes import day, identifier, keys, listing, maybe, one_of, truth, whole, words

KINDS = ("data_protection", "state_breach_law", "sectoral", "cyber_incident", "securities")
STATUSES = ("in_force", "in_force_phased", "pending")
LEVELS = ("full", "partial", "memory")
SOURCES = ("statute_text_mirror", "official_guidance", "law_firm", "dataset", "memory")
RECIPIENTS = ("individuals", "regulator", "media", "credit_bureaus", "clients", "users")
RECIPIENTS += ("controller", "law_enforcement", "market", "other", "internal")
STAGES = ("assessment", "early_warning", "initial", "intermediate", "final", "supplement", "single")
OPERATORS = ("any", "gt", "gte", "lt")
# What a clock runs from. The last two of SENDINGS are the sending of another notice.
SENDINGS = ("notice_to_individuals", "submission_of")
STARTS = ("discovery", "awareness", "noticing", "reasonable_suspicion", "reasonable_belief")
STARTS += ("determination", "confirmation", "classification", "materiality", "payment")
STARTS += ("mitigation_available", "notification_received", *SENDINGS, "calendar_year_end")
STARTS += ("request", "new_information")
UNITS = ("hours", "calendar_days", "business_days", "calendar_months")

_reference = re.compile(r"([a-z0-9-]+:)?[a-z0-9_]+")


def _ref(value, where, line):
    if not isinstance(value, str) or not _reference.fullmatch(value):
        yield line, f"{where} must name a row, such as individuals or us-hipaa:hhs_500."


def _count(value, where, line):
    if value is not None:
        yield from whole(1)(value, where, line)


_branch = {"starts_at": one_of(*STARTS), "duration": maybe(whole()), "unit": maybe(one_of(*UNITS))}
_clock_more = {
    "computation": identifier,
    "hard_limit": truth,
    "anchor_ref": _ref,
    "not_later_than_ref": _ref,
    "extension": words,
    "roll": identifier,
    "note": words,
}
_also = keys(
    _branch,
    {
        "combine": one_of("earliest"),
        "computation": identifier,
        "anchor_ref": _ref,
        "unless": words,
        "phrase": words,
        "note": words,
    },
)
_clock = keys({**_branch, "phrase": words}, {**_clock_more, "also": listing(_also, 1)})
_format = keys(
    {},
    {
        **dict.fromkeys(("title",), maybe(words)),
        **dict.fromkeys(("language", "channel", "machine_readable", "contact_must_be"), words),
        **dict.fromkeys(("headings_mandatory", "plain_language", "conspicuous"), truth),
        **dict.fromkeys(("separate_message", "direct"), truth),
        "headings": listing(words),
        "min_font_pt": whole(1),
        "min_contact_channels": whole(1),
        "notes": words,
    },
)
_threshold = keys(
    {"operator": one_of(*OPERATORS), "count": _count, "scope": maybe(identifier)},
    {"or_qualitative": truth, "note": words},
)
_recipient = keys(
    {
        "id": identifier,
        "type": one_of(*RECIPIENTS),
        "name": words,
        "stage": one_of(*STAGES),
        "trigger": words,
        "threshold": _threshold,
        "clock": _clock,
        "required_elements": listing(identifier),
        "prohibited_elements": listing(identifier),
        "verified": truth,
    },
    {
        "phased_submission": keys({"allowed": truth, "rule": words}),
        "conditional_elements": listing(keys({"element": identifier, "when": words}), 1),
        "recommended_elements": listing(identifier),
        "prohibited_note": words,
        "format": _format,
        "exemptions": listing(words),
        "notes": words,
    },
)
_substitute = keys(
    {},
    {
        "cost_usd_over": maybe(whole()),
        "persons_over": maybe(whole()),
        "insufficient_contact_data": truth,
        "consists_of": listing(words),
        **dict.fromkeys(("note", "under_10", "10_or_more"), words),
    },
)
_regime = keys(
    {
        "schema_version": one_of(1),
        "code": identifier,
        "name": words,
        "jurisdiction": keys(
            {"country": words, "subdivision": maybe(words), "level": words, "applies_by": words},
            {"note": words},
        ),
        "kind": one_of(*KINDS),
        "status": one_of(*STATUSES),
        "citation": listing(words, 1),
        "source": listing(keys({"ref": words, "type": one_of(*SOURCES)}, {"as_of": words}), 1),
        "verified": truth,
        "verification": keys(
            {
                "level": one_of(*LEVELS),
                "checked_on": day,
                "basis": one_of("primary", "secondary", "memory"),
            },
            {"note": words},
        ),
        "applies_to": words,
        "clock_timezone": shapes.zone,
        "holiday_calendar": maybe(identifier),
        "recipients": listing(_recipient, 1),
    },
    {
        "effective_from": day,
        "last_amended": day,
        "next_change": listing(keys({"date": maybe(day), "status": words, "summary": words}), 1),
        "trigger": keys(
            {"event": words, "data_scope": words},
            {
                "event_kind": words,
                "risk_of_harm": keys(
                    {"test": maybe(words), "document": truth}, {"retention": maybe(words)}
                ),
                "encryption_safe_harbour": keys(
                    {"available": truth}, {"lost_if_key_taken": truth, "note": words}
                ),
            },
        ),
        "law_enforcement_delay": keys(
            {"allowed": truth, "form": words, "resume": maybe(words)},
            {"rule": identifier, "duration_note": words, "cite": words, "note": words},
        ),
        "processor_duty": keys({"to": words, "clock": _clock}, {"also": words}),
        "delivery": keys(
            {"methods": listing(words, 1)},
            {
                "prohibited_channels": listing(words),
                "substitute_notice": maybe(_substitute),
                "substitute_notice_verified": truth,
                "deceased": words,
                "minors": words,
            },
        ),
        "language": words,
        "record_keeping": keys({"duty": words, "retention": maybe(words)}),
        "pitfalls": listing(words),
    },
)
_elements = keys(
    {
        "schema_version": one_of(1),
        "rules": listing(words),
        "categories": shapes.mapping_of(identifier, words),
        "elements": listing(
            keys(
                {"id": identifier, "category": identifier, "definition": words},
                {"parent": identifier, "note": words},
            ),
            1,
        ),
    }
)
_rules = keys(
    {
        "schema_version": one_of(1),
        "note": words,
        "rules": listing(
            keys(
                {"id": identifier, "strict": words, "legal_max": maybe(words)},
                {
                    "kind": one_of("roll", "resume"),
                    "basis": words,
                    "note": words,
                    "roll_statutes": shapes.mapping_of(identifier, words),
                },
            ),
            1,
        ),
    }
)
_data_set = keys(
    {
        "schema_version": one_of(1),
        "version": words,
        "compiled_on": day,
        "review_by": day,
        "disclaimer": words,
    }
)
_SHAPES = {"elements": _elements, "rules": _rules, "data_set": _data_set, "regime": _regime}


def shape(kind, content, file):
    """Problems of the shape of one file: `kind` is elements, rules, data_set or regime."""
    if not isinstance(content, dict):
        yield Problem(file, getattr(content, "line", 1), "The file must be a mapping.")
        return
    for line, problem in _SHAPES[kind](content, "The file", content.line):
        yield Problem(file, line, problem.removeprefix("The file: "))
