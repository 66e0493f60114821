"""The gate's list as the page shows it: each reason with its sign and the link to its cure."""

from dataclasses import dataclass

from django.urls import reverse

from breachcomm.accounts.models import Role
from incidents.templatetags.incidents import zone_time
from statements.audiences import REQUIRED_ROLES
from statements.models import Decision, State
from statements.views.nextstep import CLAIMS, NEEDS_EDITING, WORDING

MOST = 30
# More points of a kind than this are one line; the view of the text named here lists them.
MOST_OF_A_KIND = 2
_OVERTAKES = {"stale_fact": "a fact in it", "context_changed": "what stands around it"}


@dataclass(frozen=True)
class Line:
    """One line of the gate. tone: "stop", "wait" or "go"."""

    tone: str
    sentence: str
    detail: str = ""
    cure: str = ""
    cure_url: str = ""


@dataclass(frozen=True)
class Desk:
    """What the cures depend on: who reads the page, and what lies on it."""

    user: object
    case: object
    now: object
    signers: dict
    signature: object = None

    @property
    def statement(self):
        return self.case.statement

    @property
    def revision(self):
        return self.case.revision

    def url(self, name, pk=None, query=""):
        return reverse(f"statements:{name}", args=[pk or self.revision.pk]) + query


def tab(statement, name):
    """The address of one view of a statement's text."""
    return reverse("statements:statement", args=[statement.pk]) + f"?tab={name}"


def lines(desk, blockers):
    """Every blocker in the gate's order, then the signatures that stand."""
    if desk.statement.state in (State.RELEASED, State.WITHDRAWN):
        blockers = [blocker for blocker in blockers if blocker.code == "not_in_review"]
    counts = {}
    for kind in _LISTED:
        told = [blocker for blocker in blockers if blocker.code in kind.codes]
        counts.update(dict.fromkeys(kind.codes, len(told)))
        if len(told) > MOST_OF_A_KIND:
            # By identity: two that read alike are equal, and one of them has to stay.
            rest = {id(blocker) for blocker in told[1:]}
            blockers = [blocker for blocker in blockers if id(blocker) not in rest]
    shown = [_line(desk, blocker, counts) for blocker in blockers]
    if len(shown) > MOST:
        shown[MOST:] = [Line("stop", f"And {len(shown) - MOST} more of the kind.")]
    return shown + list(_signed(desk, overtaken(blockers)))


@dataclass(frozen=True)
class _Listed:
    """Blockers that have a view of the text to themselves: its tab, and what leads there."""

    codes: frozenset
    tab: str
    many: str
    cure: str
    cure_many: str


_LISTED = (
    _Listed(
        frozenset(CLAIMS),
        "claims",
        "points in the text stand on no fact, or against one.",
        "see the sentence",
        "see the sentences",
    ),
    _Listed(
        frozenset(WORDING),
        "wording",
        "remarks on the wording must be settled before this goes out.",
        "see the remark",
        "see the remarks",
    ),
)


def _line(desk, blocker, counts):
    code = blocker.code
    if code in counts:
        return _listed(desk, blocker, counts[code])
    if code == "not_in_review" and desk.statement.state == State.RELEASED:
        return Line("go", blocker.sentence)
    if code == "open_objection":
        return _objected(desk, blocker)
    if code == "contradiction":
        return _contradicted(desk, blocker)
    if code in NEEDS_EDITING:
        return _to_edit(desk, blocker)
    if code.startswith("no_"):
        return _unsigned(desk, blocker, code.removeprefix("no_").removesuffix("_sign_off"))
    if code.endswith("_returned"):
        cure = ("edit it as asked", _edit_url(desk, "")) if "edit" in desk.now.may else ("", "")
        return Line("stop", blocker.sentence, "", *cure)
    if code == "superseded":
        newest = desk.url("statement", desk.statement.pk)
        return Line("wait", blocker.sentence, "", "read the newest", newest)
    if code == "waiver_unseen" and blocker.about.by_id == desk.user.pk:
        return Line("wait", blocker.sentence, "", "read it and sign", desk.url("sign_off"))
    return Line("stop" if code in ("same_person", "signer_left") else "wait", blocker.sentence)


