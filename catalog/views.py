from django.shortcuts import get_object_or_404, render

from catalog.models import Product, ProductSnapshot
from catalog.product_page.as_bought import page_as_bought
from catalog.product_page.page import ProductPage
from catalog.product_page.structured_data import product_json


def product(request, slug):
    """A good's page; `v` picks a size by SKU."""
    good = get_object_or_404(
        Product.objects.on_display().select_related("brand", "picture", "exhibitor", "category"),
        slug=slug,
    )
    page = ProductPage(good, request.GET.get("v", ""))
    context = {"product": good, "page": page, "data": product_json(page)}
    return render(request, "catalog/product.html", context)


def related(request, slug):
    """Goods like this one, fetched when the visitor gets there."""
    good = get_object_or_404(Product.objects.on_display(), slug=slug)
    return render(request, "catalog/related.html", {"product": good})


def as_bought(request, slug, digest):
    """The page as it was when somebody ordered (R-PLAT-7). It holds nothing of the order; who
    knows the digest knows the order, so it is open to customs without an account (R-PLAT-6)."""
    snapshot = get_object_or_404(ProductSnapshot, digest=digest, content__slug=slug)
    return render(request, "catalog/as_bought.html", {"page": page_as_bought(snapshot)})
