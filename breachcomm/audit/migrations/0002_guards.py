from django.db import migrations

from breachcomm.audit.append_only import forbid_rewrites, guard, run_per_vendor
from breachcomm.audit.record import GENESIS


def lay_the_first_stone(apps, schema_editor):
    apps.get_model("audit", "Head").objects.create(id=1, sequence=0, digest=GENESIS)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(lay_the_first_stone, migrations.RunPython.noop),
        forbid_rewrites("audit_entry"),
        guard(
            "audit_entry",
            "INSERT",
            "audit_entry_follows_the_head",
            [
                (
                    "NOT EXISTS (SELECT 1 FROM audit_head h WHERE h.id = 1"
                    " AND h.digest = NEW.previous_digest AND h.sequence + 1 = NEW.sequence)",
                    "an entry must follow the head of the record",
                )
            ],
        ),
        run_per_vendor(
            [
                "CREATE OR REPLACE FUNCTION audit_head_advances() RETURNS trigger "
                "LANGUAGE plpgsql AS $$ BEGIN UPDATE audit_head SET sequence = NEW.sequence, "
                "digest = NEW.digest WHERE id = 1; RETURN NULL; END $$",
                "CREATE TRIGGER audit_head_advances AFTER INSERT ON audit_entry "
                "FOR EACH ROW EXECUTE FUNCTION audit_head_advances()",
                "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_head_advances",
            ],
            [
                "CREATE TRIGGER audit_head_advances AFTER INSERT ON audit_entry BEGIN "
                "UPDATE audit_head SET sequence = NEW.sequence, digest = NEW.digest "
                "WHERE id = 1; END",
            ],
            undo_postgresql=["DROP FUNCTION IF EXISTS audit_head_advances() CASCADE"],
            undo_sqlite=["DROP TRIGGER IF EXISTS audit_head_advances"],
        ),
        guard(
            "audit_head",
            "UPDATE",
            "audit_head_only_advances",
            [
                (
                    "NEW.sequence <> OLD.sequence + 1 OR NOT EXISTS (SELECT 1 FROM audit_entry e"
                    " WHERE e.sequence = NEW.sequence AND e.digest = NEW.digest)",
                    "the head only moves to the entry just written",
                )
            ],
        ),
        guard(
            "audit_head", "DELETE", "audit_head_stays", [("1 = 1", "the record keeps its head")]
        ),
        # Row triggers do not see TRUNCATE, and without its head the record cannot be verified.
        run_per_vendor(
            [
                "CREATE TRIGGER audit_head_is_not_emptied BEFORE TRUNCATE ON audit_head "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_head_stays()",
                "ALTER TABLE audit_head ENABLE ALWAYS TRIGGER audit_head_is_not_emptied",
            ],
            [],
        ),
    ]
