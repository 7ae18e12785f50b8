"""Statements that rather fail than wait for another connection's lock."""

from contextlib import contextmanager, suppress

import psycopg
from django.db import connection


@contextmanager
def without_waiting():
    """In here a statement that meets a lock of another connection raises OperationalError at once
    (SQLite) or after a fifth of a second (PostgreSQL), instead of after 30 s or never.

    Set past Django's cursors: they would log two statements more for each that they guard."""
    connection.ensure_connection()
    raw = connection.connection
    if connection.vendor == "sqlite":
        before = raw.execute("PRAGMA busy_timeout").fetchone()[0]
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            raw.execute(f"PRAGMA busy_timeout = {before}")
    else:
        raw.execute("SET lock_timeout = '200ms'")
        try:
            yield
        finally:
            with suppress(psycopg.Error):  # a transaction that failed takes the setting back itself
                raw.execute("RESET lock_timeout")
