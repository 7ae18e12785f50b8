"""What a cart would become, in figures: its lines, its orders and the sums that pages show."""

from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from django.utils.translation import gettext as _

from catalog.models.product import ReturnPolicy
from catalog.models.zone import Zone
from catalog.pictures import THUMB, picture_url
from catalog.tax.limits import BlockReason, TaxChannel
from catalog.tax.quote import Quote, QuotedLine
from core.language import in_language
from exhibitors.models import Exhibitor
from orders.limits import caps
from orders.models import CartLine

ZERO = Decimal("0.00")
MAX_PIECES = 99  # of one SKU in one order: more is no personal use (R-PLAT-2)


@dataclass(slots=True)
class PricedLine:
    """A cart line with its figures. `quoted` is None while it can't be bought: see `errors`."""

    line: CartLine
    free: int
    quoted: QuotedLine | None = None
    errors: list[str] = field(default_factory=list)
    cap: caps.CapShare | None = None  # what it takes of a yearly cap (R-LIST-3)

    @property
    def variant(self):
        return self.line.variant

    @property
    def quantity(self):
        return self.line.quantity

    @property
    def title(self):
        return title_of(self.variant)

    @property
    def may_be_confirmed(self):
        return self.variant.product.return_policy == ReturnPolicy.CONFIRMED

    @property
    def is_statutory(self):
        return self.variant.product.return_policy == ReturnPolicy.STATUTORY

    @property
    def max_quantity(self):
        return max(min(self.free, MAX_PIECES), 1)

    @property
    def picture_url(self):
        return picture_url(self.variant.product.picture, THUMB)

    @property
    def goods_value(self):
        return (self.variant.price or ZERO) * self.quantity

    @property
    def with_tax(self):
        """Goods and their tax, without the share of freight; None where not known."""
        return self.goods_value + self.quoted.tax_total if self.quoted else None


@dataclass(slots=True)
class PricedOrder:
    """What one seller sends from one zone in one mode: an order, a parcel, a declaration."""

    exhibitor: Exhibitor
    zone: Zone
    mode: str
    lines: list[PricedLine]
    picked_up: bool = False  # handed over at a counter: no parcel, and so no freight
    quote: Quote | None = None
    shown: Quote | None = None  # the quote, or over a limit what the goods cost all the same
    errors: list[str] = field(default_factory=list)

    @property
    def zone_id(self):
        return self.zone.pk

    @property
    def is_full(self):
        """One item over the order limit: every tax in full (R-LIM-3)."""
        return self.shown is not None and self.shown.channel == TaxChannel.FULL

    @property
    def share(self):
        """The part of VAT and consumption tax that is levied (the k of R-TAX-3)."""
        assert self.quote is not None
        return Decimal(1) if self.is_full else self.quote.rules.tax_share

    @property
    def center(self):
        """The display center that the buyer came from; the first line that knows it."""
        return next((row.line.center for row in self.lines if row.line.center_id), None)


def _sum_of(figure):
    """A property: the sum of a figure over the quotes of a cart's orders."""
    read = attrgetter(figure)
    return property(lambda cart: sum(map(read, cart.quotes), ZERO))


@dataclass(slots=True)
class PricedCart:
    orders: list[PricedOrder]
    unsellable: list[PricedLine]

    @property
    def lines(self):
        return [line for order in self.orders for line in order.lines] + self.unsellable

    @property
    def confirmable(self):
        """Lines whose return the buyer may waive, for this purchase only (R-SEVEN-2)."""
        return [row for order in self.orders for row in order.lines if row.may_be_confirmed]

    @property
    def reasons(self):
        """Every sentence that stands between this cart and an order."""
        return [error for line in self.lines for error in line.errors] + [
            error for order in self.orders for error in order.errors
        ]

    @property
    def why_not(self):
        """What a button says that can't be pressed, in a few words; "" where it can."""
        reasons = {order.quote.reason for order in self.orders if order.quote}
        if BlockReason.SINGLE_LIMIT in reasons:
            return _("Over the limit for one order")
        if BlockReason.ANNUAL_LIMIT in reasons:
            return _("Over your yearly allowance")
        return _("Not everything can be ordered") if self.reasons else ""

    @property
    def within_order_limit(self):
        """Is duty waived for every order, none being over the limit for one (R-LIM-1)?"""
        quotes = [order.quote for order in self.orders if order.quote]
        return all(quote.dutiable <= quote.rules.per_order for quote in quotes)

    @property
    def quotes(self):
        return [order.shown for order in self.orders if order.shown]

    @property
    def pieces(self):
        return sum(line.quantity for order in self.orders for line in order.lines)

    @property
    def parcels(self):
        return sum(not order.picked_up for order in self.orders)

    @property
    def goods_value(self):
        return sum((line.goods_value for order in self.orders for line in order.lines), ZERO)

    freight = _sum_of("charges")
    duty = _sum_of("taxes.duty")
    consumption_tax = _sum_of("taxes.consumption_tax")
    vat = _sum_of("taxes.vat")
    tax_total = _sum_of("tax_total")
    dutiable = _sum_of("dutiable")
    total = _sum_of("actual_paid")  # what the buyer pays in one payment


def title_of(variant):
    """Product and specification in the visitor's language."""
    return " ".join(part for part in (variant.product.name, in_language(variant, "spec")) if part)
