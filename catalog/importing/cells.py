"""One cell at a time: from whatever a merchant typed to the value, or CellError with a code.

Harmless variety is put right in silence (full-width digits, blanks, thousands commas, "0.1kg",
HS codes with dots); whatever could have two meanings is rejected."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from catalog.codes.countries import find_country
from catalog.codes.gtin import LENGTHS, check_digit
from catalog.codes.hs_codes import CHAPTERS
from catalog.codes.units import find_unit
from catalog.importing.cell_texts import FormulaText, NumberText
from catalog.importing.errors import CellError
from catalog.models.zone import Mode
from ceb.data_files import read_rows

TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[a-zA-Z][^<>]*>", re.S | re.I)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]")
SCIENTIFIC = re.compile(r"\d(\.\d+)?e[+-]?\d+\Z", re.I)
SPREADSHEET_ERRORS = {
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#FIELD!", "#GETTING_DATA",
}  # fmt: skip
SKU = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+#-]*\Z")
NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z")
WEIGHT = re.compile(r"(.*?)(kg|千克|公斤|g|克|mg|毫克)?\Z", re.I | re.S)
CONTENT = re.compile(r"(.*?)(ml|毫升|cl|l|升|kg|千克|公斤|g|克|mg)?\Z", re.I | re.S)
SPEC_CONTENT = re.compile(r"(\d+(?:\.\d+)?)\s*(kg|g|克|千克|ml|毫升|l|升)(?:\s*/\s*\w+)?\Z", re.I)
SCALE: dict[str, Decimal | int] = {
    "kg": 1000, "千克": 1000, "公斤": 1000, "g": 1, "克": 1,
    "mg": Decimal("0.001"), "毫克": Decimal("0.001"),
    "ml": 1, "毫升": 1, "cl": 10, "l": 1000, "升": 1000,
}  # fmt: skip
CURRENCIES = list(read_rows(Path(__file__).with_name("currencies.csv"), ("code", "signs", "names")))
SIGNS = dict.fromkeys(sign for row in CURRENCIES for sign in row["signs"].split())
SIGNS_OF = {row["code"]: row["signs"].split() for row in CURRENCIES}
MODES = {
    Mode.BONDED: "1210 保税 保税电商 网购保税 网购保税进口 bonded",
    Mode.BONDED_A: "1239 保税电商a",
    Mode.DIRECT: "9610 直邮 直购 直购进口 电子商务 direct 一般模式",
}
CURRENCY_BY_NAME = {name: row["code"] for row in CURRENCIES for name in row["names"].split()}
MODE_BY_NAME = {word: mode for mode, names in MODES.items() for word in names.split()}
MAX_NUMBER = Decimal(10) ** 9
T = TypeVar("T")


def check_value(cell: str) -> None:
    """Raises CellError where the cell holds no value but what a spreadsheet shows instead."""
    if isinstance(cell, FormulaText):
        raise CellError("formula_without_value")
    if cell.startswith("#") and plain(cell).upper() in SPREADSHEET_ERRORS:
        raise CellError("spreadsheet_error", value=plain(cell))


def plain(cell: str) -> str:
    """Full width to half, blanks trimmed, nothing unseen."""
    return CONTROL.sub("", unicodedata.normalize("NFKC", cell)).strip()


def line(cell: str, limit: int) -> str:
    """Words on one line, as typed but for tags and double blanks."""
    return _within(" ".join(CONTROL.sub("", _untagged(cell)).split()), limit)


def prose(cell: str, limit: int) -> str:
    """Words over several lines."""
    lines = CONTROL.sub("", _untagged(cell).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return _within("\n".join(" ".join(part.split()) for part in lines).strip(), limit)


def sku(cell: str) -> str:
    text = plain(cell)
    if not text:
        raise CellError("sku_missing")
    if not SKU.match(text):
        raise CellError("sku_format", value=text[:40])
    return _within(text, 30)


def gtin(cell: str) -> str:
    """13 digits where 12 were given: a UPC is an EAN with a leading zero."""
    text = re.sub(r"[\s-]", "", plain(cell))
    if not text:
        return ""
    if SCIENTIFIC.match(text):
        raise CellError("gtin_scientific", value=text[:40])
    text = text.removesuffix(".0")
    if not (text.isascii() and text.isdigit()):
        raise CellError("gtin_format", value=text[:40])
    if isinstance(cell, NumberText) and 8 < len(text) < 13:
        text = text.zfill(13)  # numbers lose their leading zeros; the check digit stays right
    if len(text) not in LENGTHS:
        raise CellError("gtin_length", value=text[:40], digits=len(text))
    if text[-1] != check_digit(text[:-1]):
        raise CellError("gtin_check_digit", value=text, right=check_digit(text[:-1]))
    return text.zfill(13) if len(text) == 12 else text


def hs_code(cell: str) -> str:
    text = _without_dots(re.sub(r"\s", "", plain(cell)))
    if not text:
        return ""
    if isinstance(cell, NumberText) and len(text) == 9:
        text = text.zfill(10)  # chapters 01 to 09; as text, nine digits may lack any of the ten
    if not (text.isascii() and text.isdigit()):
        raise CellError("hs_code_format", value=text[:40])
    if len(text) != 10:
        raise CellError("hs_code_length", value=text[:40], digits=len(text))
    if text[:2] not in CHAPTERS:
        raise CellError("hs_code_chapter", value=text, chapter=text[:2])
    return text


def _without_dots(code: str) -> str:
    """Dots part groups (`2936.28.0000`, `0409.000000`), of which the first has four digits; a
    single dot elsewhere, with zeros behind it, is a number's (`1901101000.0`)."""
    if code.count(".") == 1 and not re.match(r"[0-9]{4}\.", code):
        code = re.sub(r"\.0+\Z", "", code)
    return code.replace(".", "")


