"""Every act that goes on record, the facts it carries, and how it reads to people.

Facts are ids, digests, counts and words from a fixed list: never the text of a finding, a note
or a notice. A sentence may use the facts and {subject}; who and when stand beside it.
"""

import re

from django.db import models

_PLACE = re.compile(r"\{(\w+)\}")


class Action(models.TextChoices):
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of an act)
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    INCIDENT_OPENED = "incident_opened"
    INCIDENT_CHANGED = "incident_changed"
    MEMBER_ADDED = "member_added"
    MEMBER_REMOVED = "member_removed"
    FACTS_RECORDED = "facts_recorded"
    CONTRIBUTION_ADDED = "contribution_added"
    VERIS_IMPORTED = "veris_imported"
    QUESTIONS_ANSWERED = "questions_answered"
    DUTY_EVENT_LOGGED = "duty_event_logged"
    DUTY_DECIDED = "duty_decided"
    FILING_RECORDED = "filing_recorded"
    DUTY_RULES_TAKEN = "duty_rules_taken"
    STATEMENT_DRAFTED = "statement_drafted"
    REVISION_SAVED = "revision_saved"
    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    SIGN_OFF_GIVEN = "sign_off_given"
    REVISION_RETURNED = "revision_returned"
    SIGN_OFF_WITHDRAWN = "sign_off_withdrawn"
    OBJECTION_RAISED = "objection_raised"
    OBJECTION_SETTLED = "objection_settled"
    SUGGESTED = "suggested"
    SUGGESTIONS_ACCEPTED = "suggestions_accepted"
    SUGGESTIONS_REJECTED = "suggestions_rejected"
    THREAD_OPENED = "thread_opened"
    COMMENT_ADDED = "comment_added"
    THREAD_CLOSED = "thread_closed"
    RELEASED = "released"
    RELEASE_REFUSED = "release_refused"
    RELEASE_WITHDRAWN = "release_withdrawn"
    CORRECTION_DECIDED = "correction_decided"
    CLAIM_WAIVED = "claim_waived"
    WAIVER_WITHDRAWN = "waiver_withdrawn"
    CLAUSE_ADDED = "clause_added"
    CLAUSE_REVISED = "clause_revised"
    CLAUSE_RETIRED = "clause_retired"
    REMARK_WAIVED = "remark_waived"
    REMARK_WAIVER_WITHDRAWN = "remark_waiver_withdrawn"
    TERM_ADDED = "term_added"
    TERM_CHANGED = "term_changed"
    TERM_RETIRED = "term_retired"
    SEVERITY_SET = "severity_set"
    RENDITION_READY = "rendition_ready"
    RENDITION_FAILED = "rendition_failed"
    RENDITION_RETRIED = "rendition_retried"
    RENDITION_DOWNLOADED = "rendition_downloaded"


