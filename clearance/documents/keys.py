"""What customs tells documents apart by. `message` carries the order and the details; the last part
of a key, after "/", is what comes back in receipts."""

from clearance.models import Message
from clearance.routing import platform

WAYBILLS = (Message.Kind.WAYBILL, Message.Kind.EXPORT_WAYBILL)


def order(message):
    return f"{platform(message.order.zone).code}/{message.order.number}"


def payment(message):
    return payment_of(message.order).transaction


def money_received(message):
    """By its order and its own number; of an export's money the order's comes back."""
    return f"{payment(message)}/{message.order.number}"


def payment_of(order):
    return min(order.payments.all(), key=lambda payment: payment.pk)


def waybill_of(order):
    """The carrier's answer to the newest version of the order's waybill."""
    waybills = [one for one in order.messages.all() if one.kind in WAYBILLS]
    return max(waybills, key=lambda one: one.version).answer


def order_number(message):
    return message.order.number


def list_cop_no(message):
    """copNo: at most 20 characters, one per order for ever."""
    return f"L{message.order.number[1:]}"[:20]


def cop_no(message):
    """Our internal number, given when the document was requested."""
    return message.details["cop_no"]


def waybill_number(message):
    return message.details["logistics_no"]
