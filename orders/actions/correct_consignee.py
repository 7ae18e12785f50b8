"""Clearance corrects to whom and where an order goes, before customs lets it go (R-DOC-3)."""

from collections.abc import Callable

from django.db import transaction

from orders.addresses.regions import region_of
from orders.models import Order
from orders.timeline.events import record_event


@transaction.atomic
def correct_consignee(order, *, consignee, mobile, district_code, detail, actor, reason):
    """Write the new consignee and address on an order that the caller has locked; the changes as
    [field, old, new], masked for those who read the timeline. Nothing changed: [] and no event.

    Whether it still may be changed is customs' affair: the caller knows."""
    new = {
        "consignee": consignee,
        "consignee_mobile": mobile,
        "district_code": district_code,
        "address": f"{region_of(district_code)}{detail}",
    }
    old = {name: getattr(order, name) for name in new}
    changed = [name for name in new if new[name] != old[name]]
    if not changed:
        return []
    Order.objects.filter(pk=order.pk).update(**{name: new[name] for name in changed})
    for name in changed:
        setattr(order, name, new[name])
    changes = [[name, MASKS[name](old[name]), MASKS[name](new[name])] for name in changed]
    record_event(order, "consignee_corrected", actor, changes=changes, reason=reason)
    return changes


def masked_name(name):
    return name[:1] + "*" * (len(name) - 1)


def masked_mobile(number):
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "****"


def masked_address(address):
    """As far as street and district: no house, no door."""
    return "".join("*" if _may_tell_a_door(character) else character for character in address[:40])


def _may_tell_a_door(character):
    """A digit, a Chinese numeral (三号楼) or A to Z (B座)."""
    return character.isnumeric() or (character.isascii() and character.isalpha())


MASKS: dict[str, Callable[[str], str]] = {
    "consignee": masked_name,
    "consignee_mobile": masked_mobile,
    "district_code": str,
    "address": masked_address,
}
