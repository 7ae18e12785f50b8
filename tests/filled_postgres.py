"""The filled database of the first migrations (`tests/filled_database.py`) on PostgreSQL.

python -m tests.filled_postgres      makes `filled_postgres.sql.xz` from the rows of the other, with
TEST_POSTGRES_URL: only while nothing is deployed. From then on the file stays as it is."""

import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests import filled_database

ARCHIVE = Path(__file__).with_suffix(".sql.xz")
# they hold an index, in tables of each database's own kind
LEFT_OUT = ("wagtailsearch_", "django_migrations")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
COLUMNS = (
    "SELECT column_name, udt_name FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = %s"
)


@contextmanager
def scratch_database(name):
    """The address of an empty database, dropped afterwards."""
    server = os.environ["TEST_POSTGRES_URL"].rpartition("/")[0]
    name = f"{name}_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    with connect(f"{server}/postgres") as connection:
        connection.execute(drop)
        connection.execute(create)
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(drop)


def connect(url):
    return psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True)


def load(url):
    """Fills an empty database."""
    run(
        "psql",
        url,
        "--quiet",
        "--set",
        "ON_ERROR_STOP=1",
        content=lzma.decompress(ARCHIVE.read_bytes()),
    )


def run(program, url, *options, content=None):
    command = [program, "--no-password", "--dbname", url.replace("postgres://", "postgresql://")]
    return subprocess.run([*command, *options], input=content, check=True, capture_output=True)


def counts(url):
    """{table: rows}."""
    with connect(url) as connection:
        return {
            table: connection.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            ).fetchone()[0]
            for (table,) in connection.execute(TABLES).fetchall()
        }


def copy_rows(source, connection):
    """Every row of the SQLite database into the tables of the same names; PostgreSQL reads each
    value from its text."""
    connection.execute("SET session_replication_role = replica; SET TIME ZONE 'UTC'")
    tables = [
        table
        for (table,) in connection.execute(TABLES).fetchall()
        if not table.startswith(LEFT_OUT)
    ]
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
    for table in tables:
        types = dict(connection.execute(COLUMNS, [table]).fetchall())
        copy_table(source, connection, table, types)


def copy_table(source, connection, table, types):
    rows = source.execute(f'SELECT * FROM "{table}"')  # names of tables are our own
    columns = [description[0] for description in rows.description]
    values = [sql.SQL("%s::{}").format(sql.Identifier(types[column])) for column in columns]
    insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(values),
    )
    connection.cursor().executemany(insert, [[as_text(value) for value in row] for row in rows])
    if "id" in types:
        connection.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), m) FROM"
            f' (SELECT max(id) m FROM "{table}") t WHERE m IS NOT NULL', [table],
        )  # fmt: skip


def as_text(value):
    return value if value is None or isinstance(value, bytes) else str(value)


def migrate_as(source):
    """Brings the empty database of the settings to the migrations of the SQLite one. Not by the
    command: its signals expect today's tables."""
    import django

    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    applied = set(source.execute("SELECT app, name FROM django_migrations")) & set(nodes)
    executor.migrate(
        [node for node in applied if not {child.key for child in nodes[node].children} & applied]
    )


def main():
    with tempfile.TemporaryDirectory() as folder, scratch_database("expo_filled") as url:
        path = Path(folder) / "filled.sqlite3"
        filled_database.unpack(path)
        os.environ |= {"DATABASE_URL": url, "VAR_DIR": folder}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        with sqlite3.connect(path) as source:
            migrate_as(source)
            with connect(url) as connection:
                copy_rows(source, connection)
        dumped = run("pg_dump", url, "--no-owner", "--no-privileges").stdout
    ARCHIVE.write_bytes(lzma.compress(dumped, preset=9 | lzma.PRESET_EXTREME))
    print(f"{ARCHIVE.name}: {ARCHIVE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
