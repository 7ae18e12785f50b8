"""The Chinese electronic label of a good, as far as it is data (R-PLAT-2): the risk notice says
that it stands on the product's page. What the catalogue does not hold is named as missing."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.codes.countries import country_name
from catalog.models import Product, Variant


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A fact of the label, as a ledger takes it."""

    term: str
    value: str
    num: bool = False


@dataclass(frozen=True, slots=True)
class ChineseLabel:
    """`missing`: what a printed label would say besides, in the reader's language."""

    rows: list[LabelRow]
    missing: list[str]

    @property
    def missing_text(self) -> str:
        return pgettext("list", ", ").join(self.missing)


def chinese_label(product: Product, variant: Variant | None) -> ChineseLabel:
    facts = {
        _("Name of the goods"): product.name_zh,
        _("Specification and content"): variant.spec_zh if variant else "",
        _("Country of origin"): _origin(product),
        _("Domestic agent"): product.exhibitor.agent_name,
    }
    return ChineseLabel(
        rows=[LabelRow(term, value) for term, value in facts.items() if value],
        missing=[*(term for term, value in facts.items() if not value), *_never_recorded()],
    )


def _origin(product):
    with translation.override("zh-hans"):  # the label is Chinese, whoever reads it
        return country_name(product.origin)


def _never_recorded():
    return [
        _("ingredients"),
        _("manufacturer and address"),
        _("production date and shelf life"),
        _("storage conditions"),
        _("directions for use and warnings"),
    ]
