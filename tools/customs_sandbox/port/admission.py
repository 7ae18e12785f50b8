"""One record of a transmission before e-port: accepted, or rejected with a negative status."""

import hashlib
import json
import time
from datetime import UTC, datetime
from sqlite3 import Connection

from ceb import MESSAGES, FieldError, beijing_stamp
from tools.customs_sandbox.config import Config
from tools.customs_sandbox.documents import CustomsDocument, answer_record
from tools.customs_sandbox.intake.transmissions import schedule
from tools.customs_sandbox.kinds import KINDS, LISTS
from tools.customs_sandbox.matching.changes import LIST_OF
from tools.customs_sandbox.receipts import ReceiptWriter
from tools.customs_sandbox.rulebook import rulebook
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import count_up

from .checks import port_rejection
from .declared import DeclaredRecord
from .duplicates import repetition_error
from .limits import dutiable_fen


class Admission:
    def __init__(
        self,
        connection: Connection,
        scenario: Scenario,
        config: Config,
        transmission: str,
        declared: DeclaredRecord,
    ) -> None:
        self._connection = connection
        self._scenario = scenario
        self._config = config
        self._transmission = transmission
        self._declared = declared

    def decide(self, form_errors: list[FieldError], signature_error: str) -> None:
        status, text = self._verdict(form_errors, signature_error)
        if not status:
            self._put_on_file()
        self._record_arrival(status or "accepted")
        self.answer(status or "2", text)

    def _verdict(self, form_errors: list[FieldError], signature_error: str) -> tuple[str, str]:
        """(negative status, text), or ("", text of acceptance)."""
        declared, errors = self._declared, KINDS[self._declared.kind].port_errors
        rule = self._scenario.rejection(declared.kind, declared.order_no, declared.record)
        if form_errors:
            text = "；".join(error.message_zh for error in form_errors[:10])
            return errors.form, f"参数校验不通过，{text}"
        if signature_error:
            return errors.signature, "验签失败！"
        # Before the scenario's rules: a repeat is a repeat, whatever is to go wrong.
        if (repetition := self.repetition_error())[0]:
            return repetition
        if rule and rule.get("status", "100").startswith("-"):
            return rule["status"], rule.get("info", "系统异常")
        if declared.head["appType"] != "3":
            rules = rulebook(self._config.rules)
            if rejection := port_rejection(self._connection, declared, rules):
                return rejection
        return "", f"新增申报成功[{declared.head['guid']}]"

    def repetition_error(self) -> tuple[str, str]:
        return repetition_error(self._connection, self._declared)

    def answer(self, status: str, text: str) -> None:
        """Answers, and goes on with what is on file unless it was rejected."""
        declared = self._declared
        target = {"kind": declared.kind, "key": declared.key}
        document = CustomsDocument.find(self._connection, target)
        # A draft has no effect until it comes again with appStatus 2.
        if status == "2" and document and document.state == "draft":
            document.answer(self._scenario, "1", "电子口岸已暂存")
            return
        if status != "2" or document is None:
            pre_no = document.pre_no if document else _pre_no(0)
            record = answer_record(declared.kind, declared.head, pre_no, "")
            ReceiptWriter(self._connection, self._scenario).answer(
                MESSAGES[declared.kind].answered_by, record, order_no=declared.order_no,
                status=status, info=text,
            )  # fmt: skip
            return
        document.answer(self._scenario, status, text)
        target["app_time"] = declared.head["appTime"]
        schedule(self._connection, "store", target, self._config.stage_delay)

    def _put_on_file(self) -> None:
        """In the place of what was on file under its key; appType 3 takes that away."""
        declared = self._declared
        head, kind = declared.head, declared.kind
        if head["appType"] == "3":
            self._connection.execute(
                "DELETE FROM document WHERE kind = ? AND business_key = ?", (kind, declared.key)
            )
            return
        is_list = kind == "621"
        if kind in LISTS:
            self._name_waybill()
        row = {
            "kind": kind,
            "business_key": declared.key,
            "order_no": declared.order_no,
            "transmission": self._transmission,
            "app_time": head["appTime"],
            "record": json.dumps(declared.record, ensure_ascii=False),
            "state": "draft" if head["appStatus"] == "1" else "received",
            "pre_no": _pre_no(count_up(self._connection, "pre_no")),
            "buyer": head["buyerIdNumber"] if is_list else "",
            "year": head["declTime"][:4] if is_list else "",
            "value": dutiable_fen(declared.record) if is_list else 0,
            "declared_at": time.time(),
            "about": head.get("invtNo", "") if kind in LIST_OF else "",
        }
        # A change keeps preNo: the site knows the submission by it.
        kept = ("kind", "business_key", "pre_no")
        changes = ", ".join(f"{name} = excluded.{name}" for name in row if name not in kept)
        self._connection.execute(
            f"INSERT INTO document ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
            f" ON CONFLICT (kind, business_key) DO UPDATE SET {changes}",
            tuple(row.values()),
        )

    def _name_waybill(self) -> None:
        """An export waybill does not name its order; its list does."""
        for table in ("document", "arrival"):
            self._connection.execute(
                f"UPDATE {table} SET order_no = ? WHERE kind = '505' AND order_no = ''"  # noqa: S608
                " AND business_key = ?",
                (self._declared.order_no, self._declared.head["logisticsNo"]),
            )

    def _record_arrival(self, outcome: str) -> None:
        declared = self._declared
        content = json.dumps(declared.record, ensure_ascii=False, sort_keys=True)
        self._connection.execute(
            "INSERT INTO arrival (transmission, kind, business_key, order_no, app_type, app_time,"
            " digest, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._transmission,
                declared.kind,
                declared.key,
                declared.order_no,
                declared.head["appType"],
                declared.head["appTime"],
                hashlib.sha256(content.encode()).hexdigest(),
                outcome,
            ),
        )


def _pre_no(serial: int) -> str:
    return f"B{beijing_stamp(datetime.now(UTC), 8)}{serial:09d}"
