"""What a batch of rows would change, found by reading only: new goods, changes, errors."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from catalog.actions.new_goods import NewProduct
from catalog.importing.builder import (
    LEGAL,
    LEGAL_DEPENDS_ON,
    Builder,
    filing_fields,
    product_fields,
    slug_of,
    variant_fields,
)
from catalog.importing.errors import RowError, row_error
from catalog.importing.names import free_slug
from catalog.importing.rows import GoodsRow, price_of
from catalog.models import Filing, Product, StockRecord, Variant, Zone

RELATED = ("product__category", "product__brand", "product__exhibitor", "filing__zone")


@dataclass(slots=True)
class Change:
    """A good that exists and what of it becomes another. The objects carry the new values."""

    variant: Variant
    product: dict = field(default_factory=dict)  # marketing fields, new values
    shown: bool = False  # becomes live
    variant_names: set[str] = field(default_factory=set)
    filing: bool = False
    approved: bool = False
    old_price: tuple[Decimal | None, str] | None = None
    stock: tuple[Zone, StockRecord | None, int] | None = None

    @property
    def old_currency(self) -> str:
        """Of the price before, where it was another one's."""
        old = self.old_price[1] if self.old_price else ""
        return "" if old == self.variant.currency else old

    def __bool__(self) -> bool:
        return bool(self.product or self.shown or self.variant_names or self.filing or self.stock)


@dataclass(slots=True)
class Plan:
    """`new_rows` and `left_out`: rows of the new goods, and of those beyond the package."""

    new: list[NewProduct] = field(default_factory=list)
    new_rows: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)

    def keep(self, room: int | None) -> None:
        """Leave out the new goods that there is no room for any more; None is no limit."""
        if room is not None:
            self.left_out = [*self.new_rows[room:], *self.left_out]
            del self.new[room:], self.new_rows[room:]


def make_plan(rows: Sequence[GoodsRow], builder: Builder, room: int | None = None) -> Plan:
    """Reads the goods of these SKUs (four queries) and writes nothing, but that categories and
    brands which a real import needs are made. room: for so many new goods; None is no limit."""
    plan = Plan()
    known = _known(rows)
    records = _stock([variant.pk for variant in known.values()])
    slugs = _taken_slugs(rows, known)
    for row in rows:
        variant = known.get(row.sku)
        if variant is not None and variant.product.exhibitor_id != builder.exhibitor.pk:
            plan.errors.append(row_error(row.row, "sku", "sku_taken"))
        elif variant is not None:
            _plan_change(plan, row, variant, records, builder)
        else:
            _plan_new(plan, row, slugs, builder, room)
    return plan


def _known(rows) -> dict[str, Variant]:
    variants = Variant.objects.filter(sku__in=[row.sku for row in rows])
    return {variant.sku: variant for variant in variants.select_related(*RELATED)}


def _stock(variant_pks) -> dict[tuple[int, int], StockRecord]:
    records = StockRecord.objects.filter(variant__in=variant_pks)
    return {(record.variant_id, record.zone_id): record for record in records}


def _taken_slugs(rows, known) -> set[str]:
    wanted = [slug_of(row) for row in rows if row.sku not in known]
    return set(Product.objects.filter(slug__in=wanted).values_list("slug", flat=True))


def _plan_new(plan, row, slugs, builder, room):
    if row.get("stock") is not None and row.get("mode", "1210") not in builder.zone_of_mode:
        mode = row.get("mode", "1210")
        plan.errors.append(row_error(row.row, "stock", "zone_missing", mode=mode))
        return
    if room is not None and len(plan.new) >= room:
        plan.left_out.append(row.row)
        return
    # within the batch too: two rows of one name must not ask for the same address
    slug = free_slug(slug_of(row), slugs)
    slugs.add(slug)
    plan.new.append(builder.new(row, slug))
    plan.new_rows.append(row.row)


def _plan_change(plan, row, variant, records, builder):
    change = Change(variant)
    change.product = _product_change(row, variant.product, builder)
    change.shown = builder.approve and not variant.product.live
    _change_variant(change, row)
    _change_filing(change, row, builder)
    problem = _change_stock(change, row, records)
    if problem is not None:
        plan.errors.append(problem)
    elif change:
        plan.changes.append(change)
    else:
        plan.unchanged += 1


def _product_change(row, product: Product, builder) -> dict:
    """Compared with the newest draft, so that a change waiting for review isn't sent twice."""
    latest = product
    if product.latest_revision_id and product.has_unpublished_changes and not builder.approve:
        latest = product.get_latest_revision_as_object()
    wanted = product_fields(row)
    if "name_zh" not in wanted and latest.name_zh == latest.name_en and "name_en" in wanted:
        wanted["name_zh"] = wanted["name_en"]  # it had no Chinese name of its own
    if row.get("category"):
        wanted["category"] = builder.category(row)
    if row.get("brand"):
        wanted["brand"] = builder.brand(row)
    return {name: value for name, value in wanted.items() if getattr(latest, name) != value}


def _change_variant(change, row):
    variant = change.variant
    for name, value in variant_fields(row).items():
        if getattr(variant, name) != value:
            setattr(variant, name, value)
            change.variant_names.add(name)
    amount, currency = price_of(row)
    if amount is not None and (variant.price, variant.currency) != (amount, currency):
        change.old_price = variant.price, variant.currency
        variant.price, variant.currency = amount, currency
        change.variant_names |= {"price", "currency"}


def _change_filing(change, row, builder):
    variant = change.variant
    filing = getattr(variant, "filing", None) or Filing(variant=variant)
    before, was_approved = filing.as_filed(), filing.approved_at
    wanted = filing_fields(row)
    if "mode" in row.values:
        wanted["mode"] = row.values["mode"]
    moved = {name for name, value in wanted.items() if getattr(filing, name) != value}
    for name in moved:
        setattr(filing, name, wanted[name])
    if filing.zone_id is None or "mode" in moved:
        filing.zone = builder.zone_of_mode.get(filing.mode)
    filing.gross_weight_g = filing.gross_weight_g or filing.net_weight_g
    if moved & {*LEGAL_DEPENDS_ON} or change.variant_names & {"net_content", "pieces"}:
        for name in LEGAL:
            setattr(filing, name, "" if "unit" in name else None)
    if moved or builder.approve:
        filing.approved_at = None
        builder.complete(variant, filing)
    differs = filing.as_filed() != before or filing.pk is None
    if was_approved and not differs and (filing.approved_at or not moved):
        filing.approved_at = was_approved  # approved before and still
    change.filing = differs or bool(was_approved) != bool(filing.approved_at)
    change.approved = bool(filing.approved_at) and change.filing
    variant.filing = filing


def _change_stock(change, row, records) -> RowError | None:
    pieces = row.get("stock")
    if pieces is None:
        return None
    filing = change.variant.filing
    if filing.zone is None:
        return row_error(row.row, "stock", "zone_missing", mode=filing.mode)
    record = records.get((change.variant.pk, filing.zone_id))
    # less than orders have reserved would sell pieces that nobody has
    if record is not None and pieces < record.reserved:
        return row_error(row.row, "stock", "stock_below_reserved", reserved=record.reserved)
    if record is None or record.on_hand != pieces:
        change.stock = filing.zone, record, pieces
    return None
