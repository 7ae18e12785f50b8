"""Options of the database's connections."""

import environ
import pytest
from django.db import connection

from config.databases import POSTGRES, database


def settings_of(monkeypatch, tmp_path, url):
    monkeypatch.setenv("DATABASE_URL", url)
    return database(environ.Env(), tmp_path)


def test_options_in_the_url_override_ours(monkeypatch, tmp_path):
    plain = settings_of(monkeypatch, tmp_path, "postgres://u:p@db/expo")
    assert plain["OPTIONS"] == POSTGRES
    address = "postgres://u:p@db/expo?options=-c%20work_mem%3D64MB&sslmode=require"
    own = {"options": "-c work_mem=64MB", "sslmode": "require"}
    assert settings_of(monkeypatch, tmp_path, address)["OPTIONS"] == POSTGRES | own


@pytest.mark.django_db
def test_a_dead_client_keeps_no_lock_for_hours():
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL to name a PostgreSQL database")
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("5min",)
        cursor.execute("SHOW tcp_keepalives_idle")
        assert cursor.fetchone() == ("60",)
