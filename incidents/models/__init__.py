"""What happened: incidents, who needs to know, what is known, what people said, what is owed."""

from incidents.models.core import (
    Contribution,
    ContributionQuerySet,
    Fact,
    FactQuerySet,
    Incident,
    IncidentQuerySet,
    Kind,
    Membership,
    ReferenceYear,
    Severity,
    Status,
    VerisImport,
)
from incidents.models.duties import (
    Channel,
    DutyAnswers,
    DutyDataSet,
    DutyDecision,
    DutyEvent,
    DutyRules,
    Fulfilment,
    Ruling,
)

__all__ = [
    "Channel",
    "Contribution",
    "ContributionQuerySet",
    "DutyAnswers",
    "DutyDataSet",
    "DutyDecision",
    "DutyEvent",
    "DutyRules",
    "Fact",
    "FactQuerySet",
    "Fulfilment",
    "Incident",
    "IncidentQuerySet",
    "Kind",
    "Membership",
    "ReferenceYear",
    "Ruling",
    "Severity",
    "Status",
    "VerisImport",
]
