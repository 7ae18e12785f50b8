"""A guest who signs in keeps the cart and the way to the orders placed before."""

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import gettext as _

from orders.cart import KEY, merge, own_cart, remember_count
from orders.models import Cart


@receiver(user_logged_in, dispatch_uid="orders.keep_cart")
def keep_cart(sender, request, user, **kwargs):
    if not hasattr(request, "session"):
        return  # signed in by a program, without a visitor's session
    guest = Cart.objects.filter(session_key=request.session.pop(KEY, None), user=None).first()
    request.user = user
    own = own_cart(request) if guest else Cart.objects.filter(user=user).first()
    if guest:
        if guest.lines.exists() and own.lines.exists():
            messages.info(request, _merged(), fail_silently=True)
        for sentence in merge(guest, own):
            messages.warning(request, sentence, fail_silently=True)
    remember_count(request, own)


def _merged():
    return _(
        "What you chose before signing in is in your cart now, beside what was there from last"
        " time. Please look it over."
    )
