"""What we say: statements, their exact texts, whose word they have, and what left the house."""

from statements.models.clauses import (
    Clause,
    ClauseQuerySet,
    ClauseUse,
    ClauseVersion,
    ClauseVersionQuerySet,
    Element,
)
from statements.models.releases import (
    CorrectionDecision,
    Course,
    Release,
    ReleaseQuerySet,
    RenderJob,
    Rendition,
    RenditionQuerySet,
    Withdrawal,
)
from statements.models.sign_offs import (
    Decision,
    Objection,
    Settlement,
    SignOff,
)
from statements.models.texts import (
    Citation,
    Revision,
    RevisionQuerySet,
    State,
    Statement,
    StatementQuerySet,
    Waiver,
)

__all__ = [
    "Citation",
    "Clause",
    "ClauseQuerySet",
    "ClauseUse",
    "ClauseVersion",
    "ClauseVersionQuerySet",
    "CorrectionDecision",
    "Course",
    "Decision",
    "Element",
    "Objection",
    "Release",
    "ReleaseQuerySet",
    "RenderJob",
    "Rendition",
    "RenditionQuerySet",
    "Revision",
    "RevisionQuerySet",
    "Settlement",
    "SignOff",
    "State",
    "Statement",
    "StatementQuerySet",
    "Waiver",
    "Withdrawal",
]
