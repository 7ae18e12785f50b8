"""The payment firm's stand-in: knows that money came, and tells customs (CEB411)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from .desk import Desk
from .names import alike
from .requests import Request, moment

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


class PaymentFirm(Desk):
    identity = "payment"
    kind = "411"
    key = "transaction_id"
    names = alike("order_no ebp_code ebp_name payer_name payer_id_number note") | {
        "transaction_id": "payTransactionId",
        "payer_telephone": "telephone",
        "amount": "amountPaid",
        "paid_at": "payTime",
    }

    def answer(self, connection: sqlite3.Connection, asked: Request) -> dict[str, Any]:
        return {
            "pay_code": self.firm.code,
            "pay_name": self.firm.name,
            "transaction_id": asked["transaction_id"],
            "order_no": asked.get("order_no", ""),
            "identity_check": self._identity_check(asked.get("payer_id_number", "")),
        }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = self.named(asked)
        if "paid_at" in asked:
            head["payTime"] = moment(asked["paid_at"], "paid_at")
        head.update(payCode=self.firm.code, payName=self.firm.name, payerIdType="1", currency="142")
        return head

    def _identity_check(self, number: str) -> str:
        """R-ID-9. Nobody's identity is really known here: a right check digit passes."""
        if number in self._scenario.payer_differs:
            return "different"
        return "same" if _check_digit_fits(number) else "unchecked"


def _check_digit_fits(number: str) -> bool:
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number[17] == CHECK_DIGITS[total % 11]
