"""Two people edited at once: both changes in one text, and choosing where they cannot both stand.

What the author typed travels with the page as hidden fields, so that it can be read there and put
together again whatever is chosen, and so that nothing has to be stored before they save.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from breachcomm.plain_text import clean
from statements.forms import MAX_SECTIONS, TextForm
from statements.merging import Merged, merge
from statements.models import Revision
from statements.views import arranging
from statements.views.clashes import OTHERS, clashes

TYPED = "mine"
NOTHING = {"title": "", "lead": "", "sections": []}
MOST_SAVES = 20


@dataclass(frozen=True)
class Meeting:
    """A text that was typed (a form) on top of `base`, and `theirs`, a revision saved meanwhile.

    base: None where the page named no revision of this statement; then everything is compared.
    choices: {key of a clash: side} as they stand on the page; was: those in the form already.
    """

    base: Revision | None
    typed: TextForm
    theirs: Revision
    merged: Merged
    choices: dict = field(default_factory=dict)
    was: dict = field(default_factory=dict)

    @cached_property
    def clashes(self):
        return clashes(self.merged, self.whose)

    @cached_property
    def saves(self):
        """The revisions saved while the author was writing, newest first, without their texts."""
        rows = self.theirs.statement.revisions.filter(
            number__gt=self._started_from, number__lte=self.theirs.number
        )
        rows = rows.order_by("-number").select_related("by")
        return list(rows.defer("lead", "sections", "source", "values")[:MOST_SAVES])

    @property
    def _started_from(self):
        return self.base.number if self.base else 0

    @property
    def earlier(self):
        """How many more there are than `saves`."""
        return self.theirs.number - self._started_from - len(self.saves)

    @property
    def whose(self):
        """Whose words the other side's are: a name, unless several people saved."""
        names = {save.by.name for save in self.saves}
        return names.pop() if len(names) == 1 and not self.earlier else OTHERS

    @property
    def adds_nothing(self):
        """Whether all that was typed is in their text already."""
        return self.merged.text() == as_typed(self.theirs.written)

    @property
    def is_undecided(self):
        """Whether something was chosen that is not yet in the form."""
        return self.choices != self.was

    @property
    def fields(self):
        """(name, value) of what comes back with the form: what was typed, and what was chosen."""
        yield f"{TYPED}-count", self.typed.count
        for name in self.typed.fields:
            yield f"{TYPED}-{name}", self.typed[name].value() or ""
        for clash in self.clashes:
            yield f"was-{clash.name}", self.was.get(clash.key, clash.default)

    @property
    def questions(self):
        """(clash, [(side, words, whether it is chosen)]) for the page."""
        for clash in self.clashes:
            chosen = self.choices.get(clash.key, clash.default)
            yield clash, [(side, words, side == chosen) for side, words in clash.options]

    @property
    def left_out(self):
        """The sections of the merged text that the editor has no room for."""
        return self.merged.text(self.was)["sections"][MAX_SECTIONS:]

    def first_form(self):
        """The editor with both changes in it; where they cannot both stand, the author's."""
        return _form(self.merged.text(), self.typed, self.theirs)

    def put_together(self, form):
        """(meeting, editor, kept): the choices put into what stands in the form now.

        Where the author has changed such a passage by hand, their typing stays; `kept` counts it.
        """
        put = merge(self.merged.text(self.was), form.written, self.merged.text(self.choices))
        kept = len(put.conflicts) + bool(put.their_order)
        return replace(self, was=self.choices), _form(put.text(), form, self.theirs), kept


def begin(form, statement, newest):
    """The Meeting of a valid form that was overtaken by `newest`."""
    number = form.cleaned_data["based_on"]
    return _meet(_named(statement, number) if number < newest.number else None, form, newest)


def going_on(data, statement):
    """The Meeting a page was about, or None where it was about none."""
    if f"{TYPED}-count" not in data:
        return None
    typed, form = arranging.typed_form(data, prefix=TYPED), arranging.typed_form(data)
    # Asked for one field of it only: a fault elsewhere in the form is no matter here.
    form.is_valid()
    theirs = _named(statement, form.cleaned_data.get("based_on"))
    if not typed.is_valid() or theirs is None:
        return None
    meeting = _meet(_named(statement, typed.cleaned_data["based_on"]), typed, theirs)
    choices, was = (_chosen(data, meeting.clashes, name) for name in ("choice", "was"))
    return replace(meeting, choices=choices, was=was)


def _meet(base, typed, theirs):
    began = as_typed(base.written) if base else NOTHING
    return Meeting(base, typed, theirs, merge(began, typed.written, as_typed(theirs.written)))


def _named(statement, number):
    return number and statement.revisions.filter(number=number).select_related("by").first()


def _chosen(data, clashes, name):
    """{key of a clash: side}; the default where nothing, or nonsense, was sent."""
    sent = ((clash, data.get(f"{name}-{clash.name}")) for clash in clashes)
    return {
        clash.key: side if side in dict(clash.options) else clash.default for clash, side in sent
    }


def as_typed(written):
    """A written text as the editor would send it back: no space at either end of a part."""
    return {
        "title": clean(written["title"].strip()),
        "lead": clean(written["lead"].strip()),
        "sections": [
            {part: clean(section[part].strip()) for part in ("heading", "text")}
            for section in written["sections"]
        ],
    }


def _form(written, form, theirs):
    fits = {**written, "sections": written["sections"][:MAX_SECTIONS]}
    return arranging.form_with(fits, reason=form.text["reason"], based_on=theirs.number)
