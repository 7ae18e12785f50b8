"""The cart: what it holds, and how it finds its owner again.

A guest's cart hangs on a random key kept in the session, not on the session's own key, which
changes at sign-in."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admission.rules import admission_cache
from catalog.models import StockRecord
from orders.checkout.priced_cart import MAX_PIECES, title_of
from orders.checkout.pricing import why_not_sold
from orders.models import Cart, CartLine
from orders.reservations import too_few

SESSION_KEY = "cart"  # of the session: a guest's cart
COUNT_KEY = "cart_count"  # of the session: pieces for the masthead, so that no page has to ask


def cart_of(request):
    """The visitor's cart, or None."""
    if request.user.is_authenticated:
        return Cart.objects.filter(user=request.user).first()
    key = request.session.get(SESSION_KEY)
    return Cart.objects.filter(session_key=key, user=None).first() if key else None


def get_or_create_cart(request):
    """The visitor's cart, begun where there is none."""
    if request.user.is_authenticated:
        return Cart.objects.get_or_create(user=request.user)[0]
    key = request.session.setdefault(SESSION_KEY, secrets.token_urlsafe(24))
    return Cart.objects.get_or_create(session_key=key)[0]


def remember_count(request, cart):
    """Keep the number of pieces in the session for the masthead."""
    pieces = sum(cart.lines.values_list("quantity", flat=True)) if cart else 0
    if request.session.get(COUNT_KEY, 0) != pieces:
        request.session[COUNT_KEY] = pieces


@transaction.atomic
def add_variant(cart, variant, quantity, *, center=None):
    """Put pieces of a variant into the cart; a SKU has one line, so they add up (trap 2).

    Returns (line or None, sentence or ""): the sentence says what was not taken and why."""
    _lock(cart)
    line = cart.lines.filter(variant=variant).first()
    wanted = quantity + (line.quantity if line else 0)
    taken, sentence = available_quantity(variant, wanted)
    if taken < 1:
        return line, sentence
    if line is None:
        line = CartLine(cart=cart, variant=variant)
    line.quantity = taken
    line.center = center or line.center
    line.save()
    return line, sentence


@transaction.atomic
def change_quantity(line, quantity):
    """Set a line's pieces; 0 takes it out. Returns the sentence if fewer were taken, or ""."""
    if quantity < 1:
        line.delete()
        return ""
    taken, sentence = available_quantity(line.variant, quantity)
    if taken:
        CartLine.objects.filter(pk=line.pk).update(quantity=taken)
    return sentence


@transaction.atomic
def merge(guest, own):
    """Move a guest's cart into the account's at sign-in; quantities end at what is in stock.

    Returns the sentences about what was cut. Nothing is lost: a good that is sold out for now
    stays in the cart, and the cart says so."""
    if not Cart.objects.select_for_update().filter(pk=guest.pk).exists():
        return []  # the same sign-in twice
    _lock(own)
    sentences = []
    for theirs in guest.lines.select_related("variant__product__exhibitor", "variant__filing"):
        line = own.lines.filter(variant=theirs.variant).first()
        wanted = theirs.quantity + (line.quantity if line else 0)
        taken, sentence = available_quantity(theirs.variant, wanted)
        if sentence:
            sentences.append(sentence)
        line = line or CartLine(cart=own, variant=theirs.variant)
        line.quantity = taken or max(theirs.quantity, line.quantity if line.pk else 1)
        line.center_id = theirs.center_id or line.center_id
        line.save()
    guest.delete()
    return sentences


def available_quantity(variant, wanted):
    """(pieces that can be had, sentence where they are fewer than wanted)."""
    title = title_of(variant)
    if reason := why_not_sold(variant, admission_cache.on()):
        return 0, reason
    record = StockRecord.objects.filter(variant=variant, zone=variant.filing.zone_id).first()
    free = record.free if record else 0
    if free < 1:
        return 0, too_few(title, wanted=wanted, free=free)
    if wanted > min(free, MAX_PIECES):
        if free <= MAX_PIECES:
            said = _(
                "Only %(free)s of “%(title)s” left; the quantity in your cart has been adjusted."
            )
        else:
            said = _(
                "At most %(free)s of “%(title)s” per order; the quantity in your cart has "
                "been adjusted."
            )
        taken = min(free, MAX_PIECES)
        return taken, said % {"free": taken, "title": title}
    return wanted, ""


def _lock(cart):
    """Two tabs take turns."""
    Cart.objects.filter(pk=cart.pk).update(updated_at=timezone.now())