# action -> (facts it must carry, sentence)
CATALOGUE = {
    Action.PERSON_ADDED: ({"role", "administrator"}, "added {subject}"),
    Action.PERSON_CHANGED: ({"changed", "role", "active"}, "changed {changed} of {subject}"),
    Action.PASSWORD_CHANGED: (set(), "changed the password of {subject}"),
    Action.SIGNED_IN: (set(), "signed in"),
    Action.SIGNED_OUT: (set(), "signed out"),
    Action.INCIDENT_OPENED: ({"severity", "exercise"}, "opened {subject}"),
    Action.INCIDENT_CHANGED: ({"changed"}, "changed {changed} of {subject}"),
    Action.MEMBER_ADDED: ({"person", "role"}, "gave {person} access"),
    Action.MEMBER_REMOVED: ({"person"}, "ended the access of {person}"),
    Action.FACTS_RECORDED: ({"keys", "ids"}, "recorded {keys}"),
    Action.CONTRIBUTION_ADDED: ({"kind", "privileged", "contribution"}, "added {kind}"),
    Action.VERIS_IMPORTED: ({"import_key", "facts"}, "imported {facts} findings from VERIS"),
    Action.QUESTIONS_ANSWERED: (
        {"questions", "answers"},
        "answered what decides which law applies to {subject}",
    ),
    Action.DUTY_EVENT_LOGGED: (
        {"kind", "event", "disputed", "happened"},
        "logged what starts clocks: {kind}",
    ),
    Action.DUTY_DECIDED: ({"keys", "ruling", "ids"}, "decided on {keys}: {ruling}"),
    Action.FILING_RECORDED: ({"key", "filing", "corrects"}, "recorded what was sent for {key}"),
    Action.DUTY_RULES_TAKEN: (
        {"version", "checksum"},
        "put the clocks of {subject} on the rules of version {version}",
    ),
    Action.STATEMENT_DRAFTED: ({"audience", "template"}, "drafted {subject}"),
    Action.REVISION_SAVED: ({"revision", "digest"}, "saved revision {revision} of {subject}"),
    Action.SUBMITTED: ({"revision", "digest"}, "submitted revision {revision} of {subject}"),
    Action.TAKEN_BACK: ({"revision"}, "took {subject} back into drafting"),
    Action.SIGN_OFF_GIVEN: ({"revision", "digest"}, "signed revision {revision} of {subject}"),
    Action.REVISION_RETURNED: (
        {"revision", "digest"},
        "returned revision {revision} of {subject} with a note",
    ),
    Action.SIGN_OFF_WITHDRAWN: (
        {"revision", "digest"},
        "withdrew their sign-off on revision {revision} of {subject}",
    ),
    Action.OBJECTION_RAISED: (
        {"revision", "objection"},
        "raised an objection to revision {revision} of {subject}",
    ),
    Action.OBJECTION_SETTLED: ({"objection"}, "settled an objection to {subject}"),
    Action.SUGGESTED: (
        {"revision", "suggestions"},
        "suggested changes to revision {revision} of {subject}",
    ),
    Action.SUGGESTIONS_ACCEPTED: (
        {"revision", "suggestions"},
        "took suggestions over into revision {revision} of {subject}",
    ),
    Action.SUGGESTIONS_REJECTED: ({"suggestions"}, "rejected suggestions to {subject}"),
    Action.THREAD_OPENED: (
        {"revision", "thread", "objection", "privileged"},
        "opened a thread on revision {revision} of {subject}",
    ),
    Action.COMMENT_ADDED: ({"thread", "comment", "privileged"}, "commented on {subject}"),
    Action.THREAD_CLOSED: ({"thread", "privileged"}, "closed a thread on {subject}"),
    Action.RELEASED: (
        {"revision", "digest", "legal_sign_off", "pr_sign_off"},
        "released revision {revision} of {subject}",
    ),
    Action.RELEASE_REFUSED: (
        {"revision", "blockers"},
        "was refused the release of revision {revision} of {subject} ({blockers})",
    ),
    Action.RELEASE_WITHDRAWN: ({"revision", "digest"}, "withdrew {subject}"),
    Action.CORRECTION_DECIDED: (
        {"revision", "course", "decision"},
        "decided what becomes of revision {revision} of {subject}: {course}",
    ),
    Action.CLAIM_WAIVED: (
        {"revision", "code", "waiver"},
        "let a sentence of revision {revision} of {subject} stand ({code})",
    ),
    Action.WAIVER_WITHDRAWN: (
        {"revision", "code", "waiver"},
        "no longer lets a sentence of revision {revision} of {subject} stand ({code})",
    ),
    Action.CLAUSE_ADDED: (
        {"audience", "language", "element", "digest"},
        "added the clause {subject} to the library",
    ),
    Action.CLAUSE_REVISED: (
        {"version", "digest"},
        "saved version {version} of the clause {subject}",
    ),
    Action.CLAUSE_RETIRED: ({"version"}, "retired the clause {subject} as its version {version}"),
    Action.REMARK_WAIVED: (
        {"revision", "rule", "waiver"},
        "let a remark on revision {revision} of {subject} stand ({rule})",
    ),
    Action.REMARK_WAIVER_WITHDRAWN: (
        {"revision", "rule", "waiver"},
        "no longer lets a remark on revision {revision} of {subject} stand ({rule})",
    ),
    Action.TERM_ADDED: (
        {"term", "kind", "severity", "language"},
        "added {subject} to the house style",
    ),
    Action.TERM_CHANGED: (
        {"term", "kind", "severity", "language"},
        "changed {subject} of the house style",
    ),
    Action.TERM_RETIRED: ({"term"}, "retired {subject} from the house style"),
    Action.SEVERITY_SET: (
        {"severity", "policy"},
        "set remarks of the class {subject} to {severity}",
    ),
    Action.RENDITION_READY: ({"format", "sha256", "bytes"}, "rendered {subject} as {format}"),
    Action.RENDITION_FAILED: ({"format", "attempts"}, "could not render {subject} as {format}"),
    Action.RENDITION_RETRIED: ({"format"}, "asked to render {subject} as {format} again"),
    Action.RENDITION_DOWNLOADED: ({"format", "sha256"}, "downloaded {subject} as {format}"),
}


def check(action, facts):
    """Refuse an act that does not carry exactly the facts it declares, in plain types."""
    declared, _ = CATALOGUE[action]
    if set(facts) != declared:
        raise ValueError(f"{action} carries {sorted(declared)}, not {sorted(facts)}.")
    for name, value in facts.items():
        plain = all(isinstance(v, str) for v in value) if isinstance(value, list) else True
        if not plain or not isinstance(value, str | int | bool | list | None):
            raise ValueError(f"{action}: {name} must be plain, not {type(value).__name__}.")


def sentence(action, subject, facts):
    """What happened, in words: "signed revision 6 of INC-2026-0007/S1"."""
    words = {
        name: ", ".join(value) if isinstance(value, list) else str(value)
        for name, value in facts.items()
    }
    words["subject"] = subject
    return _PLACE.sub(lambda place: words[place[1]], CATALOGUE[Action(action)][1])
