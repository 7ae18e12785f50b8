"""The tax bill of a released list (CEB816) and what becomes of it (CEB818): sent unasked."""

from decimal import Decimal
from typing import Any

from ceb import new_guid
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.receipts import ReceiptWriter
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import count_up

from .tariff import LineTax, line_taxes

MADE, SUMMARIZED, VOID = "1", "2", "3"
CENT = Decimal("0.01")


def send_bill(document: CustomsDocument, scenario: Scenario, lines: list[dict[str, str]]) -> None:
    """lines: what of the list stays in the country."""
    taxes = line_taxes(document.head, lines)
    serial = count_up(document.connection, "tax_no")
    number = f"TAX{document.number[:8]}{serial:09d}"
    # A float's binary tail must not reach the bill.
    extra = Decimal(str(scenario.tax_differs)).quantize(CENT)
    head = {
        **_head(document, number, MADE),
        **_sums(taxes, extra),
        "note": "沙箱税单",
        "ebcCode": document.head["ebcCode"],
        "logisticsCode": document.head["logisticsCode"],
        "agentCode": document.head["agentCode"],
        "customsCode": document.head["customsCode"],
    }
    record = {"TaxHeadRd": head, "TaxListRd": [_line(tax, extra, n) for n, tax in enumerate(taxes)]}
    _announce(document, scenario, "816", record, number, MADE)


def change_bill(document: CustomsDocument, scenario: Scenario, status: str) -> bool:
    """Announces that the list's bill is summarized or void; False if it has no valid one."""
    number = _valid_bill(document)
    if not number:
        return False
    note = {"entDutyNo": f"JK{number[3:]}"} if status == SUMMARIZED else {}
    record = {"TaxHeadStatus": {**_head(document, number, status), **note}}
    _announce(document, scenario, "818", record, number, status)
    return True


def _head(document: CustomsDocument, number: str, status: str) -> dict[str, Any]:
    return {
        "guid": new_guid(),
        "invtNo": document.number,
        "taxNo": number,
        "status": status,
        "assureCode": document.head.get("assureCode", ""),
    }


def _sums(taxes: list[LineTax], extra: Decimal) -> dict[str, Decimal]:
    return {
        "customsTax": sum((tax.duty for tax in taxes), Decimal(0)),
        "valueAddedTax": sum((tax.vat for tax in taxes), Decimal(0)) + extra,
        "consumptionTax": sum((tax.consumption for tax in taxes), Decimal(0)),
    }


def _line(tax: LineTax, extra: Decimal, position: int) -> dict[str, Any]:
    """The first line carries what the scenario adds, so that lines add up."""
    return {
        "gnum": tax.gnum,
        "gcode": tax.gcode,
        "taxPrice": tax.price,
        "customsTax": tax.duty,
        "valueAddedTax": tax.vat + (extra if position == 0 else 0),
        "consumptionTax": tax.consumption,
    }


def _valid_bill(document: CustomsDocument) -> str:
    row = document.connection.execute(
        "SELECT tax_no FROM tax_bill WHERE invt_no = ? AND status <> '3' ORDER BY rowid DESC",
        (document.number,),
    ).fetchone()
    return row[0] if row else ""


def _announce(
    document: CustomsDocument,
    scenario: Scenario,
    kind: str,
    record: dict[str, Any],
    number: str,
    status: str,
) -> None:
    receipts = ReceiptWriter(document.connection, scenario)
    receipts.announce(kind, record, key=number, order_no=document.order_no, status=status)
    document.connection.execute(
        "INSERT OR REPLACE INTO tax_bill (tax_no, invt_no, status) VALUES (?, ?, ?)",
        (number, document.number, status),
    )
