"""Receipts delivered to the site: by every channel, again until each has taken them."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from sqlite3 import Connection, Row

from ceb import MESSAGES, Signer
from ceb.bundle import join
from ceb.envelope import EXPORT_RECEIVER, IMPORT_RECEIVER, wrap
from tools.customs_sandbox.store import Store

from .channels import ReceiptChannel

LONGEST_WAIT = 60
AT_ONCE = 4
ONE_TURN = 200
GARBAGE = b"<html><body>502 Bad Gateway</body></html>"
Packaging = Callable[[str, list[bytes], str], bytes]


@dataclass(frozen=True, slots=True)
class ReceiptBatch:
    """Deliveries that go together: answers of one kind, or one body of garbage."""

    rows: list[Row]

    @property
    def is_garbage(self) -> bool:
        return bool(self.rows[0]["garbage"])

    @property
    def name(self) -> str:
        first = self.rows[0]
        return f"{first['kind']}-{first['receipt']}-{first['id']}"

    def body(self, package: Packaging) -> bytes:
        if self.is_garbage:
            return GARBAGE
        kind = self.rows[0]["kind"]
        return package(kind, [bytes(row["body"]) for row in self.rows], f"CUSTOMS-{self.name}")


class Deliveries:
    """bundle: how many answers of one kind may go in one message."""

    def __init__(
        self, store: Store, channels: Sequence[ReceiptChannel], package: Packaging, bundle: int = 1
    ) -> None:
        self._store = store
        self._channels = channels
        self._packaging = package
        self._bundle = bundle
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="deliveries")

    def work(self) -> int:
        """Delivers what is due; how many were tried."""
        due = self._store.rows(
            "SELECT delivery.id, delivery.tries, delivery.garbage, receipt.kind, receipt.body,"
            " receipt.id AS receipt FROM delivery JOIN receipt ON receipt.id = delivery.receipt"
            " WHERE delivered_at IS NULL AND due_at <= ? ORDER BY due_at LIMIT ?",
            time.time(), ONE_TURN,
        )  # fmt: skip
        batches = list(self._batches(due))
        outcomes = list(self._pool.map(self._deliver_all, batches))
        with self._store.transaction() as connection:
            for batch, done in zip(batches, outcomes, strict=True):
                for row in batch.rows:
                    _record_try(connection, row, done=done or batch.is_garbage)
        return len(due)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _batches(self, due: list[Row]) -> list[ReceiptBatch]:
        """In order of time; together only what is due in a row and of a kind."""
        if self._bundle == 1:
            return [ReceiptBatch([row]) for row in due]
        batches = []
        for _, group in groupby(due, lambda row: (row["kind"], row["garbage"])):
            rows = list(group)
            size = 1 if rows[0]["garbage"] else self._bundle
            batches += [ReceiptBatch(rows[at : at + size]) for at in range(0, len(rows), size)]
        return batches

    def _deliver_all(self, batch: ReceiptBatch) -> bool:
        body = batch.body(self._packaging)
        delivery = str(batch.rows[0]["id"])
        outcomes = [
            channel.deliver(f"{batch.name}.xml", delivery, body) for channel in self._channels
        ]
        return all(outcomes)


def _record_try(connection: Connection, row: Row, *, done: bool) -> None:
    # 1, 2, 4 … 60 seconds, for ever: a receipt is never given up.
    now, wait = time.time(), min(LONGEST_WAIT, 2 ** min(row["tries"], 6))
    connection.execute(
        "UPDATE delivery SET delivered_at = ?, due_at = ?, tries = tries + 1 WHERE id = ?",
        (now if done else None, now + wait, row["id"]),
    )


def package(
    kind: str, documents: list[bytes], name: str, *, signer: Signer | None, receiver: str
) -> bytes:
    """One message of all documents. receiver: in whose envelope of the exchange platform it goes;
    "" for none."""
    message = join(kind, documents)
    if signer is not None:
        message = signer.sign(message)
    if not receiver:
        return message
    return wrap(
        message,
        sender=EXPORT_RECEIVER if MESSAGES[kind].trade == "export" else IMPORT_RECEIVER,
        receivers=[receiver],
        message_type=f"CEB{kind}Message",
        copmsg_id=name,
    )
