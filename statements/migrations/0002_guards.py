"""What must hold for every row, whoever writes it: Python, raw SQL or a restored fixture."""

from django.db import migrations

from breachcomm.audit.append_only import add_foreign_keys, forbid_rewrites, guard

APPEND_ONLY = (
    "statements_revision",
    "statements_signoff",
    "statements_objection",
    "statements_settlement",
    "statements_release",
    "statements_withdrawal",
    "statements_rendition",
)

IN_THE_HOUSE = "s.state IN ('drafting', 'in_review')"


def state_of_new(condition):
    return f"EXISTS (SELECT 1 FROM statements_statement s WHERE s.id = NEW.statement_id AND {condition})"


NEWER_REVISION = (
    "EXISTS (SELECT 1 FROM statements_revision r JOIN statements_revision n"
    " ON n.statement_id = r.statement_id AND n.number > r.number WHERE r.id = NEW.revision_id)"
)


def holds(person, role):
    """The person exists, may sign in, is no administrator, and holds the role now."""
    return (
        f"EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = {person} AND u.role = {role}"
        " AND u.is_active AND NOT u.is_superuser)"
    )


def stands(sign_off, role):
    """The sign-off says yes, and nobody of the role said anything about the text since."""
    return (
        f"EXISTS (SELECT 1 FROM statements_signoff g WHERE g.id = {sign_off}"
        " AND g.decision = 'signed') AND NOT EXISTS (SELECT 1 FROM statements_signoff l"
        f" WHERE l.revision_id = NEW.revision_id AND l.role = '{role}' AND l.id > {sign_off})"
    )


DEVELOPER_SAID_YES = (
    "EXISTS (SELECT 1 FROM statements_signoff d JOIN accounts_user u ON u.id = d.by_id"
    " WHERE d.revision_id = NEW.revision_id AND d.role = 'developer' AND d.decision = 'signed'"
    " AND u.is_active AND u.role = 'developer' AND d.by_id NOT IN (NEW.legal_user_id,"
    " NEW.pr_user_id) AND NOT EXISTS (SELECT 1 FROM statements_signoff l WHERE l.revision_id ="
    " d.revision_id AND l.role = 'developer' AND l.id > d.id))"
)

OPEN_OBJECTION = (
    "EXISTS (SELECT 1 FROM statements_objection o JOIN statements_revision r"
    " ON r.id = o.revision_id WHERE r.statement_id = NEW.statement_id AND NOT EXISTS"
    " (SELECT 1 FROM statements_settlement t WHERE t.objection_id = o.id))"
)

RELEASE_REFUSALS = [
    ("NOT " + state_of_new("s.state = 'in_review'"), "only a text in review is released"),
    (NEWER_REVISION, "only the newest text is released"),
    (f"NOT ({stands('NEW.legal_sign_off_id', 'legal')})", "the legal sign-off does not stand"),
    (f"NOT ({stands('NEW.pr_sign_off_id', 'pr')})", "the PR sign-off does not stand"),
    (f"NOT {holds('NEW.legal_user_id', 'NEW.legal_role')}", "the legal signer has left the role"),
    (f"NOT {holds('NEW.pr_user_id', 'NEW.pr_role')}", "the PR signer has left the role"),
    (f"NOT {holds('NEW.by_id', 'NEW.role')}", "only an active PR manager releases"),
    (
        state_of_new("s.audience = 'technical'") + f" AND NOT {DEVELOPER_SAID_YES}",
        "a technical advisory takes the developer''s word",
    ),
    (OPEN_OBJECTION, "an objection is still open"),
]

SIGN_OFF_REFUSALS = [
    (
        "NOT EXISTS (SELECT 1 FROM statements_revision r JOIN statements_statement s"
        " ON s.id = r.statement_id WHERE r.id = NEW.revision_id AND s.state = 'in_review')",
        "only a text in review is signed",
    ),
    (NEWER_REVISION, "only the newest text is signed"),
    (f"NOT {holds('NEW.by_id', 'NEW.role')}", "a person signs in the role they hold"),
]

REVISION_REFUSALS = [
    ("NOT " + state_of_new(IN_THE_HOUSE), "a text that left the house is not edited"),
    (
        "NEW.number <> 1 + COALESCE((SELECT MAX(r.number) FROM statements_revision r"
        " WHERE r.statement_id = NEW.statement_id), 0)",
        "revisions are numbered without gaps",
    ),
]

STATEMENT_REFUSALS = [
    (
        " OR ".join(
            f"NEW.{column} <> OLD.{column}"
            for column in ("incident_id", "number", "audience", "language", "variant")
        ),
        "whom a statement is for does not change",
    ),
    (
        "NEW.state = 'released' AND NOT EXISTS"
        " (SELECT 1 FROM statements_release r WHERE r.statement_id = NEW.id)",
        "a released statement has a release",
    ),
    (
        "NEW.state = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM statements_withdrawal w"
        " JOIN statements_release r ON r.id = w.release_id WHERE r.statement_id = NEW.id)",
        "a withdrawn statement has a withdrawal",
    ),
    (
        "NEW.state IN ('drafting', 'in_review') AND EXISTS"
        " (SELECT 1 FROM statements_release r WHERE r.statement_id = NEW.id)",
        "what left the house does not come back",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial"), ("accounts", "0001_initial")]

    operations = [
        add_foreign_keys(
            "statements_signoff",
            a_sign_off_carries_the_digest_it_saw=(
                "(revision_id, digest) REFERENCES statements_revision (id, digest)"
            ),
        ),
        add_foreign_keys(
            "statements_release",
            a_release_is_of_this_revision=(
                "(revision_id, statement_id, digest)"
                " REFERENCES statements_revision (id, statement_id, digest)"
            ),
            legal_signed_this_revision=(
                "(legal_sign_off_id, revision_id, legal_role, legal_user_id)"
                " REFERENCES statements_signoff (id, revision_id, role, by_id)"
            ),
            pr_signed_this_revision=(
                "(pr_sign_off_id, revision_id, pr_role, pr_user_id)"
                " REFERENCES statements_signoff (id, revision_id, role, by_id)"
            ),
        ),
        *(forbid_rewrites(table) for table in APPEND_ONLY),
        guard("statements_revision", "INSERT", "a_revision_follows", REVISION_REFUSALS),
        guard("statements_signoff", "INSERT", "a_sign_off_is_due", SIGN_OFF_REFUSALS),
        guard("statements_release", "INSERT", "a_release_is_signed", RELEASE_REFUSALS),
        guard("statements_statement", "UPDATE", "a_statement_moves_on", STATEMENT_REFUSALS),
        guard(
            "statements_statement",
            "INSERT",
            "a_statement_starts_in_drafting",
            [("NEW.state <> 'drafting'", "a statement starts in drafting")],
        ),
        guard(
            "statements_statement",
            "DELETE",
            "a_statement_is_never_deleted",
            [("1 = 1", "a statement is never deleted")],
        ),
    ]
