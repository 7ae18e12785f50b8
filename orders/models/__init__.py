from .buyer import Address, Buyer, Consent
from .cart import Cart, CartLine
from .fulfilment import Pickup, Shipment
from .order import Order, OrderGroup, OrderLine
from .order_event import OrderEmail, OrderEvent
from .payment import GatewayEvent, Payment, PaymentAttempt, PaymentRecord, Refund
from .reservations import CapUse, QuotaEntry, QuotaYear, StockReservation
from .returns import Return, ReturnLine
