"""What a document brings about once customs is done with it."""

from collections.abc import Callable
from decimal import Decimal

from ceb import new_guid
from ceb.checks.comparison import amount_of
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.matching.changes import list_about, returned_before
from tools.customs_sandbox.matching.summaries import lists_in
from tools.customs_sandbox.port.limits import lower_value
from tools.customs_sandbox.receipts import ReceiptWriter, now_in_beijing
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import count_up

from .tax_bills import VOID, change_bill, send_bill

Effect = Callable[[CustomsDocument, Scenario, float], None]


def released_import(document: CustomsDocument, scenario: Scenario, delay: float) -> None:
    if scenario.tax_bills:
        document.schedule("bill", delay)
    if scenario.sum_up_tax_after:
        document.schedule("sum_up", delay + scenario.sum_up_tax_after)
    released_export(document, scenario, delay)


def released_export(document: CustomsDocument, scenario: Scenario, delay: float) -> None:
    if scenario.close_lists:
        document.schedule("close", delay)


def cancel_list(change: CustomsDocument, scenario: Scenario, delay: float) -> None:
    """As if the list had never been declared: a person's yearly use is given back too."""
    if document := list_about(change):
        document.become("cancelled")


def return_goods(change: CustomsDocument, scenario: Scenario, delay: float) -> None:
    """Tax and yearly use of what comes back are given back; the rest is billed anew."""
    document = list_about(change)
    if document is None:
        return
    left = what_is_left(change, document)
    lower_value(document, left)
    # Void first: two valid bills of one list would be taxed twice.
    if change_bill(document, scenario, VOID) and left:
        send_bill(document, scenario, left)


def what_is_left(change: CustomsDocument, document: CustomsDocument) -> list[dict[str, str]]:
    """The list's lines with the quantities that stay, values in proportion."""
    back = returned_before(change)
    for line in change.lines:
        gnum = line["gnum"].strip()
        back[gnum] = back.get(gnum, Decimal(0)) + amount_of(line, "qty")
    left = []
    for line in document.lines:
        whole, gone = amount_of(line, "qty"), back.get(line["gnum"].strip(), Decimal(0))
        if gone >= whole:
            continue
        # Value, first and second quantity shrink with the quantity of the deal.
        share = (whole - gone) / whole
        parts = {name: str((amount_of(line, name) * share).quantize(Decimal("0.00001")))
                 for name in ("qty", "qty1", "qty2", "totalPrice") if line.get(name)}  # fmt: skip
        left.append({**line, **parts})
    return left


def depart(departure: CustomsDocument, scenario: Scenario, delay: float) -> None:
    """Lists of what has left are closed."""
    for line in departure.lines:
        target = {"kind": "505", "key": line["logisticsNo"]}
        waybill = CustomsDocument.find(departure.connection, target)
        order_no = waybill.order_no if waybill else ""
        for document in CustomsDocument.for_order(departure.connection, "603", order_no):
            if document.state == "released":
                document.schedule("close", delay)


def send_result(summary: CustomsDocument, scenario: Scenario) -> None:
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
        **{name: sum((amount_of(document.head, name) for document in lists), Decimal(0))
           for name in ("grossWeight", "netWeight")},
    }  # fmt: skip
    codes: dict[str, int] = {}
    lines = [
        {"invtNo": document.number, "logisticsNo": document.head["logisticsNo"],
         "gseqno": str(codes.setdefault(line["gcode"], len(codes) + 1)),
         "gnum": line["gnum"].strip(), "gcode": line["gcode"]}
        for document in lists
        for line in document.lines
    ]  # fmt: skip
    record = {"SummaryResultHead": head, "SummaryResultList": lines}
    ReceiptWriter(summary.connection, scenario).announce(
        "792", record, key=summary.number, order_no=summary.order_no, status="800"
    )


def close(document: CustomsDocument, scenario: Scenario) -> None:
    if document.state == "released":
        document.move(scenario, "899", "closed")


EFFECTS: dict[str, Effect] = {
    "621": released_import,
    "603": released_export,
    "623": cancel_list,
    "605": cancel_list,
    "625": return_goods,
    "509": depart,
    "701": lambda summary, scenario, delay: summary.schedule("result", delay),
}
