"""Customs' code tables and the words for its answers."""

from collections.abc import Mapping

from .carriage import TRADE_MODES, TRANSPORT, WRAP
from .countries import COUNTRIES, customs_country, iso_country
from .currencies import CURRENCIES, customs_currency
from .errors import error_word
from .places import HENAN_DISTRICTS
from .status import STATUSES, StatusWord, is_negative
from .units import UNITS, customs_unit

TABLES: Mapping[str, Mapping[str, str]] = {
    "country": COUNTRIES,
    "currency": CURRENCIES,
    "unit": UNITS,
    "transport": TRANSPORT,
    "wrap": WRAP,
    "trade_mode": TRADE_MODES,
}


def status_word(code: str) -> StatusWord:
    """The words for any returnStatus, known or not."""
    wanted = code.strip()
    if wanted in STATUSES:
        return STATUSES[wanted]
    if is_negative(wanted):
        return error_word(wanted)
    return StatusWord(wanted, "未知状态", "Unknown status", "unknown", "look")


__all__ = [
    "HENAN_DISTRICTS",
    "STATUSES",
    "TABLES",
    "TRADE_MODES",
    "StatusWord",
    "customs_country",
    "customs_currency",
    "customs_unit",
    "iso_country",
    "status_word",
]
