"""The clause library: words counsel approved once, and every version of them."""

import hashlib

from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from statements import tokens
from statements.audiences import Audience
from statements.models.people import person
from statements.models.texts import Revision


class Element(models.TextChoices):
    """What a clause is for."""

    WHAT_HAPPENED = "what_happened", "What happened"
    DATA_INVOLVED = "data_involved", "Data involved"
    WHAT_WE_DO = "what_we_do", "What we do"
    WHAT_YOU_CAN_DO = "what_you_can_do", "What you can do"
    CONTACT = "contact", "Contact"
    APOLOGY = "apology", "Apology"
    IDENTITY_THEFT_OFFER = "identity_theft_offer", "Identity theft offer"
    CREDIT_BUREAUS = "credit_bureaus", "Credit bureaus"
    REGULATOR = "regulator", "Regulator"
    OTHER = "other", "Other"


class ClauseQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """The library belongs to the house and not to an incident: everybody with a role reads."""
        return self if user.holds(*Role.values) else self.none()


class Clause(AppendOnlyModel):
    """What a clause is for and whom it may speak to. Its head never changes; its words do."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    audience = models.CharField(max_length=20, choices=Audience, blank=True)
    language = models.CharField(max_length=12, default="en")
    element = models.CharField(max_length=30, choices=Element)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=["", *Audience.values]),
                name="a_clause_speaks_to_a_known_audience",
            ),
            models.CheckConstraint(
                condition=models.Q(element__in=Element.values), name="an_element_is_known"
            ),
        ]

    def __str__(self):
        return self.slug

    @property
    def for_whom(self):
        return self.get_audience_display() if self.audience else "Any audience"

    def newest(self):
        return self.versions.order_by("-number").select_related("by").first()


class ClauseVersionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(clause__in=Clause.objects.visible_to(user))

    def newest(self):
        """The last version of each clause."""
        newer = ClauseVersion.objects.filter(
            clause=models.OuterRef("clause"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer)).select_related("clause", "by")

    def in_use(self):
        return self.filter(is_retired=False)


class ClauseVersion(AppendOnlyModel):
    """The words of a clause from one day on. A retired one keeps the last words and gives none."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.TextField()
    review_by = models.DateField(null=True, blank=True)
    is_retired = models.BooleanField(default=False)
    by = person("clause_versions")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = ClauseVersionQuerySet.as_manager()

    class Meta:
        ordering = ["clause", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "number"], name="clause_versions_are_numbered_per_clause"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.LEGAL), name="counsel_keeps_the_clauses"
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(reason=""),
                name="a_clause_has_words_and_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.clause} version {self.number}"

    @property
    def token(self):
        """What stands for these words in a text: "{clause.credit-freeze:3}"."""
        return f"{{{tokens.clause_token(self.clause.slug, self.number)}}}"

    @property
    def is_overdue(self):
        """Whether counsel meant to have looked at it again by now."""
        is_past = self.review_by is not None and self.review_by < timezone.localdate()
        return is_past and not self.is_retired

    @property
    def digest(self):
        return hashlib.sha256(self.text.encode()).hexdigest()


class ClauseUse(AppendOnlyModel):
    """The tie of one exact text to a version of a clause whose words stand in it."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="clause_uses")
    version = models.ForeignKey(ClauseVersion, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "version"], name="a_text_uses_a_version_once"
            )
        ]

    def __str__(self):
        return f"{self.version_id} in {self.revision_id}"
