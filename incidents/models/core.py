"""Incidents, who needs to know of them, what is known, and what people said about it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from incidents.facts import CATALOGUE, Confidence


def _person(related_name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


class Severity(models.IntegerChoices):
    LOW = 1, "Low"
    MODERATE = 2, "Moderate"
    HIGH = 3, "High"
    CRITICAL = 4, "Critical"


class Status(models.TextChoices):
    SUSPECTED = "suspected", "Suspected"
    CONFIRMED = "confirmed", "Confirmed"
    NEAR_MISS = "near_miss", "Near miss"
    CLOSED = "closed", "Closed"


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Need to know: members only; to everybody else an incident does not exist."""
        if not user.holds(*Role.values):
            return self.none()
        # EXISTS, so that a page of the list stops at its last row instead of sorting them all.
        mine = Membership.objects.filter(incident=models.OuterRef("pk"), person=user)
        return self.filter(models.Exists(mine))

    def with_word(self, word):
        """Those that have `word` somewhere in their head."""
        return self.filter(
            models.Q(title__icontains=word)
            | models.Q(reference__icontains=word)
            | models.Q(code_name__icontains=word)
            | models.Q(organisation__icontains=word)
        )

    def with_state(self):
        """With what the list says about each: its statements and its open questions.

        Privileged questions are not even counted: the list looks the same to every role.
        """
        questions = Contribution.objects.open_questions().filter(
            privileged=False, incident=models.OuterRef("pk")
        )
        counted = questions.order_by().values("incident").annotate(n=models.Count("pk"))
        return self.annotate(open_questions=models.Subquery(counted.values("n"))).prefetch_related(
            "statements"
        )


class Incident(models.Model):
    """What happened, before anyone calls it a breach."""

    reference = models.CharField(max_length=20, unique=True)
    code_name = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.MODERATE)
    status = models.CharField(max_length=12, choices=Status, default=Status.SUSPECTED)
    organisation = models.CharField(max_length=200)
    organisation_address = models.TextField(blank=True)
    zone = models.CharField(max_length=60, default="UTC")
    is_exercise = models.BooleanField(default=False)
    source_note = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = _person("incidents_opened", null=True, blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="Membership",
        through_fields=("incident", "person"),
        related_name="incidents",
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="an_incident_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values), name="a_severity_is_known"
            ),
        ]

    def __str__(self):
        return self.reference

    def known(self, at=None):
        """The newest fact of each key, of those recorded by the moment `at` where one is given:
        {key: Fact}, in the order of the catalogue."""
        facts = self.facts.filter(at__lte=at) if at else self.facts.all()
        return facts.newest().get(self.pk, {})


class Membership(models.Model):
    """Somebody who needs to know about an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="memberships")
    person = _person("memberships")
    added_by = _person("+", null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "person"], name="one_membership_each")
        ]

    def __str__(self):
        return f"{self.person} in {self.incident}"


class ReferenceYear(models.Model):
    """The last incident number given in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.year}: {self.last}"


class FactQuerySet(AppendOnlyQuerySet):
    def newest(self):
        """{incident: {key: newest Fact}}, the keys in the order of the catalogue. One query."""
        newest = {}
        for fact in self.order_by("pk").select_related("by"):
            newest.setdefault(fact.incident_id, {})[fact.key] = fact
        return {
            incident: {key: facts[key] for key in CATALOGUE if key in facts}
            for incident, facts in newest.items()
        }


class Fact(AppendOnlyModel):
    """One typed statement about the incident; the newest of a key stands, older ones stay."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    confidence = models.CharField(max_length=20, choices=Confidence)
    basis = models.TextField(blank=True)
    # Nobody stands here only when a file imported from the console brought the fact.
    by = _person("facts", null=True)
    role = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["incident", "key", "id"], name="newest_fact_per_key")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confidence__in=Confidence.values), name="a_confidence_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(confidence=Confidence.RULED_OUT) | ~models.Q(basis=""),
                name="ruling_out_takes_a_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False)
                | models.Q(confidence__in=[Confidence.UNDER_INVESTIGATION, Confidence.RULED_OUT]),
                name="only_an_open_question_has_no_value",
            ),
        ]

    def __str__(self):
        return f"{self.key} of {self.incident}"

    @property
    def type(self):
        return CATALOGUE[self.key]


class Kind(models.TextChoices):
    NOTE = "note", "Note"
    DECISION = "decision", "Decision"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"


class ContributionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Privileged contributions exist for legal counsel only."""
        visible = self.filter(incident__in=Incident.objects.visible_to(user))
        return visible if user.holds(Role.LEGAL) else visible.filter(privileged=False)

    def open_questions(self):
        return self.filter(kind=Kind.QUESTION, replies__isnull=True)


class Contribution(AppendOnlyModel):
    """One person's input, tagged with the role they held when they wrote it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    privileged = models.BooleanField(default=False)
    owner = _person("questions", null=True, blank=True)
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    by = _person("contributions", null=True)
    role = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(privileged=False) | models.Q(role=Role.LEGAL),
                name="only_counsel_marks_a_contribution_privileged",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.QUESTION, owner__isnull=False)
                | (~models.Q(kind=Kind.QUESTION) & models.Q(owner__isnull=True)),
                name="a_question_and_nothing_else_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.ANSWER, answers__isnull=False)
                | (~models.Q(kind=Kind.ANSWER) & models.Q(answers__isnull=True)),
                name="an_answer_and_nothing_else_answers",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"


class VerisImport(AppendOnlyModel):
    """The file an incident came from, kept as it was."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="veris_import")
    import_key = models.CharField(max_length=400, unique=True)
    file_name = models.CharField(max_length=300)
    raw = models.TextField()
    external_ids = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["file_name"], name="import_by_file_name")]

    def __str__(self):
        return self.file_name
