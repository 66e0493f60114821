"""Rows that are written once: the model refuses to rewrite them, and so does the database."""

from django.db import migrations, models


class Rewritten(TypeError):
    """Somebody tried to change or delete what must stand as it was written."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **fields):
        raise Rewritten(f"{self.model.__name__} rows are written once.")

    def bulk_update(self, *args, **options):
        raise Rewritten(f"{self.model.__name__} rows are written once.")

    def delete(self):
        raise Rewritten(f"{self.model.__name__} rows are written once.")


class AppendOnlyModel(models.Model):
    """A row that is inserted and from then on only read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **options):
        if not self._state.adding:
            raise Rewritten(f"{type(self).__name__} rows are written once.")
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args, **options):
        raise Rewritten(f"{type(self).__name__} rows are written once.")


def run_per_vendor(postgresql, sqlite, *, undo_postgresql=(), undo_sqlite=()):
    """A migration operation that runs other statements on PostgreSQL than on SQLite."""

    def runner(statements_of):
        def run(apps, schema_editor):
            for statement in statements_of[schema_editor.connection.vendor]:
                schema_editor.execute(statement, params=None)

        return run

    return migrations.RunPython(
        runner({"postgresql": postgresql, "sqlite": sqlite}),
        runner({"postgresql": undo_postgresql, "sqlite": undo_sqlite}),
    )


def forbid_rewrites(table):
    """Refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE on `table`.

    Repeat it after any migration that alters the table: SQLite rebuilds the table and drops its
    triggers on the way. Doing it twice does no harm.
    """
    function = f"{table}_is_append_only"
    postgresql = [
        f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = '23514'; END $$""",
        f"DROP TRIGGER IF EXISTS {table}_no_rewrite ON {table}",
        f"""CREATE TRIGGER {table}_no_rewrite BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {function}()""",
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {function}()""",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_rewrite",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    ]
    sqlite = [
        statement
        for verb in ("UPDATE", "DELETE")
        for statement in (
            f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}",
            f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
        )
    ]
    return run_per_vendor(
        postgresql,
        sqlite,
        undo_postgresql=[f"DROP FUNCTION IF EXISTS {function}() CASCADE"],
        undo_sqlite=[f"DROP TRIGGER IF EXISTS {table}_no_{v}" for v in ("update", "delete")],
    )


def guard(table, event, name, refusals):
    """A trigger that refuses `event` ("INSERT", "UPDATE", "DELETE") where a condition is true.

    refusals: (SQL condition over NEW and OLD that both databases understand, message) pairs.
    """
    answer = "OLD" if event == "DELETE" else "NEW"
    checks = "".join(
        f"IF ({condition}) THEN RAISE EXCEPTION '{message}' USING ERRCODE = '23514'; END IF;\n"
        for condition, message in refusals
    )
    aborts = "".join(
        f"SELECT RAISE(ABORT, '{message}') WHERE ({condition});\n"
        for condition, message in refusals
    )
    return run_per_vendor(
        [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {checks} RETURN {answer}; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ],
        [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN {aborts} END",
        ],
        undo_postgresql=[f"DROP FUNCTION IF EXISTS {name}() CASCADE"],
        undo_sqlite=[f"DROP TRIGGER IF EXISTS {name}"],
    )


def add_foreign_keys(table, **keys):
    """Composite foreign keys, which Django cannot declare: name="(a, b) REFERENCES t (x, y)".

    SQLite takes them only when a table is made, so there the table is made anew with its rows.
    """

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for name, clause in keys.items():
                schema_editor.execute(
                    f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY {clause}", params=None
                )
        else:
            _remake_sqlite_table(schema_editor, table, keys)

    return migrations.RunPython(run, migrations.RunPython.noop)


def _remake_sqlite_table(schema_editor, table, keys):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table]
        )
        rows = cursor.fetchall()
    made = next(sql for kind, sql in rows if kind == "table").rstrip()
    more = "".join(f", CONSTRAINT {name} FOREIGN KEY {clause}" for name, clause in keys.items())
    remade = made.replace(f'"{table}"', f'"new__{table}"', 1).removesuffix(")") + more + ")"
    for statement in (
        remade,
        f'INSERT INTO "new__{table}" SELECT * FROM "{table}"',  # noqa: S608 (a table's own name)
        f'DROP TABLE "{table}"',
        f'ALTER TABLE "new__{table}" RENAME TO "{table}"',
        *(sql for kind, sql in rows if kind in ("index", "trigger")),
    ):
        schema_editor.execute(statement, params=None)
