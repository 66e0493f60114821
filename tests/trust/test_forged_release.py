"""A bad release cannot be written, by whatever path; the good one can, by each that inserts."""

import json

import pytest
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, models, transaction
from django.urls import get_resolver

from breachcomm.audit.append_only import Rewritten
from statements import operations, queue
from statements.models import Release, Rendition, Statement
from tests.statements.factories import drafted, released, signed, team
from tests.trust import forgeries
from tests.trust.reading import routes

pytestmark = pytest.mark.django_db

REFUSALS = (DatabaseError, Rewritten, ValueError, DeserializationError)


def raw_sql(fields, tmp_path):
    columns = ", ".join(fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO statements_release ({columns}) VALUES ({places})",  # noqa: S608
            list(fields.values()),
        )


def orm_create(fields, tmp_path):
    Release.objects.create(**fields)


def bulk_create(fields, tmp_path):
    Release.objects.bulk_create([Release(**fields)])


def fixture(fields, tmp_path):
    load(tmp_path, "statements.release", 900_001, fields)


def load(tmp_path, model, pk, fields):
    plain = {name.removesuffix("_id"): value for name, value in fields.items()}
    path = tmp_path / "forged.json"
    rows = [{"model": model, "pk": pk, "fields": plain}]
    path.write_text(json.dumps(rows, cls=DjangoJSONEncoder))
    call_command("loaddata", str(path), verbosity=0)


def queryset_update(fields, tmp_path):
    """Turn an honest release into the forged one."""
    honest = released(team())
    with pytest.raises(Rewritten):
        Release.objects.filter(pk=honest.pk).update(**fields)
    models.QuerySet(Release).filter(pk=honest.pk).update(**fields)


def raw_state(fields, tmp_path):
    """Skip the release altogether and only say that it happened."""
    now = Statement.objects.get(pk=fields["statement_id"]).state
    wanted = "released" if now in operations.OPEN_STATES else "in_review"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE statements_statement SET state = %s WHERE id = %s",
            [wanted, fields["statement_id"]],
        )


INSERTS = [raw_sql, orm_create, bulk_create, fixture]


def attempt(path, fields, tmp_path):
    with transaction.atomic():
        path(fields, tmp_path)
        connection.check_constraints()


def what_left_the_house():
    moved = Statement.objects.exclude(state__in=operations.OPEN_STATES)
    return set(Release.objects.values_list("statement", flat=True)), set(moved.values_list("pk"))


@pytest.mark.parametrize("path", [*INSERTS, raw_state], ids=lambda path: path.__name__)
@pytest.mark.parametrize("forgery", forgeries.FORGED, ids=lambda forgery: forgery.__name__)
def test_a_forged_release_is_refused(forgery, path, tmp_path):
    fields = forgery(team())
    before = what_left_the_house()
    with pytest.raises(REFUSALS):
        attempt(path, fields, tmp_path)
    assert what_left_the_house() == before


@pytest.mark.parametrize("forgery", forgeries.FORGED, ids=lambda forgery: forgery.__name__)
def test_an_honest_release_is_not_turned_into_a_forged_one(forgery, tmp_path):
    fields = forgery(team())
    with pytest.raises(REFUSALS):
        attempt(queryset_update, fields, tmp_path)


@pytest.mark.parametrize("path", INSERTS, ids=lambda path: path.__name__)
@pytest.mark.parametrize("build", forgeries.GOOD, ids=lambda build: build.__name__)
def test_the_good_release_is_accepted(build, path, tmp_path):
    fields = build(team())
    attempt(path, fields, tmp_path)
    assert list(Release.objects.values_list("revision", flat=True)) == [fields["revision_id"]]


def test_the_good_release_may_be_followed_by_the_move_of_its_statement(tmp_path):
    fields = forgeries.good(team())
    attempt(raw_sql, fields, tmp_path)
    attempt(raw_state, fields, tmp_path)
    assert Statement.objects.get().state == "released"


def born_released(revision):
    statement = revision.statement
    return {
        "incident_id": statement.incident_id,
        "number": 9,
        "audience": statement.audience,
        "state": "released",
        "created_by_id": statement.created_by_id,
    }


@pytest.mark.parametrize(
    "create",
    [
        lambda fields, tmp_path: Statement.objects.create(**fields),
        lambda fields, tmp_path: Statement.objects.bulk_create([Statement(**fields)]),
        lambda fields, tmp_path: load(tmp_path, "statements.statement", 900_001, fields),
    ],
    ids=["orm_create", "bulk_create", "fixture"],
)
@pytest.mark.parametrize("state", ["in_review", "released", "withdrawn"])
def test_no_statement_is_born_past_drafting(create, state, tmp_path):
    fields = {**born_released(drafted(team())), "state": state}
    with pytest.raises(REFUSALS), transaction.atomic():
        create(fields, tmp_path)
    with transaction.atomic():
        create({**fields, "state": "drafting"}, tmp_path)


@pytest.mark.parametrize(
    "change", [{"audience": "holding"}, {"language": "de"}, {"variant": "b"}, {"number": 77}]
)
def test_sign_offs_are_not_led_to_another_audience(change):
    revision = signed(team())
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(pk=revision.statement_id).update(**change)


def test_a_frozen_text_that_was_not_signed_is_never_rendered(settings, tmp_path):
    """The database cannot hash, so this row goes in; the worker refuses to make files of it."""
    settings.RENDITIONS_DIR = tmp_path
    fields = forgeries.good(team())
    fields["frozen"] = fields["frozen"].replace("beginning", "start")
    attempt(orm_create, fields, tmp_path)
    release = Release.objects.get()
    queue.enqueue(release)
    jobs = list(release.jobs.values_list("pk", flat=True))
    assert jobs
    assert [queue.run(job) for job in jobs] == [False] * len(jobs)
    assert "WrongContent" in release.jobs.first().error
    assert not Rendition.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_admin_site(client, settings):
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    found = list(routes(get_resolver()))
    assert found
    assert not [
        route for route in found if route.view.__module__.startswith("django.contrib.admin")
    ]
    assert client.post("/admin/statements/release/add/").status_code in (302, 404)
