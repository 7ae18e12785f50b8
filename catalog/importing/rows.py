"""A record of the file as a good: every cell parsed, every error of the row named at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from catalog.importing import cells
from catalog.importing.encoding import is_damaged
from catalog.importing.errors import CellError, RowError, row_error
from catalog.importing.headers import NAMES, SCALED, Columns
from catalog.importing.tables import Table

TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "totals", "subtotal", "sum"})

PARSERS: dict[str, Callable[[str], object]] = {
    "sku": cells.sku,
    "gtin": cells.gtin,
    **{name: partial(cells.line, limit=200) for name in (*NAMES, "brand", "category")},
    "brand_aliases": partial(cells.line, limit=500),
    "spec": partial(cells.line, limit=120),
    "origin": cells.origin,
    "hs_code": cells.hs_code,
    "unit": cells.unit,
    "currency": cells.currency,
    "net_weight_g": cells.weight_g,
    "net_weight_kg": partial(cells.weight_g, scale=1000),
    "gross_weight_g": cells.weight_g,
    "gross_weight_kg": partial(cells.weight_g, scale=1000),
    "net_content": cells.content,
    "pieces": partial(cells.whole, minimum=1),
    "stock": partial(cells.whole, minimum=0),
    "mode": cells.mode,
    "record_number": partial(cells.line, limit=30),
    **dict.fromkeys(("description_zh", "description_en"), partial(cells.prose, limit=20_000)),
}


@dataclass(slots=True)
class GoodsRow:
    """`values`: what the row states, by field of the contract; empty cells are left out, so that
    they change nothing."""

    row: int
    sku: str
    values: dict = field(default_factory=dict)

    def get(self, name: str, default=None):
        return self.values.get(name, default)


def read_rows(table: Table) -> Iterator[GoodsRow | list[RowError]]:
    """In the file's order: a good, or the errors that keep its row out."""
    first_row_of: dict[str, int] = {}
    for number, record in table.rows:
        row, errors = _read(number, record, table.columns)
        if row is not None and row.sku in first_row_of:
            errors.append(row_error(number, "sku", "sku_duplicate", first=first_row_of[row.sku]))
        if errors or row is None:
            yield errors
        else:
            # only good rows count, so that a wrong first row does not shut out its correction
            first_row_of[row.sku] = number
            yield row


def _read(
    number: int, record: list[str], columns: Columns
) -> tuple[GoodsRow | None, list[RowError]]:
    damaged = _damaged_column(record, columns)
    if damaged is not None:
        return None, [row_error(number, damaged, "encoding")]
    if is_total(record):
        return None, [row_error(number, "", "total_line")]
    values, errors = {}, []
    for name in columns.positions:
        try:
            cell = columns.cell(record, name)
            cells.check_value(cell)
            value = _parse(name, cell, record, columns)
        except CellError as exc:
            errors.append(row_error(number, _public(name), exc.code, **exc.params))
            continue
        if value not in ("", None):
            values[_public(name)] = value
    errors += _check_whole_row(number, values, columns, record, {e.column for e in errors})
    return GoodsRow(number, values.get("sku", ""), values), errors


def _parse(name, cell, record, columns):
    if name != "price":
        return PARSERS[name](cell)
    try:
        money = cells.currency(columns.cell(record, "currency")) or "CNY"
    except CellError:
        return None  # the currency's own error is enough
    return cells.price(cell, money)


def _check_whole_row(number, values, columns, record, wrong) -> Iterator[RowError]:
    """wrong: columns that have an error of their own."""
    if not any(values.get(name) for name in NAMES) and wrong.isdisjoint(NAMES):
        yield row_error(number, "name_zh", "name_missing")
    if _price_is_missing(values, columns, record):
        yield row_error(number, "price", "price_missing")
    net, gross = values.get("net_weight_g"), values.get("gross_weight_g")
    if net and gross and net > gross:
        yield row_error(number, "net_weight_g", "weights_crossed")


def _price_is_missing(values, columns, record) -> bool:
    """A row that names a currency owes its amount; one that names neither shows a good without a
    price (docs/decisions/0005-import-without-a-price.md)."""
    if "price" not in columns or cells.plain(columns.cell(record, "price")):
        return False
    return "currency" not in columns or bool(values.get("currency"))


def _public(name: str) -> str:
    return SCALED.get(name, name)


def _damaged_column(record, columns) -> str | None:
    for name, position in columns.positions.items():
        if position < len(record) and is_damaged(record[position]):
            return _public(name)
    return "" if any(map(is_damaged, record)) else None


def is_total(record: list[str]) -> bool:
    first = next((cell for cell in record if cell.strip()), "")
    return cells.plain(first).casefold().strip(":： ") in TOTALS


def price_of(row: GoodsRow) -> tuple[Decimal | None, str]:
    """Amount and currency; the currency alone says nothing."""
    amount = row.get("price")
    return amount, (row.get("currency") or "CNY") if amount is not None else ""
