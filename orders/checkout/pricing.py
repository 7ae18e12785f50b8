"""What a cart would become: its orders, each with freight and tax, and what stands against it.

One function behind the figures of cart, checkout and placed order. It asks `quote_goods`, as every
price on this site does, once for each order-to-be."""

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admission.rules import AdmissionRules, admission_cache
from catalog.models import StockRecord
from catalog.prices.quotes import is_quotable, quote_goods
from catalog.tax.limits import BlockReason
from centers.models import DisplayCenter
from core.templatetags.ui import yuan
from orders.checkout.freight import freight_for
from orders.checkout.priced_cart import (
    MAX_PIECES,
    ZERO,
    PricedCart,
    PricedLine,
    PricedOrder,
    title_of,
)
from orders.limits import caps
from orders.reservations import too_few


def price_cart(
    lines,
    *,
    used_before=ZERO,
    person="",
    on=None,
    admission: AdmissionRules | None = None,
    pick_up_at: DisplayCenter | None = None,
):
    """Price cart lines today: grouped by seller, zone and mode, each group quoted by itself.

    used_before: dutiable value the orderer has used of this year; person: the orderer's keyed
    hash, where known; admission: the rules of the day, read anew where an order is placed;
    pick_up_at: the counter that hands over what lies in its own zone. A fixed number of queries,
    whatever the number of lines."""
    on = on or timezone.localdate()
    rules = admission or admission_cache.on(on)
    rows, unsellable = _look_up(lines, on, rules)
    # R-LIST-3: a cap counts over the whole cart, not by order
    caps.add_cap_errors(rows, person=person, year=on.year)
    orders, used_of_year = _grouped(rows), used_before
    for order in orders:
        order.picked_up = pick_up_at is not None and pick_up_at.keeps_goods_of(order)
        order.quote = _quote(order, on, used_before)
        order.shown = order.quote
        if not order.quote.eligible:
            order.shown = _quote_beyond_limits(order, on)
        order.errors += _limit_errors(order.quote, used_of_year)
        # the second order of a checkout meets a year that the first has used (R-LIM-1)
        used_before = order.quote.used_after
        for row, quoted in zip(order.lines, order.shown.lines, strict=True):
            row.quoted = quoted
    return PricedCart(orders, unsellable)


def cart_lines(cart):
    """A cart's lines with all that pricing reads."""
    if cart is None:
        return []
    return list(
        cart.lines.select_related(
            "variant__product__exhibitor",
            "variant__product__picture",
            "variant__product__brand",
            "variant__product__category",
            "variant__filing__zone",
            "center",
        )
        .prefetch_related("variant__product__picture__renditions")
        .order_by("pk")
    )


def _look_up(lines, on, rules):
    """Lines that can be quoted; and those that can't, each with its reason."""
    variants = {line.variant_id: line.variant for line in lines}
    free: dict[tuple, int] = {
        # stock of another zone can't serve this filing: it is declared from its own zone
        (record.variant_id, record.zone_id): record.free
        for record in StockRecord.objects.filter(variant__in=variants)
    }
    rows, unsellable = [], []
    for line in lines:
        filing = getattr(line.variant, "filing", None)
        zone = filing.zone_id if filing else None
        row = PricedLine(line, free.get((line.variant_id, zone), 0))
        reason = why_not_sold(line.variant, rules)
        if zone is None or reason or not is_quotable(line.variant, on):
            row.errors.append(reason or not_for_sale(line.variant))
            unsellable.append(row)
            continue
        if row.free < 1:
            row.errors.append(too_few(row.title, wanted=row.quantity, free=0))
            unsellable.append(row)
            continue
        row.cap = caps.share_of(line.variant, line.quantity, rules)
        _check_pieces(row)
        rows.append(row)
    return rows, unsellable


def why_not_sold(variant, rules):
    """The sentence for a buyer whose good may not be sold today, or ""."""
    if not variant.is_for_sale():
        return not_for_sale(variant)
    reasons = rules.barriers(variant)
    # not every barrier is the buyer's business: a lapsed agent stays between us and the seller
    said = " ".join(str(reason.message) for reason in reasons if reason.public)
    if said:
        return _("“%(title)s” can't be sold at the moment. %(why)s") % {
            "title": title_of(variant),
            "why": said,
        }
    return not_for_sale(variant) if reasons else ""


def not_for_sale(variant):
    return _("“%(title)s” is not for sale at the moment.") % {"title": title_of(variant)}


def _check_pieces(row):
    if row.quantity > row.free:
        row.errors.append(too_few(row.title, wanted=row.quantity, free=row.free))
    elif row.quantity > MAX_PIECES:
        row.errors.append(
            _("At most %(max)s of “%(title)s” in one order: the goods are for your own use.")
            % {"max": MAX_PIECES, "title": row.title}
        )


def _grouped(rows):
    groups: dict[tuple, PricedOrder] = {}
    for row in rows:
        filing, exhibitor = row.variant.filing, row.variant.product.exhibitor
        # one declaration list names one seller, one zone and one mode (R-DOC-4)
        key = (exhibitor.pk, filing.zone_id, filing.mode)
        order = groups.setdefault(key, PricedOrder(exhibitor, filing.zone, filing.mode, []))
        order.lines.append(row)
    return list(groups.values())


def _quote(order, on, used_before=ZERO, rules=None):
    # free freight is decided by the goods alone, before tax
    goods = sum((row.goods_value for row in order.lines), ZERO)
    # R-TAX-2: what is not carried to the buyer costs no freight, and none is declared or taxed
    freight = ZERO if order.picked_up else freight_for(goods, order.mode, on)
    return quote_goods(
        [(row.variant, row.quantity) for row in order.lines],
        on=on,
        freight=freight,
        used_before=used_before,
        rules=rules,
    )


def _quote_beyond_limits(order, on):
    """What the goods of a blocked order cost all the same. The order's own limit is lifted only
    where lifting the year's is not enough: it decides which taxes a single item bears."""
    rules = order.quote.rules
    quoted = _quote(order, on, rules=rules.without_yearly_limit())
    return quoted if quoted.eligible else _quote(order, on, rules=rules.without_limits())


def _limit_errors(quoted, used_of_year):
    """Why customs would not take this order by the retail channel (R-LIM-4). used_of_year: before
    this checkout, whose earlier orders come first."""
    if quoted.reason == BlockReason.SINGLE_LIMIT:
        return [
            _(
                "The limit for one order is %(limit)s yuan (goods and freight); this order "
                "comes to %(value)s yuan. Please remove something: we never split an order to "
                "stay below a limit."
            )
            % {"limit": yuan(quoted.rules.per_order), "value": yuan(quoted.dutiable)}
        ]
    if quoted.reason == BlockReason.ANNUAL_LIMIT:
        others = quoted.used_before - used_of_year
        sentence = _(
            "By our estimate, %(left)s yuan of your yearly allowance of %(limit)s yuan are left; "
            "this order comes to %(value)s yuan."
        )
        if others:
            sentence = _(
                "By our estimate, %(left)s yuan of your yearly allowance of %(limit)s yuan are "
                "left, of which the other orders of this cart take %(others)s yuan; this order "
                "comes to %(value)s yuan."
            )
        return [
            sentence
            % {
                "limit": yuan(quoted.rules.per_year),
                "left": yuan(max(quoted.rules.per_year - used_of_year, ZERO)),
                "others": yuan(others),
                "value": yuan(quoted.dutiable),
            }
        ]
    return []
