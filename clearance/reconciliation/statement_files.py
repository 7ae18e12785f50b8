"""Statements of customs and of partners, CSV or XLSX, with headers in Chinese or English."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from catalog.importing.cell_texts import FormulaText
from catalog.importing.errors import UnreadableFileError
from catalog.importing.headers import Columns, fold
from catalog.importing.tables import read_table
from ceb.data_files import read_rows
from clearance.models.reconciliation import ReconciliationRun

Source = ReconciliationRun.Source
MAX_MB = 5
MAX_ROWS = 20_000
MAX_ERRORS = 200
MAX_AMOUNT = Decimal(10) ** 9

# a column's headers in a file, the first two as people are told them
HEADERS = {
    row["column"]: row["headers"].split()
    for row in read_rows(Path(__file__).with_name("headers.csv"), ("column", "headers"))
}
KNOWN = {fold(header): name for name, headers in HEADERS.items() for header in headers}
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
        # an amount in merged cells is one amount, and none of each row
        table = read_table(
            data, lambda cells: columns_of(cells, source), max_rows=MAX_ROWS, fills_down=False
        )
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
    wanted = [" / ".join(HEADERS[name][1] for name in KEYS[source])]
    wanted += [HEADERS[name][1] for name in NEEDS.get(source, ())]
    return _("No header row was found; this statement needs the columns %(names)s.") % {
        "names": ", ".join(wanted)
    }


def row_of(number, cells, columns, source):
    texts = {name: text_of(name, columns.cell(cells, name)) for name in HEADERS}
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


def text_of(name, cell):
    if isinstance(cell, FormulaText):
        raise StatementRowError(
            name, _("a formula without its result: open the file, save it and send it again")
        )
    return plain(cell)


def plain(cell):
    # full-width digits, tabs and the apostrophe by which spreadsheets mark text
    text = unicodedata.normalize("NFKC", cell).replace("\t", " ").strip().strip("'").strip()
    return "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")


def number_of(name, text):
    if text and not NUMBER.match(text):
        raise not_a(name, text, _("“%(value)s” is not a document number"))
    return text


def money_of(name, text):
    text = text.lstrip("¥￥").removesuffix("元").strip()
    if not text:
        return None
    amount = Decimal(text.replace(",", "")) if MONEY.match(text) else MAX_AMOUNT
    if abs(amount) >= MAX_AMOUNT:
        raise not_a(name, text, _("“%(value)s” is not an amount"))
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
    raise not_a("day", text, _("“%(value)s” is not a date"))


def not_a(column, text, message):
    return StatementRowError(column, message % {"value": text[:40]})
