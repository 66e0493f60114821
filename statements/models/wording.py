"""The wording review in this house: remarks somebody lets stand, the house's words, its policy."""

from django.db import models
from django.db.models import Max
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from statements.models.people import person
from statements.models.texts import Revision

KEEPERS = (Role.LEGAL, Role.PR)
TERM_MAX, INSTEAD_MAX, WHY_MAX = 80, 120, 300


class Severity(models.TextChoices):
    """From least to most, as the engine knows them."""

    HINT = "hint", "Hint: for the author"
    WARNING = "warning", "Warning: shown to whoever signs"
    ERROR = "error", "Error: the gate stays shut"


class WordingWaiver(AppendOnlyModel):
    """Counsel or PR lets one remark on the wording stand, and says why; or takes that back.

    It holds for this sentence and rule in whichever revision of the statement they stand, and for
    a remark no graver than it was. The newest word on it counts.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="wording_waivers")
    sentence = models.TextField()
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=8)
    words = models.TextField()
    reason = models.TextField()
    is_withdrawn = models.BooleanField(default=False)
    by = person("wording_waivers")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="letting_a_remark_stand_takes_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=KEEPERS), name="counsel_or_pr_lets_a_remark_stand"
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values), name="a_waived_severity_is_known"
            ),
        ]

    def __str__(self):
        return f"waiver of {self.rule} in {self.revision_id}"


class NewestQuerySet(AppendOnlyQuerySet):
    """The house's words and its policy belong to no incident; the newest row of each counts."""

    def visible_to(self, user):
        return self if user.holds(*Role.values) else self.none()

    def newest_of(self, *fields):
        last = self.order_by().values(*fields).annotate(last=Max("pk")).values("last")
        return self.model.objects.filter(pk__in=last)


class HouseTermQuerySet(NewestQuerySet):
    def live(self):
        """The newest version of each term that is not retired, in the order of the alphabet."""
        return self.newest_of("language", "term").filter(is_retired=False).order_by("term", "pk")


class HouseTerm(AppendOnlyModel):
    """Words this house does not use, or says otherwise. The newest row of a term counts.

    term: lower-case words, `*` at the end of one for any ending. instead: what to write in their
    place, "" where there is nothing.
    """

    class Kind(models.TextChoices):
        BANNED = "banned", "Do not use"
        PREFERRED = "preferred", "Say it otherwise"

    term = models.CharField(max_length=TERM_MAX)
    kind = models.CharField(max_length=10, choices=Kind)
    instead = models.CharField(max_length=INSTEAD_MAX, blank=True)
    reason = models.CharField(max_length=WHY_MAX)
    severity = models.CharField(max_length=8, choices=Severity)
    language = models.CharField(max_length=12, default="en")
    is_retired = models.BooleanField(default=False)
    by = person("house_terms")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = HouseTermQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(term="") & ~models.Q(reason=""),
                name="a_house_term_has_words_and_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="banned")
                | (models.Q(kind="preferred") & ~models.Q(instead="")),
                name="what_is_said_otherwise_names_the_other_words",
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values), name="a_term_severity_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=KEEPERS), name="counsel_or_pr_keeps_the_house_terms"
            ),
        ]

    def __str__(self):
        return f"term {self.pk}"


class WordingPolicy(AppendOnlyModel):
    """How grave a class of remarks is in this house; the newest row of a class counts."""

    class Weight(models.TextChoices):
        HINT = "hint", "Hint: for the author"
        WARNING = "warning", "Warning: shown to whoever signs"
        ERROR = "error", "Error: the gate stays shut"
        OFF = "off", "Off: no remarks of this class"
        DEFAULT = "default", "As the rules have it"

    kind = models.CharField(max_length=40)
    severity = models.CharField(max_length=8, choices=Weight)
    reason = models.CharField(max_length=WHY_MAX)
    by = person("wording_policies")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = NewestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(reason=""),
                name="a_policy_names_a_class_and_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=["hint", "warning", "error", "off", "default"]),
                name="a_policy_severity_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=KEEPERS), name="counsel_or_pr_sets_the_policy"
            ),
        ]

    def __str__(self):
        return f"policy for {self.kind}"
