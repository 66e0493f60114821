"""What is written once: every path that could rewrite it is tried on every such table."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from breachcomm.accounts.models import Role, User
from breachcomm.audit.append_only import AppendOnlyModel, Rewritten
from breachcomm.audit.models import Entry, Head
from incidents import operations as incidents
from incidents.models import (
    Contribution,
    DutyAnswers,
    DutyDataSet,
    DutyDecision,
    DutyEvent,
    DutyRules,
    Fact,
    Fulfilment,
    Incident,
    VerisImport,
)
from statements import operations
from statements.models import (
    Anchor,
    Citation,
    Clause,
    ClauseUse,
    ClauseVersion,
    Comment,
    CorrectionDecision,
    HouseTerm,
    Objection,
    Release,
    Rendition,
    Revision,
    Settlement,
    SignOff,
    Statement,
    Suggestion,
    Thread,
    ThreadClosing,
    Verdict,
    Waiver,
    Withdrawal,
    WordingPolicy,
    WordingWaiver,
)
from tests.incidents import owed
from tests.statements import desk, house
from tests.statements.factories import clause, drafted, edited, released, submitted, team
from tests.trust.reading import fingerprint

pytestmark = pytest.mark.django_db

MODELS = sorted(AppendOnlyModel.__subclasses__(), key=lambda model: model.__name__)
GUARDED = [Incident, Statement, Head]


def fact():
    people = team()
    finding = incidents.Finding("A token stood in a log.", "confirmed", "We read the log.")
    incidents.record_facts(
        people.incident, by=people.developer, findings={"vulnerability": finding}
    )


def contribution():
    people = team()
    incidents.contribute(people.incident, by=people.legal, text="Wait.", privileged=True)


def settlement():
    people = team()
    objection = operations.raise_objection(submitted(people), by=people.legal, text="Wait.")
    operations.settle(objection, by=people.legal, note="It was nothing.")


def withdrawal():
    people = team()
    operations.withdraw(released(people), by=people.legal, reason="A figure was wrong.")


def rendition():
    release = released(team())
    Rendition.objects.create(release=release, format="pdf", sha256="0" * 64, size=1)


def veris_import():
    incident = team().incident
    VerisImport.objects.create(incident=incident, import_key="k", file_name="a.json", raw="{}")


def citation():
    people = team()
    edited(drafted(people), by=people.pr, lead="{became_aware:sentence}")


def clause_use():
    people = team()
    version = clause(by=people.legal)
    edited(drafted(people), by=people.pr, lead=version.token)


def correction_decision():
    people = team()
    release = released(people)
    CorrectionDecision.objects.create(
        release=release, course="update", by=people.legal, role=people.legal.role
    )


def waiver():
    people = team()
    Waiver.objects.create(
        revision=submitted(people),
        sentence="We care.",
        code="uncited_claim",
        reason="It is so.",
        by=people.legal,
        role=people.legal.role,
    )


def wording():
    """A remark somebody lets stand, on a term of the house, whose policy was set."""
    people = team()
    house.weigh(people.pr)
    house.term(people.pr)
    house.let_stand(edited(submitted(people), by=people.pr, lead="Leverage it."), people.legal)


def verdict():
    people = team()
    made = desk.suggested(desk.written(people), by=people.developer, lead="Read on.")
    desk.decided(made, by=people.legal, accept=True)


def thread_closing():
    people = team()
    thread = desk.talked(desk.written(people), by=people.legal)
    operations.close_thread(thread, by=people.legal)


def filing():
    """A duty that applies, its event, and what was sent: on the rules of that day."""
    people = team()
    owed.answered(people.incident, by=people.developer)
    owed.ruled(people.incident, by=people.legal)
    owed.logged(people.incident, by=people.developer)
    owed.filed(people.incident, by=people.legal)


WRITES = {
    Anchor: verdict,
    Citation: citation,
    Clause: clause_use,
    ClauseUse: clause_use,
    ClauseVersion: clause_use,
    Comment: thread_closing,
    Contribution: contribution,
    CorrectionDecision: correction_decision,
    DutyAnswers: filing,
    DutyDataSet: filing,
    DutyDecision: filing,
    DutyEvent: filing,
    DutyRules: filing,
    Entry: team,
    Fact: fact,
    Fulfilment: filing,
    HouseTerm: wording,
    Objection: settlement,
    Release: withdrawal,
    Rendition: rendition,
    Revision: withdrawal,
    Settlement: settlement,
    SignOff: withdrawal,
    Suggestion: verdict,
    Thread: thread_closing,
    ThreadClosing: thread_closing,
    Verdict: verdict,
    VerisImport: veris_import,
    Waiver: waiver,
    Withdrawal: withdrawal,
    WordingPolicy: wording,
    WordingWaiver: wording,
}


def plain(model):
    """A queryset without the model's own refusal: only the database is left to say no."""
    return models.QuerySet(model)


def a_column(model):
    return next(field.attname for field in model._meta.concrete_fields if not field.primary_key)


