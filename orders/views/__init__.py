from .cart import add_to_cart, cart, change_line
from .checkout import checkout, notice_text, regions_below
from .order import cancel_order, order, orders, page_as_bought

__all__ = [
    "add_to_cart",
    "cancel_order",
    "cart",
    "change_line",
    "checkout",
    "notice_text",
    "order",
    "orders",
    "page_as_bought",
    "regions_below",
]
