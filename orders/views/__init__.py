from .addresses import address, address_action, addresses, forget_orderer
from .cart import add_to_cart, cart, change_line
from .checkout import checkout, notice_text, regions_below
from .evidence import evidence
from .order import cancel_order, order, orders, page_as_bought
from .parcel import move_parcel
from .pickup import new_pickup_code
from .returns import move_return, return_goods

__all__ = [
    "add_to_cart",
    "address",
    "address_action",
    "addresses",
    "cancel_order",
    "cart",
    "change_line",
    "checkout",
    "evidence",
    "forget_orderer",
    "move_parcel",
    "move_return",
    "new_pickup_code",
    "notice_text",
    "order",
    "orders",
    "page_as_bought",
    "regions_below",
    "return_goods",
]
