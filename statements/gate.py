"""May this exact text leave the house? One list of reasons; the page shows it, release obeys it."""

import re
from dataclasses import dataclass, field

from breachcomm.accounts.models import Role
from breachcomm.plain_text import problem
from statements import cases, comparing, content, judgement, remarking, staleness, tokens
from statements.audiences import REQUIRED_ROLES
from statements.models import Decision, State
from statements.renditions import layouts
from statements.renditions.letter import missing_glyphs

# Up to the next "[[" at most, or ten thousand of them would take minutes.
PLACEHOLDER = re.compile(r"\[\[(?:(?!\[\[).)*?\]\]|\[\[|\b(?:TODO|TBD|TBC|XXX)\b", re.DOTALL)


@dataclass(frozen=True)
class Blocker:
    """One reason the gate stays shut. `code` is stable, `sentence` is for people.

    about: what it speaks of (an Objection, a Contradiction, a Placed remark), for the page that
    leads to its cure.
    """

    code: str
    sentence: str
    place: str = ""
    about: object = field(default=None, compare=False, repr=False)


def blockers(revision):
    """Everything that stands between this exact text and its release, as a list of Blocker.

    Empty means go. Needs no user: who may release is a question for rules.py.
    """
    return of(cases.of(revision))


def of(case):
    """The same for a text that was looked up already, alone or with others (see cases.py)."""
    return [
        *_not_in_review(case.revision),
        *_superseded(case),
        *_unfinished(case.revision),
        *_bad_tokens(case.revision),
        *_stale_facts(case),
        *_claims(case),
        *_wording_errors(case),
        *_contradictions(case),
        *_unreadable(case.revision),
        *_unprintable(case.revision),
        *_context_changed(case.revision),
        *_open_objections(case),
        *_sign_offs_wanting(case),
        *_waivers_unseen(case),
        *_same_person(case),
    ]


def _not_in_review(revision):
    sentences = {
        State.DRAFTING: "The text has not been submitted for review.",
        State.RELEASED: "This statement has been released.",
        State.WITHDRAWN: "This statement was released and withdrawn.",
    }
    if sentence := sentences.get(revision.statement.state):
        yield Blocker("not_in_review", sentence)


def _superseded(case):
    if case.revision.number < case.newest:
        yield Blocker("superseded", f"Revision {case.revision.number} is not the newest text.")


def _unfinished(revision):
    if not any(section["text"].strip() for section in revision.sections):
        yield Blocker("unfinished", "There is no text yet.")
    for place, text in revision.texts():
        for gap in dict.fromkeys(found[0] for found in PLACEHOLDER.finditer(text)):
            words = gap if len(gap) <= 200 else f"{gap[:199]}…"
            yield Blocker("unfinished", f"The text still contains {words}.", place)


def _bad_tokens(revision):
    for wrong in tokens.misuses(revision.written, revision.values):
        yield Blocker(
            "bad_token",
            f"{{{wrong.token}}} in line {wrong.line}, column {wrong.column}: {wrong.sentence}",
            revision.name_of(wrong.place),
        )


def _stale_facts(case):
    """A number that was true yesterday is not the number."""
    for one in staleness.stale(case.revision, case.known, case.citations):
        yield Blocker("stale_fact", one.sentence, case.revision.name_of(one.place))


def _claims(case):
    """Says who? A sentence about the incident stands on a fact, or counsel lets it stand."""
    for claim in judgement.unsettled(case):
        yield Blocker(
            "contradicted_claim" if claim.is_contradicted else "untraced_claim",
            " ".join(claim.reasons),
            case.revision.name_of(claim.sentence.place),
            about=claim,
        )


def _wording_errors(case):
    """Words that promise what nobody can keep, or that this house never sends."""
    for one in remarking.of(case).blocking:
        words = one.remark.text if len(one.remark.text) <= 80 else f"{one.remark.text[:79]}…"
        yield Blocker(
            "wording_error",
            f"The text says “{words}”. {one.remark.reason} {one.cure}",
            case.revision.name_of(one.place),
            about=one,
        )


def _contradictions(case):
    """Whoever reads two of our texts must not read two stories."""
    for one in comparing.against(case.cited, case.beside):
        yield Blocker(
            "contradiction",
            f"{one.label}: {one.other.statement.reference}, which left the house and stands, "
            "says something else. Counsel decides first what becomes of that text.",
            about=one,
        )


def _unreadable(revision):
    for place, text in revision.texts():
        if sentence := problem(text):
            yield Blocker("unreadable", sentence, place)


def _unprintable(revision):
    """A letter with an empty box in it is not the text that was signed."""
    letter = content.letter(revision.content(), digest=revision.digest)
    # What people cannot see either is named by _unreadable.
    missing = [character for character in missing_glyphs(letter) if not problem(character)]
    if missing:
        yield Blocker("unprintable", f"The letter's type cannot print {', '.join(missing)}.")


def _context_changed(revision):
    """Same words, other envelope: a sign-off covers the letterhead and the layout too."""
    incident = revision.statement.incident
    changed = [
        name
        for name, signed, now in (
            ("the sender's name", revision.sender_name, incident.organisation),
            ("the sender's address", revision.sender_address, incident.organisation_address),
            ("the time zone", revision.zone, incident.zone),
            ("the exercise mark", revision.is_exercise, incident.is_exercise),
            ("the letter's layout", revision.layout_digest, layouts.digest(layouts.current())),
        )
        if signed != now
    ]
    if changed:
        yield Blocker(
            "context_changed",
            f"Since this text was saved, {' and '.join(changed)} changed. "
            "Save it again to take that over, then sign.",
        )


def _open_objections(case):
    for objection in case.objections:
        yield Blocker(
            "open_objection",
            f"{objection.by.name} ({Role(objection.role).label}) objects: {objection.text}",
            about=objection,
        )


def _sign_offs_wanting(case):
    for role in REQUIRED_ROLES[case.statement.audience]:
        yield from _word_of(Role(role), case.sign_offs.get(role))


def _word_of(role, sign_off):
    if sign_off is None or sign_off.decision == Decision.WITHDRAWN:
        yield Blocker(f"no_{role}_sign_off", f"{role.label} has not signed this text.")
    elif sign_off.decision == Decision.RETURNED:
        yield Blocker(
            f"{role}_returned", f"{sign_off.by.name} ({role.label}) returned it: {sign_off.note}"
        )
    elif not sign_off.by.holds(role):
        yield Blocker(
            "signer_left",
            f"{sign_off.by.name} signed for {role.label} and no longer holds that role.",
        )


def _waivers_unseen(case):
    """Who signed a text saw what others let stand in it, or signs again."""
    for role in REQUIRED_ROLES[case.statement.audience]:
        given = case.sign_offs.get(role)
        if not given or given.decision != Decision.SIGNED:
            continue
        if judgement.unseen_by(case, given):
            yield _signed_before(given, "counsel let a sentence stand")
        elif unseen := remarking.unseen_by(case, given):
            yield _signed_before(given, f"{unseen[-1].by.name} let a remark on the wording stand")


def _signed_before(given, what):
    return Blocker(
        "waiver_unseen",
        f"{given.by.name} ({Role(given.role).label}) signed before {what}. "
        "They read it again and sign.",
        about=given,
    )


def _same_person(case):
    """Nobody's two roles make two signatures."""
    required = REQUIRED_ROLES[case.statement.audience]
    signers = [
        given.by
        for role, given in case.sign_offs.items()
        if role in required and given.decision == Decision.SIGNED
    ]
    if len(set(signers)) < len(signers):
        yield Blocker("same_person", "The same person signed in two roles. Two people must sign.")
