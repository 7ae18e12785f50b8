"""What can be bought of a product today: the variant shown first, its stock, its trade mode."""

from collections.abc import Iterable, Mapping

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from catalog.admission.rules import admission_cache
from catalog.models import Variant
from catalog.models.zone import Mode
from catalog.prices.quotes import UnitPrice

LOW_STOCK = 10  # from here down the card says how many are left


def with_stock(variants: QuerySet) -> QuerySet:
    """Variants with `free`: pieces that can still be ordered, all zones together."""
    return variants.annotate(
        free=Coalesce(Sum(F("stock__on_hand") - F("stock__reserved")), 0)
    ).select_related("filing")


def leading_variant(variants: Iterable[Variant], prices: Mapping[int, UnitPrice]) -> Variant | None:
    """The one a card shows: for sale before not, in stock before sold out, then the cheapest."""
    return min(
        variants,
        key=lambda v: (
            not is_sold(v, prices),
            v.free <= 0,
            # with tax: a cheaper good of a dearer tax class is not the cheaper one
            prices[v.pk].price_with_tax if v.pk in prices else 0,
            v.position,
            v.pk,
        ),
        default=None,
    )


def is_sold(variant: Variant, prices: Mapping[int, UnitPrice]) -> bool:
    """For sale today: approved, admitted by the rules of the day, and with a price that can be
    said. Reads `variant.product.exhibitor`."""
    filing = getattr(variant, "filing", None)
    approved = bool(filing and filing.approved_at) and variant.pk in prices
    return approved and admission_cache.on().admits(variant)


def stock_label(free: int) -> tuple[str, str]:
    """State and label of a stock: ("ok", "In stock"), ("low", "Only 3 left"), ("out", …)."""
    if free <= 0:
        return "out", _("Sold out")
    if free < LOW_STOCK:
        return "low", _("Only %(n)d left") % {"n": free}
    return "ok", _("In stock")


def mode_label(variant: Variant) -> str:
    """A product card's key of the trade mode: "bonded", "direct" or "" where none is filed."""
    filing = getattr(variant, "filing", None)
    if filing is None:
        return ""
    return "direct" if filing.mode == Mode.DIRECT else "bonded"
