"""Parcels on their way: signed for (CEB513), come in (CEB711), at the site for export (CEB507),
gone (CEB509), come back (CEB215). Each names waybills that customs must know."""

from tools.customs_sandbox.duplicates import DEAD
from tools.customs_sandbox.holding import Held
from tools.customs_sandbox.scenario import Scenario

from .finding import NOTHING, Finding, coded


def judge_signed(state: Held, scenario: Scenario) -> Finding:
    return _unknown_waybills(state, "511", [state.head["logisticsNo"]])


def judge_arrival(arrival: Held, scenario: Scenario) -> Finding:
    """Of direct purchase: the waybills, under the bill of lading they were declared with."""
    numbers = [line["logisticsNo"] for line in arrival.lines]
    finding = _unknown_waybills(arrival, "511", numbers)
    if finding.missing:
        return finding
    bill_no = arrival.head["billNo"]
    other = [
        f"运单[{waybill.key}]的提运单号[{waybill.head['billNo']}]与入库明细单[{bill_no}]不一致"
        for waybill in _waybills(arrival, "511", numbers)
        if waybill.head.get("billNo") and waybill.head["billNo"] != bill_no
    ]
    return Finding(wrong=coded(*other)) if other else NOTHING


def judge_site_arrival(arrival: Held, scenario: Scenario) -> Finding:
    return _unknown_waybills(arrival, "505", [line["logisticsNo"] for line in arrival.lines])


def judge_departure(departure: Held, scenario: Scenario) -> Finding:
    """Nothing leaves the country but what its list has released."""
    numbers = [line["logisticsNo"] for line in departure.lines]
    finding = _unknown_waybills(departure, "505", numbers)
    if finding.missing:
        return finding
    released = {
        held.head["logisticsNo"]
        for waybill in _waybills(departure, "505", numbers)
        for held in Held.for_order(departure.connection, "603", waybill.order_no)
        if held.state in ("released", "closed")
    }
    waiting = [x for x in numbers if x not in released]
    return Finding(missing=coded(*(f"运单[{x}]的清单未放行" for x in waiting)))


def judge_tally(tally: Held, scenario: Scenario) -> Finding:
    """Goods come back for a list whose return was applied for."""
    applied = tally.connection.execute(
        f"SELECT 1 FROM document WHERE kind = '213' AND state NOT IN {DEAD}"  # noqa: S608
        " AND json_extract(record, '$.InvtRefundHead.logisticsNo') = ?",
        (tally.head["logisticsNo"],),
    ).fetchone()
    words = coded(f"运单[{tally.head['logisticsNo']}]没有退货申请单")
    return NOTHING if applied else Finding(missing=words)


def _unknown_waybills(held: Held, kind: str, numbers: list[str]) -> Finding:
    known = {waybill.key for waybill in _waybills(held, kind, numbers)}
    return Finding(missing=coded(*(f"运单[{x}]信息不存在" for x in numbers if x not in known)))


def _waybills(held: Held, kind: str, numbers: list[str]) -> list[Held]:
    found = (
        Held.find(held.connection, {"kind": kind, "key": number})
        for number in dict.fromkeys(numbers)
    )
    return [waybill for waybill in found if waybill and waybill.state == "stored"]


def unarrived(held: Held, kind: str) -> Finding | None:
    """A list whose parcel isn't at the site yet: exports are told so (400), imports wait. Bonded
    goods are there already."""
    if kind == "711" and held.head["tradeMode"] != "9610":
        return None
    wanted = held.head["logisticsNo"]
    lines = {"711": "DeliveryList", "507": "ArrivalList"}[kind]
    arrived = held.connection.execute(
        "SELECT 1 FROM document, json_each(document.record, ?) AS line"
        " WHERE kind = ? AND state IN ('stored', 'concluded')"
        " AND json_extract(line.value, '$.logisticsNo') = ?",
        (f"$.{lines}", kind, wanted),
    ).fetchone()
    if arrived:
        return None
    words = coded(f"运单[{wanted}]未运抵监管场所")
    return Finding(missing=words, status="400" if kind == "507" else "")
