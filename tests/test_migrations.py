"""Migrations are kept from the first release on: a filled database of that day comes forward."""

import sqlite3

import pytest

from tests import filled_database

MEMBERS_OF_STAFF = 7  # in the filled database
TABLES = ("core_user", "catalog_product", "orders_order", "orders_payment", "evidence_entry")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "filled.sqlite3"
    filled_database.unpack(path)
    return path


def counts(path):
    with sqlite3.connect(path) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in TABLES
        }


@pytest.mark.slow("migrates a filled database in a process of its own")
def test_a_filled_database_of_the_first_migrations_comes_forward(database):
    before = counts(database)
    assert all(before.values())
    commands = (("migrate",), ("migrate", "--check"), ("check_integrity",), ("verify_evidence",))
    result = filled_database.manage(database, *commands)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "entries hold" in result.stdout
    # who had a role before the ledger wrote roles down has an entry now
    kept = {"evidence_entry": before["evidence_entry"] + MEMBERS_OF_STAFF}
    assert counts(database) == before | kept
