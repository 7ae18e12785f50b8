"""What orders do when something happens elsewhere: a guest signs in, customs releases."""

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.background.enqueue import enqueue_on_commit
from orders.checkout.cart import SESSION_KEY, get_or_create_cart, merge, remember_count
from orders.models import Cart, Pickup
from orders.signals import order_released


@receiver(user_logged_in, dispatch_uid="orders.keep_cart")
def keep_cart(sender, request, user, **kwargs):
    """A guest who signs in keeps the cart and the access to the orders placed before."""
    if not hasattr(request, "session"):
        return  # signed in by a program, without a visitor's session
    guest = Cart.objects.filter(
        session_key=request.session.pop(SESSION_KEY, None), user=None
    ).first()
    request.user = user
    own = get_or_create_cart(request) if guest else Cart.objects.filter(user=user).first()
    if guest and own:
        if guest.lines.exists() and own.lines.exists():
            messages.info(request, _merged(), fail_silently=True)
        for sentence in merge(guest, own):
            messages.warning(request, sentence, fail_silently=True)
    remember_count(request, own)


def _merged():
    return _(
        "What you chose before signing in has been added to the items already in your cart. "
        "Please check it."
    )


@receiver(order_released, dispatch_uid="orders.ready_pickups")
def enqueue_pickup_code(sender, order_id, **kwargs):
    """A pick-up's code right after release; without this the periodic task makes it."""
    if Pickup.objects.filter(order=order_id).exists():
        enqueue_on_commit("orders.ready_pickups")
