from django.shortcuts import get_object_or_404, render

from catalog.models import Product


def product(request, slug):
    found = get_object_or_404(Product.objects.on_display(), slug=slug)
    return render(request, "catalog/product.html", {"product": found})
