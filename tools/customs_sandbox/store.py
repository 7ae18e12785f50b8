"""The sandbox's own SQLite file: a connection a thread, writes in immediate transactions."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("schema.sql")


class Store:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.path = folder / "sandbox.sqlite3"
        self._threads = threading.local()
        self._writing = threading.Lock()
        self.connection.executescript(SCHEMA.read_text(encoding="utf-8"))

    @property
    def connection(self) -> sqlite3.Connection:
        opened: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if opened is None:
            opened = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            opened.row_factory = sqlite3.Row
            opened.execute("PRAGMA journal_mode=WAL")
            opened.execute("PRAGMA synchronous=NORMAL")
            self._threads.connection = opened
        return opened

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The lock keeps this process's threads from waiting for each other by polling."""
        with self._writing:
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        return self.connection.execute(query, values).fetchall()

    def row(self, query: str, *values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(query, values).fetchone()
        return row

    def close(self) -> None:
        """This thread's connection."""
        if opened := getattr(self._threads, "connection", None):
            opened.close()
            self._threads.connection = None


def is_nth(connection: sqlite3.Connection, name: str, nth: int) -> bool:
    """Counts one event; whether it is the nth since the last such one. Never where nth is 0."""
    return nth > 0 and count_up(connection, name) % nth == 0


def count_up(connection: sqlite3.Connection, name: str) -> int:
    """1, 2, 3 … for each name, over restarts too."""
    row = connection.execute(
        "INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"
        " RETURNING value",
        (name,),
    ).fetchone()
    return int(row[0])
