"""The customs agent's lists: in (CEB621) and out (CEB603)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ceb.identifiers import beijing_stamp

from .document import PartnerDocument
from .requests import PartnerRequest, element_names


class AgentDocument(PartnerDocument):
    identity = "agent"
    key = "cop_no"


class ListDocument(AgentDocument):
    kind = "621"
    names = element_names(
        "cop_no order_no ebp_code ebp_name ebc_code ebc_name logistics_no logistics_code "
        "logistics_name trade_mode customs_code port_code assure_code ems_no area_code "
        "area_name traf_mode traf_no voyage_no bill_no country ie_date buyer_name "
        "buyer_id_number buyer_telephone consignee_address freight insured_fee wrap_type "
        "loct_no license_no gross_weight net_weight note"
    )
    line_names = element_names(
        "gnum item_record_no item_no item_name gcode gname gmodel bar_code country "
        "trade_country qty unit qty1 unit1 qty2 unit2 price total_price note"
    )

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "freight": "0",
            "insuredFee": "0",
            "assureCode": self.firm.code,
            **self.elements(request),
            **self.firm_elements("agent"),
            "ieFlag": "I",
            "declTime": beijing_stamp(datetime.now(UTC), 8),
            "buyerIdType": "1",
            "currency": "142",
            # One parcel for each waybill and list (R-DOC-4).
            "packNo": 1,
        }

    def line_elements(self, line: PartnerRequest) -> dict[str, Any]:
        return {**super().line_elements(line), "currency": "142"}


class ExportListDocument(AgentDocument):
    kind = "603"
    names = element_names(
        "cop_no order_no ebp_code ebp_name ebc_code ebc_name logistics_no logistics_code "
        "logistics_name customs_code port_code ie_date statistics_flag owner_code "
        "owner_name ems_no trade_mode traf_mode traf_name voyage_no bill_no "
        "total_package_no loct_no license_no country freight insured_fee wrap_type "
        "pack_no gross_weight net_weight note"
    ) | {
        "area_code": "iacCode",
        "area_name": "iacName",
        "pod": "POD",
        "freight_currency": "fCurrency",
        "insured_fee_currency": "iCurrency",
    }
    line_names = element_names(
        "gnum item_no item_record_no item_name gcode gname gmodel bar_code country "
        "currency qty qty1 unit1 qty2 unit2 unit price total_price note"
    )
    usual = {
        "statisticsFlag": "B",
        "freight": "0",
        "fCurrency": "142",
        "insuredFee": "0",
        "iCurrency": "142",
        "wrapType": "2",
        "packNo": 1,
    }

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **self.usual,
            "ieDate": beijing_stamp(datetime.now(UTC), 8),
            "ownerCode": request.get("ebc_code"),
            "ownerName": request.get("ebc_name"),
            **self.elements(request),
            **self.firm_elements("agent"),
            "ieFlag": "E",
            # Freight and insurance as totals: 202205 takes no rates.
            "fFlag": "3",
            "iFlag": "3",
        }

    def line_elements(self, line: PartnerRequest) -> dict[str, Any]:
        return {"currency": "142", "barCode": "无", **super().line_elements(line)}
