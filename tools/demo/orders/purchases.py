import secrets
from datetime import date, timedelta
from itertools import count

from django.db.models import F
from django.utils import timezone

from catalog.models import Variant
from core.models import User
from orders.actions.place import CheckoutDetails, place
from orders.checkout.cart import add_variant
from orders.checkout.pricing import cart_lines, price_cart
from orders.identity import numbers as identity
from orders.models import Cart, Order
from orders.payments.attempts import settle_group, start_payment
from orders.payments.base import GatewayError
from orders.payments.manual.confirmation import confirm_transfer
from orders.payments.manual.gateway import ManualGateway
from orders.payments.stripe.fake_form import act

MAX_PRICE = 1500  # one such good at a time stays far from every limit (R-LIM-1)
FIRST_BIRTH = date(1880, 1, 1)
BIRTHDAYS = 3600  # all of them in the 1880s
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈", "安宁和静思远若溪明朗"
STREETS = ("花园路 39 号", "商务外环路 8 号", "文化路 97 号", "航海东路 1394 号")


class SoldOutError(Exception):
    """No good for sale is left."""


class Shop:
    """Goods that demo buyers take turns to choose, and the buyers themselves."""

    def __init__(self, *, mode=""):
        goods = Variant.objects.for_sale().filter(price__gt=0, price__lt=MAX_PRICE)
        if mode:
            goods = goods.filter(filing__mode=mode)
        goods = goods.filter(stock__zone=F("filing__zone"), stock__on_hand__gt=F("stock__reserved"))
        goods = goods.select_related("product__exhibitor", "filing").order_by("pk")
        self.variants = list(goods[:400])
        self.turn = count(secrets.randbelow(len(self.variants) or 1))
        self.person = count(Order.objects.count())

    def buy(self, *, user=None):
        """Place one order of one good; the OrderGroup. Raises SoldOutError when nothing is left."""
        cart = Cart.objects.create(session_key=secrets.token_urlsafe(24))
        self._choose(cart)
        details = _details(next(self.person), user)
        group = place(
            cart,
            details,
            client_token=secrets.token_urlsafe(24),
            expected_total=price_cart(cart_lines(cart)).total,
            user=user,
            language="zh-hans",
        )
        cart.delete()
        return group

    def _choose(self, cart):
        while self.variants:
            variant = self.variants[next(self.turn) % len(self.variants)]
            line, _sentence = add_variant(cart, variant, 1)
            if line:
                return
            self.variants.remove(variant)
        raise SoldOutError("there is nothing for sale (any more) that demo buyers could take")


def pay_demo(group):
    """Pay at the fake provider where it answers, else by a bank transfer that is confirmed."""
    try:
        act(group, "pay")
        settle_group(group)
    except GatewayError:
        pay_by_transfer(group)


def pay_by_transfer(group):
    attempt, _intent = start_payment(group, gateway=ManualGateway(), fresh=True)
    confirm_transfer(
        attempt,
        bank_number=f"DEMO-{attempt.reference}",
        amount=attempt.amount,
        paid_at=timezone.now(),
        payer_name=group.orders.first().buyer.name,
        clerk=None,
    )


def consumer_without_orders():
    """The demo consumer on a fresh site; None once there are orders."""
    user = User.objects.filter(email="consumer@expo.test").first()
    return None if user is None or user.order_groups.exists() else user


def demo_identity(n):
    """The n-th synthetic identity number: Jinshui district, born in the 1880s."""
    birth = FIRST_BIRTH + timedelta(days=n % BIRTHDAYS)
    body = f"410105{birth:%Y%m%d}{n // BIRTHDAYS % 1000:03}"
    return body + identity.check_digit(body)


def demo_name(n):
    return FAMILY[n % 10] + GIVEN[n // 10 % 10] + GIVEN[n // 100 % 10]


def _details(n, user):
    n = 0 if user else n + 1  # the account's orders are one person's
    name = "田小满" if user else demo_name(n)
    return CheckoutDetails(
        consignee=name,
        mobile=f"138{n % 10**8:08}",
        district_code="410105",
        detail=STREETS[n % len(STREETS)],
        email=user.email if user else "",
        name=name,
        id_number=demo_identity(n),
    )
