"""The clause library: clauses, their versions, and which texts use which."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from breachcomm.audit.append_only import forbid_rewrites, guard

NOT_THE_NEXT_NUMBER = (
    "NEW.number <> 1 + COALESCE((SELECT MAX(v.number) FROM statements_clauseversion v"
    " WHERE v.clause_id = NEW.clause_id), 0)"
)
NOT_BY_COUNSEL = (
    "NOT EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = NEW.by_id AND u.role = NEW.role"
    " AND u.is_active AND NOT u.is_superuser)"
)
RETIRED = "EXISTS (SELECT 1 FROM statements_clauseversion v WHERE v.id = NEW.version_id AND v.is_retired)"
NOT_THE_NEWEST = (
    "EXISTS (SELECT 1 FROM statements_revision r JOIN statements_revision n"
    " ON n.statement_id = r.statement_id AND n.number > r.number WHERE r.id = NEW.revision_id)"
    " OR EXISTS (SELECT 1 FROM statements_release l WHERE l.revision_id = NEW.revision_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0003_citations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('audience', models.CharField(blank=True, choices=[('affected_people', 'Notice to affected people'), ('holding', 'Holding statement'), ('technical', 'Technical advisory'), ('executives', 'Executive brief')], max_length=20)),
                ('language', models.CharField(default='en', max_length=12)),
                ('element', models.CharField(choices=[('what_happened', 'What happened'), ('data_involved', 'Data involved'), ('what_we_do', 'What we do'), ('what_you_can_do', 'What you can do'), ('contact', 'Contact'), ('apology', 'Apology'), ('identity_theft_offer', 'Identity theft offer'), ('credit_bureaus', 'Credit bureaus'), ('regulator', 'Regulator'), ('other', 'Other')], max_length=30)),
            ],
            options={
                'ordering': ['title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['', 'affected_people', 'holding', 'technical', 'executives'])), name='a_clause_speaks_to_a_known_audience'), models.CheckConstraint(condition=models.Q(('element__in', ['what_happened', 'data_involved', 'what_we_do', 'what_you_can_do', 'contact', 'apology', 'identity_theft_offer', 'credit_bureaus', 'regulator', 'other'])), name='an_element_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ClauseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('reason', models.TextField()),
                ('review_by', models.DateField(blank=True, null=True)),
                ('is_retired', models.BooleanField(default=False)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_versions', to=settings.AUTH_USER_MODEL)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='statements.clause')),
            ],
            options={
                'ordering': ['clause', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ClauseUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_uses', to='statements.revision')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='statements.clauseversion')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='clauseversion',
            constraint=models.UniqueConstraint(fields=('clause', 'number'), name='clause_versions_are_numbered_per_clause'),
        ),
        migrations.AddConstraint(
            model_name='clauseversion',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'legal')), name='counsel_keeps_the_clauses'),
        ),
        migrations.AddConstraint(
            model_name='clauseversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='a_clause_has_words_and_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='clauseuse',
            constraint=models.UniqueConstraint(fields=('revision', 'version'), name='a_text_uses_a_version_once'),
        ),
        *(
            forbid_rewrites(f"statements_{table}")
            for table in ("clause", "clauseversion", "clauseuse")
        ),
        guard(
            "statements_clauseversion",
            "INSERT",
            "a_clause_version_follows",
            [
                (NOT_THE_NEXT_NUMBER, "versions of a clause are numbered without gaps"),
                (NOT_BY_COUNSEL, "a clause is kept by counsel in that role"),
            ],
        ),
        guard(
            "statements_clauseuse",
            "INSERT",
            "a_clause_is_used_in_the_newest_text",
            [
                (RETIRED, "a retired clause gives no words"),
                (NOT_THE_NEWEST, "a text that was overtaken or released takes no more clauses"),
            ],
        ),
    ]
