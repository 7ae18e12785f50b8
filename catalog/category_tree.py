"""The category tree in memory: breadcrumbs on every page without a query of their own."""

from dataclasses import dataclass

from catalog.models import Category
from core.minute_cache import MinuteCache


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category as pages show it. `path` sorts parents before children."""

    slug: str
    name_zh: str
    name_en: str
    path: str


def path_to(category: Category) -> list[CategoryNode]:
    """From the root to the category itself."""
    return nodes_along(category.path)


def nodes_along(path: str) -> list[CategoryNode]:
    """The same of treebeard's path, with which those of all below a category begin."""
    nodes = _nodes.get()
    ends = range(Category.steplen, len(path) + 1, Category.steplen)
    return [nodes[path[:end]] for end in ends if path[:end] in nodes]


def _read_nodes() -> dict[str, CategoryNode]:
    rows = Category.objects.values_list("slug", "name_zh", "name_en", "path")
    return {row[3]: CategoryNode(*row) for row in rows}


_nodes = MinuteCache(_read_nodes, Category)