def table(model):
    return model._meta.db_table


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def copy_of(model, verb):
    """Insert the last row over itself."""
    columns = [field.column for field in model._meta.concrete_fields]
    row = (
        plain(model).order_by("-pk").values_list(*(f.attname for f in model._meta.concrete_fields))
    )
    prepared = [
        field.get_db_prep_save(value, connection)
        for field, value in zip(model._meta.concrete_fields, row[0], strict=True)
    ]
    places = ", ".join(["%s"] * len(columns))
    run(f"{verb} INTO {table(model)} ({', '.join(columns)}) VALUES ({places})", *prepared)


def save(model):
    plain(model).last().save()


def save_unseen(model):
    """Claims to be new and carries the key of a row that is there."""
    row = plain(model).last()
    row._state.adding = True
    row.save()


def save_base(model):
    plain(model).last().save_base(raw=True)


def bulk_update(model):
    name = a_column(model).removesuffix("_id")
    plain(model).bulk_update([plain(model).last()], [name])


def bulk_create_over(model):
    field = a_column(model).removesuffix("_id")
    model._base_manager.bulk_create(
        [plain(model).last()], update_conflicts=True, unique_fields=["pk"], update_fields=[field]
    )


def update_or_replace(model):
    run(f"UPDATE OR REPLACE {table(model)} SET {a_column(model)} = {a_column(model)}")  # noqa: S608


ATTACKS = {
    "save": save,
    "save under the same key": save_unseen,
    "save as a fixture does": save_base,
    "delete": lambda model: plain(model).last().delete(),
    "manager update": lambda model: model.objects.update(**{a_column(model): 1}),
    "manager delete": lambda model: model.objects.all().delete(),
    "manager bulk update": lambda model: model.objects.bulk_update([plain(model).last()], ["pk"]),
    "queryset update": lambda model: plain(model).update(
        **{a_column(model): models.F(a_column(model))}
    ),
    "queryset delete": lambda model: (
        plain(model).filter(pk=plain(model).last().pk)._raw_delete("default")
    ),
    "bulk update": bulk_update,
    "bulk create over it": bulk_create_over,
    "UPDATE": lambda model: run(
        f"UPDATE {table(model)} SET {a_column(model)} = {a_column(model)}"  # noqa: S608
    ),
    "DELETE": lambda model: run(f"DELETE FROM {table(model)}"),  # noqa: S608
}
ON_SQLITE = {
    "INSERT OR REPLACE": lambda model: copy_of(model, "INSERT OR REPLACE"),
    "REPLACE": lambda model: copy_of(model, "REPLACE"),
    "UPDATE OR REPLACE": update_or_replace,
}
ON_POSTGRESQL = {
    "TRUNCATE": lambda model: run(f"TRUNCATE {table(model)} CASCADE"),
    "as a replica": lambda model: as_a_replica(model),
}


def as_a_replica(model):
    run("SET LOCAL session_replication_role = replica")
    run(f"DELETE FROM {table(model)}")  # noqa: S608


def attacks():
    here = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
    return {**ATTACKS, **here}


def refuse(attack, model):
    with pytest.raises((Rewritten, DatabaseError)), transaction.atomic():
        attack(model)


def test_every_such_model_is_tried():
    assert set(WRITES) == set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_row_written_once_stays_as_it_is(model):
    WRITES[model]()
    assert plain(model).exists()
    before = fingerprint()
    for attack in attacks().values():
        refuse(attack, model)
    assert fingerprint() == before


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_what_is_guarded_otherwise_is_at_least_never_deleted(model):
    withdrawal()
    before = fingerprint()
    deleting = ["queryset delete", "DELETE", "INSERT OR REPLACE", "REPLACE", "TRUNCATE"]
    for name in set(deleting) & set(attacks()):
        refuse(attacks()[name], model)
    assert fingerprint() == before


@pytest.mark.parametrize(
    "change", [{"sequence": 99}, {"digest": "0" * 64}, {"id": 1, "sequence": 0}]
)
def test_the_head_of_the_record_moves_only_with_an_entry(change):
    team()
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.update(**change)


@pytest.mark.parametrize("owner", [Incident, Statement, Revision, User])
def test_nothing_on_record_goes_with_what_it_hangs_on(owner):
    withdrawal()
    before = fingerprint()
    with pytest.raises((Rewritten, DatabaseError, models.ProtectedError)), transaction.atomic():
        plain(owner).filter(pk=plain(owner).first().pk).delete()
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("decision", "role"), [("maybe", "legal"), ("signed", "observer"), ("returned", "legal")]
)
def test_a_sign_off_nobody_can_give_is_not_inserted(decision, role):
    people = team()
    revision = submitted(people)
    person = getattr(people, role)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(
            revision=revision, digest=revision.digest, role=role, by=person, decision=decision
        )


def test_a_sign_off_is_not_inserted_for_another_digest_role_or_state():
    people = team()
    revision = submitted(people)
    honest = {"revision": revision, "digest": revision.digest, "role": Role.LEGAL}
    honest |= {"by": people.legal, "decision": "signed"}
    for spoiled in ({"digest": "0" * 64}, {"role": Role.PR}, {"by": people.pr}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SignOff.objects.create(**honest | spoiled)
    operations.take_back(revision, by=people.pr)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(**honest)
    operations.submit(revision, by=people.pr)
    assert SignOff.objects.create(**honest).pk
