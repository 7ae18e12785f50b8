"""Customs' code tables and the words for its answers."""

from collections.abc import Mapping

from ceb.fields import Trade

from .carriage import TRADE_MODES, TRANSPORT, WRAP
from .countries import COUNTRIES, customs_country, iso_country
from .currencies import CURRENCIES, customs_currency
from .errors import NEXT_WORDS, Advice, coded, error_word, explain
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


def status_word(code: str, trade: Trade = "import") -> StatusWord:
    """The words for any returnStatus, known or not; a person is asked about an unknown one."""
    wanted = code.strip()
    if wanted in STATUSES:
        return STATUSES[wanted]
    if is_negative(wanted):
        return error_word(wanted, trade)
    return StatusWord(wanted, "未知状态", "Unknown status", "unknown", "ask_broker")


__all__ = [
    "HENAN_DISTRICTS",
    "NEXT_WORDS",
    "STATUSES",
    "TABLES",
    "TRADE_MODES",
    "Advice",
    "StatusWord",
    "coded",
    "customs_country",
    "customs_currency",
    "customs_unit",
    "explain",
    "iso_country",
    "status_word",
]
