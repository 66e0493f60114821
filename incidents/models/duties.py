"""What the law asks of an incident: what started its clocks, what counsel decided, what was sent.

All of it is written once. The newest row counts; the older ones say how it came to be.
"""

from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel
from incidents.models.core import Incident, _person

KEY_LENGTH = 120


class DutyDataSet(AppendOnlyModel):
    """One version of the law as data, kept whole, so that an incident can stay on it."""

    version = models.CharField(max_length=40)
    checksum = models.CharField(max_length=64)
    content = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "checksum"], name="a_data_set_is_kept_once")
        ]

    def __str__(self):
        return f"{self.version} ({self.checksum[:12]})"


class DutyRules(AppendOnlyModel):
    """Which data set an incident runs on. The first is taken by itself, a newer one by counsel."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="duty_rules")
    data_set = models.ForeignKey(DutyDataSet, on_delete=models.PROTECT, related_name="taken")
    reason = models.TextField(blank=True)
    by = _person("+")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.incident} on {self.data_set}"


class DutyAnswers(AppendOnlyModel):
    """All answers to the questionnaire as they stood; the newest row counts.

    answers: {id of a question: answer}, without those nobody has answered.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="duty_answers")
    answers = models.JSONField()
    by = _person("+")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"answers {self.pk} of {self.incident}"


class DutyEvent(AppendOnlyModel):
    """That something happened which starts clocks, and when.

    kind: one of `obligations.explaining.EVENTS`, or the key of one duty. value: a time as facts
    keep it, with zone and precision; None says that it did not happen after all. moment: the
    earliest moment it can mean, from which clocks run. A disputed row stands beside those before
    it, any other in their place.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="duty_events")
    kind = models.CharField(max_length=KEY_LENGTH)
    value = models.JSONField(null=True)
    moment = models.DateTimeField(null=True)
    evidence = models.TextField()
    is_disputed = models.BooleanField(default=False)
    by = _person("+")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(evidence=""), name="an_event_takes_evidence"
            ),
            models.CheckConstraint(
                condition=models.Q(moment__isnull=False) | models.Q(is_disputed=False),
                name="only_a_moment_can_be_disputed",
            ),
        ]

    def __str__(self):
        return f"{self.kind} of {self.incident}"


class Ruling(models.TextChoices):
    APPLIES = "applies", "Applies"
    NOT_REQUIRED = "not_required", "Not required"
    REOPENED = "reopened", "To be decided again"


class DutyDecision(AppendOnlyModel):
    """Counsel's word on one duty, never a deletion. Only its reason may be privileged."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="duty_decisions")
    key = models.CharField(max_length=KEY_LENGTH)
    ruling = models.CharField(max_length=12, choices=Ruling)
    reason = models.TextField()
    privileged = models.BooleanField(default=False)
    by = _person("+")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ruling__in=Ruling.values), name="a_ruling_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_decision_on_a_duty_takes_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.LEGAL), name="counsel_decides_on_duties"
            ),
        ]

    def __str__(self):
        return f"{self.key} of {self.incident}"


class Channel(models.TextChoices):
    PORTAL = "portal", "Web form or portal"
    EMAIL = "email", "E-mail"
    POST = "post", "Letter by post"
    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"
    OTHER = "other", "Another way"


class Fulfilment(AppendOnlyModel):
    """A notice that left the house, as counsel recorded it, word for word.

    strict, legal_max: the deadline as it was computed when the duty was first met; later filings
    and corrections carry the same, so that lateness does not move when events or rules do.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="fulfilments")
    key = models.CharField(max_length=KEY_LENGTH)
    stage = models.CharField(max_length=20)
    channel = models.CharField(max_length=12, choices=Channel)
    sent_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    external_reference = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    strict = models.DateTimeField(null=True)
    legal_max = models.DateTimeField(null=True)
    data_set = models.ForeignKey(DutyDataSet, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    by = _person("+")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="a_channel_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_filing_says_something"),
            models.CheckConstraint(
                condition=models.Q(role=Role.LEGAL), name="counsel_records_filings"
            ),
        ]

    def __str__(self):
        return f"filing {self.pk} of {self.incident}"

    @property
    def is_late(self):
        """Sent after the deadline that was computed when the duty was first met."""
        return self.strict is not None and self.sent_at > self.strict
