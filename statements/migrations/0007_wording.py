"""The wording review: remarks somebody lets stand, the house's terms and its policy."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from breachcomm.audit.append_only import forbid_rewrites, guard

NOT_IN_THAT_ROLE = (
    "NOT EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = NEW.by_id AND u.role = NEW.role"
    " AND u.is_active AND NOT u.is_superuser)"
)
LEFT_THE_HOUSE = (
    "NOT EXISTS (SELECT 1 FROM statements_revision r JOIN statements_statement s"
    " ON s.id = r.statement_id WHERE r.id = NEW.revision_id"
    " AND s.state IN ('drafting', 'in_review'))"
)
KEPT_BY = (NOT_IN_THAT_ROLE, "house style is kept by people in the role they hold")


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0006_waivers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('banned', 'Do not use'), ('preferred', 'Say it otherwise')], max_length=10)),
                ('instead', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(max_length=300)),
                ('severity', models.CharField(choices=[('hint', 'Hint: for the author'), ('warning', 'Warning: shown to whoever signs'), ('error', 'Error: the gate stays shut')], max_length=8)),
                ('language', models.CharField(default='en', max_length=12)),
                ('is_retired', models.BooleanField(default=False)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='house_terms', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('term', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='a_house_term_has_words_and_a_reason'), models.CheckConstraint(condition=models.Q(('kind', 'banned'), models.Q(('kind', 'preferred'), models.Q(('instead', ''), _negated=True)), _connector='OR'), name='what_is_said_otherwise_names_the_other_words'), models.CheckConstraint(condition=models.Q(('severity__in', ['hint', 'warning', 'error'])), name='a_term_severity_is_known'), models.CheckConstraint(condition=models.Q(('role__in', ('legal', 'pr'))), name='counsel_or_pr_keeps_the_house_terms')],
            },
        ),
        migrations.CreateModel(
            name='WordingPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('severity', models.CharField(choices=[('hint', 'Hint: for the author'), ('warning', 'Warning: shown to whoever signs'), ('error', 'Error: the gate stays shut'), ('off', 'Off: no remarks of this class'), ('default', 'As the rules have it')], max_length=8)),
                ('reason', models.CharField(max_length=300)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wording_policies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='a_policy_names_a_class_and_a_reason'), models.CheckConstraint(condition=models.Q(('severity__in', ['hint', 'warning', 'error', 'off', 'default'])), name='a_policy_severity_is_known'), models.CheckConstraint(condition=models.Q(('role__in', ('legal', 'pr'))), name='counsel_or_pr_sets_the_policy')],
            },
        ),
        migrations.CreateModel(
            name='WordingWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.TextField()),
                ('rule', models.CharField(max_length=80)),
                ('severity', models.CharField(max_length=8)),
                ('words', models.TextField()),
                ('reason', models.TextField()),
                ('is_withdrawn', models.BooleanField(default=False)),
                ('role', models.CharField(max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wording_waivers', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wording_waivers', to='statements.revision')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='letting_a_remark_stand_takes_a_reason'), models.CheckConstraint(condition=models.Q(('role__in', ('legal', 'pr'))), name='counsel_or_pr_lets_a_remark_stand'), models.CheckConstraint(condition=models.Q(('severity__in', ['hint', 'warning', 'error'])), name='a_waived_severity_is_known')],
            },
        ),
        *(
            forbid_rewrites(f"statements_{table}")
            for table in ("wordingwaiver", "houseterm", "wordingpolicy")
        ),
        guard(
            "statements_wordingwaiver",
            "INSERT",
            "a_remark_is_let_stand_in_an_open_text",
            [
                (NOT_IN_THAT_ROLE, "a remark is let stand by people in the role they hold"),
                (LEFT_THE_HOUSE, "a text that left the house takes no more waivers"),
            ],
        ),
        guard("statements_houseterm", "INSERT", "a_house_term_is_kept", [KEPT_BY]),
        guard("statements_wordingpolicy", "INSERT", "a_wording_policy_is_set", [KEPT_BY]),
    ]
