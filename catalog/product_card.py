"""What a product card shows: plain values, so that a list of them asks nothing of the database."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlateView:
    """A product as `templates/components/product_card.html` draws it.

    Words are in the page's language already. `mode` is "bonded", "direct" or ""; `stock_state`
    "ok", "low" or "out"; `seen_at` names where the goods can be seen ("Airport · CBD"). Money is
    yuan; a `price_with_tax` of None asks the visitor to enquire.
    """

    name: str
    url: str
    brand: str = ""
    origin_code: str = ""
    origin_name: str = ""
    mode: str = ""
    price_with_tax: Decimal | None = None
    price: Decimal | None = None
    tax: Decimal | None = None
    stock_state: str = ""
    stock_word: str = ""
    seen_at: str = ""
    picture_url: str = ""
    for_sale: bool = True
    sponsored: bool = False
