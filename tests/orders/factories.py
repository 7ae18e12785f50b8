"""Orders for tests, as dull as they come. `make_order` writes rows; tests go through the site."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from catalog.models import ProductSnapshot
from orders.actions.place_export import ForeignConsignee, place_export
from orders.identity import encryption
from orders.identity.numbers import check_digit, mask, normalize
from orders.models import Buyer, Order, OrderGroup, OrderLine, Payment, PaymentAttempt
from orders.payments.receiving.incoming_payments import record_incoming_payment
from orders.reservations import reserve
from tests.factories import make_variant_for_sale

# synthetic: born in the 1880s, the standard's example among them
IDENTITY = "110105188001010017"


def valid_identity(body="11010518800101001"):
    """17 digits made a number with the right check digit."""
    return body + check_digit(body)


def make_buyer(user=None, number=IDENTITY, name="林若溪", **fields):
    number = normalize(number)
    return Buyer.objects.create(
        user=user,
        name=name,
        id_number=encryption.encrypt_identity(number),
        id_hash=encryption.identity_hash(number),
        id_masked=mask(number),
        mobile="13800001234",
        **fields,
    )


def make_group(user=None, total="0.00", **fields):
    return OrderGroup.objects.create(
        user=user,
        client_token=fields.pop("client_token", f"token-{OrderGroup.objects.count()}"),
        email=fields.pop("email", "" if user else "guest@expo.test"),
        total=Decimal(total),
        pay_by=fields.pop("pay_by", timezone.now() + timedelta(minutes=30)),
        **fields,
    )


def make_order(
    variant=None,
    *,
    user=None,
    quantity=1,
    buyer=None,
    group=None,
    reserved=True,
    paid=False,
    **fields,
):
    """A placed order of one line: stock and yearly limit reserved, unpaid by default."""
    variant = variant or make_variant_for_sale()
    buyer = buyer or make_buyer(user)
    goods = variant.price * quantity
    tax = (goods * Decimal("0.091")).quantize(Decimal("0.01"))
    money = {
        "goods_value": goods,
        "vat": tax,
        "tax_total": tax,
        "dutiable_value": goods,
    }
    group = group or make_group(user)
    order = Order.objects.create(
        group=group,
        buyer=buyer,
        exhibitor=variant.product.exhibitor,
        zone=variant.filing.zone,
        mode=variant.filing.mode,
        consignee="王收货",
        consignee_mobile="13900005678",
        district_code="410105",
        address="河南省郑州市金水区花园路 39 号",
        actual_paid=goods + tax,
        **money,
        **fields,
    )
    OrderLine.objects.create(
        order=order,
        line=1,
        variant=variant,
        snapshot=ProductSnapshot.objects.get_or_create(
            digest=f"{variant.pk:064d}", defaults={"product": variant.product, "content": {}}
        )[0],
        sku=variant.sku,
        title_zh=variant.product.name_zh,
        title_en=variant.product.name_en,
        quantity=quantity,
        unit_price=variant.price,
        filing=variant.filing.as_filed(),
        **money,
    )
    group.total += order.actual_paid
    group.save(update_fields=["total"])
    if reserved:
        reserve([order])
    if paid:
        pay_for(order)
    return order


def make_export(variant, *, quantity=1, country="US", paid=False, token=None):
    """Sold abroad by its exhibitor's own action."""
    order = place_export(
        variant.product.exhibitor,
        {variant.pk: quantity},
        ForeignConsignee("Maria Sample", country, "1 Example Avenue, Springfield", "+1 555 0100"),
        client_token=token or f"export-token-{OrderGroup.objects.count()}",
    )
    if paid:
        record_incoming_payment(order, reference=f"IN-{order.number}", paid_at=timezone.now())
        order.refresh_from_db()
    return order


def pay_for(order):
    """The rows of an order that was paid in full."""
    now = timezone.now()
    attempt = PaymentAttempt.objects.create(
        group=order.group,
        number=order.group.attempts.count() + 1,
        provider="stripe",
        reference=f"pi_{order.number}",
        amount=order.group.total,
        state=PaymentAttempt.State.SUCCEEDED,
    )
    Payment.objects.create(
        order=order,
        attempt=attempt,
        amount=order.actual_paid,
        transaction=f"ch_{order.number}",
        payer_name=order.buyer.name,
        paid_at=now,
    )
    Order.objects.filter(pk=order.pk).update(payment_state="paid", paid_at=now)
    order.refresh_from_db()
    return order


def put_into_cart(client, variant, quantity=1, **data):
    return client.post(
        reverse("orders:cart_add"), {"variant": variant.pk, "quantity": quantity, **data}
    )


def checkout_form(client, **changes):
    """The checkout page's form as a buyer fills it in; a change to None leaves a field out."""
    page = client.get(reverse("orders:checkout"))
    initial = page.context["form"].initial
    form = {
        "client_token": initial["client_token"],
        "expected_total": str(initial["expected_total"]),
        "consignee": "王收货",
        "mobile": "139 0000 5678",
        "province": "410000",
        "city": "410100",
        "district": "410105",
        "detail": "花园路 39 号",
        "email": "guest@expo.test",
        "real_name": "林若溪",
        "id_number": IDENTITY,
        "identity_consent": "on",
        "sharing_consent": "on",
        "risk_consent": "on",
        **changes,
    }
    return {name: value for name, value in form.items() if value is not None}