def _listed(desk, blocker, count):
    kind = next(kind for kind in _LISTED if blocker.code in kind.codes)
    page = tab(desk.statement, kind.tab)
    if count > MOST_OF_A_KIND:
        return Line("stop", f"{count} {kind.many}", "", kind.cure_many, page)
    where = f"{page}#{blocker.about.name}"
    return Line("stop", blocker.sentence, blocker.place, kind.cure, where)


def _objected(desk, blocker):
    objection = blocker.about
    if objection.role == desk.user.role:
        return Line("stop", blocker.sentence, "", "settle it", desk.url("settle", objection.pk))
    return Line("stop", blocker.sentence, "Only they, or another of their role, can settle it.")


def _contradicted(desk, blocker):
    """What stands is counsel's to decide on; everybody may look at the two side by side."""
    if desk.user.holds(Role.LEGAL):
        cure, pk = "decide what becomes of it", blocker.about.other.release.pk
        return Line("stop", blocker.sentence, "", cure, desk.url("correction", pk))
    said = reverse("statements:said", args=[desk.statement.incident.reference])
    return Line("stop", blocker.sentence, "", "compare the two", said)


def _to_edit(desk, blocker):
    if "edit" in desk.now.may:
        return Line(
            "stop",
            blocker.sentence,
            blocker.place,
            "edit the text",
            _edit_url(desk, blocker.place),
        )
    if blocker.code == "unfinished" and desk.user.holds(Role.DEVELOPER):
        findings = reverse("incidents:findings", args=[desk.statement.incident.reference])
        return Line("stop", blocker.sentence, blocker.place, "record the finding", findings)
    return Line("stop", blocker.sentence, blocker.place)


def _edit_url(desk, place):
    headings = [section["heading"] for section in desk.revision.sections]
    field = {"Title": "title", "First lines": "lead"}.get(place, "")
    if place in headings:
        field = f"text_{headings.index(place)}"
    return desk.url("edit", desk.statement.pk) + (f"#id_{field}" if field else "")


def _unsigned(desk, blocker, role):
    if role != desk.user.role or "sign_off" not in desk.now.may:
        people = desk.signers.get(role, [])
        detail = f"{' or '.join(people)} can sign." if people else "Nobody here holds that role."
        return Line("wait", blocker.sentence, detail)
    if "not_in_review" in desk.now.codes:
        return Line("wait", blocker.sentence, "You can sign once it is in review.")
    if NEEDS_EDITING & desk.now.codes:
        return Line("wait", blocker.sentence, "You can sign once the text is finished.")
    if CLAIMS & desk.now.codes:
        detail = "You can sign once every sentence stands on a fact, or may stand without."
        return Line("wait", blocker.sentence, detail)
    if WORDING & desk.now.codes:
        detail = "You can sign once no remark on the wording keeps the gate shut."
        return Line("wait", blocker.sentence, detail)
    if any(code.endswith("_returned") for code in desk.now.codes):
        return Line("wait", blocker.sentence, "You can sign once the text is changed as asked.")
    if desk.signature:
        since = desk.url("statement", desk.statement.pk, "?tab=since")
        return Line(
            "wait",
            blocker.sentence,
            f"{desk.signature.who_signed} revision {desk.signature.revision.number}.",
            "see what changed since",
            since,
        )
    return Line("wait", blocker.sentence, "", "read and sign it", desk.url("sign_off"))


def overtaken(blockers):
    """What changed under a text since it was signed, in words; "" when its signatures count."""
    codes = {blocker.code for blocker in blockers}
    return next((words for code, words in _OVERTAKES.items() if code in codes), "")


def _signed(desk, since):
    for role in REQUIRED_ROLES[desk.statement.audience]:
        given = desk.case.sign_offs.get(role)
        if given and given.decision == Decision.SIGNED and given.by.holds(role):
            at = zone_time(given.at, desk.statement.incident.zone)
            sentence = f"{Role(role).label} signed revision {desk.revision.number}"
            detail = f"{given.by.name}, {at}"
            if since:
                yield Line("wait", f"{sentence}, before {since} changed", detail)
            else:
                yield Line("go", sentence, detail)
