"""Whose word a text has, and what must be settled first."""

from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel
from statements.models.people import person
from statements.models.texts import Revision


class Decision(models.TextChoices):
    SIGNED = "signed", "Signed"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Signature withdrawn"


class SignOff(AppendOnlyModel):
    """One role's word on one exact text; the latest per role stands."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="sign_offs")
    digest = models.CharField(max_length=64)
    role = models.CharField(max_length=12)
    by = person("sign_offs")
    decision = models.CharField(max_length=10, choices=Decision)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "revision", "role", "by"], name="a_sign_off_is_one_persons_word"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[Role.LEGAL, Role.PR, Role.DEVELOPER]),
                name="only_roles_that_answer_for_a_text_sign",
            ),
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values), name="a_decision_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.RETURNED) | ~models.Q(note=""),
                name="returning_a_text_takes_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.decision} {self.revision_id}"


class Objection(AppendOnlyModel):
    """A point that must be settled before the statement may leave the house."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField()
    by = person("objections")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"objection {self.pk}"


class Settlement(AppendOnlyModel):
    """How an objection was settled, by its author or another of the same role."""

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="settlement")
    note = models.TextField()
    by = person()
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"settlement of {self.objection_id}"
