"""What this person does next with this text. One answer, so that a page has one button."""

from dataclasses import dataclass

from breachcomm.accounts.models import Role
from statements import cases, gate, rules
from statements.audiences import REQUIRED_ROLES
from statements.models import Decision, State

# Blockers that only another revision cures: signing over them would be signing twice.
NEEDS_EDITING = {
    "unfinished",
    "bad_token",
    "stale_fact",
    "unreadable",
    "unprintable",
    "context_changed",
}
# Cured by citing a fact, by other words, or by counsel letting the sentence stand.
CLAIMS = {"untraced_claim", "contradicted_claim"}
# Cured by other words, or by counsel or PR letting them stand.
WORDING = {"wording_error"}
TAKE = "Take over what is known now"
CHECK = "Check the sentences no fact carries"
REWORD = "Change the words that must not go out"


@dataclass(frozen=True)
class Situation:
    """All the next step depends on. `may` holds verbs, `codes` those of the gate's blockers.

    `my_word` is the word of the role; `is_my_own` says that this person gave it.
    """

    state: str
    number: int = 1
    may: frozenset = frozenset()
    codes: frozenset = frozenset()
    my_word: str = ""
    is_my_own: bool = False
    signed_before: bool = False
    signs_again: bool = False
    my_objection: int | None = None
    missing: tuple = ()


@dataclass(frozen=True)
class Step:
    """verb: a URL name of this app, "claims" or "wording" (views of the text) or "wait"; two act
    at once: submit and take_new_values."""

    verb: str
    label: str


def situation(user, case, blockers):
    """Look at the rows once, so that `next_step` needs none."""
    statement, revision = case.statement, case.revision
    mine = case.sign_offs.get(user.role)
    signed = statement.revisions.filter(
        number__lt=revision.number,
        sign_offs__by=user,
        sign_offs__decision=Decision.SIGNED,
    )
    of_my_role = (o for o in case.objections if o.role == user.role)
    settled_by_me = (o.pk for o in of_my_role if rules.can_settle(user, o))
    return Situation(
        state=statement.state,
        number=revision.number,
        may=verbs_of(user, statement),
        codes=frozenset(blocker.code for blocker in blockers),
        my_word=mine.decision if mine and mine.by.holds(mine.role) else "",
        is_my_own=bool(mine and mine.by_id == user.pk),
        signed_before=signed.exists(),
        signs_again=any(b.code == "waiver_unseen" and b.about.by_id == user.pk for b in blockers),
        my_objection=next(settled_by_me, None),
        missing=tuple(missing_roles(statement, case.sign_offs)),
    )


def verbs_of(user, statement):
    """What the rules allow this person with this statement, whatever its state."""
    allowed = {
        "edit": rules.can_edit,
        "sign_off": rules.can_sign_off,
        "object": rules.can_object,
        "release": rules.can_release,
        "withdraw": rules.can_withdraw_release,
        "retry": rules.can_retry_rendering,
    }
    return frozenset(verb for verb, rule in allowed.items() if rule(user, statement))


def missing_roles(statement, sign_offs):
    """Labels of the roles whose word is still wanted."""
    for role in REQUIRED_ROLES[statement.audience]:
        given = sign_offs.get(role)
        if not given or given.decision != Decision.SIGNED or not given.by.holds(role):
            yield Role(role).label


def next_step(now):
    """The one Step for a Situation."""
    if now.state in (State.RELEASED, State.WITHDRAWN):
        return _after_release(now)
    if now.my_objection:
        return Step("settle", "Settle your objection")
    if now.state == State.DRAFTING:
        return _while_drafting(now)
    return _in_review(now)


def _after_release(now):
    if now.state == State.RELEASED:
        return Step("release_page", "See the release and its files")
    return Step("release_page", "See what was released and why it was withdrawn")


def _while_drafting(now):
    if "edit" not in now.may:
        return Step("wait", "It is still being drafted. You will be asked when it is ready.")
    if "stale_fact" in now.codes:
        return Step("take_new_values", TAKE)
    if NEEDS_EDITING & now.codes:
        return Step("edit", "Finish the text")
    if CLAIMS & now.codes:
        return Step("claims", CHECK)
    if WORDING & now.codes:
        return Step("wording", REWORD)
    return Step("submit", f"Submit revision {now.number} for sign-off")


def _in_review(now):
    returned = any(code.endswith("_returned") for code in now.codes)
    unfinished = NEEDS_EDITING & now.codes
    asked = returned and now.my_word != Decision.RETURNED
    if "edit" in now.may and "stale_fact" in now.codes:
        return Step("take_new_values", TAKE)
    if "edit" in now.may and (unfinished or asked):
        return Step("edit", "Edit as asked" if asked else "Finish the text")
    if "edit" in now.may and CLAIMS & now.codes:
        return Step("claims", CHECK)
    if "edit" in now.may and WORDING & now.codes:
        return Step("wording", REWORD)
    if _is_asked(now, unfinished or returned or (CLAIMS | WORDING) & now.codes):
        return Step("sign_off", _signing(now))
    if not now.codes:
        return _ready(now)
    return Step("wait", _waiting_for(now, returned))


def _is_asked(now, has_to_change):
    if "sign_off" not in now.may or has_to_change:
        return False
    return now.my_word != Decision.SIGNED or now.signs_again


def _signing(now):
    if now.signs_again:
        return "Read what others let stand and sign"
    if now.signed_before:
        return "Review the change and sign"
    return f"Review and sign revision {now.number}"


def _ready(now):
    if "release" in now.may:
        return Step("release", f"Review and release revision {now.number}")
    return Step("wait", "Everything is there. The PR manager releases it.")


def _waiting_for(now, returned):
    if returned or (NEEDS_EDITING | CLAIMS | WORDING) & now.codes:
        return "The text has to change first. Whoever edits it will ask for your word again."
    if now.missing:
        return f"Waiting for {' and '.join(now.missing)}."
    return "Waiting until the points above are settled."


def of(user, revision):
    """(step, situation, blockers, case) for a page about this text."""
    case = cases.of(revision)
    blockers = gate.of(case)
    now = situation(user, case, blockers)
    return next_step(now), now, blockers, case
