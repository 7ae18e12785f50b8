"""What can be wrong with a row, by code, and with a file as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row. `row` counts records as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    code: str
    message: str


class CellError(ValueError):
    """A cell that can't be understood; `code` is a key of MESSAGES."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.params = params


class UnreadableFileError(Exception):
    """The file as a whole can't be read; nothing was imported."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.message = MESSAGES[code] % params

    def as_row(self) -> RowError:
        return RowError(0, "", self.code, self.message)


MESSAGES = {
    # the file
    "file_missing": _("There is no such file."),
    "file_too_large": _("The file is larger than %(limit)d MB."),
    "file_format": _("This is neither a CSV file nor an XLSX workbook."),
    "file_old_excel": _("This is an old Excel file (.xls); save it as .xlsx or CSV."),
    "file_unsafe": _("The workbook is too large when unpacked, or contains unsafe content."),
    "file_encoding": _("The text is neither UTF-8 nor GB18030."),
    "file_empty": _("The file contains no rows."),
    "too_many_rows": _("The file contains more than %(limit)d rows."),
    "no_header": _("No header row was found; at least the columns SKU and name are needed."),
    "column_twice": _("Two columns are called %(column)s."),
    "sheet_not_read": _("The sheet “%(sheet)s” was not read; upload it as a file of its own."),
    "columns_not_read": _(
        "Columns not read, because their headers are not known: %(columns)s. Rename them and "
        "upload the file again if they matter."
    ),
    "exhibitor_unknown": _("There is no exhibitor “%(value)s”."),
    # the row
    "total_line": _("This looks like a total, not a product."),
    "encoding": _("The row contains characters that can't be read in the file's encoding."),
    "spreadsheet_error": _("“%(value)s” is a spreadsheet's error, not a value."),
    "formula_without_value": _(
        "A formula without a stored value: open the file in a spreadsheet, save it and upload it "
        "again."
    ),
    "too_long": _("More than %(limit)d characters."),
    "sku_missing": _("The SKU is missing."),
    "sku_format": _("“%(value)s” is not a SKU: letters, digits and . _ - / + # only."),
    "sku_duplicate": _("This SKU already appears in row %(first)d."),
    "sku_taken": _("This SKU belongs to another exhibitor."),
    "name_missing": _("A name is missing."),
    "gtin_format": _("“%(value)s” is not a GTIN."),
    "gtin_scientific": _(
        "“%(value)s” was shortened by the spreadsheet; format the column as text."
    ),
    "gtin_length": _("“%(value)s” has %(digits)d digits; a GTIN has 8, 12, 13 or 14."),
    "gtin_check_digit": _("The check digit of %(value)s is wrong; it should be %(right)s."),
    "hs_code_format": _("“%(value)s” is not an HS code."),
    "hs_code_length": _("“%(value)s” has %(digits)d digits; an HS code has ten here."),
    "hs_code_chapter": _("%(value)s: there is no chapter %(chapter)s."),
    "origin_unknown": _("“%(value)s” is not a known country."),
    "unit_unknown": _("“%(value)s” is not a customs unit of measure."),
    "currency_unknown": _("“%(value)s” is not a known currency."),
    "currency_conflict": _("The currency sign in “%(value)s” does not match %(currency)s."),
    "mode_unknown": _("“%(value)s” is not a customs mode; use 1210 or 9610."),
    "price_missing": _("The price is missing."),
    "price_format": _("“%(value)s” is not an amount."),
    "price_not_positive": _("The price must be above zero."),
    "price_decimals": _("“%(value)s” has more than two decimal places."),
    "number_format": _("“%(value)s” is not a number."),
    "number_not_positive": _("“%(value)s” must be above zero."),
    "number_too_large": _("“%(value)s” is too large."),
    "number_not_whole": _("“%(value)s” must be a whole number."),
    "weights_crossed": _("The net weight is greater than the gross weight."),
    "stock_below_reserved": _(
        "Orders have reserved %(reserved)d pieces; the stock can't go below that."
    ),
    "zone_missing": _(
        "No zone is approved for customs mode %(mode)s today, so the stock can't be booked "
        "anywhere."
    ),
    # the package
    "package_full": _(
        "Your package includes %(limit)d products. New products from this row on were left out: "
        "%(n)d rows. Please ask the organizers for more."
    ),
    "package_exceeded": _(
        "%(name)s now lists %(n)d products, more than the %(limit)d of its package."
    ),
}


def row_error(row: int, column: str, code: str, **params) -> RowError:
    return RowError(row, column, code, MESSAGES[code] % params)
