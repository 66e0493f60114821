"""The shape of what people say to each other about some words of a text."""

from django import forms

from breachcomm.accounts.models import Role
from breachcomm.plain_text import PlainCharField
from statements import anchors, desk, quoting
from statements.forms import NOTE_MAX, long_text

# Nobody finds their words among more than these.
MOST_PLACES = 20


class CommentForm(forms.Form):
    text = long_text("Your reply", rows=3, max_length=NOTE_MAX)


class CloseThreadForm(forms.Form):
    note = PlainCharField(label="How it ended", max_length=300, required=False)


class ThreadForm(forms.Form):
    """Which words, and what there is to say about them.

    People paste what they read; where it stands more than once they are asked which they mean.
    """

    quote = long_text(
        "The words you speak of",
        rows=3,
        max_length=2_000,
        required=False,
        help_text="Copy them from the text, or leave this empty and choose a whole part below.",
    )
    place = forms.ChoiceField(label="In which part", required=False)
    at = forms.ChoiceField(label="Which of them", widget=forms.RadioSelect, required=False)
    text = long_text("What you want to say", rows=4, max_length=NOTE_MAX)
    objection = forms.BooleanField(
        label="This is an objection: nothing goes out until it is settled", required=False
    )
    privileged = forms.BooleanField(
        label="Privileged: legal only",
        required=False,
        help_text="Others do not see that this thread is there. Of an objection they learn only "
        "that legal counsel has a point that must be settled first.",
    )

    def __init__(self, *args, revision, by, **options):
        super().__init__(*args, **options)
        self.revision = revision
        written = revision.written
        parts = [(place, anchors.name_of(written, place)) for place in anchors.parts(written)]
        self.fields["place"].choices = [("", "Anywhere"), *parts]
        if not by.holds(Role.LEGAL):
            del self.fields["privileged"]
        self.found = self._found() if self.is_bound else []
        if not 2 <= len(self.found) <= MOST_PLACES:
            del self.fields["at"]
        else:
            self.fields["at"].choices = [self._choice(span) for span in self.found]

    def _found(self):
        quote, place = self.data.get("quote", ""), self.data.get("place", "")
        if quote.strip():
            return quoting.find(self.revision, quote[:2_000], place)
        span = quoting.whole(self.revision, place)
        return [span] if span else []

    def _choice(self, span):
        words = desk.in_context(self.revision, span)
        return f"{span.place}:{span.start}", f"{words[0]}“{words[1]}”{words[2]}"

    def clean(self):
        cleaned = super().clean()
        if not self.found:
            self.add_error("quote", self._missing(cleaned))
        elif len(self.found) > MOST_PLACES:
            times = f"{len(self.found):,}"
            self.add_error("quote", f"These words stand in the text {times} times. Quote more.")
        elif len(self.found) > 1 and not cleaned.get("at"):
            times = len(self.found)
            self.add_error("at", f"These words stand in the text {times} times. Say which.")
        return cleaned

    def _missing(self, cleaned):
        if cleaned.get("quote"):
            return "These words do not stand in the text. Copy them from it, at most a paragraph."
        if cleaned.get("place"):
            return "There are no words in that part yet."
        return "Paste the words you speak of, or choose a part to speak of all of it."

    @property
    def thread(self):
        """What the operation takes."""
        named = self.cleaned_data.get("at")
        [span] = [s for s in self.found if not named or f"{s.place}:{s.start}" == named]
        return {
            **vars(span),
            "text": self.cleaned_data["text"],
            "objection": self.cleaned_data["objection"],
            "privileged": self.cleaned_data.get("privileged", False),
        }
