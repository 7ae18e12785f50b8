"""Migrations are kept from the first release on: a filled database of that day comes forward."""

import sqlite3
from contextlib import closing

import pytest

from tests import filled_database, filled_postgres

MEMBERS_OF_STAFF = 7  # in the filled database
TABLES = ("core_user", "catalog_product", "orders_order", "orders_payment", "evidence_entry")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request, tmp_path):
    """The address of a filled database of the first migrations."""
    if request.param == "sqlite":
        filled_database.unpack(tmp_path / "filled.sqlite3")
        yield f"sqlite:///{tmp_path / 'filled.sqlite3'}"
        return
    with filled_postgres.scratch_database("expo_upgrade") as url:
        filled_postgres.load(url)
        yield url


def counts(url):
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in TABLES
            }
    return {table: rows for table, rows in filled_postgres.counts(url).items() if table in TABLES}


@pytest.mark.slow("migrates a filled database in a process of its own")
def test_a_filled_database_of_the_first_migrations_comes_forward(database, tmp_path):
    before = counts(database)
    assert before.keys() == set(TABLES)
    assert all(before.values())
    commands = (("migrate",), ("migrate", "--check"), ("check_integrity",), ("verify_evidence",))
    result = filled_database.manage(database, tmp_path, *commands)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "entries hold" in result.stdout
    # who had a role before the ledger wrote roles down has an entry now
    kept = {"evidence_entry": before["evidence_entry"] + MEMBERS_OF_STAFF}
    assert counts(database) == before | kept
