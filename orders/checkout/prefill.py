"""What a signed-in buyer need not type again."""

from orders.addresses import regions
from orders.identity import encryption
from orders.identity.rules import is_minor
from orders.models import Address, Buyer, Order


def checkout_defaults(user):
    """Initial values of the checkout form: the kept address, else the last order's."""
    if user is None:
        return {}
    known = {"email": user.email or "", "mobile": user.mobile or "", "consignee": user.name}
    # the address book wins over the last order, which may have gone to somebody else
    if kept := saved_addresses(user):
        return known | address_fields(kept[0])
    last = Order.objects.filter(group__user=user).order_by("-pk").first()
    if last is None:
        return known
    return known | {
        "consignee": last.consignee,
        "mobile": last.consignee_mobile,
        **region_fields(last.district_code),
        "detail": last.address.removeprefix(regions.region_of(last.district_code)),
    }


def saved_addresses(user):
    if user is None:
        return []
    return list(Address.objects.filter(user=user).order_by("-is_default", "-pk")[:10])


def remembered_buyer(user):
    """The account's last orderer, to be shown masked. A minor's number is typed each time, so
    that a guardian agrees each time (R-PRIV-4)."""
    if user is None:
        return None
    buyer = Buyer.objects.filter(user=user).order_by("-pk").first()
    if buyer is None or not buyer.id_number:
        return None
    try:
        number = encryption.decrypt_identity(buyer.id_number)
    except encryption.UnreadableIdentityError:
        return None
    return None if is_minor(number) else buyer


def address_fields(address):
    return {
        "consignee": address.consignee,
        "mobile": address.mobile,
        "detail": address.detail,
        **region_fields(address.district_code),
    }


def region_fields(district_code):
    """The three selects of a district; empty where the code is no longer known."""
    if not regions.is_district(district_code):
        return {}
    city = regions.parent_of(district_code)
    return {"province": regions.parent_of(city), "city": city, "district": district_code}
