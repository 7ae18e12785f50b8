"""The logistics firm's stand-in: gives a waybill number and tells customs (CEB511)."""

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import Any

from ceb.faults import Fault

from .desk import Desk
from .names import alike
from .requests import Invalid, Request

MODES = ("1210", "9610")


class Logistics(Desk):
    identity = "logistics"
    kind = "511"
    key = "order_no"
    names = alike(
        "order_no consignee_telephone consignee_address freight insured_fee weight goods_info note"
    ) | {"consignee_name": "consignee"}
    own_names = frozenset({"trade_mode"})

    def answer(self, connection: sqlite3.Connection, asked: Request) -> dict[str, Any]:
        mode = asked.get("trade_mode")
        if mode not in MODES:
            code = "missing" if mode is None else "not_allowed"
            raise Invalid([Fault("trade_mode", "trade_mode", code, ", ".join(MODES))])
        # From the order number, so that a lost store does not give one order two numbers.
        number = int.from_bytes(hashlib.sha256(asked["order_no"].encode()).digest()[:8])
        return {
            "logistics_no": f"SF{number % 10**13:013d}",
            "logistics_code": self.firm.code,
            "logistics_name": self.firm.name,
            "order_no": asked["order_no"],
            **self._leg(mode, number),
        }

    def _leg(self, mode: str, number: int) -> dict[str, Any]:
        """A lorry out of the zone, or the flight that brings the parcel in."""
        if mode == "1210":
            return dict.fromkeys(("traf_no", "voyage_no", "bill_no", "departure_country")) | {
                "traf_mode": "4"
            }
        return {
            "traf_mode": "5",
            "traf_no": "沙箱航班",
            "voyage_no": f"SB{number % 900 + 100}",
            "bill_no": f"999-{number % 10**8:08d}",
            "departure_country": "110",
        }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = self.named(asked)
        head.setdefault("freight", "0")
        head.setdefault("insuredFee", "0")
        head.update(
            logisticsCode=self.firm.code,
            logisticsName=self.firm.name,
            logisticsNo=answer["logistics_no"],
            billNo=answer["bill_no"],
            currency="142",
            packNo=1,
        )
        return head

    def document_key(self, answer: Mapping[str, Any]) -> str:
        return str(answer["logistics_no"])
