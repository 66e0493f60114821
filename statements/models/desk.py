"""What people say about a text before it goes out: suggestions, threads, and where each stands."""

from django.db import models
from django.utils import timezone

from breachcomm.accounts.models import Role
from breachcomm.audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from statements.anchors import Span
from statements.models.people import person
from statements.models.sign_offs import Objection
from statements.models.texts import Revision

SPEAKING = [Role.DEVELOPER, Role.LEGAL, Role.PR]


def _end():
    """END is a word of SQL: whoever reads these tables by hand need not quote it."""
    return models.PositiveIntegerField(db_column="until")


class SuggestionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(revision__in=Revision.objects.visible_to(user))

    def pending(self):
        """Those nobody has decided."""
        return self.filter(verdict__isnull=True)


class Suggestion(AppendOnlyModel):
    """Words to put in the place of others in one exact text, as somebody would have them.

    `was` stood at the place in the text as it was written; either side may be empty. Those made
    in one go share a `batch`.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="suggestions")
    batch = models.UUIDField()
    place = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = _end()
    was = models.TextField(blank=True)
    becomes = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    by = person("suggestions")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(was=models.F("becomes")), name="a_suggestion_changes_something"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_suggestion_takes_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")),
                name="a_suggestion_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=SPEAKING), name="who_acts_in_an_incident_suggests"
            ),
        ]

    def __str__(self):
        return f"suggestion {self.pk}"

    @property
    def span(self):
        return Span(self.place, self.start, self.end)


class Verdict(AppendOnlyModel):
    """What became of a suggestion; an accepted one stands in `revision`."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.PROTECT, related_name="verdict")
    is_accepted = models.BooleanField()
    note = models.TextField(blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="verdicts"
    )
    by = person("verdicts")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_accepted=True, revision__isnull=False)
                | models.Q(is_accepted=False, revision__isnull=True),
                name="what_is_accepted_and_nothing_else_stands_in_a_text",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=SPEAKING), name="who_acts_in_an_incident_decides"
            ),
        ]

    def __str__(self):
        return f"verdict on {self.suggestion_id}"


class ThreadQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Privileged threads exist for legal counsel only."""
        visible = self.filter(revision__in=Revision.objects.visible_to(user))
        return visible if user.holds(Role.LEGAL) else visible.filter(is_privileged=False)

    def still_open(self):
        """Neither closed nor, where it is an objection, settled."""
        return self.filter(closing__isnull=True, objection__settlement__isnull=True)

    def closed(self):
        return self.filter(
            models.Q(closing__isnull=False) | models.Q(objection__settlement__isnull=False)
        )


class Thread(AppendOnlyModel):
    """What people say to each other about some words of a text; `quote` keeps them as they read.

    One that is an objection is tied to it, and is closed when the objection is settled.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="threads")
    place = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = _end()
    quote = models.TextField()
    is_privileged = models.BooleanField(default=False)
    objection = models.OneToOneField(
        Objection, on_delete=models.PROTECT, null=True, related_name="thread"
    )
    by = person("threads")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_privileged=False) | models.Q(role=Role.LEGAL),
                name="only_counsel_opens_a_privileged_thread",
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")) & ~models.Q(quote=""),
                name="a_thread_stands_on_words",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=SPEAKING), name="who_acts_in_an_incident_opens_threads"
            ),
        ]

    def __str__(self):
        return f"thread {self.pk}"

    @property
    def span(self):
        return Span(self.place, self.start, self.end)

    @property
    def closed_by(self):
        """The ThreadClosing or Settlement that closed it, or None."""
        if self.objection_id:
            return getattr(self.objection, "settlement", None)
        return getattr(self, "closing", None)


class CommentQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(thread__in=Thread.objects.visible_to(user))


class Comment(AppendOnlyModel):
    """One person's words in a thread; the first opened it."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    by = person("comments")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(role__in=SPEAKING), name="who_acts_in_an_incident_comments"
            ),
        ]

    def __str__(self):
        return f"comment {self.pk}"


class ThreadClosing(AppendOnlyModel):
    """A thread is done with, and why. It takes no comments after that."""

    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="closing")
    note = models.TextField(blank=True)
    by = person("thread_closings")
    role = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=SPEAKING), name="who_acts_in_an_incident_closes"
            )
        ]

    def __str__(self):
        return f"closing of {self.thread_id}"


class AnchorQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(
            models.Q(thread__in=Thread.objects.visible_to(user))
            | models.Q(suggestion__in=Suggestion.objects.visible_to(user))
        )

    def standing(self):
        """The newest of each thread and suggestion."""
        newest = self.order_by().values("thread", "suggestion").annotate(last=models.Max("pk"))
        return Anchor.objects.filter(pk__in=newest.values("last"))


class Anchor(AppendOnlyModel):
    """Where a thread or a suggestion stands from `revision` on, until a newer anchor says more.

    An orphan's words are gone; it keeps the place where they stood last.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, null=True, related_name="anchors")
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, related_name="anchors"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="anchors")
    place = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = _end()
    is_orphan = models.BooleanField(default=False)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(thread__isnull=False, suggestion__isnull=True)
                | models.Q(thread__isnull=True, suggestion__isnull=False),
                name="an_anchor_holds_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")),
                name="an_anchor_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["thread", "revision"], name="a_thread_stands_once_in_a_text"
            ),
            models.UniqueConstraint(
                fields=["suggestion", "revision"], name="a_suggestion_stands_once_in_a_text"
            ),
        ]

    def __str__(self):
        return f"anchor {self.pk}"

    @property
    def span(self):
        return Span(self.place, self.start, self.end)
