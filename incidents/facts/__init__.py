"""The catalogue of facts: key, type, label, question it answers, how it reads in plain words."""

from incidents.facts.brief import BriefQuestion, brief_questions
from incidents.facts.catalogue import CATALOGUE
from incidents.facts.counts import NO_COUNT, figure_text, published
from incidents.facts.exposure import CATEGORIES, EXPOSURES, GROUPS, NO_EXPOSURE, PROTECTIONS
from incidents.facts.kinds import NO_CONTACT
from incidents.facts.known import Confidence, Known, is_answered
from incidents.facts.ledger import DATA_GROUPS, EXPOSURE_KEYS
from incidents.facts.places import NO_PLACE, parse_places, places_as_lines
from incidents.facts.times import (
    NO_TIME,
    PRECISIONS,
    earliest,
    impossible_orders,
    latest,
)
from incidents.facts.types import SECTIONS, FactType, Section, Wording
from incidents.facts.wording import BadToken, OpenQuestion, behind, label_of, say, tokens

__all__ = [
    "CATALOGUE",
    "CATEGORIES",
    "DATA_GROUPS",
    "EXPOSURES",
    "EXPOSURE_KEYS",
    "GROUPS",
    "NO_CONTACT",
    "NO_COUNT",
    "NO_EXPOSURE",
    "NO_PLACE",
    "NO_TIME",
    "PRECISIONS",
    "PROTECTIONS",
    "SECTIONS",
    "BadToken",
    "BriefQuestion",
    "Confidence",
    "FactType",
    "Known",
    "OpenQuestion",
    "Section",
    "Wording",
    "behind",
    "brief_questions",
    "earliest",
    "figure_text",
    "impossible_orders",
    "is_answered",
    "label_of",
    "latest",
    "parse_places",
    "places_as_lines",
    "published",
    "say",
    "tokens",
]
