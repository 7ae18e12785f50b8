"""How many products an exhibitor may list: `max_goods` of its package."""

from dataclasses import dataclass

from django.db.models import Count, F, Max

from catalog.models import Product
from exhibitors.models import Exhibitor


@dataclass(frozen=True, slots=True)
class PackageUse:
    """Products listed, shown or not; `limit`: None without a package."""

    listed: int
    limit: int | None

    @property
    def room(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.listed)


def package_use(exhibitor: Exhibitor, *, planned: int = 0) -> PackageUse:
    """planned: goods that a dry run would have made."""
    listed = Product.objects.of_exhibitor(exhibitor).count() + planned
    return PackageUse(listed, exhibitor.package_limit("max_goods"))


def locked_package_use(exhibitor: Exhibitor) -> PackageUse:
    """The same, and of two transactions that ask the second waits for the first."""
    # no key: orders name the exhibitor and need not wait
    locked = Exhibitor.objects.select_for_update(no_key=True).get(pk=exhibitor.pk)
    return package_use(locked)


def exhibitors_beyond_package():
    """With `listed` and `limit`, by slug."""
    counted = Exhibitor.objects.annotate(
        listed=Count("products", distinct=True), limit=Max("participations__package__max_goods")
    )
    return counted.filter(listed__gt=F("limit")).order_by("slug")
