"""Legal quantities: how much customs counts in one sales unit (R-DOC-8)."""

from decimal import Decimal

from catalog.codes import units

THOUSAND = Decimal(1000)


def legal_quantity(unit: str, *, net_weight_g, net_content, pieces: int) -> Decimal | None:
    """One sales unit in a legal unit; None where what it hangs on is unknown.

    net_weight_g: grams; net_content: g or ml, taken as ml for litres."""
    if unit == units.KILOGRAM:
        return net_weight_g / THOUSAND if net_weight_g else None
    if unit == units.GRAM:
        return net_weight_g or None
    if unit == units.LITRE:
        return net_content / THOUSAND if net_content else None
    if unit == units.MILLILITRE:
        return net_content or None
    return Decimal(pieces) if unit in units.COUNTED else None


def legal_fields(variant, filing, rate) -> dict:
    """The four legal fields of a filing: what was filed, else unit by the tariff row and
    quantity by weight, content or count."""
    fields: dict[str, object] = {}
    for n in (1, 2):
        unit = getattr(filing, f"legal_unit_{n}") or getattr(rate, f"unit_{n}", "")
        quantity = getattr(filing, f"legal_quantity_{n}")
        # what staff filed by hand counts before what can be computed
        if unit and not quantity:
            quantity = legal_quantity(
                unit,
                net_weight_g=filing.net_weight_g,
                net_content=variant.net_content,
                pieces=variant.pieces,
            )
        fields |= {f"legal_unit_{n}": unit, f"legal_quantity_{n}": quantity}
    return fields
