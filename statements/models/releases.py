"""What left the house, in which files, and what became of it."""

from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from statements.models.people import person
from statements.models.sign_offs import SignOff
from statements.models.texts import Revision, Statement


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
    legal_user = person()
    legal_role = models.CharField(max_length=12, default=Role.LEGAL)
    pr_sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="+")
    pr_user = person()
    pr_role = models.CharField(max_length=12, default=Role.PR)
    by = person("releases")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )

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
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=models.Q(supersedes__isnull=False),
                name="a_release_is_superseded_once",
            ),
        ]

    def __str__(self):
        return f"release of {self.revision}"


class Withdrawal(AppendOnlyModel):
    """Why a released text no longer stands."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = person()
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"withdrawal of {self.release_id}"


class Course(models.TextChoices):
    CORRECT = "correct", "Correct it"
    UPDATE = "update", "Update it"
    LEAVE = "leave", "Leave it as it is"


class CorrectionDecision(AppendOnlyModel):
    """What counsel decided when facts changed under a text that had left the house.

    facts: ids of the fact rows it was decided in view of; a later row asks for a new decision.
    """

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="correction_decisions"
    )
    course = models.CharField(max_length=10, choices=Course)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=list)
    by = person("correction_decisions")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(course__in=Course.values), name="a_course_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.LEGAL), name="counsel_decides_on_corrections"
            ),
            models.CheckConstraint(
                condition=~models.Q(course=Course.LEAVE) | ~models.Q(reason=""),
                name="leaving_a_text_takes_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.course} {self.release_id}"


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
