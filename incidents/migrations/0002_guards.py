from django.db import migrations

from breachcomm.audit.append_only import forbid_rewrites, guard


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [
        forbid_rewrites("incidents_fact"),
        forbid_rewrites("incidents_contribution"),
        forbid_rewrites("incidents_verisimport"),
        guard(
            "incidents_incident",
            "DELETE",
            "an_incident_is_never_deleted",
            [("1 = 1", "an incident is never deleted")],
        ),
    ]
