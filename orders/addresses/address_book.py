"""A buyer's address book. Orders copy the address they go to, so nothing here changes an order."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from orders.addresses import regions
from orders.errors import OrderActionError
from orders.models import Address, Buyer

MAX_ADDRESSES = 20


@transaction.atomic
def save_address(user, fields, *, address=None):
    """Add an address, or change one of `user`'s; the Address. The first one is suggested first.

    fields: consignee, mobile, district_code, detail and, optional, is_default. One that is in the
    book already is not kept twice. Raises OrderActionError beyond
    MAX_ADDRESSES."""
    book = _locked_addresses(user)
    default = fields.pop("is_default", False)
    fields |= {"region": regions.region_of(fields["district_code"])}
    saved = book.filter(**fields).exclude(pk=address.pk if address else None).first()
    if saved is None and address is None and book.count() >= MAX_ADDRESSES:
        raise OrderActionError(_("Your address book is full. Delete an address you no longer use."))
    if saved is None:
        saved = address or Address(user=user)
        for name, value in fields.items():
            setattr(saved, name, value)
        saved.save()
    elif address:
        address.delete()  # it has become the same as another
    if default or not book.filter(is_default=True).exists():
        _set_default(book, saved)
    return saved


@transaction.atomic
def make_default(address):
    """Make it the one that the checkout fills in."""
    _set_default(_locked_addresses(address.user), address)


@transaction.atomic
def delete_address(address):
    """Delete it; the newest of the rest is suggested then, if this one was."""
    book = _locked_addresses(address.user)
    book.filter(pk=address.pk).delete()
    newest = book.order_by("-pk").first()
    if newest and not book.filter(is_default=True).exists():
        _set_default(book, newest)


def forget_buyers(user):
    """The checkout no longer suggests earlier orderers (R-PRIV-5). What no order was placed
    with goes at once; the rest is kept with its order as long as the law asks."""
    remembered = Buyer.objects.filter(user=user)
    remembered.filter(orders=None).delete()
    return remembered.update(user=None)


def _locked_addresses(user):
    """The user's addresses; changes take turns by the lock on the user's row."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # orders point at the row meanwhile
    return Address.objects.filter(user=user)


def _set_default(book, address):
    book.exclude(pk=address.pk).update(is_default=False)
    book.filter(pk=address.pk).update(is_default=True)
    address.is_default = True
