"""Every message kind as a table, by its number."""

from collections.abc import Iterator

from ceb.fields import Field, Foreign, Group, Message

from .export_cancel import EXPORT_CANCEL, EXPORT_CANCEL_RECEIPT
from .export_list import EXPORT_LIST, EXPORT_LIST_RECEIPT
from .export_master_list import MASTER_LIST, MASTER_LIST_RECEIPT
from .export_order import EXPORT_ORDER, EXPORT_ORDER_RECEIPT
from .export_payment import EXPORT_PAYMENT, EXPORT_PAYMENT_RECEIPT
from .export_return import EXPORT_RETURN, EXPORT_RETURN_RECEIPT, TALLY, TALLY_RECEIPT
from .export_summary import SUMMARY, SUMMARY_RECEIPT, SUMMARY_RESULT
from .export_waybill import (
    DEPARTURE,
    DEPARTURE_RECEIPT,
    EXPORT_WAYBILL,
    EXPORT_WAYBILL_RECEIPT,
    SITE_ARRIVAL,
    SITE_ARRIVAL_RECEIPT,
)
from .format_error import FORMAT_ERROR
from .import_arrival import ARRIVAL, ARRIVAL_RECEIPT
from .import_changes import CANCEL, CANCEL_RECEIPT, RETURN, RETURN_RECEIPT
from .import_list import LIST, LIST_RECEIPT
from .import_order import ORDER, ORDER_RECEIPT
from .import_payment import PAYMENT, PAYMENT_RECEIPT
from .import_tax import TAX_BILL, TAX_BILL_STATE
from .import_waybill import WAYBILL, WAYBILL_RECEIPT, WAYBILL_STATE, WAYBILL_STATE_RECEIPT

IMPORT = (
    ORDER,
    ORDER_RECEIPT,
    PAYMENT,
    PAYMENT_RECEIPT,
    WAYBILL,
    WAYBILL_RECEIPT,
    WAYBILL_STATE,
    WAYBILL_STATE_RECEIPT,
    LIST,
    LIST_RECEIPT,
    CANCEL,
    CANCEL_RECEIPT,
    RETURN,
    RETURN_RECEIPT,
    ARRIVAL,
    ARRIVAL_RECEIPT,
    TAX_BILL,
    TAX_BILL_STATE,
    FORMAT_ERROR,
)
EXPORT = (
    EXPORT_ORDER,
    EXPORT_ORDER_RECEIPT,
    EXPORT_PAYMENT,
    EXPORT_PAYMENT_RECEIPT,
    EXPORT_WAYBILL,
    EXPORT_WAYBILL_RECEIPT,
    SITE_ARRIVAL,
    SITE_ARRIVAL_RECEIPT,
    DEPARTURE,
    DEPARTURE_RECEIPT,
    EXPORT_LIST,
    EXPORT_LIST_RECEIPT,
    EXPORT_CANCEL,
    EXPORT_CANCEL_RECEIPT,
    MASTER_LIST,
    MASTER_LIST_RECEIPT,
    EXPORT_RETURN,
    EXPORT_RETURN_RECEIPT,
    TALLY,
    TALLY_RECEIPT,
    SUMMARY,
    SUMMARY_RECEIPT,
    SUMMARY_RESULT,
)
MESSAGES: dict[str, Message] = {message.kind: message for message in (*IMPORT, *EXPORT)}


def field_named(kind: str, name: str) -> Field | Group | None:
    """What a kind's table calls an element, for pages that name it; None if it has none."""
    return next(iter(fields_named(kind, name)), None)


def fields_named(kind: str, name: str) -> list[Field | Group]:
    """All that a kind's table calls so: a list and its lines have a country each."""
    message = MESSAGES.get(kind)
    return list(_found(message.root, name)) if message else []


def _found(group: Group, name: str) -> Iterator[Field | Group]:
    for member in group.members:
        if isinstance(member, Foreign):
            continue
        if member.name == name:
            yield member
        if isinstance(member, Group):
            yield from _found(member, name)


__all__ = ["MESSAGES", "field_named", "fields_named"]
