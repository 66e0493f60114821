"""The record: one chain of entries that can be added to and never rewritten."""

from django.db import models

from breachcomm.audit.append_only import AppendOnlyModel


class Entry(AppendOnlyModel):
    """One act. It names things by reference and holds no foreign key to them."""

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=12, blank=True)
    action = models.CharField(max_length=60)
    incident = models.CharField(max_length=20, blank=True, db_index=True)
    subject = models.CharField(max_length=120)
    facts = models.TextField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"{self.sequence} {self.action} {self.subject}"


class Head(models.Model):
    """The end of the chain: one row, locked last by every operation."""

    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="the_record_has_one_head")
        ]

    def __str__(self):
        return f"{self.sequence} {self.digest[:8]}"
