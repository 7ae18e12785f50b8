"""The payment firm's stand-in: the money of an export order came in (CEB403)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ceb import beijing_stamp

from .desk import Desk
from .names import alike
from .requests import Request, moment


class MoneyReceived(Desk):
    identity = "payment"
    kind = "403"
    key = "pay_no"
    names = alike("order_no ebp_code ebp_name ebc_code ebc_name pay_no currency note") | {
        "amount": "charge"
    }
    own_names = frozenset({"payer", "received_at"})  # customs does not ask who paid

    def answer(self, connection: Any, asked: Request) -> dict[str, Any]:
        return {
            "pay_no": asked["pay_no"],
            "pay_code": self.firm.code,
            "pay_name": self.firm.name,
            "order_no": asked.get("order_no", ""),
        }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        received = moment(asked["received_at"], "received_at") if "received_at" in asked else None
        return {
            "currency": "142",
            **self.named(asked),
            "payCode": self.firm.code,
            "payName": self.firm.name,
            "accountingDate": received or beijing_stamp(datetime.now(UTC)),
        }

    def document_key(self, answer: Mapping[str, Any]) -> str:
        return f"{answer['order_no']}/{answer['pay_no']}"
