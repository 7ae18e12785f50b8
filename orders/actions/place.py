"""Placing an order: before the money, and in one transaction.

The cart is grouped by seller, zone and mode and priced again; each group becomes an order under one
payment, with its stock and its share of the yearly allowance reserved, its lines, filings and page
copied, its consents and evidence written. The client token makes a double click, a reload or a
second worker end at the same orders (trap 12)."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admission.rules import admission_cache, read_admission
from catalog.product_page.snapshots import take_snapshots
from centers.models import DisplayCenter
from evidence import actions as evidence
from orders.actions.order_rows import placed_facts, write_orders
from orders.actions.pick_up import choose_counter
from orders.addresses.address_book import save_address
from orders.checkout.consents import record_consents
from orders.checkout.priced_cart import PricedCart
from orders.checkout.pricing import cart_lines, price_cart
from orders.emails.buyers import write_email
from orders.errors import OrderActionError
from orders.identity import encryption
from orders.identity import numbers as identity
from orders.limits import quota
from orders.models import Buyer, Cart, OrderGroup
from orders.reservations import reserve
from orders.signals import order_placed, send_on_commit
from orders.timeline.events import add_event, ledger_entry

TRIES = 4
# PostgreSQL: serialization failure, deadlock; the whole transaction may simply be run again
RUN_AGAIN = {"40001", "40P01"}


class PriceChangedError(Exception):
    """The sum differs from the one the buyer saw. `priced`: the cart as it costs now."""

    def __init__(self, priced: PricedCart):
        super().__init__(str(priced.total))
        self.priced = priced


@dataclass(frozen=True, slots=True)
class CheckoutDetails:
    """What the checkout form knows. `buyer`: a remembered orderer of the account, else name and
    identity number are given. All checked by the form; all consents were ticked."""

    consignee: str
    mobile: str
    district_code: str
    detail: str
    email: str = ""
    buyer: Buyer | None = None
    name: str = ""
    id_number: str = ""
    pick_up_at: DisplayCenter | None = None  # for the goods in its own zone
    no_return: frozenset[int] = frozenset()  # variants the buyer confirmed it for (R-SEVEN-2)
    save_address: bool = False


def place(
    cart: Cart,
    details: CheckoutDetails,
    *,
    client_token,
    expected_total: Decimal,
    user=None,
    language,
) -> OrderGroup:
    """Turn `cart` into placed, unpaid orders under one payment; the cart is empty afterwards.

    The same token again gives the same group, however often it is sent. Raises PriceChangedError
    when the total is not `expected_total` (yuan), OrderActionError with a sentence for each
    obstacle."""
    for tried in range(1, TRIES + 1):
        try:
            snapshots = _snapshots(cart)
            with transaction.atomic():
                return _place(
                    cart, details, client_token, expected_total, user, language, snapshots
                )
        except IntegrityError:
            placed = OrderGroup.objects.filter(client_token=client_token).first()
            if placed is None:
                raise
            return placed
        except OperationalError as exc:
            if tried == TRIES or getattr(exc.__cause__, "sqlstate", "") not in RUN_AGAIN:
                raise
            time.sleep(0.05 * tried)
    raise AssertionError("unreachable")


def _snapshots(cart):
    """The pages as they are now, by product. Taken before the transaction: they are stored by
    content, so one that no order comes to need does no harm and holds no lock."""
    products = {line.variant.product_id: line.variant.product for line in cart_lines(cart)}
    return take_snapshots(products[pk] for pk in sorted(products))


def _place(cart, details, client_token, expected_total, user, language, snapshots):
    cart_exists = Cart.objects.select_for_update().filter(pk=cart.pk).exists()
    if placed := OrderGroup.objects.filter(client_token=client_token).first():
        return placed  # long ago, or by a second click that locked the cart while this waited
    if not cart_exists:
        raise OrderActionError(_("Your cart is empty."))
    lines = _lines(cart, snapshots)
    buyer = details.buyer or _buyer(details, user)
    priced = _price(lines, buyer, details.pick_up_at)
    if priced.reasons:
        raise OrderActionError(*priced.reasons)
    if priced.total != expected_total:
        raise PriceChangedError(priced)
    if buyer.pk is None:
        buyer.save()
    group = OrderGroup.objects.create(
        user=user,
        client_token=client_token,
        language=language,
        email=details.email,
        total=priced.total,
        pay_by=timezone.now() + timedelta(minutes=settings.ORDER_PAYMENT_MINUTES),
    )
    written = write_orders(group, buyer, details, priced, snapshots)
    orders = [order for order, _lines in written]
    cart.lines.all().delete()
    if details.save_address and user:
        _save_address(details, user)
    picked_up = choose_counter(orders, details.pick_up_at) if details.pick_up_at else []
    reserve(orders)
    _notify(group, written, priced, picked_up, details)
    return group


def _price(lines, buyer, counter):
    """What the pages showed may be a minute old; the order asks the rules as they stand now."""
    filings = [line.variant.filing for line in lines if hasattr(line.variant, "filing")]
    priced = price_cart(
        lines,
        used_before=quota.balance(buyer.id_hash).used,
        person=buyer.id_hash,
        admission=read_admission(timezone.localdate(), filings),
        pick_up_at=counter,
    )
    if priced.unsellable:
        admission_cache.forget()  # so that the cart says the same
    return priced


def _lines(cart, snapshots):
    lines = cart_lines(cart)
    if not lines:
        raise OrderActionError(_("Your cart is empty."))
    if any(line.variant.product_id not in snapshots for line in lines):
        raise OrderActionError(
            _("Your cart has just been changed in another window. Please check it again.")
        )
    return lines


def _buyer(details, user):
    number = identity.normalize(details.id_number)
    return Buyer(
        user=user,
        name=details.name,
        id_number=encryption.encrypt_identity(number),
        id_hash=encryption.identity_hash(number),
        id_masked=identity.mask(number),
        mobile=details.mobile,
        email=details.email,
    )


def _save_address(details, user):
    fields = {
        name: getattr(details, name) for name in ("consignee", "mobile", "district_code", "detail")
    }
    with suppress(OrderActionError):  # a full book is no reason not to sell
        save_address(user, fields)


def _notify(group, written, priced, picked_up, details):
    """Consents, e-mail and signals; the ledger last, for it takes everybody's lock."""
    waived = [row.title for row in priced.confirmable if row.variant.pk in details.no_return]
    given = record_consents(group, [part.exhibitor for part in priced.orders], waived)
    write_email(group, "placed")
    entries = []
    for (order, lines), part in zip(written, priced.orders, strict=True):
        send_on_commit(order_placed, order)
        facts = placed_facts(order, lines)
        facts |= {"channel": str(part.quote.channel), "tax": str(order.tax_total)}
        if order in picked_up:
            facts["pick_up"] = order.pickup.center.code
        placed = add_event(order, "placed", group.user, at=group.placed_at, **facts)
        consented = {
            "subject": f"order {order.number}",
            "kind": "consented",
            "payload": {"order": order.number, "consents": given},
            "actor": group.user,
        }
        entries += [ledger_entry(placed), consented]
    evidence.record_all(entries)
