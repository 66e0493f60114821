"""The record: whoever goes round the triggers is found out, and the first bad entry is named."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from breachcomm.audit.models import Entry, Head
from breachcomm.audit.record import GENESIS, digest
from breachcomm.audit.verify import BROKEN, CANNOT_TELL, HOLDS, verify
from tests.statements.factories import released, team

pytestmark = pytest.mark.django_db

TABLES = ("audit_entry", "audit_head")
TEXTS = ("actor", "role", "action", "incident", "subject", "facts", "previous_digest", "digest")


@pytest.fixture
def length():
    """A record of some twenty entries, and nothing that protects it any more."""
    released(team())
    disarm()
    return Head.objects.get().sequence


def disarm():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)", TABLES
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def change(place, **columns):
    for name, value in columns.items():
        run(f"UPDATE audit_entry SET {name} = %s WHERE sequence = %s", value, place)  # noqa: S608


def exit_code():
    with pytest.raises(SystemExit) as stop:
        call_command("verify_record")
    return stop.value.code


def assert_broken_at(sequence, capsys):
    verdict = verify()
    assert (verdict.code, verdict.sequence) == (BROKEN, sequence)
    assert exit_code() == BROKEN
    assert str(sequence) in capsys.readouterr().err


def test_a_record_nobody_touched_holds(capsys):
    released(team())
    assert verify().code == HOLDS
    assert exit_code() == HOLDS
    assert f"{Head.objects.get().sequence:,} entries" in capsys.readouterr().out


def test_an_empty_record_holds():
    assert verify().code == HOLDS


def test_a_record_without_triggers_that_nobody_touched_still_holds(length):
    assert (verify().code, exit_code()) == (HOLDS, HOLDS)


@pytest.mark.parametrize("column", TEXTS)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_changed_column_is_named(length, capsys, column, place):
    sequence = {"first": 1, "middle": length // 2, "last": length}[place]
    old = Entry.objects.values_list(column, flat=True).get(sequence=sequence)
    changed = old[:-1] + ("0" if old[-1:] != "0" else "1")
    change(sequence, **{column: changed})
    assert_broken_at(sequence, capsys)


def test_a_changed_time_is_named(length, capsys):
    entry = Entry.objects.get(sequence=5)
    change(5, at=entry.at + timedelta(microseconds=1))
    assert_broken_at(5, capsys)


def test_a_time_that_is_none_is_named(length, capsys):
    if connection.vendor == "postgresql":
        change(5, at="infinity")
    else:
        change(5, at="yesterday")
    assert_broken_at(5, capsys)


def test_every_column_but_the_row_number_is_tried():
    columns = {field.name for field in Entry._meta.concrete_fields}
    assert columns == {*TEXTS, "at", "sequence", "id"}


def test_a_changed_sequence_is_named(length, capsys):
    change(5, sequence=length + 100)
    assert_broken_at(5, capsys)


def test_facts_rewritten_with_a_fresh_digest_break_the_next_entry(length, capsys):
    entry = Entry.objects.get(sequence=5)
    entry.facts = "{}"
    change(5, facts="{}", digest=digest(entry))
    assert_broken_at(6, capsys)


def test_a_last_entry_rewritten_with_a_fresh_digest_is_named(length, capsys):
    entry = Entry.objects.get(sequence=length)
    entry.actor = "somebody else"
    change(length, actor=entry.actor, digest=digest(entry))
    assert_broken_at(length, capsys)


@pytest.mark.parametrize("sequence", [1, 5])
def test_a_deleted_entry_is_named(length, capsys, sequence):
    run("DELETE FROM audit_entry WHERE sequence = %s", sequence)
    assert_broken_at(sequence, capsys)


def test_two_swapped_entries_are_named(length, capsys):
    change(5, sequence=-1)
    change(6, sequence=5)
    change(-1, sequence=6)
    assert_broken_at(5, capsys)


def test_a_cut_tail_is_named(length, capsys):
    run("DELETE FROM audit_entry WHERE sequence > %s", length - 3)
    assert_broken_at(length - 2, capsys)


def test_a_record_cut_to_nothing_is_named(length, capsys):
    run("DELETE FROM audit_entry")
    assert_broken_at(1, capsys)


def forge(after, sequence):
    last = Entry.objects.filter(sequence=after).first()
    entry = Entry(
        sequence=sequence,
        at=last.at,
        actor="somebody",
        action="released",
        subject="INC-2026-0001/S1",
        facts="{}",
        previous_digest=last.digest,
    )
    entry.digest = digest(entry)
    entry.save()


def test_an_entry_added_past_the_head_is_named(length, capsys):
    forge(length, length + 1)
    assert_broken_at(length + 1, capsys)


def test_an_entry_put_in_between_is_named(length, capsys):
    for sequence in range(length, 5, -1):
        change(sequence, sequence=sequence + 1)
    forge(5, 6)
    assert_broken_at(7, capsys)


def test_a_head_moved_back_is_named(length, capsys):
    earlier = Entry.objects.get(sequence=length - 2)
    Head.objects.update(sequence=earlier.sequence, digest=earlier.digest)
    assert_broken_at(length - 1, capsys)


def test_a_head_with_another_digest_is_named(length, capsys):
    Head.objects.update(digest=GENESIS)
    assert_broken_at(length, capsys)


def test_without_a_head_nobody_can_tell(length):
    run("DELETE FROM audit_head")
    assert verify().code == CANNOT_TELL
    assert exit_code() == CANNOT_TELL


def test_without_a_table_nobody_can_tell(capsys):
    with transaction.atomic():
        run("ALTER TABLE audit_head RENAME TO audit_elsewhere")
        code = exit_code_in_a_savepoint()
        run("ALTER TABLE audit_elsewhere RENAME TO audit_head")
    assert code == CANNOT_TELL
    assert "cannot be read" in capsys.readouterr().err


def exit_code_in_a_savepoint():
    with pytest.raises(SystemExit) as stop, transaction.atomic():
        call_command("verify_record")
    return stop.value.code


def edit(chance, length):
    sequence = chance.randint(1, length)
    change(sequence, actor=f"somebody {chance.random()}")
    return sequence


def delete(chance, length):
    sequence = chance.randint(1, length - 1)
    run("DELETE FROM audit_entry WHERE sequence = %s", sequence)
    return sequence


def swap(chance, length):
    one, other = sorted(chance.sample(range(1, length + 1), 2))
    change(one, sequence=-1)
    change(other, sequence=one)
    change(-1, sequence=other)
    return one


def cut(chance, length):
    last = chance.randint(0, length - 1)
    run("DELETE FROM audit_entry WHERE sequence > %s", last)
    return last + 1


def add(chance, length):
    forge(length, length + 1)
    return length + 1


def rehash(chance, length):
    """Rewrite an entry and give it a digest that fits: the one after it no longer follows."""
    sequence = chance.randint(1, length - 1)
    entry = Entry.objects.get(sequence=sequence)
    entry.subject = "INC-2026-0009"
    change(sequence, subject=entry.subject, digest=digest(entry))
    return sequence + 1


def test_random_attacks_are_all_found(length, pytestconfig):
    """A hundred by default, a thousand with --full; each on an otherwise honest record."""
    chance = random.Random(7)  # noqa: S311
    attacks = [edit, delete, swap, cut, add, rehash]
    missed = []
    for number in range(1000 if pytestconfig.getoption("--full") else 100):
        mark = transaction.savepoint()
        attack = attacks[number % len(attacks)]
        first_bad = attack(chance, length)
        if verify().sequence != first_bad:
            missed.append((attack.__name__, first_bad, verify()))
        transaction.savepoint_rollback(mark)
        assert verify().code == HOLDS
    assert missed == []
