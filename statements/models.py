"""What we say: statements, their exact texts, whose word they have, and what left the house."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from incidents.models import Incident
from statements import content
from statements.audiences import Audience


def _person(related_name="+", **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


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
    created_by = _person()
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
    template = models.CharField(max_length=60)
    layout = models.CharField(max_length=30)
    layout_digest = models.CharField(max_length=64)
    sender_name = models.CharField(max_length=200)
    sender_address = models.TextField(blank=True)
    zone = models.CharField(max_length=60)
    is_exercise = models.BooleanField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    by = _person("revisions")
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

    def content(self):
        """Everything the digest covers, as plain data."""
        return content.of(self)

    def texts(self):
        """(place, text) of each part a reader sees, in reading order."""
        yield "Title", self.title
        yield "First lines", self.lead
        for section in self.sections:
            yield section["heading"], section["heading"]
            yield section["heading"], section["text"]


class Decision(models.TextChoices):
    SIGNED = "signed", "Signed"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Signature withdrawn"


class SignOff(AppendOnlyModel):
    """One role's word on one exact text; the latest per role stands."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="sign_offs")
    digest = models.CharField(max_length=64)
    role = models.CharField(max_length=12)
    by = _person("sign_offs")
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
    by = _person("objections")
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
    by = _person()
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"settlement of {self.objection_id}"


class ReleaseQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(statement__in=Statement.objects.visible_to(user))


class Release(AppendOnlyModel):
    """The moment one exact text left the house. A bad one cannot be inserted: see 0002."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="release")
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="release")
    digest = models.CharField(max_length=64)
    frozen = models.TextField()
    legal_sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="+")
    legal_user = _person()
    legal_role = models.CharField(max_length=12, default=Role.LEGAL)
    pr_sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="+")
    pr_user = _person()
    pr_role = models.CharField(max_length=12, default=Role.PR)
    by = _person("releases")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(legal_role=Role.LEGAL), name="legal_signs_for_legal"
            ),
            models.CheckConstraint(condition=models.Q(pr_role=Role.PR), name="pr_signs_for_pr"),
            models.CheckConstraint(
                condition=~models.Q(legal_user=models.F("pr_user")),
                name="two_different_people_sign",
            ),
            models.CheckConstraint(condition=models.Q(role=Role.PR), name="pr_releases"),
        ]

    def __str__(self):
        return f"release of {self.revision}"


class Withdrawal(AppendOnlyModel):
    """Why a released text no longer stands."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = _person()
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"withdrawal of {self.release_id}"


class RenditionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(release__in=Release.objects.visible_to(user))


class Rendition(AppendOnlyModel):
    """A released text in one file format, exactly once."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="renditions")
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    rendered_at = models.DateTimeField(default=timezone.now)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "format"], name="one_rendition_per_format_and_release"
            )
        ]

    def __str__(self):
        return f"{self.format} of {self.release}"


class RenderJob(models.Model):
    """The queue of record: what is still to be rendered. The broker only wakes the worker."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="jobs")
    format = models.CharField(max_length=10)
    queued_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "format"], name="one_render_job_per_format_and_release"
            )
        ]
        indexes = [
            models.Index(
                fields=["leased_until"],
                name="render_jobs_still_to_do",
                condition=models.Q(done_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"render {self.format} of {self.release_id}"
