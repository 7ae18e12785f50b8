"""Customs' receipts: built by the same tables as everything else, delivered some time later."""

import time
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection
from typing import Any

from ceb import MESSAGES, beijing_stamp, build, new_guid
from ceb.identifiers import from_beijing_stamp

from .scenario import Scenario
from .store import is_nth

CODED = {"120": "[Code:1800;Desc:逻辑校验通过]", "300": "[Code:1200;Desc:待人工审核]",
         "399": "[Code:2399;Desc:海关审结]", "400": "[Code:2400;Desc:待运抵]",
         "430": "[Code:2430;Desc:撤销成功]", "500": "[Code:2500;Desc:查验]",
         "501": "[Code:2501;Desc:扣留移送通关]", "502": "[Code:2502;Desc:扣留移送缉私]",
         "503": "[Code:2503;Desc:扣留移送法规]", "599": "[Code:2599;Desc:其它扣留]",
         "700": "[Code:2700;Desc:退运]", "800": "[Code:2600;Desc:放行]",
         "899": "[Code:2899;Desc:结关]"}  # fmt: skip


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
        self,
        kind: str,
        record: dict[str, Any],
        *,
        order_no: str,
        status: str,
        info: str,
        after: str = "",
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
        self._write(kind, made, key, order_no, status, info, moment)
        return moment

    def announce(
        self, kind: str, record: dict[str, Any], *, key: str, order_no: str, status: str
    ) -> None:
        """Sends what answers no document: a tax bill, its state, a summary's result."""
        moment = now_in_beijing()
        next(iter(record.values()))["opDate" if kind == "792" else "returnTime"] = moment
        self._write(kind, record, key, order_no, status, "", moment)

    def _write(
        self,
        kind: str,
        record: dict[str, Any],
        key: str,
        order_no: str,
        status: str,
        info: str,
        moment: str,
    ) -> None:
        body = build(kind, [record], guid=new_guid())
        cursor = self._connection.execute(
            "INSERT INTO receipt (kind, business_key, order_no, status, info, return_time, body,"
            " made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, key, order_no, status, info, moment, body, time.time()),
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
