"""Yearly caps by weight or count that the positive list sets a person (R-LIST-3), such as sugar.

A cart shows them before, the transaction that places the order reserves them: once it has locked
the row of the person's year (see `orders/limits/quota.py`), it counts the uses that stand. What
comes back in time is free again with the yearly limit, at the same row."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from catalog.admission.rules import cap_quantity
from catalog.codes.units import unit_name
from orders.models import CapUse, QuotaEntry

NOTHING = Decimal(0)
LEAST = Decimal("0.00001")  # of a customs unit; SQLite adds as binary floats


@dataclass(frozen=True, slots=True)
class CapShare:
    """What a line takes of a cap. limit, amount: in the customs unit `unit`."""

    hs8: str
    name: str
    unit: str
    limit: Decimal
    amount: Decimal

    def as_copied(self):
        """For the order line, which keeps the terms it was placed under."""
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def copied(cls, kept):
        amounts = {"limit": Decimal(kept["limit"]), "amount": Decimal(kept["amount"])}
        return cls(**kept | amounts)


def share_of(variant, quantity, rules):
    """What pieces of a variant take of a cap under the rules of a day; None for uncapped goods."""
    line = rules.capped(variant.filing)
    if line is None:
        return None
    amount = cap_quantity(line, variant, variant.filing) * quantity
    return CapShare(line.hs8, line.name_zh, line.cap_unit, line.cap, amount)


def add_cap_errors(rows, *, person, year):
    """Write an error onto the first row of each capped code that the rows together overdraw. rows:
    of `orders.checkout.pricing`; without a person only the cap counts, not what of it is used."""
    by_code: dict[str, list] = {}
    for row in rows:
        if row.cap:
            by_code.setdefault(row.cap.hs8, []).append(row)
    used = used_by(person, year, by_code) if by_code and person else {}
    for hs8, capped in by_code.items():
        wanted = sum(row.cap.amount for row in capped)
        share, before = capped[0].cap, used.get(hs8, NOTHING)
        if before + wanted > share.limit:
            capped[0].errors.append(over_cap(share, wanted, before))


def used_by(person, year, codes):
    """What a person (keyed hash) has taken of each code in a year, orders that stand."""
    active_uses = CapUse.objects.filter(
        hs8__in=list(codes),
        line__order__quota__person=person,
        line__order__quota__year=year,
        # a cap follows the yearly limit: what frees the one frees the other
    ).exclude(line__order__quota__state=QuotaEntry.State.RELEASED)
    used: dict[str, Decimal] = {}
    for hs8, amount, back in active_uses.values_list("hs8", "amount", "given_back"):
        used[hs8] = used.get(hs8, NOTHING) + amount - back
    return used


def give_back(line, pieces):
    """Pieces of a line came back in time (R-LIM-8): what they took of a cap is free. The caller has
    queued up at the person's year, so no checkout counts in between. True if they took any."""
    use = CapUse.objects.filter(line=line).first()
    if use is None:
        return False
    amount = use.amount * pieces / line.quantity
    # half of the smallest step as tolerance: SQLite adds as binary floats
    rows = CapUse.objects.filter(pk=use.pk, given_back__lte=use.amount - amount + LEAST / 2)
    if not rows.update(given_back=F("given_back") + amount):
        raise ValueError(f"line {line.pk} does not hold {amount} of its buyer's cap")
    return True


def reserve(orders, lines):
    """Take what these lines need of their caps; after the orders' yearly limit is reserved, whose
    row other orders of the same person wait at. Returns the sentences of caps that are passed."""
    capped = [line for line in lines if "list_cap" in line.filing]
    shares = {line: CapShare.copied(line.filing["list_cap"]) for line in capped}
    if not shares:
        return []
    # written first, counted after: what this order takes is in the sum
    _write(shares)
    of = {order.pk: order for order in orders}
    errors = []
    # a fixed order, so that the sentences come the same each time
    for hs8 in sorted({share.hs8 for share in shares.values()}):
        shares_of_code = {line: share for line, share in shares.items() if share.hs8 == hs8}
        errors += _overdrawn(of, shares_of_code)
    return errors


def _overdrawn(orders, shares):
    line, share = next(iter(shares.items()))
    entry = QuotaEntry.objects.get(order=orders[line.order_id])
    wanted = sum(each.amount for each in shares.values())
    used = used_by(entry.person, entry.year, [share.hs8])[share.hs8]
    return [over_cap(share, wanted, used - wanted)] if used > share.limit else []


def _write(shares):
    """An order that comes back to life (late money) has its rows already."""
    kept = set(CapUse.objects.filter(line__in=shares).values_list("line_id", flat=True))
    CapUse.objects.bulk_create(
        CapUse(line=line, hs8=share.hs8, unit=share.unit, amount=share.amount)
        for line, share in shares.items()
        if line.pk not in kept
    )


def over_cap(share, wanted, used):
    return _(
        "The yearly cap per person for “%(name)s” is %(limit)s %(unit)s; by our count %(left)s "
        "%(unit)s are left, and this order counts %(wanted)s %(unit)s."
    ) % {
        "limit": _plain(share.limit),
        "unit": unit_name(share.unit),
        "name": share.name,
        "left": _plain(max(share.limit - used, NOTHING)),
        "wanted": _plain(wanted),
    }


def _plain(amount):
    return f"{amount.normalize():f}"
