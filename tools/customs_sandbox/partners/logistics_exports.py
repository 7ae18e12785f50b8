"""The logistics firm's stand-in: waybills out (CEB505), their arrival at the site (CEB507) and
departure from the country (CEB509), and an import parcel signed for (CEB513)."""

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ceb import beijing_stamp
from tools.customs_sandbox.config import ENTERPRISES

from .agent_exports import UNSPLIT
from .desk import Desk, Facts
from .known import list_of_waybill, some
from .names import alike
from .requests import Request, moment


class LogisticsDesk(Desk):
    identity = "logistics"

    def own(self) -> dict[str, Any]:
        return {"logisticsCode": self.firm.code, "logisticsName": self.firm.name}


class SignedFor(LogisticsDesk):
    kind = "513"
    key = "logistics_no"
    names = alike("logistics_no note")
    own_names = frozenset({"order_no", "signed_at"})

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = {**self.named(asked), **self.own(), "logisticsStatus": "S"}
        if "signed_at" in asked:
            head["logisticsTime"] = moment(asked["signed_at"], "signed_at")
        return head


class ExportWaybill(LogisticsDesk):
    kind = "505"
    key = "order_no"
    names = alike(
        "freight insured_fee currency pack_no goods_info ebc_code ebc_name ebc_telephone note"
    ) | {"weight": "grossWeight"}
    own_names = frozenset({"order_no", "trade_mode", "country"})

    def answer(self, connection: sqlite3.Connection, asked: Request) -> dict[str, Any]:
        number = int.from_bytes(hashlib.sha256(asked["order_no"].encode()).digest()[:8])
        return {
            "logistics_no": f"SX{number % 10**13:013d}",
            "logistics_code": self.firm.code,
            "logistics_name": self.firm.name,
            "order_no": asked["order_no"],
            "traf_mode": "5",
            "traf_name": "沙箱航班",
            "voyage_no": f"SB{number % 900 + 100}",
            "bill_no": f"999-{number % 10**8:08d}",
        }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        usual = {"freight": "0", "insuredFee": "0", "currency": "142", "packNo": 1}
        return {
            **usual,
            **self.named(asked),
            **self.own(),
            "logisticsNo": answer["logistics_no"],
        }

    def document_key(self, answer: Mapping[str, Any]) -> str:
        return str(answer["logistics_no"])


class ParcelsDesk(LogisticsDesk):
    """About several parcels at once; what they travel by is known from the first one's list."""

    key = "cop_no"
    line_names = alike("gnum logistics_no total_package_no note")
    numbers_lines = True
    known: tuple[str, ...] = ()

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        first: Request = next(iter(asked["lines"]), {})
        head, _ = list_of_waybill(connection, "603", first.get("logistics_no", ""))
        return Facts(some(head, "customsCode", "trafMode", *self.known))


class SiteArrival(ParcelsDesk):
    kind = "507"
    names = alike("cop_no customs_code loct_no traf_mode bill_no domestic_traf_no note")
    known = ("billNo", "loctNo")

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        site = ENTERPRISES["operator"]
        return {
            "domesticTrafNo": "豫A00001",
            **self.named(asked),
            **self.own(),
            **UNSPLIT,
            "operatorCode": site.code,
            "operatorName": site.name,
            "ieFlag": "E",
        }


class Departure(ParcelsDesk):
    kind = "509"
    names = alike("cop_no customs_code traf_mode traf_name voyage_no bill_no note")
    own_names = frozenset({"left_at"})
    known = ("trafName", "voyageNo", "billNo")

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        left = moment(asked["left_at"], "left_at") if "left_at" in asked else None
        leave_time = left or beijing_stamp(datetime.now(UTC))
        return {**self.named(asked), **self.own(), **UNSPLIT, "leaveTime": leave_time}
