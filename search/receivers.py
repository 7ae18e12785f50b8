"""What in the rooms below makes a good's document another one."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from catalog.models import Brand, Category, Filing, Product, Variant
from catalog.signals import goods_changed
from centers.models import DisplayCenter, Sample

from . import actions, labels, lexicon
from .models import Synonym


def connect() -> None:
    goods_changed.connect(_told, dispatch_uid="search-told")
    for signal in (post_save, post_delete):
        for model, receiver in RECEIVERS.items():
            signal.connect(receiver, sender=model, dispatch_uid=f"search-{model.__name__}")
    for signal in (published, unpublished):
        signal.connect(_product, sender=Product, dispatch_uid="search-published")


def _told(product_pks, **kwargs):
    actions.touch(product_pks)


def _product(instance, **kwargs):
    actions.touch([instance.pk])


def _variant(instance, **kwargs):
    actions.touch([instance.product_id])


def _of_variant(instance, **kwargs):
    pks = Variant.objects.filter(pk=instance.variant_id).values_list("product", flat=True)
    actions.touch(pks)


def _brand(instance, created=False, **kwargs):
    labels.forget()
    if not created:
        actions.touch(Product.objects.filter(brand=instance.pk).values_list("pk", flat=True))


def _category(instance, created=False, **kwargs):
    """A category's name stands in the goods of all below it."""
    labels.forget()
    if not created:
        below = Category.objects.filter(path__startswith=instance.path)
        actions.touch(Product.objects.filter(category__in=below).values_list("pk", flat=True))


def _center(instance, created=False, **kwargs):
    labels.forget()
    if not created:
        seen = Product.objects.filter(variants__samples__shelf__center=instance.pk)
        actions.touch(seen.values_list("pk", flat=True))


def _synonym(**kwargs):
    lexicon.changed()


RECEIVERS = {
    Product: _product,
    Variant: _variant,
    Filing: _of_variant,
    Sample: _of_variant,
    Brand: _brand,
    Category: _category,
    DisplayCenter: _center,
    Synonym: _synonym,
}