def origin(cell: str) -> str:
    country = _known(cell, find_country, "origin_unknown")
    return country.alpha2 if country else ""


def unit(cell: str) -> str:
    # a workbook's number has lost the zeros before it: 35 is 035
    digits = 3 if isinstance(cell, NumberText) else 0
    known_unit = _known(cell, lambda text: find_unit(text.zfill(digits)), "unit_unknown")
    return known_unit.code if known_unit else ""


def currency(cell: str) -> str:
    return _known(cell, lambda t: CURRENCY_BY_NAME.get(t.casefold()), "currency_unknown") or ""


def mode(cell: str) -> str:
    return _known(cell, lambda t: MODE_BY_NAME.get(t.casefold()), "mode_unknown") or ""


def _known(cell: str, find: Callable[[str], T | None], error: str) -> T | None:
    """What `find` has for the cell, None for an empty one."""
    text = plain(cell)
    match = find(text) if text else None
    if text and match is None:
        raise CellError(error, value=text[:40])
    return match


def price(cell: str, money: str) -> Decimal | None:
    """An amount in `money` (a currency code), two places, above zero."""
    text = plain(cell).replace(" ", "")
    if not text:
        return None
    for sign in SIGNS:
        if sign in text:
            if sign not in SIGNS_OF[money]:
                raise CellError("currency_conflict", value=text[:40], currency=money)
            text = text.strip(sign)
    text = re.sub(r"\A(cny|rmb|jpy|usd|eur)|(cny|rmb|jpy|usd|eur)\Z", "", text, flags=re.I)
    amount = _number(text, "price_format")
    if amount <= 0:
        raise CellError("price_not_positive")
    if amount >= MAX_NUMBER:
        raise CellError("number_too_large", value=text[:40])
    rounded = amount.quantize(Decimal("0.01"))
    if abs(amount - rounded) > Decimal("1e-6"):  # closer: a spreadsheet's binary fraction
        raise CellError("price_decimals", value=text[:40])
    return rounded


def weight_g(cell: str, scale: int = 1) -> Decimal | None:
    """Grams; `scale` is the header's unit, which a unit in the cell overrides."""
    return _measure(cell, WEIGHT, scale)


def content(cell: str) -> Decimal | None:
    """Net content in grams or millilitres."""
    return _measure(cell, CONTENT, 1)


def content_of_spec(spec: str) -> Decimal | None:
    """What a plain specification tells: "900克/罐", "240ml"; None for anything more."""
    match = SPEC_CONTENT.match(plain(spec))
    return Decimal(match[1]) * SCALE[match[2].lower()] if match else None


def whole(cell: str, *, minimum: int) -> int | None:
    text = plain(cell).replace(" ", "")
    if not text:
        return None
    number = _number(text, "number_format")
    if number != number.to_integral_value():
        raise CellError("number_not_whole", value=text[:40])
    if number < minimum:
        raise CellError("number_not_positive", value=text[:40])
    if number > 10_000_000:
        raise CellError("number_too_large", value=text[:40])
    return int(number)


def _measure(cell, pattern, scale):
    text = plain(cell).replace(" ", "")
    if not text:
        return None
    figure, named = pattern.match(text).groups()
    number = _number(figure, "number_format")
    if number <= 0:
        raise CellError("number_not_positive", value=text[:40])
    grams = number * (SCALE[named.lower()] if named else scale)
    if grams >= MAX_NUMBER:
        raise CellError("number_too_large", value=text[:40])
    return grams.quantize(Decimal("0.001"))


def _number(text: str, code: str) -> Decimal:
    if not (text.isascii() and NUMBER.match(text)):
        raise CellError(code, value=text[:40])
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as exc:
        raise CellError(code, value=text[:40]) from exc


def _untagged(cell: str) -> str:
    return TAGS.sub(" ", cell) if "<" in cell else cell


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise CellError("too_long", limit=limit)
    return text
