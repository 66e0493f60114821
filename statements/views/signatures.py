"""Why a signature no longer counts: who changed what since, against the very text signed."""

from dataclasses import dataclass, field, replace

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from statements import cases, redline, staleness, tokens
from statements.models import Decision, Revision, SignOff, State

# What each of so many later revisions touched is said; of the rest, how many there are.
MOST_SAVES = 20


@dataclass(frozen=True)
class Signature:
    """A word somebody gave, seen by a reader who answers for the same role.

    is_mine: the reader gave it; otherwise somebody else did, for the role of both.
    is_undone: taken back, or the text returned, on the very revision it was given for.
    """

    given: SignOff
    is_mine: bool
    is_undone: bool = False

    @property
    def revision(self):
        return self.given.revision

    @property
    def whose(self):
        """At the head of a sentence: "Your signature"."""
        by = self.given.by.name
        return "Your signature" if self.is_mine else f"{by}’s signature for your role"

    @property
    def who_signed(self):
        """At the head of a sentence: "You signed", before the revision."""
        return "You signed" if self.is_mine else f"{self.given.by.name} signed for your role"


@dataclass(frozen=True)
class Save:
    """A later revision and what of the text it touched."""

    revision: Revision
    parts: list


@dataclass(frozen=True)
class Around:
    """Something that stands around the text: what it was when signed, and what it is now."""

    name: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True)
class Since:
    """What happened to a text since a signature was given.

    facts: every Stale fact the signed words stood on, as long as the newest text still cites it.
    earlier: how many later revisions there are besides `saves`.
    """

    signature: Signature
    newest: Revision
    facts: list
    saves: list = field(default_factory=list)
    earlier: int = 0

    @property
    def signed(self):
        return self.signature.revision

    @property
    def changes(self):
        """How many revisions came after the signed one."""
        return self.newest.number - self.signed.number

    @property
    def only_facts(self):
        """Whether the text is as it was written and only what it cites has changed."""
        return bool(self.facts) and self.signed.written == self.newest.written

    @property
    def same_words(self):
        return _words(self.signed) == _words(self.newest)

    @property
    def around(self):
        return list(_around(self.signed, self.newest))


def signature_of(user, revision, sign_offs=None):
    """The Signature on this text, or an earlier one, that a reader needs to hear about; or None.

    That of their role on this very text, if it stands; else the newest they gave on an earlier
    one; else the newest their role did.
    """
    given = (cases.sign_offs(revision) if sign_offs is None else sign_offs).get(user.role)
    if given and given.decision == Decision.SIGNED:
        given.revision = revision
        return Signature(given, given.by_id == user.pk)
    return earlier_signature(user, revision)


def earlier_signature(user, revision):
    """The newest Signature a person gave on an earlier revision; else the newest of their role."""
    undone = SignOff.objects.filter(
        revision=OuterRef("revision"), role=OuterRef("role"), pk__gt=OuterRef("pk")
    ).exclude(decision=Decision.SIGNED)
    given = (
        SignOff.objects.filter(
            Q(by=user) | Q(role=user.role),
            revision__statement=revision.statement_id,
            revision__number__lt=revision.number,
            decision=Decision.SIGNED,
        )
        .annotate(mine=Case(When(by=user, then=Value(1)), default=Value(0)), undone=Exists(undone))
        .order_by("-mine", "-revision__number", "-pk")
        .select_related("by", "revision__by")
        .first()
    )
    if given is None:
        return None
    given.revision.statement = revision.statement
    return Signature(given, bool(given.mine), given.undone)


def since(signature, newest, known):
    """What happened since a Signature, without the single revisions."""
    signed = signature.revision
    cited = set(tokens.tokens_in(newest.written))
    facts = [one for one in staleness.stale(signed, known) if one.token in cited]
    return Since(signature, newest, facts)


def with_saves(happened):
    """The same with each later revision and what it touched; reads no more texts than it shows."""
    signed, newest = happened.signed, happened.newest
    later = list(
        newest.statement.revisions.filter(number__gt=signed.number, number__lte=newest.number)
        .order_by("-number")
        .select_related("by")
        .defer("source", "values")[: MOST_SAVES + 1]
    )
    before = [*later, signed][1:]
    pairs = list(zip(later, before, strict=True))[:MOST_SAVES]
    saves = [Save(one, redline.touched(old, one)) for one, old in pairs]
    return replace(happened, saves=saves, earlier=happened.changes - len(saves))


def lapsed(happened, blockers, my_word, state):
    """The sentences that tell a reader why the word they gave is not enough; None where it is."""
    if happened is None or state not in (State.DRAFTING, State.IN_REVIEW):
        return None
    if happened.changes == 0:
        around = [blocker.sentence for blocker in blockers if blocker.code == "context_changed"]
        return Lapsed(happened, around) if happened.facts or around else None
    if happened.signature.is_undone or my_word == Decision.SIGNED:
        return None
    return Lapsed(happened, [])


@dataclass(frozen=True)
class Lapsed:
    """Why a signature no longer counts, as the page of the statement says it.

    around: what changed around a text that is still the newest.
    """

    happened: Since
    around: list


def _words(revision):
    return revision.title, revision.lead, revision.sections


_ENVELOPE = (
    ("sender_name", "The sender’s name"),
    ("sender_address", "The sender’s address"),
    ("zone", "The time zone"),
)


def _around(signed, newest):
    for name, label in _ENVELOPE:
        was, now = getattr(signed, name), getattr(newest, name)
        if was != now:
            yield Around(label, was, now)
    if signed.is_exercise != newest.is_exercise:
        yield Around("The exercise mark")
    if signed.layout_digest != newest.layout_digest:
        yield Around("The layout of the letter")
    if signed.written != newest.written:
        yield Around("Which facts stand in the text")
