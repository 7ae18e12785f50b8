"""What a document brings about once customs has dealt with it."""

from collections.abc import Callable
from decimal import Decimal

from ceb import new_guid

from .answers import CODED, Answers, now_in_beijing
from .holding import Held
from .intake import schedule
from .judging.changes import list_meant, returned_before
from .judging.finding import number
from .judging.summaries import lists_in
from .limits import lower_value
from .scenario import Scenario
from .store import count_up
from .tax_bills import VOID, change_bill, send_bill

Effect = Callable[[Held, Scenario, float], None]


def released_import(held: Held, scenario: Scenario, delay: float) -> None:
    if scenario.tax_bills:
        schedule(held.connection, "bill", held.target, delay)
    if scenario.sum_up_tax_after:
        schedule(held.connection, "sum_up", held.target, delay + scenario.sum_up_tax_after)
    if scenario.close_lists:
        schedule(held.connection, "close", held.target, delay)


def released_export(held: Held, scenario: Scenario, delay: float) -> None:
    if scenario.close_lists:
        schedule(held.connection, "close", held.target, delay)


def cancel_list(change: Held, scenario: Scenario, delay: float) -> None:
    """The list is as good as never declared: a person's use of the year included."""
    if held := list_meant(change):
        held.become("cancelled")


def take_back(change: Held, scenario: Scenario, delay: float) -> None:
    """Tax and yearly use of what comes back are given back; the rest is billed anew."""
    held = list_meant(change)
    if held is None:
        return
    left = what_is_left(change, held)
    lower_value(held, left)
    if change_bill(held, scenario, VOID) and left:
        send_bill(held, scenario, left)


def what_is_left(change: Held, held: Held) -> list[dict[str, str]]:
    """The list's lines with the quantities that stay, values in proportion."""
    back = returned_before(change)
    for line in change.lines:
        gnum = line["gnum"].strip()
        back[gnum] = back.get(gnum, Decimal(0)) + number(line, "qty")
    left = []
    for line in held.lines:
        whole, gone = number(line, "qty"), back.get(line["gnum"].strip(), Decimal(0))
        if gone >= whole:
            continue
        share = (whole - gone) / whole
        parts = {name: str((number(line, name) * share).quantize(Decimal("0.00001")))
                 for name in ("qty", "qty1", "qty2", "totalPrice") if line.get(name)}  # fmt: skip
        left.append({**line, **parts})
    return left


def depart(departure: Held, scenario: Scenario, delay: float) -> None:
    """Lists of what has left are closed."""
    for line in departure.lines:
        waybill = Held.find(departure.connection, {"kind": "505", "key": line["logisticsNo"]})
        for held in Held.for_order(
            departure.connection, "603", waybill.order_no if waybill else ""
        ):
            if held.state == "released":
                schedule(departure.connection, "close", held.target, delay)


def sum_up(summary: Held, scenario: Scenario, delay: float) -> None:
    schedule(summary.connection, "result", summary.target, delay)


def send_result(summary: Held, scenario: Scenario) -> None:
    """The declaration made of the lists (CEB792)."""
    lists = lists_in(summary)
    serial = count_up(summary.connection, "declaration")
    stamp = now_in_beijing(8)
    head = {
        **{name: summary.head.get(name, "") for name in
           ("customsCode", "agentCode", "agentName", "ebcCode", "ebcName", "declAgentCode",
            "declAgentName", "msgCount", "msgSeqNo")},
        "guid": new_guid(),
        "sumNo": summary.number,
        "declSeqNo": f"D{stamp}{serial:09d}",
        "decPreNo": f"P{stamp}{serial:09d}",
        "entryId": f"{summary.head['customsCode']}{stamp[:4]}0{serial:09d}",
        "decState": "800",
        "grossWeight": sum((number(held.head, "grossWeight") for held in lists), Decimal(0)),
        "netWeight": sum((number(held.head, "netWeight") for held in lists), Decimal(0)),
    }  # fmt: skip
    codes: dict[str, int] = {}
    lines = [
        {"invtNo": held.number, "logisticsNo": held.head["logisticsNo"],
         "gseqno": str(codes.setdefault(line["gcode"], len(codes) + 1)),
         "gnum": line["gnum"].strip(), "gcode": line["gcode"]}
        for held in lists
        for line in held.lines
    ]  # fmt: skip
    record = {"SummaryResultHead": head, "SummaryResultList": lines}
    Answers(summary.connection, scenario).tell(
        "792", record, key=summary.number, order_no=summary.order_no, status="800"
    )


def close(held: Held, scenario: Scenario) -> None:
    if held.state == "released":
        held.answer(scenario, "899", CODED["899"])
        held.become("closed")


EFFECTS: dict[str, Effect] = {
    "621": released_import,
    "603": released_export,
    "623": cancel_list,
    "605": cancel_list,
    "625": take_back,
    "509": depart,
    "701": sum_up,
}
