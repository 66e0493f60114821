"""The shape of what counsel types into the clause library, and of what people look for in it."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from breachcomm.plain_text import PlainCharField
from statements import clauses
from statements.audiences import Audience
from statements.forms import NOTE_MAX
from statements.models import ClauseVersion, Element

SLUG_MAX = 40
CLAUSE_MAX = 6_000
A_YEAR = timedelta(days=365)
# So many days ahead a clause shows as due.
SOON = timedelta(days=30)
_SELECT = {"class": "form-select"}


def _long(label, *, rows, max_length, **options):
    widget = forms.Textarea(attrs={"rows": rows})
    return PlainCharField(label=label, max_length=max_length, widget=widget, **options)


class ClauseReasonForm(forms.Form):
    """An act of counsel on a clause: why, and which version lay before them."""

    reason = _long(
        "Why",
        rows=3,
        max_length=NOTE_MAX,
        help_text="It stands beside the clause for everybody who uses it, and stays.",
    )
    based_on = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)


class ReviseClauseForm(ClauseReasonForm):
    """Other words, or another day to look at them."""

    text = _long(
        "The words",
        rows=9,
        max_length=CLAUSE_MAX,
        help_text="As they stand in a text. An empty line begins a paragraph, a dash a list, "
        "**two stars** make words bold. No facts and no open questions.",
    )
    review_by = forms.DateField(
        label="Look at it again by",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="From then on it shows as due. Leave it empty for words that do not age.",
        error_messages={"invalid": "Write the day like 2027-02-03."},
    )
    field_order = ("text", "review_by", "reason")

    def clean_text(self):
        text = self.cleaned_data["text"]
        if wrong := clauses.problem(text):
            raise ValidationError(wrong)
        return text

    def clean_review_by(self):
        day = self.cleaned_data["review_by"]
        if day and day < timezone.localdate():
            raise ValidationError("This day has passed. Choose one that is still to come.")
        return day


class NewClauseForm(ReviseClauseForm):
    """A clause and its first words. The short name follows from the title unless one is given."""

    based_on = None
    title = PlainCharField(
        max_length=120, help_text="What people look for, such as “Credit freeze”."
    )
    slug = PlainCharField(
        label="Short name",
        max_length=SLUG_MAX,
        required=False,
        help_text="Stands in texts, as in {clause.credit-freeze:1}, and never changes. "
        "Left empty, it is made from the title.",
    )
    element = forms.ChoiceField(
        label="What it is for",
        choices=[("", "Choose…"), *Element.choices],
        widget=forms.Select(attrs=_SELECT),
    )
    audience = forms.ChoiceField(
        label="Whom it may speak to",
        required=False,
        choices=[("", "Any audience"), *Audience.choices],
        widget=forms.Select(attrs=_SELECT),
    )
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, initial="en", widget=forms.Select(attrs=_SELECT)
    )
    field_order = (
        "title",
        "slug",
        "element",
        "audience",
        "language",
        *ReviseClauseForm.field_order,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["review_by"].initial = timezone.localdate() + A_YEAR

    def clean(self):
        cleaned = super().clean()
        if "title" in cleaned and "slug" in cleaned:
            cleaned["slug"] = self._slug(cleaned["slug"], cleaned["title"])
        return cleaned

    def _slug(self, given, title):
        slug = given or slugify(title)[:SLUG_MAX].strip("-")
        if wrong := clauses.slug_problem(slug):
            self.add_error("slug", wrong if given else f"The title gives no short name. {wrong}")
        return slug


class TakeClauseForm(forms.Form):
    """The version of a clause whose words stood on the page."""

    version = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class ClauseFilterForm(forms.Form):
    """Finds clauses by words, purpose, reader, language and standing; it lives in the address."""

    STANDINGS = (
        ("", "In use"),
        ("due", "Due for review"),
        ("retired", "Retired"),
        ("all", "In use or retired"),
    )
    words = PlainCharField(
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    element = forms.ChoiceField(
        required=False,
        choices=[("", "Anything"), *Element.choices],
        widget=forms.Select(attrs=_SELECT),
    )
    audience = forms.ChoiceField(
        required=False,
        choices=[("", "Every audience"), *Audience.choices],
        widget=forms.Select(attrs=_SELECT),
    )
    language = forms.ChoiceField(required=False, widget=forms.Select(attrs=_SELECT))
    standing = forms.ChoiceField(
        required=False, choices=STANDINGS, widget=forms.Select(attrs=_SELECT)
    )

    def __init__(self, data, *, languages):
        super().__init__(data)
        named = dict(settings.LANGUAGES)
        kept = [(code, named.get(code, code)) for code in languages]
        self.fields["language"].choices = [("", "Every language"), *kept]

    def narrow(self):
        """The newest version of each clause asked for; what makes no sense is left out."""
        self.is_valid()
        asked = self.cleaned_data
        found = _standing(ClauseVersion.objects.newest(), asked.get("standing", ""))
        for word in asked.get("words", "").split()[:8]:
            found = found.filter(_with(word))
        if asked.get("element"):
            found = found.filter(clause__element=asked["element"])
        if asked.get("audience"):
            found = found.filter(clause__audience__in=["", asked["audience"]])
        if asked.get("language"):
            found = found.filter(clause__language=asked["language"])
        return found.order_by("clause__title", "clause")

    @property
    def is_used(self):
        return any(self.data.get(name, "").strip() for name in self.fields)


def _with(word):
    in_head = Q(clause__title__icontains=word) | Q(clause__slug__icontains=word)
    return in_head | Q(text__icontains=word)


def _standing(found, standing):
    if standing == "all":
        return found
    if standing == "retired":
        return found.filter(is_retired=True)
    found = found.in_use()
    if standing == "due":
        return found.filter(review_by__lte=timezone.localdate() + SOON)
    return found
