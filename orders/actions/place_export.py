"""An exhibitor sells its goods abroad: an order out of the zone. No identity, no tax and no yearly
limit; the buyer is the consignee abroad. One transaction, and the same client token ends
at the same order."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admission.exports import exportable
from catalog.models.zone import Direction
from catalog.product_page.snapshots import take_snapshots
from catalog.tax.allocation import allocate
from orders.actions.order_rows import new_line, placed_facts
from orders.errors import OrderActionError
from orders.models import Order, OrderGroup, OrderLine
from orders.reservations import reserve
from orders.timeline.events import record_event

ZERO = Decimal("0.00")
MAX_LINES = 100  # of one list out, by customs' schema


@dataclass(frozen=True, slots=True)
class ForeignConsignee:
    """Where an export goes. country: ISO 3166 alpha-2."""

    consignee: str
    country: str
    address: str
    mobile: str


def place_export(exhibitor, wanted, abroad, *, client_token, freight=ZERO, actor=None):
    """The order of some of the exhibitor's own goods, unpaid; its stock is reserved.

    wanted: pieces by variant pk, all of one zone and mode, for one list names one of each; freight:
    yuan that the consignee pays for transport, two places, ≥ 0. Raises OrderActionError with a
    sentence for each obstacle."""
    if placed := _placed(exhibitor, client_token):
        return placed
    filings = _filings(exhibitor, wanted)
    pages = take_snapshots(filing.variant.product for filing in filings)
    snapshots = {filing.variant_id: pages[filing.variant.product_id] for filing in filings}
    try:
        with transaction.atomic():
            return _place(
                exhibitor, filings, wanted, abroad, client_token, freight, actor, snapshots
            )
    except IntegrityError:
        if placed := _placed(exhibitor, client_token):
            return placed  # the same form, sent twice, was faster
        raise


def _placed(exhibitor, token):
    return Order.objects.exports().of_exhibitor(exhibitor).filter(group__client_token=token).first()


def _filings(exhibitor, wanted):
    offered = {filing.variant_id: filing for filing in exportable(exhibitor)}
    if not wanted or any(quantity < 1 for quantity in wanted.values()):
        raise OrderActionError(_("Choose a product and a quantity."))
    if len(wanted) > MAX_LINES:
        raise OrderActionError(_("One list out has at most %(max)s lines.") % {"max": MAX_LINES})
    if not wanted.keys() <= offered.keys():
        raise OrderActionError(_("One of these products can't be exported (any more)."))
    filings = [offered[pk] for pk in sorted(wanted)]
    if len({(filing.zone_id, filing.mode) for filing in filings}) > 1:
        raise OrderActionError(
            _("All goods in one order must leave from the same zone in the same mode.")
        )
    return filings


def _place(exhibitor, filings, wanted, abroad, client_token, freight, actor, snapshots):
    now = timezone.now()
    values = [filing.price * wanted[filing.variant_id] for filing in filings]
    value, shares = sum(values), allocate(freight, values)
    group = OrderGroup.objects.create(
        client_token=client_token,
        total=value + freight,
        placed_at=now,
        pay_by=now + timedelta(days=settings.EXPORT_PAYMENT_DAYS),
    )
    order = Order.objects.create(
        group=group,
        direction=Direction.EXPORT,
        exhibitor=exhibitor,
        zone=filings[0].zone,
        mode=filings[0].mode,
        consignee=abroad.consignee,
        consignee_mobile=abroad.mobile,
        country=abroad.country,
        address=abroad.address,
        goods_value=value,
        freight=freight,
        tax_total=ZERO,
        dutiable_value=value + freight,  # nothing is due on it
        actual_paid=value + freight,
        placed_at=now,
    )
    lines = OrderLine.objects.bulk_create(
        _line(order, number, filing, wanted[filing.variant_id], share, snapshots[filing.variant_id])
        for number, (filing, share) in enumerate(zip(filings, shares, strict=True), 1)
    )
    reserve([order])
    facts = {"direction": str(Direction.EXPORT), "country": order.country}
    record_event(order, "placed", actor, at=now, **facts, **placed_facts(order, lines))
    return order


def _line(order, number, filing, quantity, freight, snapshot):
    value = filing.price * quantity
    return new_line(
        order,
        filing.variant,
        snapshot,
        line=number,
        quantity=quantity,
        unit_price=filing.price,
        goods_value=value,
        freight=freight,
        dutiable_value=value + freight,
        tax_total=ZERO,
        filing=filing.as_filed(),
    )
