"""A document as customs holds it under its business key."""

import json
import sqlite3
from typing import Any

from clearance.ceb import MESSAGES, new_guid

from .answers import Answers
from .scenario import Scenario
from .store import count_up


class Held:
    """A document customs holds."""

    def __init__(self, connection: sqlite3.Connection, row: sqlite3.Row) -> None:
        self._connection = connection
        self.kind: str = row["kind"]
        self.key: str = row["business_key"]
        self.order_no: str = row["order_no"]
        self.state: str = row["state"]
        self.pre_no: str = row["pre_no"]
        self.declared_at: float = row["declared_at"]
        self._invt_no: str = row["invt_no"]
        self._return_time: str = row["return_time"]
        self.record: dict[str, Any] = json.loads(row["record"])

    @classmethod
    def find(cls, connection: sqlite3.Connection, target: dict[str, str]) -> "Held | None":
        """None if it is gone, or if a newer version has taken the place of the one meant."""
        row = connection.execute(
            "SELECT * FROM document WHERE kind = ? AND business_key = ?",
            (target["kind"], target["key"]),
        ).fetchone()
        if row is None or target.get("app_time", row["app_time"]) != row["app_time"]:
            return None
        return cls(connection, row)

    def answer(self, scenario: Scenario, status: str, words: str) -> None:
        head = next(iter(self.record.values()))
        record = answer_record(self.kind, head, self.pre_no, self._invt_no)
        self._return_time = Answers(self._connection, scenario).say(
            MESSAGES[self.kind].answered_by, record, order_no=self.order_no, status=status,
            info=words, after=self._return_time,
        )  # fmt: skip
        self._set("return_time", self._return_time)

    def become(self, state: str) -> None:
        self._set("state", state)

    def give_list_number(self) -> None:
        """District, year, I, nine digits: the list's number with customs."""
        if not self._invt_no:
            head = self.record["InventoryHead"]
            serial = count_up(self._connection, "invt_no")
            self._invt_no = f"{head['customsCode']}{head['declTime'][:4]}I{serial:09d}"
            self._set("invt_no", self._invt_no)

    def _set(self, column: str, value: str) -> None:
        self._connection.execute(
            f"UPDATE document SET {column} = ? WHERE kind = ? AND business_key = ?",  # noqa: S608
            (value, self.kind, self.key),
        )


def answer_record(kind: str, head: dict[str, str], pre_no: str, invt_no: str) -> dict[str, Any]:
    """The elements by which an answer says what it answers."""
    table = MESSAGES[MESSAGES[kind].answered_by].record
    numbers = {"preNo": pre_no or f"B{new_guid()[:17]}", "invtNo": invt_no}
    return {
        field.name: numbers.get(field.name, head.get(field.name, ""))
        for field in table.fields()
        if not field.name.startswith("return") and field.name != "guid"
    }
