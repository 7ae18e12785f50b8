"""Parcels: signed for (CEB513), come in (CEB711), at the site for export (CEB507),
gone (CEB509), come back (CEB215). Each names waybills that customs must know."""

from tools.customs_sandbox.documents import LIVE, CustomsDocument
from tools.customs_sandbox.scenario import Scenario

from .changes import RELEASED
from .result import IN_ORDER, MatchResult, coded


def match_signed(state: CustomsDocument, scenario: Scenario) -> MatchResult:
    return _unknown_waybills(state, "511", [state.head["logisticsNo"]])


def match_arrival(arrival: CustomsDocument, scenario: Scenario) -> MatchResult:
    """Of direct purchase: the waybills, under the bill of lading they were declared with."""
    numbers = [line["logisticsNo"] for line in arrival.lines]
    result = _unknown_waybills(arrival, "511", numbers)
    if result.missing:
        return result
    bill_no = arrival.head["billNo"]
    other = [
        f"运单[{waybill.key}]的提运单号[{waybill.head['billNo']}]与入库明细单[{bill_no}]不一致"
        for waybill in _waybills(arrival, "511", numbers)
        if waybill.head.get("billNo") and waybill.head["billNo"] != bill_no
    ]
    return MatchResult(wrong=coded(*other))


def match_site_arrival(arrival: CustomsDocument, scenario: Scenario) -> MatchResult:
    return _unknown_waybills(arrival, "505", [line["logisticsNo"] for line in arrival.lines])


def match_departure(departure: CustomsDocument, scenario: Scenario) -> MatchResult:
    """Nothing leaves the country but what its list has released."""
    numbers = [line["logisticsNo"] for line in departure.lines]
    result = _unknown_waybills(departure, "505", numbers)
    if result.missing:
        return result
    released = {
        document.head["logisticsNo"]
        for waybill in _waybills(departure, "505", numbers)
        for document in CustomsDocument.for_order(departure.connection, "603", waybill.order_no)
        if document.state in RELEASED
    }
    waiting = [x for x in numbers if x not in released]
    return MatchResult(missing=coded(*(f"运单[{x}]的清单未放行" for x in waiting)))


def match_tally(tally: CustomsDocument, scenario: Scenario) -> MatchResult:
    """Goods come back for a list whose return was applied for."""
    applied = CustomsDocument.select(
        tally.connection,
        f"kind = '213' AND {LIVE} AND json_extract(record, '$.InvtRefundHead.logisticsNo') = ?",
        tally.head["logisticsNo"],
    )
    text = coded(f"运单[{tally.head['logisticsNo']}]没有退货申请单")
    return IN_ORDER if applied else MatchResult(missing=text)


def _unknown_waybills(document: CustomsDocument, kind: str, numbers: list[str]) -> MatchResult:
    known = {waybill.key for waybill in _waybills(document, kind, numbers)}
    return MatchResult(missing=coded(*(f"运单[{x}]信息不存在" for x in numbers if x not in known)))


def _waybills(document: CustomsDocument, kind: str, numbers: list[str]) -> list[CustomsDocument]:
    waybills = (
        CustomsDocument.find(document.connection, {"kind": kind, "key": number})
        for number in dict.fromkeys(numbers)
    )
    return [waybill for waybill in waybills if waybill and waybill.state == "stored"]


def not_arrived(document: CustomsDocument, kind: str) -> MatchResult | None:
    """A list whose parcel isn't at the site yet: exports are answered 400, imports wait. Bonded
    goods are there already."""
    # Bonded goods came into the zone long before the order.
    if kind == "711" and document.head["tradeMode"] != "9610":
        return None
    wanted = document.head["logisticsNo"]
    lines = {"711": "DeliveryList", "507": "ArrivalList"}[kind]
    arrived = document.connection.execute(
        "SELECT 1 FROM document, json_each(document.record, ?) AS line"
        " WHERE kind = ? AND state IN ('stored', 'concluded')"
        " AND json_extract(line.value, '$.logisticsNo') = ?",
        (f"$.{lines}", kind, wanted),
    ).fetchone()
    if arrived:
        return None
    text = coded(f"运单[{wanted}]未运抵监管场所")
    return MatchResult(missing=text, status="400" if kind == "507" else "")
