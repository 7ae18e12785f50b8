"""The category tree in memory: breadcrumbs on every page without a query of their own."""

import time
from dataclasses import dataclass

from django.db.models.signals import post_delete, post_save

from catalog.models import Category

CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category as pages show it. `path` sorts parents before children."""

    slug: str
    name_zh: str
    name_en: str
    path: str


class Tree:
    def __init__(self):
        self._by_path: dict[str, CategoryNode] | None = None
        self._read_at = 0.0

    def forget(self, **_):
        self._by_path = None

    def path_to(self, category: Category) -> list[CategoryNode]:
        """From the root to the category itself."""
        known = self._all()
        step = Category.steplen
        ends = range(step, len(category.path) + 1, step)
        return [known[category.path[:end]] for end in ends if category.path[:end] in known]

    def _all(self):
        now = time.monotonic()
        if self._by_path is None or now - self._read_at > CACHE_SECONDS:
            rows = Category.objects.values_list("slug", "name_zh", "name_en", "path")
            # treebeard's path of a parent is the beginning of its children's
            self._by_path = {row[3]: CategoryNode(*row) for row in rows}
            self._read_at = now
        return self._by_path


tree = Tree()
post_save.connect(tree.forget, sender=Category, dispatch_uid="tree_saved")
post_delete.connect(tree.forget, sender=Category, dispatch_uid="tree_deleted")
