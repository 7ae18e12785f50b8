"""A document as it is on file at customs under its business key."""

import json
import time
from datetime import UTC, datetime
from sqlite3 import Connection, Row
from typing import Any, Self

from ceb import MESSAGES, beijing_stamp, new_guid
from ceb.records import head_of, lines_of

from .intake.transmissions import schedule
from .receipts import CODED, ReceiptWriter
from .scenario import Scenario
from .store import count_up

# A document of these states has no effect: another may take its place.
DEAD = ("rejected", "cancelled", "draft")
LIVE = f"state NOT IN {DEAD}"  # a condition of SQL
OWN_NUMBERS = {  # of customs: (the receipt's key for it, the letter in it)
    "621": ("invtNo", "I"),
    "603": ("invtNo", "E"),
    "711": ("rkdNo", "R"),
    "701": ("sumNo", "S"),
}


class CustomsDocument:
    def __init__(self, connection: Connection, row: Row) -> None:
        self.connection = connection
        self.kind: str = row["kind"]
        self.key: str = row["business_key"]
        self.order_no: str = row["order_no"]
        self.state: str = row["state"]
        self.pre_no: str = row["pre_no"]
        self.app_time: str = row["app_time"]
        self.declared_at: float = row["declared_at"]
        self.released_at: float = row["released_at"]
        self.number: str = row["invt_no"]
        self._return_time: str = row["return_time"]
        self.record: dict[str, Any] = json.loads(row["record"])

    @property
    def head(self) -> dict[str, str]:
        return head_of(self.record, self.kind)

    @property
    def lines(self) -> list[dict[str, str]]:
        return lines_of(self.record, self.kind)

    @property
    def target(self) -> dict[str, str]:
        """What a job names it by."""
        return {"kind": self.kind, "key": self.key, "app_time": self.app_time}

    @classmethod
    def find(cls, connection: Connection, target: dict[str, str]) -> Self | None:
        """None if it is gone, or if a newer version has taken the place of the one meant."""
        documents = cls.select(
            connection, "kind = ? AND business_key = ?", target["kind"], target["key"]
        )
        # A job of an older version must not move the newer one.
        return next(
            (d for d in documents if target.get("app_time", d.app_time) == d.app_time), None
        )

    @classmethod
    def numbered(cls, connection: Connection, kind: str, number: str) -> Self | None:
        """By the number customs gave it."""
        # Every document without one has the same: none.
        documents = cls.select(connection, "kind = ? AND invt_no = ?", kind, number)
        return documents[0] if number and documents else None

    @classmethod
    def for_order(cls, connection: Connection, kind: str, order_no: str) -> list[Self]:
        where = "kind = ? AND order_no = ? ORDER BY app_time DESC"
        return cls.select(connection, where, kind, order_no)

    @classmethod
    def select(cls, connection: Connection, where: str, *values: Any) -> list[Self]:
        """where: SQL over the columns of `document`, never a sender's text."""
        rows = connection.execute(f"SELECT * FROM document WHERE {where}", values)  # noqa: S608
        return [cls(connection, row) for row in rows]

    def answer(self, scenario: Scenario, status: str, text: str) -> None:
        record = answer_record(self.kind, self.head, self.pre_no, self.number)
        self._return_time = ReceiptWriter(self.connection, scenario).answer(
            MESSAGES[self.kind].answered_by, record, order_no=self.order_no, status=status,
            info=text, after=self._return_time,
        )  # fmt: skip
        self._set("return_time", self._return_time)

    def move(self, scenario: Scenario, status: str, state: str, text: str = "") -> None:
        """Answers with a status, and is in the state from now on."""
        self.answer(scenario, status, text or CODED[status])
        self.become(state)

    def schedule(self, verb: str, after: float = 0) -> None:
        schedule(self.connection, verb, self.target, after)

    def become(self, state: str) -> None:
        self.state = state
        self._set("state", state)
        if state == "released":
            self.released_at = time.time()
            self.connection.execute(
                "UPDATE document SET released_at = ? WHERE kind = ? AND business_key = ?",
                (self.released_at, self.kind, self.key),
            )

    def give_number(self) -> None:
        """District, year, kind, nine digits: the number customs gives it."""
        if self.kind in OWN_NUMBERS and not self.number:
            _, sign = OWN_NUMBERS[self.kind]
            name = "invt_no" if sign == "I" else f"number_{sign}"
            serial = count_up(self.connection, name)
            year = beijing_stamp(datetime.now(UTC), 4)
            self.number = f"{self.head['customsCode']}{year}{sign}{serial:09d}"
            self._set("invt_no", self.number)

    def _set(self, column: str, value: str) -> None:
        self.connection.execute(
            f"UPDATE document SET {column} = ? WHERE kind = ? AND business_key = ?",  # noqa: S608
            (value, self.kind, self.key),
        )


def answer_record(kind: str, head: dict[str, str], pre_no: str, number: str) -> dict[str, Any]:
    """The elements by which a receipt names what it answers."""
    table = MESSAGES[MESSAGES[kind].answered_by].record
    numbers = {"preNo": pre_no or f"B{new_guid()[:17]}"}
    if kind in OWN_NUMBERS:
        numbers[OWN_NUMBERS[kind][0]] = number
    return {
        field.name: numbers.get(field.name, head.get(field.name, ""))
        for field in table.fields()
        if not field.name.startswith("return") and field.name != "guid"
    }
