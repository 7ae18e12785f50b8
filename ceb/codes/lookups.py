"""Customs' code tables, and the numbers that stand for ISO codes and for units by name.

CEB messages want customs' numbers (JGS-20), not ISO's. They are facts of customs' parameter
tables as public backups of 2019 show them, joined with ISO 3166-1 and ISO 4217; of units two public
sources agree. Compare with the single window's parameters before production.
"""

from collections.abc import Mapping
from pathlib import Path

from ceb.data_files import read_rows

FOLDER = Path(__file__).parent


def _table(name: str, key: str = "code") -> dict[str, str]:
    return {row[key]: row["zh"] for row in read_rows(FOLDER / name, (key, "zh"))}


_countries = list(read_rows(FOLDER / "countries.csv", ("number", "alpha2", "alpha3", "zh")))
_currencies = list(read_rows(FOLDER / "currencies.csv", ("number", "iso_code", "zh")))
COUNTRIES = {row["number"]: row["zh"] for row in _countries}
CURRENCIES = {row["number"]: row["zh"] for row in _currencies}
UNITS = _table("units.csv", "number")
TRADE_MODES = _table("trade_modes.csv")
# Of 关区 4600. Names differ between sources and newer districts are missing: zones keep their own
# (R-MODE-2).
HENAN_DISTRICTS = _table("henan_districts.csv")
TABLES: Mapping[str, Mapping[str, str]] = {
    "country": COUNTRIES,
    "currency": CURRENCIES,
    "unit": UNITS,
    "transport": _table("transport_modes.csv"),
    "wrap": _table("packing.csv"),  # the old one-digit table, which CEB's wrapType takes
    "trade_mode": TRADE_MODES,
}
_country_numbers = {
    row[column]: row["number"]
    for row in _countries
    for column in ("alpha2", "alpha3")
    if row[column] not in ("", "-")  # a region of no ISO code
}
_currency_numbers = {row["iso_code"]: row["number"] for row in _currencies}


def _value_labels() -> dict[str, Mapping[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for row in read_rows(FOLDER / "values.csv", ("field", "value", "zh")):
        labels.setdefault(row["field"], {})[row["value"]] = row["zh"]
    districts = dict.fromkeys(("customsCode", "portCode"), HENAN_DISTRICTS)
    return {**labels, "tradeMode": TRADE_MODES, **districts}


# By field: what its one-letter values stand for, and codes that no field's table checks.
VALUE_LABELS = _value_labels()


def customs_country(iso_code: str) -> str:
    """The customs number of an ISO alpha-2 or alpha-3 code, or of itself. Raises KeyError."""
    wanted = iso_code.strip().upper()
    return wanted if wanted in COUNTRIES else _country_numbers[wanted]


def customs_currency(iso_code: str) -> str:
    """The number of an ISO 4217 code, or of itself. Raises KeyError."""
    wanted = iso_code.strip().upper()
    return wanted if wanted in CURRENCIES else _currency_numbers[wanted]
