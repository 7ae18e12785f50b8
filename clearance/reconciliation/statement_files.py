"""Statements of customs and of partners, CSV or XLSX, with headers in Chinese or English."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from catalog.importing.errors import UnreadableFileError
from catalog.importing.headers import Columns, fold
from catalog.importing.tables import read_table
from clearance.models.reconciliation import ReconciliationRun

Source = ReconciliationRun.Source
MAX_MB = 5
MAX_ROWS = 20_000
MAX_ERRORS = 200
MAX_AMOUNT = Decimal(10) ** 9

HEADERS = {
    "order": "order_no 订单编号 订单号 order_number order 平台订单号",
    "list": "invt_no 清单编号 清单号 list_number invtNo 申报清单编号",
    "status": "status 状态 回执状态 清单状态 return_status returnStatus 海关状态",
    "waybill": "logistics_no 运单编号 运单号 waybill waybill_number logisticsNo 快递单号"
    " 物流运单编号",
    "transaction": "transaction_id 支付交易编号 支付流水号 交易流水号 支付单号 payTransactionId"
    " transaction pay_no",
    "bill": "tax_no 税单编号 电子税单编号 税单号 taxNo tax_bill",
    "amount": "amount 金额 支付金额 实际支付金额 实付金额 amount_paid actual_paid 总金额",
    "tax": "tax 税额 税款 税费 税款金额 综合税 应征税额 税额合计 tax_total",
    "day": "date 日期 放行时间 放行日期 支付时间 支付日期 时间 申报日期 制单日期 released_at"
    " paid_at"
    " time returnTime return_time",
}
KNOWN = {
    fold(spelling): name for name, spellings in HEADERS.items() for spelling in spellings.split()
}
# what each statement's rows are told apart by (one must be there), and what else it needs
KEYS = {
    Source.RELEASES: ("order", "list"),
    Source.PAYMENTS: ("transaction", "order"),
    Source.WAYBILLS: ("waybill",),
    Source.TAXES: ("bill",),
}
NEEDS = {Source.PAYMENTS: ("amount",), Source.TAXES: ("tax",)}
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./:-]{0,59}\Z")
MONEY = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z")
DAY = re.compile(r"(\d{4})\D{0,2}?(\d{1,2})\D{0,2}?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A line of a statement; what it does not say is "" or None."""

    number: int
    order: str = ""
    list: str = ""
    status: str = ""
    waybill: str = ""
    transaction: str = ""
    bill: str = ""
    amount: Decimal | None = None
    tax: Decimal | None = None
    day: date | None = None

    def key(self, source):
        return next((getattr(self, name) for name in KEYS[source] if getattr(self, name)), "")


@dataclass(slots=True)
class Statement:
    rows: list[StatementRow] = field(default_factory=list)
    errors: list[list] = field(default_factory=list)  # [row, column, text]
    columns: tuple[str, ...] = ()


class StatementRowError(ValueError):
    def __init__(self, column, text):
        super().__init__(text)
        self.column, self.text = column, text


class UnusableStatementError(Exception):
    """The file as a whole is none; a sentence for the sender."""


def read_statement(data, source):
    """The Statement in a file that somebody sent in; raises UnusableStatementError.

    Hostile until shown otherwise: its size is bounded before and after unpacking, a workbook's
    XML is never trusted (`catalog.importing.tables`). Rows that are none are told by number."""
    if len(data) > MAX_MB * 1024 * 1024:
        raise UnusableStatementError(_("The file is larger than %(limit)d MB.") % {"limit": MAX_MB})
    try:
        table = read_table(data, lambda cells: columns_of(cells, source), max_rows=MAX_ROWS)
    except UnreadableFileError as exc:
        raise UnusableStatementError(
            _no_header(source) if exc.code == "no_header" else str(exc.message)
        ) from exc
    statement = Statement(columns=tuple(table.columns.positions))
    for number, cells in table.rows:
        try:
            statement.rows.append(row_of(number, cells, table.columns, source))
        except StatementRowError as exc:
            statement.errors.append([number, exc.column, str(exc.text)])
    return statement


def columns_of(cells: Sequence[str], source) -> Columns | None:
    """The columns of a header row; None if this row is none for this kind of statement."""
    places: dict[str, int] = {}
    ignored = []
    for place, header in enumerate(cells):
        if name := KNOWN.get(fold(header)):
            places.setdefault(name, place)
        elif header.strip():
            ignored.append(header.strip())
    keyed = any(name in places for name in KEYS[source])
    if not keyed or not all(name in places for name in NEEDS.get(source, ())):
        return None
    return Columns(places, tuple(ignored))


def _no_header(source):
    wanted = [" / ".join(HEADERS[name].split()[1] for name in KEYS[source])]
    wanted += [HEADERS[name].split()[1] for name in NEEDS.get(source, ())]
    return _("No header row was found; this statement needs the columns %(names)s.") % {
        "names": ", ".join(wanted)
    }


def row_of(number, cells, columns, source):
    texts = {name: plain(columns.cell(cells, name)) for name in HEADERS}
    numbers = {
        name: number_of(name, texts[name])
        for name in ("order", "list", "waybill", "transaction", "bill")
    }
    row = StatementRow(
        number=number, status=texts["status"][:20], amount=money_of("amount", texts["amount"]),
        tax=money_of("tax", texts["tax"]), day=day_of(texts["day"]), **numbers,
    )  # fmt: skip
    if not row.key(source):
        raise StatementRowError(KEYS[source][0], _("the number is missing"))
    for name in NEEDS.get(source, ()):
        if getattr(row, name) in ("", None):
            raise StatementRowError(name, _("it is empty"))
    return row


def plain(cell):
    # full-width digits, tabs and the apostrophe by which spreadsheets mark text
    text = unicodedata.normalize("NFKC", cell).replace("\t", " ").strip().strip("'").strip()
    return "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")


def number_of(name, text):
    if text and not NUMBER.match(text):
        raise StatementRowError(
            name, _("“%(value)s” is not a document number") % {"value": text[:40]}
        )
    return text


def money_of(name, text):
    text = text.lstrip("¥￥").removesuffix("元").strip()
    if not text:
        return None
    if not MONEY.match(text):
        raise StatementRowError(name, _("“%(value)s” is not an amount") % {"value": text[:40]})
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise StatementRowError(
            name, _("“%(value)s” is not an amount") % {"value": text[:40]}
        ) from error
    if abs(amount) >= MAX_AMOUNT:
        raise StatementRowError(name, _("“%(value)s” is not an amount") % {"value": text[:40]})
    return amount


def day_of(text):
    if not text:
        return None
    match = DAY.match(text)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise StatementRowError("day", _("“%(value)s” is not a date") % {"value": text[:40]})
