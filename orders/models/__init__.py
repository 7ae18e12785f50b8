from .buyer import Address, Buyer, Consent
from .cap import CapUse
from .cart import Cart, CartLine
from .order import Order, OrderGroup, OrderLine
from .order_email import OrderEmail
from .order_event import OrderEvent
from .payment import GatewayEvent, Payment, PaymentAttempt, Refund
from .payment_record import PaymentRecord
from .pickup import Pickup
from .quota import QuotaEntry, QuotaYear
from .reservation import StockReservation
from .returns import Return, ReturnLine
from .shipment import Shipment

__all__ = [
    "Address",
    "Buyer",
    "CapUse",
    "Cart",
    "CartLine",
    "Consent",
    "GatewayEvent",
    "Order",
    "OrderEmail",
    "OrderEvent",
    "OrderGroup",
    "OrderLine",
    "Payment",
    "PaymentAttempt",
    "PaymentRecord",
    "Pickup",
    "QuotaEntry",
    "QuotaYear",
    "Refund",
    "Return",
    "ReturnLine",
    "Shipment",
    "StockReservation",
]
