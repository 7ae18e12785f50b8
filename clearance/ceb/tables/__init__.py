"""Every message kind as a table, by its number."""

from ..fields import Message
from .format_error import FORMAT_ERROR
from .import_arrival import ARRIVAL, ARRIVAL_RECEIPT
from .import_changes import CANCEL, CANCEL_RECEIPT, RETURN, RETURN_RECEIPT
from .import_list import LIST, LIST_RECEIPT
from .import_order import ORDER, ORDER_RECEIPT
from .import_payment import PAYMENT, PAYMENT_RECEIPT
from .import_tax import TAX_BILL, TAX_BILL_STATE
from .import_waybill import WAYBILL, WAYBILL_RECEIPT, WAYBILL_STATE, WAYBILL_STATE_RECEIPT

MESSAGES: dict[str, Message] = {
    message.kind: message
    for message in (
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
}

__all__ = ["MESSAGES"]
