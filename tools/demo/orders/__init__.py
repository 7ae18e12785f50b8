"""Orders of demo buyers, made by the same actions as the site's own. Nobody here is real: the
identity numbers are synthetic, with births in the 1880s (R-ID-10)."""

from orders.actions.cancel import cancel
from orders.emails.buyers import emails_suppressed
from tools.demo.orders.purchases import Shop, consumer_without_orders, pay_by_transfer


def seed(*, goods=None, stdout=None):
    """A few orders of consumer@expo.test, once: cancelled, waiting for payment, and paid ones,
    which clearance takes on as soon as the site runs."""
    user = consumer_without_orders()
    shop = Shop()
    if user is None or len(shop.variants) < 4:
        return
    with emails_suppressed():
        unwanted = shop.buy(user=user)
        cancel(unwanted.orders.get(), actor=user, reason="不想要了")
        for _ in range(2):
            pay_by_transfer(shop.buy(user=user))  # the fake provider does not run yet
        shop.buy(user=user)
