"""One record of a transmission before e-port: taken, or refused with a negative status."""

import hashlib
import json
import sqlite3
import time
from datetime import UTC, datetime
from typing import Any

from ceb import MESSAGES, beijing_stamp
from ceb.errors import FieldError
from ceb.records import head_of, key_of

from .answers import Answers
from .config import Config
from .duplicates import objection
from .eport import refusal
from .holding import Held, answer_record
from .intake import schedule
from .judging.changes import LIST_OF
from .kinds import KINDS, LISTS
from .limits import dutiable_fen
from .order_numbers import order_of
from .rulebook import rulebook
from .scenario import Scenario
from .store import count_up


class Opening:
    """One record of a transmission before e-port."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        scenario: Scenario,
        config: Config,
        transmission: sqlite3.Row,
        record: dict[str, Any],
    ) -> None:
        self._connection = connection
        self._scenario = scenario
        self._config = config
        self._transmission = transmission
        self.kind: str = transmission["kind"]
        self.record = record
        self.head = head_of(record, self.kind)
        self.key = key_of(self.head, self.kind)
        self.order_no = order_of(connection, record, self.kind)

    def decide(self, wrong: list[FieldError], broken_signature: str) -> None:
        status, words = self._verdict(wrong, broken_signature)
        if not status:
            self._hold()
        self._remember(status or "held")
        self.answer(status or "2", words)

    def _verdict(self, wrong: list[FieldError], broken_signature: str) -> tuple[str, str]:
        """(negative status, words), or ("", words of acceptance)."""
        rule = self._scenario.refusal(self.kind, self.order_no, self.record)
        if wrong:
            words = "；".join(fault.message_zh for fault in wrong[:10])
            return KINDS[self.kind].refusals.form, f"参数校验不通过，{words}"
        if broken_signature:
            return KINDS[self.kind].refusals.signature, "验签失败！"
        objected = self.objection()
        if objected[0]:
            return objected
        if rule and rule.get("status", "100").startswith("-"):
            return rule["status"], rule.get("info", "系统异常")
        if self.head["appType"] != "3" and (
            refused := refusal(self._connection, self, rulebook(self._config.rules))
        ):
            return refused
        return "", f"新增申报成功[{self.head['guid']}]"

    def objection(self) -> tuple[str, str]:
        return objection(
            self._connection, self.kind, self.key, self.order_no, self.head["appType"],
            self.head["appTime"],
        )  # fmt: skip

    def answer(self, status: str, words: str) -> None:
        """Says it, and goes on with what is held unless it was a refusal."""
        held = Held.find(self._connection, {"kind": self.kind, "key": self.key})
        if status == "2" and held and held.state == "draft":
            held.answer(self._scenario, "1", "电子口岸已暂存")
            return
        if status != "2" or held is None:
            pre_no = f"B{beijing_stamp(datetime.now(UTC), 8)}{0:09d}"
            answers = Answers(self._connection, self._scenario)
            record = answer_record(self.kind, self.head, held.pre_no if held else pre_no, "")
            answers.say(MESSAGES[self.kind].answered_by, record, order_no=self.order_no,
                        status=status, info=words)  # fmt: skip
            return
        held.answer(self._scenario, status, words)
        schedule(
            self._connection, "store",
            {"kind": self.kind, "key": self.key, "app_time": self.head["appTime"]},
            self._config.stage_delay,
        )  # fmt: skip

    def _hold(self) -> None:
        """Puts the record in the place of what was held under its key; appType 3 takes it away."""
        if self.head["appType"] == "3":
            self._connection.execute(
                "DELETE FROM document WHERE kind = ? AND business_key = ?", (self.kind, self.key)
            )
            return
        is_list = self.kind == "621"
        if self.kind in LISTS:
            self._name_waybill()
        self._connection.execute(
            "INSERT INTO document (kind, business_key, order_no, transmission, app_time, record,"
            " state, pre_no, buyer, year, value, declared_at, about)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, business_key) DO UPDATE SET order_no = excluded.order_no,"
            " transmission = excluded.transmission, app_time = excluded.app_time,"
            " record = excluded.record, state = excluded.state, buyer = excluded.buyer,"
            " year = excluded.year, value = excluded.value, declared_at = excluded.declared_at,"
            " about = excluded.about",
            (
                self.kind,
                self.key,
                self.order_no,
                self._transmission["id"],
                self.head["appTime"],
                json.dumps(self.record, ensure_ascii=False),
                "draft" if self.head["appStatus"] == "1" else "received",
                self._pre_no(),
                self.head["buyerIdNumber"] if is_list else "",
                self.head["declTime"][:4] if is_list else "",
                dutiable_fen(self.record) if is_list else 0,
                time.time(),
                self.head.get("invtNo", "") if self.kind in LIST_OF else "",
            ),
        )

    def _name_waybill(self) -> None:
        """An export waybill does not name its order; its list does."""
        for table in ("document", "arrival"):
            self._connection.execute(
                f"UPDATE {table} SET order_no = ? WHERE kind = '505' AND order_no = ''"  # noqa: S608
                " AND business_key = ?",
                (self.order_no, self.head["logisticsNo"]),
            )

    def _pre_no(self) -> str:
        serial = count_up(self._connection, "pre_no")
        return f"B{beijing_stamp(datetime.now(UTC), 8)}{serial:09d}"

    def _remember(self, outcome: str) -> None:
        content = json.dumps(self.record, ensure_ascii=False, sort_keys=True)
        self._connection.execute(
            "INSERT INTO arrival (transmission, kind, business_key, order_no, app_type, app_time,"
            " digest, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._transmission["id"],
                self.kind,
                self.key,
                self.order_no,
                self.head["appType"],
                self.head["appTime"],
                hashlib.sha256(content.encode()).hexdigest(),
                outcome,
            ),
        )
