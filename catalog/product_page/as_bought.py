"""A kept page read again, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from catalog.codes.countries import country_name
from catalog.models import ProductSnapshot
from catalog.product_page.page import Row
from core.language import speaks_chinese


class PageAsBought:
    """content: see `catalog.product_page.snapshots.page_content`."""

    def __init__(self, snapshot: ProductSnapshot):
        self.content = snapshot.content
        self.taken_at, self.digest = snapshot.taken_at, snapshot.digest
        self.product = snapshot.product

    @property
    def name(self) -> str:
        return self._word(self.content, "name")

    @property
    def highlight(self) -> str:
        return self._word(self.content, "highlight")

    @property
    def description(self) -> str:
        return self._word(self.content, "description")

    @property
    def rows(self) -> list[Row]:
        rows = [
            Row(_("Brand"), self._word(self.content["brand"], "name")),
            Row(_("Seller"), self._word(self.content["seller"], "name")),
            Row(_("Country of origin"), country_name(self.content["origin"])),
        ]
        return [row for row in rows if row.value]

    @property
    def variants(self) -> list[dict]:
        return [
            variant | {"spec": self._word(variant, "spec")} for variant in self.content["variants"]
        ]

    def _word(self, row: dict, name: str) -> str:
        zh, en = row.get(f"{name}_zh", ""), row.get(f"{name}_en", "")
        return (zh or en) if speaks_chinese() else (en or zh)
