"""Who uses this site's database beside the process that asks. `running.lock` tells of `make run`
alone: containers, and processes started by hand, do not take it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection

from core.models import Heartbeat
from tools.backup import BackupError

CONNECTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user
    AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def require_unused() -> None:
    """Raises BackupError while a worker, or whoever has a connection open, uses the database."""
    users = [*_workers(), *_connections()]
    if users:
        raise BackupError(f"{'; '.join(users)}: stop web, worker and beat first")


def _workers() -> Iterator[str]:
    tables = connection.introspection.table_names()
    if Heartbeat._meta.db_table in tables and Heartbeat.is_alive():
        yield "a worker gave a sign in the last 40 seconds"


def _connections() -> Iterator[str]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(CONNECTIONS)
            (count,) = cursor.fetchone()
        if count:
            yield f"{count} connections to the database are open"
        return
    connection.close()  # our own would be one
    if is_open_elsewhere(Path(connection.settings_dict["NAME"])):
        yield "another process has the database open"


def is_open_elsewhere(path: Path) -> bool:
    """Of an SQLite file: whoever has it open keeps a shared lock on it."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as probe:
        try:
            probe.execute("PRAGMA locking_mode = EXCLUSIVE")
            probe.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
        probe.execute("ROLLBACK")
    return False
