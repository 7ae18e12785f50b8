"""Customs' code tables and what its answers mean. Each table is a CSV file of this folder."""

from .advice import FIELD_PHRASES, Advice, coded_pairs, explain, receipt_status
from .lookups import (
    HENAN_DISTRICTS,
    TABLES,
    TRADE_MODES,
    VALUE_LABELS,
    customs_country,
    customs_currency,
)
from .statuses import NEXT_LABELS, STATUSES, Next, ReceiptStatus, exchange_status, is_negative
