"""Facts in texts: what a text was written from, which facts it cites, what counsel decided."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from breachcomm.audit.append_only import forbid_rewrites, guard

OF_ANOTHER_INCIDENT = (
    "NEW.fact_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM incidents_fact f"
    " JOIN statements_statement s ON s.incident_id = f.incident_id"
    " JOIN statements_revision r ON r.statement_id = s.id"
    " WHERE f.id = NEW.fact_id AND f.key = NEW.key AND r.id = NEW.revision_id)"
)
NOT_THE_NEWEST = (
    "EXISTS (SELECT 1 FROM statements_revision r JOIN statements_revision n"
    " ON n.statement_id = r.statement_id AND n.number > r.number WHERE r.id = NEW.revision_id)"
    " OR EXISTS (SELECT 1 FROM statements_release l WHERE l.revision_id = NEW.revision_id)"
)
NOT_WHAT_IT_FOLLOWS = (
    "NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM statements_release r"
    " JOIN statements_statement s ON s.follows_id = r.statement_id"
    " WHERE r.id = NEW.supersedes_id AND s.id = NEW.statement_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0003_import_by_file_name'),
        ('statements', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=60)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CorrectionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.CharField(choices=[('correct', 'Correct it'), ('update', 'Update it'), ('leave', 'Leave it as it is')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('facts', models.JSONField(default=list)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.TextField()),
                ('code', models.CharField(max_length=40)),
                ('facts', models.JSONField(default=list)),
                ('reason', models.TextField()),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='release',
            name='supersedes',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='statements.release'),
        ),
        migrations.AddField(
            model_name='revision',
            name='source',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='revision',
            name='values',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='statement',
            name='is_correction',
            field=models.BooleanField(null=True),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', False)), fields=('supersedes',), name='a_release_is_superseded_once'),
        ),
        migrations.AddField(
            model_name='citation',
            name='fact',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='incidents.fact'),
        ),
        migrations.AddField(
            model_name='citation',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='statements.revision'),
        ),
        migrations.AddField(
            model_name='correctiondecision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='correction_decisions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correctiondecision',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='correction_decisions', to='statements.release'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='waiver',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='statements.revision'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('revision', 'token', 'key'), name='a_token_cites_a_key_once'),
        ),
        migrations.AddConstraint(
            model_name='correctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('course__in', ['correct', 'update', 'leave'])), name='a_course_is_known'),
        ),
        migrations.AddConstraint(
            model_name='correctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'legal')), name='counsel_decides_on_corrections'),
        ),
        migrations.AddConstraint(
            model_name='correctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('course', 'leave'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='leaving_a_text_takes_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_waiver_takes_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'legal')), name='counsel_waives'),
        ),
        *(
            forbid_rewrites(f"statements_{table}")
            for table in ("citation", "correctiondecision", "waiver")
        ),
        guard(
            "statements_citation",
            "INSERT",
            "a_citation_is_of_the_newest_text",
            [
                (OF_ANOTHER_INCIDENT, "a citation names a fact of the same incident and key"),
                (NOT_THE_NEWEST, "a text that was overtaken or released takes no more citations"),
            ],
        ),
        guard(
            "statements_release",
            "INSERT",
            "a_release_supersedes_what_it_follows",
            [(NOT_WHAT_IT_FOLLOWS, "a release supersedes only the one its statement follows")],
        ),
    ]
