"""Single and yearly limits of a person, in fen of dutiable value (R-LIM-1 to R-LIM-5)."""

from decimal import Decimal
from sqlite3 import Connection
from typing import Any

from tools.customs_sandbox.documents import LIVE, CustomsDocument

SINGLE = 5_000_00
YEARLY = 26_000_00


def dutiable_fen(record: dict[str, Any]) -> int:
    head = record["InventoryHead"]
    lines = sum((Decimal(line["totalPrice"]) for line in record["InventoryList"]), Decimal(0))
    return int((lines + Decimal(head["freight"]) + Decimal(head["insuredFee"])) * 100)


def over_limit(
    connection: Connection, record: dict[str, Any], cop_no: str, year: str
) -> tuple[str, str] | None:
    """(negative status, text) if a limit is passed; the list itself does not count twice."""
    value = dutiable_fen(record)
    lines = record["InventoryList"]
    # A single indivisible good may pass the single limit (R-LIM-3).
    one_item = len(lines) == 1 and Decimal(lines[0]["qty"]) == 1
    if value > SINGLE and not (one_item and value < YEARLY):
        return "-621005", f"清单[{cop_no}]的购买金额超过单笔限额[[{SINGLE // 100}]]"
    buyer = record["InventoryHead"]["buyerIdNumber"]
    used = used_fen(connection, buyer, year, besides=cop_no)
    if used + value > YEARLY:
        masked = f"{buyer[:3]}***{buyer[-2:]}"
        return "-621018", (
            f"清单[{cop_no}]中购买人[{masked}]已用购买额度为[{used / 100:.2f}]，"
            f"本次购买将超过年度限额[{YEARLY // 100}]"
        )
    return None


def used_fen(connection: Connection, buyer: str, year: str, besides: str = "") -> int:
    row = connection.execute(
        f"SELECT COALESCE(SUM(value), 0) FROM document WHERE {LIVE}"  # noqa: S608
        " AND kind = '621' AND buyer = ? AND year = ? AND business_key <> ?",
        (buyer, year, besides),
    ).fetchone()
    return int(row[0])


def lower_value(document: CustomsDocument, left: list[dict[str, str]]) -> None:
    """The list counts with what is left of it; freight comes back with the last of the goods."""
    value = dutiable_fen({"InventoryHead": document.head, "InventoryList": left}) if left else 0
    document.connection.execute(
        "UPDATE document SET value = ? WHERE kind = ? AND business_key = ?",
        (value, document.kind, document.key),
    )
