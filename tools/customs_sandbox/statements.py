"""What customs and the partners put into a file for a period: releases, payments, waybills, tax
bills. CSV with Chinese headers, for a site that reconciles with them. No personal data."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from ceb import beijing_stamp, parse_receipts
from ceb.identifiers import BEIJING
from ceb.records import head_of

from .store import Store

STATUS = {"released": "800", "closed": "899"}
TAXES = ("customsTax", "valueAddedTax", "consumptionTax")
StatementRow = list[str]
Statement = Callable[[Store, float, float], Iterator[StatementRow]]


class UnknownStatementError(ValueError):
    pass


def statement(store: Store, name: str, first: str, last: str, lose_every: int = 0) -> bytes:
    """The file of that name. first, last: days in Beijing, inclusive, ISO; "" is today.
    lose_every: every nth row is left out, as a disturbance. Raises UnknownStatementError."""
    if name not in STATEMENTS:
        raise UnknownStatementError(f"{', '.join(STATEMENTS)}; not {name}")
    start, end = _moments(first, last)
    headers, rows = STATEMENTS[name]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headers)
    for number, row in enumerate(rows(store, start, end), start=1):
        if not (lose_every and number % lose_every == 0):
            writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _moments(first: str, last: str) -> tuple[float, float]:
    try:
        today = datetime.now(BEIJING).date()
        days = [date.fromisoformat(day) if day else today for day in (first, last)]
        days[1] += timedelta(days=1)
        start, end = (datetime.combine(day, time(), BEIJING).timestamp() for day in days)
        return start, end
    except (ValueError, OverflowError) as exc:
        raise UnknownStatementError(f"from and to are days: {exc}") from exc


def _plain(cell: str) -> str:
    """A spreadsheet must not take it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _releases(store: Store, start: float, end: float) -> Iterator[StatementRow]:
    for row in store.rows(
        "SELECT * FROM document WHERE kind IN ('621', '603') AND state IN ('released', 'closed')"
        " AND released_at >= ? AND released_at < ? ORDER BY released_at, business_key",
        start, end,
    ):  # fmt: skip
        day = beijing_stamp(datetime.fromtimestamp(row["released_at"], UTC))
        yield [row["order_no"], row["invt_no"], STATUS[row["state"]], day]


def _payments(store: Store, start: float, end: float) -> Iterator[StatementRow]:
    names = {"411": ("payTransactionId", "amountPaid", "payTime"),
             "403": ("payNo", "charge", "accountingDate")}  # fmt: skip
    for kind, order_no, head in _stored(store, tuple(names), start, end):
        number, amount, moment = (head.get(name, "") for name in names[kind])
        yield [number, order_no, amount, moment]


def _waybills(store: Store, start: float, end: float) -> Iterator[StatementRow]:
    signed = {row[0] for row in store.rows(
        "SELECT business_key FROM document WHERE kind = '513' AND state = 'stored'")}  # fmt: skip
    for _, order_no, head in _stored(store, ("511", "505"), start, end):
        number = head["logisticsNo"]
        yield [number, order_no, "S" if number in signed else "", head["appTime"]]


def _taxes(store: Store, start: float, end: float) -> Iterator[StatementRow]:
    """Bills that stand: not those that a return made void."""
    for row in store.rows(
        "SELECT receipt.body, receipt.order_no, receipt.return_time FROM receipt"
        " JOIN tax_bill ON tax_bill.tax_no = receipt.business_key"
        " WHERE receipt.kind = '816' AND tax_bill.status <> '3'"
        " AND made_at >= ? AND made_at < ? ORDER BY receipt.id",
        start, end,
    ):  # fmt: skip
        bill = parse_receipts(bytes(row["body"]))[0]
        tax = sum((Decimal(bill.values[name]) for name in TAXES), Decimal(0))
        yield [bill.key, bill.values["invtNo"], row["order_no"], f"{tax:.2f}",
               row["return_time"][:14]]  # fmt: skip


def _stored(
    store: Store, kinds: tuple[str, ...], start: float, end: float
) -> Iterator[tuple[str, str, dict[str, str]]]:
    marks = ", ".join("?" * len(kinds))
    for row in store.rows(
        f"SELECT * FROM document WHERE kind IN ({marks}) AND state = 'stored'"  # noqa: S608
        " AND declared_at >= ? AND declared_at < ? ORDER BY declared_at, business_key",
        *kinds, start, end,
    ):  # fmt: skip
        head = head_of(json.loads(row["record"]), row["kind"])
        yield row["kind"], row["order_no"], head


STATEMENTS: dict[str, tuple[StatementRow, Statement]] = {
    "releases": (["订单编号", "清单编号", "状态", "放行时间"], _releases),
    "payments": (["支付交易编号", "订单编号", "金额", "支付时间"], _payments),
    "waybills": (["运单编号", "订单编号", "状态", "时间"], _waybills),
    "taxes": (["税单编号", "清单编号", "订单编号", "税额", "时间"], _taxes),
}
