"""What a row makes of a good: the fields it states, for a new good and for one that exists."""

from datetime import date

from django.utils import timezone
from django.utils.text import slugify

from catalog.actions.new_goods import NewProduct, NewVariant
from catalog.admission.requirements import missing_for_sale
from catalog.admission.rules import read_admission
from catalog.importing import cells
from catalog.importing.brands import BrandIndex
from catalog.importing.categories import CategoryIndex
from catalog.importing.names import HAN, KANA
from catalog.importing.rows import GoodsRow, price_of
from catalog.models import Brand, Category, Filing, Product, Variant, ZoneMode
from catalog.models.zone import Mode
from catalog.tax.legal_quantities import legal_fields
from catalog.tax.rate_cache import rate_cache

LEGAL = ("legal_unit_1", "legal_quantity_1", "legal_unit_2", "legal_quantity_2")
# of the filing; net content and pieces of the variant
LEGAL_DEPENDS_ON = ("hs_code", "net_weight_g")


class Builder:
    """Everything that building goods out of rows needs to know, read once per import."""

    def __init__(self, *, exhibitor, actor, approve: bool, dry_run: bool):
        self.exhibitor, self.actor = exhibitor, actor
        self.approve, self.dry_run = approve, dry_run
        self.today: date = timezone.localdate()
        self.now = timezone.now()
        self.admission = read_admission(self.today)
        # the zone of goods whose row names only their mode: the first by its code
        modes = ZoneMode.objects.inwards().on(self.today).order_by("-zone__code")
        self.zone_of_mode = {row.mode: row.zone for row in modes.select_related("zone")}
        self.refresh()

    def refresh(self) -> None:
        """Forget which categories and brands there were: somebody else has made some."""
        self.categories, self.brands = CategoryIndex(), BrandIndex()
        self._brands: dict[tuple[str, str], Brand | None] = {}
        self._categories: dict[str, Category | None] = {}

    def category(self, row: GoodsRow) -> Category | None:
        """None only where a dry run would have to make one."""
        name = row.get("category", "")
        if name not in self._categories:
            self._categories[name] = self._find(self.categories, name)
        return self._categories[name]

    def brand(self, row: GoodsRow) -> Brand | None:
        names = row.get("brand", ""), row.get("brand_aliases", "")
        if names not in self._brands:
            self._brands[names] = self._find(self.brands, *names)
        return self._brands[names]

    def _find(self, index, *names: str):
        return index.find(*names) if self.dry_run else index.find_or_make(*names)

    def new(self, row: GoodsRow, slug: str) -> NewProduct:
        """A good that isn't there yet; hidden until reviewed unless staff approve at once."""
        product = Product(
            exhibitor=self.exhibitor,
            slug=slug,
            category=self.category(row),
            brand=self.brand(row),
            live=self.approve,
            **{"name_zh": any_name(row)} | product_fields(row),
        )
        amount, currency = price_of(row)
        variant = Variant(
            product=product,
            sku=row.sku,
            price=amount,
            currency=currency or "CNY",
            **variant_fields(row),
        )
        mode = row.get("mode", Mode.BONDED)
        filing = Filing(mode=mode, zone=self.zone_of_mode.get(mode), **filing_fields(row))
        # customs wants gross ≥ net; a missing gross weight is at least the net one (decision 5)
        filing.gross_weight_g = filing.gross_weight_g or filing.net_weight_g
        filing.model_zh = model_text(row)
        self.complete(variant, filing)
        pieces = row.get("stock")
        stock = {filing.zone: pieces or 0} if filing.zone else {}
        return NewProduct(product, [NewVariant(variant, filing, stock)])

    def complete(self, variant: Variant, filing: Filing) -> None:
        """Fill what follows from the rest, and approve a complete filing if staff said so; one
        that depends on the note of a list line waits for a person to read them (R-LIST-2)."""
        rate = rate_cache.find(filing.hs_code, self.today)
        for name, value in legal_fields(variant, filing, rate).items():
            setattr(filing, name, value)
        # R-LIST-2: a machine can't read whether the good is what the note names
        if not self.approve or self.admission.lines_to_confirm(filing):
            return
        variant.filing = filing
        if not missing_for_sale(variant, self.today, admission=self.admission):
            filing.approved_at, filing.approved_by = self.now, self.actor
            filing.list_version = self.admission.version or filing.list_version


def any_name(row: GoodsRow) -> str:
    """The Chinese name; a good that has none yet is shown under the name it has."""
    return row.get("name_zh") or row.get("name_en") or row.get("name_ja")


def product_fields(row: GoodsRow) -> dict:
    return _stated(row, "name_zh", "name_en", "origin", "description_zh", "description_en")


def variant_fields(row: GoodsRow) -> dict:
    fields = _stated(row, "gtin", "net_content", "pieces")
    spec = row.get("spec")
    if spec:
        fields["spec_zh"] = spec
        if not (HAN.search(spec) or KANA.search(spec)):
            fields["spec_en"] = spec
        # R-TAX-7: the content decides whether a cosmetic is high-end, so a plain one is read
        content = cells.content_of_spec(spec)
        if content is not None:
            fields.setdefault("net_content", content)
    return fields


def filing_fields(row: GoodsRow) -> dict:
    return _stated(
        row, "hs_code", "unit", "origin", "net_weight_g", "gross_weight_g", "record_number"
    )


def model_text(row: GoodsRow) -> str:
    """Brand and specification as customs reads them (gmodel)."""
    parts = [("品牌", row.get("brand")), ("规格", row.get("spec"))]
    return "|".join(f"{name}:{value}" for name, value in parts if value)[:510]


def slug_of(row: GoodsRow) -> str:
    name = slugify(row.get("name_en", ""))[:60].strip("-")
    return f"{name}-{slugify(row.sku)}".strip("-")


def _stated(row: GoodsRow, *names: str) -> dict:
    return {name: row.values[name] for name in names if name in row.values}
