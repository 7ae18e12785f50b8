"""The customs agent's stand-in declares export lists (CEB603), puts them under one bill of lading
(CEB607) and has them summed up into a declaration (CEB701)."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from clearance.ceb import beijing_stamp

from .desk import Desk, Facts
from .known import CARRIER, declared_list, some
from .requests import Request

UNSPLIT = {"msgCount": "1", "msgSeqNo": "1"}


class ExportList(Desk):
    identity = "agent"
    kind = "603"
    key = "cop_no"
    names = {
        "cop_no": "copNo",
        "order_no": "orderNo",
        "ebp_code": "ebpCode",
        "ebp_name": "ebpName",
        "ebc_code": "ebcCode",
        "ebc_name": "ebcName",
        "logistics_no": "logisticsNo",
        "logistics_code": "logisticsCode",
        "logistics_name": "logisticsName",
        "customs_code": "customsCode",
        "port_code": "portCode",
        "ie_date": "ieDate",
        "statistics_flag": "statisticsFlag",
        "owner_code": "ownerCode",
        "owner_name": "ownerName",
        "area_code": "iacCode",
        "area_name": "iacName",
        "ems_no": "emsNo",
        "trade_mode": "tradeMode",
        "traf_mode": "trafMode",
        "traf_name": "trafName",
        "voyage_no": "voyageNo",
        "bill_no": "billNo",
        "total_package_no": "totalPackageNo",
        "loct_no": "loctNo",
        "license_no": "licenseNo",
        "country": "country",
        "pod": "POD",
        "freight": "freight",
        "freight_currency": "fCurrency",
        "insured_fee": "insuredFee",
        "insured_fee_currency": "iCurrency",
        "wrap_type": "wrapType",
        "pack_no": "packNo",
        "gross_weight": "grossWeight",
        "net_weight": "netWeight",
        "note": "note",
    }
    line_names = {
        "gnum": "gnum",
        "item_no": "itemNo",
        "item_record_no": "itemRecordNo",
        "item_name": "itemName",
        "gcode": "gcode",
        "gname": "gname",
        "gmodel": "gmodel",
        "bar_code": "barCode",
        "country": "country",
        "currency": "currency",
        "qty": "qty",
        "qty1": "qty1",
        "unit1": "unit1",
        "qty2": "qty2",
        "unit2": "unit2",
        "unit": "unit",
        "price": "price",
        "total_price": "totalPrice",
        "note": "note",
    }
    usual = {
        "statisticsFlag": "B",
        "freight": "0",
        "fCurrency": "142",
        "insuredFee": "0",
        "iCurrency": "142",
        "wrapType": "2",
        "packNo": 1,
    }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = {
            **self.usual,
            "ieDate": beijing_stamp(datetime.now(UTC), 8),
            "ownerCode": asked.get("ebc_code"),
            "ownerName": asked.get("ebc_name"),
            **self.named(asked),
        }
        head.update(
            agentCode=self.firm.code,
            agentName=self.firm.name,
            ieFlag="E",
            fFlag="3",
            iFlag="3",
        )
        return head

    def named_line(self, line: Request) -> dict[str, Any]:
        return {"currency": "142", "barCode": "无", **super().named_line(line)}


class MasterList(Desk):
    identity = "agent"
    kind = "607"
    key = "cop_no"
    names = {
        "cop_no": "copNo",
        "customs_code": "customsCode",
        "loct_no": "loctNo",
        "traf_mode": "trafMode",
        "traf_name": "trafName",
        "voyage_no": "voyageNo",
        "bill_no": "billNo",
        "domestic_traf_no": "domesticTrafNo",
        "gross_weight": "grossWeight",
        "logistics_code": "logisticsCode",
        "logistics_name": "logisticsName",
        "note": "note",
    }
    line_names = {
        "gnum": "gnum",
        "invt_no": "invtNo",
        "logistics_no": "logisticsNo",
        "total_package_no": "totalPackageNo",
        "note": "note",
    }

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        heads = {
            line.get("invt_no", ""): declared_list(
                connection, "603", invt_no=line.get("invt_no", "")
            )[0]
            for line in asked["lines"]
        }
        first = next(iter(heads.values()), {})
        return Facts(
            some(first, "customsCode", "trafMode", "trafName", "voyageNo", "billNo", *CARRIER[1:]),
            {invt_no: some(head, "logisticsNo") for invt_no, head in heads.items()},
        )

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        own = {"agentCode": self.firm.code, "agentName": self.firm.name}
        return {**self.named(asked), **own, **UNSPLIT}

    def lines(self, asked: Request, facts: Facts) -> list[dict[str, Any]]:
        return [
            {"gnum": number, **facts.lines.get(line.get("invt_no", ""), {}),
             **self.named_line(line)}
            for number, line in enumerate(asked["lines"], start=1)
        ]  # fmt: skip


class Summary(Desk):
    identity = "agent"
    kind = "701"
    key = "cop_no"
    names = {
        "cop_no": "copNo",
        "customs_code": "customsCode",
        "ebc_code": "ebcCode",
        "ebc_name": "ebcName",
        "loct_no": "loctNo",
        "summary_flag": "summaryFlag",
        "item_name_flag": "itemNameFlag",
        "start_time": "startTime",
        "end_time": "endTime",
        "note": "note",
    }
    line_names = {"invt_no": "invtNo"}

    def _checked(self, request: Any) -> tuple[Request, bool]:
        """`lists` are the lines, each as its number or {"invt_no": number}."""
        if isinstance(request, dict) and isinstance(request.get("lists"), list):
            lines = [{"invt_no": x} if isinstance(x, str) else x for x in request["lists"]]
            request = {name: value for name, value in request.items() if name != "lists"}
            request["lines"] = lines
        elif isinstance(request, dict) and not request.get("lists"):
            request = {**request, "lines": []}
        return super()._checked(request)

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        first: Request = next(iter(asked["lines"]), {})
        head, _ = declared_list(connection, "603", invt_no=first.get("invt_no", ""))
        return Facts(some(head, "customsCode", "ebcCode", "ebcName"))

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        own = {"agentCode": self.firm.code, "agentName": self.firm.name,
               "declAgentCode": self.firm.code, "declAgentName": self.firm.name}  # fmt: skip
        usual = {"summaryFlag": "1", "itemNameFlag": "0"}
        return {**usual, **self.named(asked), **own, **UNSPLIT}
