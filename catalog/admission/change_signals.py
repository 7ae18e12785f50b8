"""When a rule of admission changes, its goods are announced as changed, so that lists and search
show at once whether they are for sale. What a date begins or ends shows on the next nightly
rebuild."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from catalog.models import Filing, PositiveListEntry, StopListEntry
from catalog.signals import notify_goods_changed
from exhibitors.models import Exhibitor


def products_of(**filters):
    filed = Filing.objects.filter(approved_at__isnull=False, **filters)
    return filed.values_list("variant__product_id", flat=True).distinct()


@receiver((post_save, post_delete), sender=StopListEntry)
def stop_changed(instance, **_):
    where = {"hs_code__startswith": instance.hs_prefix}
    if instance.origin:
        where["origin"] = instance.origin
    notify_goods_changed(products_of(**where))


@receiver((post_save, post_delete), sender=PositiveListEntry)
def list_changed(instance, **_):
    notify_goods_changed(products_of(hs_code__startswith=instance.hs8))


@receiver(post_save, sender=Exhibitor)
def agent_changed(instance, created=False, **_):
    # a new exhibitor has no goods yet
    if not created:
        notify_goods_changed(products_of(variant__product__exhibitor=instance))
