"""Receipts on their way to the site: by every way there is, again until all have taken them."""

import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby

from .sealing import Seal
from .store import Store
from .ways import Way

LONGEST_WAIT = 60
AT_ONCE = 4
ONE_TURN = 200
GARBAGE = b"<html><body>502 Bad Gateway</body></html>"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Deliveries that go together: answers of one kind, or one body of garbage."""

    rows: list[sqlite3.Row]

    @property
    def is_garbage(self) -> bool:
        return bool(self.rows[0]["garbage"])

    @property
    def name(self) -> str:
        first = self.rows[0]
        return f"{first['kind']}-{first['receipt']}-{first['id']}"

    def body(self, seal: Seal) -> bytes:
        if self.is_garbage:
            return GARBAGE
        kind = self.rows[0]["kind"]
        return seal(kind, [bytes(row["body"]) for row in self.rows], f"CUSTOMS-{self.name}")


class Courier:
    """bundle: how many answers of one kind may go in one message."""

    def __init__(self, store: Store, ways: Sequence[Way], seal: Seal, bundle: int = 1) -> None:
        self._store = store
        self._ways = ways
        self._seal = seal
        self._bundle = bundle
        self._hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="courier")

    def work(self) -> int:
        """Delivers what is due; how many were tried."""
        due = self._store.rows(
            "SELECT delivery.id, delivery.tries, delivery.garbage, receipt.kind, receipt.body,"
            " receipt.id AS receipt FROM delivery JOIN receipt ON receipt.id = delivery.receipt"
            " WHERE delivered_at IS NULL AND due_at <= ? ORDER BY due_at LIMIT ?",
            time.time(), ONE_TURN,
        )  # fmt: skip
        parcels = list(self._parcels(due))
        outcomes = list(self._hands.map(self._carry, parcels))
        with self._store.transaction() as connection:
            for parcel, done in zip(parcels, outcomes, strict=True):
                for row in parcel.rows:
                    _note(connection, row, done=done or parcel.is_garbage)
        return len(due)

    def close(self) -> None:
        self._hands.shutdown(wait=False, cancel_futures=True)

    def _parcels(self, due: list[sqlite3.Row]) -> list[Parcel]:
        """In order of time; together only what is due in a row and of a kind."""
        if self._bundle == 1:
            return [Parcel([row]) for row in due]
        found = []
        for _, group in groupby(due, lambda row: (row["kind"], row["garbage"])):
            rows = list(group)
            size = 1 if rows[0]["garbage"] else self._bundle
            found += [Parcel(rows[at : at + size]) for at in range(0, len(rows), size)]
        return found

    def _carry(self, parcel: Parcel) -> bool:
        body = parcel.body(self._seal)
        delivery = str(parcel.rows[0]["id"])
        outcomes = [way.carry(f"{parcel.name}.xml", delivery, body) for way in self._ways]
        return all(outcomes)


def _note(connection: sqlite3.Connection, row: sqlite3.Row, *, done: bool) -> None:
    if done:
        connection.execute(
            "UPDATE delivery SET delivered_at = ?, tries = tries + 1 WHERE id = ?",
            (time.time(), row["id"]),
        )
        return
    wait = min(LONGEST_WAIT, 2 ** min(row["tries"], 6))
    connection.execute(
        "UPDATE delivery SET due_at = ?, tries = tries + 1 WHERE id = ?",
        (time.time() + wait, row["id"]),
    )
