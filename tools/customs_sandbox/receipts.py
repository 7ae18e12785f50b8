"""Customs' receipts: built by the same tables as everything else, delivered some time later."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

from ceb import MESSAGES, beijing_stamp, build, new_guid
from ceb.data_files import read_rows
from ceb.identifiers import from_beijing_stamp
from ceb.records import Record

from .scenario import Scenario
from .store import is_nth

CODED = {
    row["status"]: row["info"]
    for row in read_rows(Path(__file__).with_name("codes.csv"), ("status", "info"))
}


def stamp_after(stamp: str) -> str:
    before = from_beijing_stamp(stamp)
    assert before is not None
    return beijing_stamp(before + timedelta(milliseconds=1), 17)


def now_in_beijing(digits: int = 17) -> str:
    return beijing_stamp(datetime.now(UTC), digits)


class ReceiptWriter:
    """delays: the scenario's; the first delivery of a receipt may be late, lost or one of many."""

    def __init__(self, connection: Connection, scenario: Scenario) -> None:
        self._connection = connection
        self._scenario = scenario

    def answer(
        self, kind: str, record: Record, *, order_no: str, status: str, info: str, after: str = ""
    ) -> str:
        """Writes the receipt of that kind and its deliveries; the time it carries.

        record: the answer's key elements. after: the last receipt's time, which this one follows.
        """
        moment = now_in_beijing()
        # Two answers within a millisecond: the site orders them by this time alone.
        if after and moment <= after:
            moment = stamp_after(after)
        made = {**record, "guid": new_guid(), "returnStatus": status, "returnTime": moment,
                "returnInfo": info[:1000]}  # fmt: skip
        key = str(record.get(MESSAGES[kind].key[0], ""))
        self._write(made, (kind, key, order_no, status, info, moment))
        return moment

    def announce(self, kind: str, record: Record, *, key: str, order_no: str, status: str) -> None:
        """Sends what answers no document: a tax bill, its state, a summary's result."""
        moment = now_in_beijing()
        next(iter(record.values()))["opDate" if kind == "792" else "returnTime"] = moment
        self._write(record, (kind, key, order_no, status, "", moment))

    def _write(self, record: Record, columns: tuple[str, ...]) -> None:
        """columns: kind, key, order, status, text and time."""
        body = build(columns[0], [record], guid=new_guid())
        cursor = self._connection.execute(
            "INSERT INTO receipt (kind, business_key, order_no, status, info, return_time, body,"
            " made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, body, time.time()),
        )
        self._deliver(int(cursor.lastrowid or 0))

    def _deliver(self, receipt: int) -> None:
        scenario, now = self._scenario, time.time()
        luck = scenario.random_for(f"receipt {receipt}")
        for copy in range(max(1, scenario.repeat_receipts)):
            due = now + scenario.delay_receipts + 0.3 * copy
            due += luck.uniform(0, scenario.reorder_within)
            if copy == 0 and self._is_nth("lose_receipt_every"):
                due += scenario.redeliver_after
            self._insert(receipt, due, garbage=False)
        if self._is_nth("garbage_receipt_every"):
            self._insert(receipt, now, garbage=True)

    def _insert(self, receipt: int, due: float, *, garbage: bool) -> None:
        self._connection.execute(
            "INSERT INTO delivery (receipt, due_at, garbage) VALUES (?, ?, ?)",
            (receipt, due, int(garbage)),
        )

    def _is_nth(self, name: str) -> bool:
        return is_nth(self._connection, name, getattr(self._scenario, name))
