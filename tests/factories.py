"""Plain makers of catalogue rows for tests. Every argument has a dull default."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from catalog.models import (
    Brand,
    Category,
    ExportFiling,
    Filing,
    PositiveListEntry,
    Product,
    StockMovement,
    StockRecord,
    StopListEntry,
    TaxRate,
    Variant,
    Zone,
    ZoneMode,
)
from catalog.models.zone import Direction
from exhibitors.models import Exhibitor

serial = count(1)


def make_exhibitor(slug="kiwi", **fields):
    names = {"name_zh": f"{slug} 展商", "name_en": f"{slug.title()} Trading", "country": "NZ"}
    names |= {"agent_code": "4101986001", "agent_name": "郑州示例报关有限公司"}
    return Exhibitor.objects.get_or_create(slug=slug, defaults=names | fields)[0]


def make_category(slug="honey", name_zh="蜂蜜", name_en="Honey"):
    category = Category.objects.filter(slug=slug).first()
    return category or Category.add_root(slug=slug, name_zh=name_zh, name_en=name_en)


def make_brand(slug="tui-bay", name_zh="图伊湾", name_en="Tui Bay", **fields):
    return Brand.objects.get_or_create(
        slug=slug, defaults={"name_zh": name_zh, "name_en": name_en} | fields
    )[0]


def make_zone(code="hn-bonded", *, modes=("1210",), **fields):
    defaults = {
        "name_zh": "河南保税物流中心",
        "name_en": "Henan Bonded Logistics Center",
        "kind": Zone.Kind.BONDED_CENTER,
        "customs_district": "4611",
        "area_code": "4611W00001",
        "area_name": "河南保税物流中心",
        "account_book": "T4611W000001",
    }
    zone, _ = Zone.objects.get_or_create(code=code, defaults=defaults | fields)
    for mode in modes:
        ZoneMode.objects.get_or_create(
            zone=zone, mode=mode, direction=Direction.IMPORT, valid_from=date(2014, 1, 1)
        )
    return zone


def make_tax_rate(hs_code="0409000000", *, vat="0.13", valid_from=date(2019, 4, 1), **fields):
    return TaxRate.objects.get_or_create(
        hs_code=hs_code,
        valid_from=valid_from,
        defaults={"vat": Decimal(vat), "unit_1": "035"} | fields,
    )[0]


def make_product(exhibitor=None, *, live=True, **fields):
    n = next(serial)
    defaults = {
        "exhibitor": exhibitor or make_exhibitor(),
        "slug": f"good-{n}",
        "category": fields.pop("category", None) or make_category(),
        "brand": fields.pop("brand", None) or make_brand(),
        "origin": "NZ",
        "name_zh": f"麦卢卡蜂蜜{n}号",
        "name_en": f"Manuka honey no. {n}",
        "live": live,
    }
    return Product.objects.create(**defaults | fields)


def make_variant(product=None, *, price="100.00", **fields):
    n = next(serial)
    defaults = {
        "sku": f"SKU-{n:05}",
        "spec_zh": "250克/瓶",
        "spec_en": "250 g jar",
        "net_content": Decimal(250),
        "price": None if price is None else Decimal(price),
    }
    return Variant.objects.create(product=product or make_product(), **defaults | fields)


def make_filing(variant, *, approved=True, **fields):
    """Complete for mode 1210, but for what `fields` take away."""
    defaults = {
        "mode": "1210",
        "zone": fields.pop("zone", None) or make_zone(),
        "hs_code": "0409000000",
        "unit": "142",
        "legal_unit_1": "035",
        "legal_quantity_1": Decimal("0.25"),
        "origin": "NZ",
        "net_weight_g": Decimal(250),
        "gross_weight_g": Decimal(400),
        "model_zh": "品牌:图伊湾|规格:250克/瓶",
        "record_number": f"R{variant.pk:06}",
        "approved_at": timezone.now() if approved else None,
    }
    return Filing.objects.create(variant=variant, **defaults | fields)


def make_stock(variant, on_hand=10, zone=None):
    """A record with the movement that explains it."""
    record = StockRecord.objects.create(variant=variant, zone=zone or make_zone(), on_hand=on_hand)
    StockMovement.objects.create(
        record=record, kind=StockMovement.Kind.RECEIVED, on_hand=on_hand, reference="opening"
    )
    return record


def make_variant_for_sale(product=None, *, stock=10, price="100.00", filing=None, **fields):
    """Shown, priced, filed, approved, with a rate and `stock` pieces in its zone."""
    variant = make_variant(product, price=price, **fields)
    filing = make_filing(variant, **filing or {})
    make_tax_rate(filing.hs_code)
    if stock is not None:
        make_stock(variant, stock, filing.zone)
    return variant


def make_variant_for_export(product=None, *, price="80.00", mode="1210", zone=None, **fields):
    """For sale at home, and approved to leave the country at a price of its own."""
    zone = zone or make_zone()
    variant = make_variant_for_sale(product, filing={"zone": zone}, **fields)
    ZoneMode.objects.get_or_create(
        zone=zone, mode=mode, direction=Direction.EXPORT, valid_from=date(2014, 1, 1)
    )
    filing = ExportFiling(
        variant=variant, zone=zone, mode=mode, price=Decimal(price),
        record_number=variant.filing.record_number, approved_at=timezone.now(),
    )  # fmt: skip
    filing.approved_facts = filing.facts()
    filing.save()
    return variant


def make_list_entry(hs8="04090000", *, version="2022", valid_from=date(2022, 3, 1), **fields):
    return PositiveListEntry.objects.create(
        version=version, hs8=hs8, valid_from=valid_from, **{"name_zh": "天然蜂蜜"} | fields
    )


def make_stop(*, origin="NZ", hs_prefix="0409", valid_from=date(2020, 1, 1), **fields):
    reasons = {"reason_zh": "疫区暂停进口", "reason_en": "Imports suspended: epidemic area"}
    return StopListEntry.objects.create(
        origin=origin, hs_prefix=hs_prefix, valid_from=valid_from, **reasons | fields
    )
