"""The rows of a new order: figures, filings and pages copied as they are now, never looked up
again; and what of them the ledger keeps."""

from catalog.models.product import ReturnPolicy
from orders.addresses import regions
from orders.models import Order, OrderLine


def write_orders(group, buyer, details, priced, snapshots):
    """[(order, its lines)], written together, in the sequence of the cart's parts."""
    orders = Order.objects.bulk_create(
        _order(group, buyer, details, part) for part in priced.orders
    )
    written = [
        (order, [_line(order, row, snapshots, details) for row in part.lines])
        for order, part in zip(orders, priced.orders, strict=True)
    ]
    OrderLine.objects.bulk_create(line for _order, lines in written for line in lines)
    return written


def _order(group, buyer, details, part):
    quoted = part.quote
    return Order(
        group=group,
        buyer=buyer,
        exhibitor=part.exhibitor,
        zone=part.zone,
        mode=part.mode,
        center=part.center,
        consignee=details.consignee,
        consignee_mobile=details.mobile,
        district_code=details.district_code,
        address=regions.region_of(details.district_code) + details.detail,
        goods_value=quoted.goods_value,
        freight=quoted.charges,  # R-TAX-8: insurance is within freight
        insurance=quoted.insurance,
        discount=quoted.noncash_discount,
        dutiable_value=quoted.dutiable,
        actual_paid=quoted.actual_paid,
        placed_at=group.placed_at,
        **_taxes(quoted),
    )


def _line(order, row, snapshots, details):
    quoted = row.quoted
    return new_line(
        order,
        row.variant,
        snapshots[row.variant.product_id],
        line=quoted.line,
        quantity=quoted.quantity,
        unit_price=quoted.unit_price,
        goods_value=quoted.goods_value,
        freight=quoted.freight,
        insurance=quoted.insurance,
        dutiable_value=quoted.dutiable,
        filing={
            **row.variant.filing.as_filed(),
            "vat_rate": str(quoted.rates.vat),
            "consumption_rate": str(quoted.consumption_rate),
            "duty_rate": str(quoted.rates.duty),
            **({"list_cap": row.cap.as_copied()} if row.cap else {}),
        },
        return_policy=_return_policy(row, details),
        **_taxes(quoted),
    )


def _taxes(quoted):
    return {
        "duty": quoted.taxes.duty,
        "consumption_tax": quoted.taxes.consumption_tax,
        "vat": quoted.taxes.vat,
        "tax_total": quoted.tax_total,
    }


def _return_policy(row, details):
    """The product's own; where the buyer may waive the seven days and didn't, they hold
    (R-SEVEN-2). A box ticked for what its seller no longer excludes waives nothing."""
    if row.may_be_confirmed and row.variant.pk not in details.no_return:
        return ReturnPolicy.SEVEN_DAY
    return row.variant.product.return_policy


def new_line(order, variant, snapshot, **figures):
    """An order line, not yet written, with what is copied of its variant."""
    product = variant.product
    return OrderLine(
        order=order,
        variant=variant,
        snapshot=snapshot,
        sku=variant.sku,
        gtin=variant.gtin,
        title_zh=_joined(product.name_zh, variant.spec_zh),
        title_en=_joined(product.name_en, variant.spec_en) if product.name_en else "",
        **figures,
    )


def _joined(name, spec):
    return " ".join(part for part in (name, spec) if part)[:250]


def placed_facts(order, lines):
    """The price shown and the page bought, line by line, as the ledger keeps them."""
    return {
        "seller": order.exhibitor.slug,
        "zone": order.zone.code,
        "mode": order.mode,
        "goods_value": str(order.goods_value),
        "freight": str(order.freight),
        "total": str(order.actual_paid),
        "lines": [
            {
                "sku": line.sku,
                "quantity": line.quantity,
                "unit_price": str(line.unit_price),
                "page": line.snapshot.digest,
                **({} if order.is_export else _terms(line)),
            }
            for line in lines
        ],
    }


def _terms(line):
    """What only an import has: tax, and the terms of a return."""
    return {"tax": str(line.tax_total), "returns": str(line.return_policy)}
