"""What an exhibitor shows, by category, for the hall plans (the hook `goods_categories`)."""

from collections.abc import Iterable

from catalog.category_tree import CategoryNode, nodes_along
from catalog.models import Category, Product
from expo.halls import plans


def of_exhibitors(exhibitors: Iterable[int]) -> dict[int, list[list[CategoryNode]]]:
    """{exhibitor pk: for each category of its goods on display, the nodes from the root to it}"""
    shown = Product.objects.on_display().filter(exhibitor__in=exhibitors)
    paths: dict[int, list[list[CategoryNode]]] = {}
    for exhibitor, path in shown.order_by().values_list("exhibitor", "category__path").distinct():
        paths.setdefault(exhibitor, []).append(nodes_along(path))
    return paths


plans.follow(Category, Product)
