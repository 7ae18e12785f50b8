"""Migrations are kept from the first release on: a filled database of that day comes forward."""

import sqlite3

import pytest

from tests import filled_database

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


def test_a_filled_database_of_the_first_migrations_comes_forward(database):
    before = counts(database)
    assert all(before.values())
    for command in (("migrate",), ("migrate", "--check"), ("check_integrity",)):
        result = filled_database.manage(database, *command)
        assert result.returncode == 0, result.stdout + result.stderr
    result = filled_database.manage(database, "verify_evidence")
    assert result.returncode == 0, result.stdout + result.stderr
    assert counts(database) == before
