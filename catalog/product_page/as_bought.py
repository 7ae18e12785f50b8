"""A stored page shown again, in the reader's language."""

from django.utils.translation import gettext as _

from catalog.codes.countries import country_name
from catalog.models import ProductSnapshot
from catalog.product_page.page import SpecRow
from core.language import speaks_chinese


class PageAsBought:
    """content: see `catalog.product_page.snapshots.page_content`."""

    def __init__(self, snapshot: ProductSnapshot):
        self.content = snapshot.content
        self.taken_at, self.digest = snapshot.taken_at, snapshot.digest
        self.product = snapshot.product

    @property
    def name(self) -> str:
        return self._text(self.content, "name")

    @property
    def highlight(self) -> str:
        return self._text(self.content, "highlight")

    @property
    def description(self) -> str:
        return self._text(self.content, "description")

    @property
    def rows(self) -> list[SpecRow]:
        rows = [
            SpecRow(_("Brand"), self._text(self.content["brand"], "name")),
            SpecRow(_("Seller"), self._text(self.content["seller"], "name")),
            SpecRow(_("Country of origin"), country_name(self.content["origin"])),
        ]
        return [row for row in rows if row.value]

    @property
    def variants(self) -> list[dict]:
        return [
            variant | {"spec": self._text(variant, "spec")} for variant in self.content["variants"]
        ]

    def _text(self, row: dict, name: str) -> str:
        zh, en = row.get(f"{name}_zh", ""), row.get(f"{name}_en", "")
        # never empty where either language has something: it is evidence
        return (zh or en) if speaks_chinese() else (en or zh)
