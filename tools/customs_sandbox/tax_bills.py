"""The tax bill of a released list (CEB816) and what becomes of it (CEB818): never asked for."""

from decimal import Decimal
from typing import Any

from ceb import new_guid

from .answers import Answers
from .holding import Held
from .scenario import Scenario
from .store import count_up
from .tariff import LineTax, line_taxes

MADE, SUMMED_UP, VOID = "1", "2", "3"
CENT = Decimal("0.01")


def send_bill(held: Held, scenario: Scenario, lines: list[dict[str, str]]) -> None:
    """lines: what of the list stays in the country."""
    taxes = line_taxes(held.head, lines)
    serial = count_up(held.connection, "tax_no")
    number = f"TAX{held.number[:8]}{serial:09d}"
    extra = Decimal(str(scenario.tax_differs)).quantize(CENT)
    head = {
        **_head(held, number, MADE),
        **_sums(taxes, extra),
        "note": "沙箱税单",
        "ebcCode": held.head["ebcCode"],
        "logisticsCode": held.head["logisticsCode"],
        "agentCode": held.head["agentCode"],
        "customsCode": held.head["customsCode"],
    }
    record = {"TaxHeadRd": head, "TaxListRd": [_line(tax, extra, n) for n, tax in enumerate(taxes)]}
    Answers(held.connection, scenario).tell("816", record, key=number, order_no=held.order_no,
                                            status=MADE)  # fmt: skip
    _remember(held, number, MADE)


def change_bill(held: Held, scenario: Scenario, status: str) -> bool:
    """Says that the list's bill is summed up or void; False if it has none that stands."""
    number = _standing(held)
    if not number:
        return False
    note = {"entDutyNo": f"JK{number[3:]}"} if status == SUMMED_UP else {}
    record = {"TaxHeadStatus": {**_head(held, number, status), **note}}
    Answers(held.connection, scenario).tell("818", record, key=number, order_no=held.order_no,
                                            status=status)  # fmt: skip
    _remember(held, number, status)
    return True


def sum_up_bill(held: Held, scenario: Scenario) -> None:
    change_bill(held, scenario, SUMMED_UP)


def _head(held: Held, number: str, status: str) -> dict[str, Any]:
    return {
        "guid": new_guid(),
        "invtNo": held.number,
        "taxNo": number,
        "status": status,
        "assureCode": held.head.get("assureCode", ""),
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


def _standing(held: Held) -> str:
    row = held.connection.execute(
        "SELECT tax_no FROM tax_bill WHERE invt_no = ? AND status <> '3' ORDER BY rowid DESC",
        (held.number,),
    ).fetchone()
    return row[0] if row else ""


def _remember(held: Held, number: str, status: str) -> None:
    held.connection.execute(
        "INSERT OR REPLACE INTO tax_bill (tax_no, invt_no, status) VALUES (?, ?, ?)",
        (number, held.number, status),
    )
