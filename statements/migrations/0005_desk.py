"""Counsel's desk: suggestions with their verdicts, threads with their comments, and anchors."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from breachcomm.audit.append_only import forbid_rewrites, guard

TABLES = ("suggestion", "verdict", "thread", "comment", "threadclosing", "anchor")

NOT_IN_THAT_ROLE = (
    "NOT EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = NEW.by_id AND u.role = NEW.role"
    " AND u.is_active AND NOT u.is_superuser)"
)
IN_THAT_ROLE = (NOT_IN_THAT_ROLE, "people speak in the role they hold")
LEFT_THE_HOUSE = (
    "NOT EXISTS (SELECT 1 FROM statements_revision r JOIN statements_statement s"
    " ON s.id = r.statement_id WHERE r.id = NEW.revision_id"
    " AND s.state IN ('drafting', 'in_review'))"
)


def of_the_thread(condition):
    return f"EXISTS (SELECT 1 FROM statements_thread t WHERE t.id = NEW.thread_id AND {condition})"


def another_statement(table, key):
    """The revision named here is of another statement than what the row belongs to."""
    return (
        f"NEW.{key} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM statements_{table} x"
        " JOIN statements_revision o ON o.id = x.revision_id JOIN statements_revision r"
        f" ON r.statement_id = o.statement_id WHERE x.id = NEW.{key} AND r.id = NEW.revision_id)"
    )


CLOSED = (
    "EXISTS (SELECT 1 FROM statements_threadclosing c WHERE c.thread_id = NEW.thread_id)"
    " OR EXISTS (SELECT 1 FROM statements_thread t JOIN statements_settlement e"
    " ON e.objection_id = t.objection_id WHERE t.id = NEW.thread_id)"
)
NOT_FOR_COUNSEL_ONLY = (
    f"NEW.role <> 'legal' AND {of_the_thread('t.is_privileged')}",
    "a privileged thread is for counsel only",
)
SUGGESTION_REFUSALS = [
    (LEFT_THE_HOUSE, "a text that left the house takes no suggestions"),
    IN_THAT_ROLE,
]
VERDICT_REFUSALS = [
    (
        "NEW.revision_id IS NOT NULL AND " + another_statement("suggestion", "suggestion_id"),
        "an accepted suggestion stands in a text of its own statement",
    ),
    IN_THAT_ROLE,
]
THREAD_REFUSALS = [
    (LEFT_THE_HOUSE, "a text that left the house takes no threads"),
    (
        another_statement("objection", "objection_id"),
        "a thread and its objection are of one statement",
    ),
    IN_THAT_ROLE,
]
COMMENT_REFUSALS = [
    (CLOSED, "a closed thread takes no comments"),
    NOT_FOR_COUNSEL_ONLY,
    IN_THAT_ROLE,
]
CLOSING_REFUSALS = [
    (of_the_thread("t.objection_id IS NOT NULL"), "an objection is settled, not closed"),
    NOT_FOR_COUNSEL_ONLY,
    IN_THAT_ROLE,
]
ANCHOR_REFUSALS = [
    (
        " OR ".join(f"({another_statement(t, f'{t}_id')})" for t in ("thread", "suggestion")),
        "an anchor stands in a text of its own statement",
    )
]


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0004_clauses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.UUIDField()),
                ('place', models.CharField(max_length=20)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField(db_column='until')),
                ('was', models.TextField(blank=True)),
                ('becomes', models.TextField(blank=True)),
                ('reason', models.CharField(max_length=300)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='statements.revision')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=20)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField(db_column='until')),
                ('quote', models.TextField()),
                ('is_privileged', models.BooleanField(default=False)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to=settings.AUTH_USER_MODEL)),
                ('objection', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='thread', to='statements.objection')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='statements.revision')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='statements.thread')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=20)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField(db_column='until')),
                ('is_orphan', models.BooleanField(default=False)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='statements.revision')),
                ('suggestion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='statements.suggestion')),
                ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='statements.thread')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ThreadClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(blank=True)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='thread_closings', to=settings.AUTH_USER_MODEL)),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='statements.thread')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_accepted', models.BooleanField()),
                ('note', models.TextField(blank=True)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='statements.revision')),
                ('suggestion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict', to='statements.suggestion')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('was', models.F('becomes')), _negated=True), name='a_suggestion_changes_something'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_suggestion_takes_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('start__lte', models.F('end'))), name='a_suggestion_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['developer', 'legal', 'pr'])), name='who_acts_in_an_incident_suggests'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(('is_privileged', False), ('role', 'legal'), _connector='OR'), name='only_counsel_opens_a_privileged_thread'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end')), models.Q(('quote', ''), _negated=True)), name='a_thread_stands_on_words'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['developer', 'legal', 'pr'])), name='who_acts_in_an_incident_opens_threads'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['developer', 'legal', 'pr'])), name='who_acts_in_an_incident_comments'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('suggestion__isnull', True), ('thread__isnull', False)), models.Q(('suggestion__isnull', False), ('thread__isnull', True)), _connector='OR'), name='an_anchor_holds_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.CheckConstraint(condition=models.Q(('start__lte', models.F('end'))), name='an_anchor_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.UniqueConstraint(fields=('thread', 'revision'), name='a_thread_stands_once_in_a_text'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.UniqueConstraint(fields=('suggestion', 'revision'), name='a_suggestion_stands_once_in_a_text'),
        ),
        migrations.AddConstraint(
            model_name='threadclosing',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['developer', 'legal', 'pr'])), name='who_acts_in_an_incident_closes'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_accepted', True), ('revision__isnull', False)), models.Q(('is_accepted', False), ('revision__isnull', True)), _connector='OR'), name='what_is_accepted_and_nothing_else_stands_in_a_text'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['developer', 'legal', 'pr'])), name='who_acts_in_an_incident_decides'),
        ),
        *(forbid_rewrites(f"statements_{table}") for table in TABLES),
        guard("statements_suggestion", "INSERT", "a_suggestion_is_due", SUGGESTION_REFUSALS),
        guard("statements_verdict", "INSERT", "a_verdict_is_due", VERDICT_REFUSALS),
        guard("statements_thread", "INSERT", "a_thread_is_due", THREAD_REFUSALS),
        guard("statements_comment", "INSERT", "a_comment_is_due", COMMENT_REFUSALS),
        guard("statements_threadclosing", "INSERT", "a_closing_is_due", CLOSING_REFUSALS),
        guard("statements_anchor", "INSERT", "an_anchor_holds_where_it_belongs", ANCHOR_REFUSALS),
    ]
