"""Statements, their exact texts, and the facts those texts stand on."""

from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from incidents.models import Fact, Incident
from statements import anchors, content
from statements.audiences import Audience
from statements.models.people import person


class State(models.TextChoices):
    DRAFTING = "drafting", "Being drafted"
    IN_REVIEW = "in_review", "In review"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


class StatementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts are seen by the members of the incident, in whatever role, and by nobody else."""
        return self.filter(incident__in=Incident.objects.visible_to(user))


class Statement(models.Model):
    """What we tell one audience about one incident, in one language and variant."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=20, choices=Audience)
    language = models.CharField(max_length=12, default="en")
    variant = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTING)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    # What follows another statement corrects it (it was wrong) or updates it (there is news).
    is_correction = models.BooleanField(null=True)
    created_by = person()
    created_at = models.DateTimeField(default=timezone.now)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["incident", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="statements_are_numbered_per_incident"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="a_statement_state_is_known"
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        return f"{self.incident.reference}/S{self.number}"

    def newest(self):
        """The revision people work on and sign."""
        return self.revisions.order_by("-number").select_related("by").first()


class RevisionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(statement__in=Statement.objects.visible_to(user))


class Revision(AppendOnlyModel):
    """One exact text of a statement. Its digest covers everything a reader would see."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    lead = models.TextField(blank=True)
    sections = models.JSONField()
    # The text as it was written, facts as tokens, and the words each token stood for that day.
    # None where no fact stands in the text.
    source = models.JSONField(null=True)
    values = models.JSONField(null=True)
    template = models.CharField(max_length=60)
    layout = models.CharField(max_length=30)
    layout_digest = models.CharField(max_length=64)
    sender_name = models.CharField(max_length=200)
    sender_address = models.TextField(blank=True)
    zone = models.CharField(max_length=60)
    is_exercise = models.BooleanField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    by = person("revisions")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["statement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="revisions_are_numbered_per_statement"
            ),
            models.UniqueConstraint(fields=["id", "digest"], name="a_revision_has_its_digest"),
            models.UniqueConstraint(
                fields=["id", "statement", "digest"], name="a_digest_belongs_to_its_statement"
            ),
        ]

    def __str__(self):
        return f"{self.statement.reference} revision {self.number}"

    @property
    def short_digest(self):
        return f"{self.digest[:4]} {self.digest[4:8]}"

    @property
    def is_current(self):
        return not self.statement.revisions.filter(number__gt=self.number).exists()

    @property
    def written(self):
        """The text as an author works on it: {"title", "lead", "sections"}, facts as tokens."""
        as_read = {"title": self.title, "lead": self.lead, "sections": self.sections}
        return as_read if self.source is None else self.source

    def content(self):
        """Everything the digest covers, as plain data."""
        return content.of(self)

    def name_of(self, place):
        """What people call a part: "title", "lead", "0.heading", or "0" for its section."""
        return anchors.name_of(self.written, place)

    def texts(self):
        """(place, text) of each part a reader sees, in reading order."""
        yield self.name_of("title"), self.title
        yield self.name_of("lead"), self.lead
        for section in self.sections:
            yield section["heading"], section["heading"]
            yield section["heading"], section["text"]


class Citation(AppendOnlyModel):
    """The tie of a token in one exact text to the very fact its words stand on.

    `fact` is empty where nobody had answered yet: an answer that comes later is news to the text.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="citations")
    token = models.CharField(max_length=120)
    key = models.CharField(max_length=60)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, null=True, related_name="citations")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "token", "key"], name="a_token_cites_a_key_once"
            )
        ]

    def __str__(self):
        return f"{self.token} in {self.revision_id}"


class Waiver(AppendOnlyModel):
    """Counsel lets one sentence stand that no fact carries, and says why; or takes that back.

    It holds for these words and this remark (`code`) while the facts concerned stay as they were,
    in whichever revision of the statement they stand. The newest word on it counts.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="waivers")
    sentence = models.TextField()
    code = models.CharField(max_length=40)
    facts = models.JSONField(default=list)
    reason = models.TextField()
    is_withdrawn = models.BooleanField(default=False)
    by = person("waivers")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_waiver_takes_a_reason"),
            models.CheckConstraint(condition=models.Q(role=Role.LEGAL), name="counsel_waives"),
        ]

    def __str__(self):
        return f"waiver of {self.code} in {self.revision_id}"
