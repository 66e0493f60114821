"""A waiver can be taken back. SQLite makes the table anew, so its guard is put up again."""

from django.db import migrations, models

from breachcomm.audit.append_only import forbid_rewrites, guard

NOT_BY_COUNSEL = (
    "NOT EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = NEW.by_id AND u.role = NEW.role"
    " AND u.is_active AND NOT u.is_superuser)"
)
LEFT_THE_HOUSE = (
    "EXISTS (SELECT 1 FROM statements_release l WHERE l.revision_id = NEW.revision_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0005_desk'),
    ]

    operations = [
        migrations.AddField(
            model_name='waiver',
            name='is_withdrawn',
            field=models.BooleanField(default=False),
        ),
        forbid_rewrites("statements_waiver"),
        guard(
            "statements_waiver",
            "INSERT",
            "a_waiver_is_counsels",
            [
                (NOT_BY_COUNSEL, "a waiver is given by counsel in that role"),
                (LEFT_THE_HOUSE, "a text that left the house takes no more waivers"),
            ],
        ),
    ]
